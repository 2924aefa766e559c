"""A page that holds its article twice (for screen and print, or pasted): the second copy goes, and so does a title doubled at the head.

Decisions
---------
* A copy is the same lines in the same order, from the first long line on, most of what stands between the two places, and at least some
  long lines. A line that a document repeats is no copy.
* Of two equal titles that follow each other the first is the page's own, and goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.reading.draft import Edit
from loaders.reading.lines import PROSE

LONG = 20  # characters of a line that nobody writes twice
FEWEST = 5  # long lines of a copy
FIRST = 8  # long lines at the head one of which begins the copy
MOST = 0.8  # share of the lines between the two places that must stand again
TITLE = range(8, 60)  # characters of a title


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.copy."""
    spans: list[tuple[int, int]] = []
    bodies: list[str] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if body := line.strip():
            spans.append((at, at + len(line)))
            bodies.append(body)
        at += len(line)
    if len(bodies) > 1 and bodies[0] == bodies[1] and len(bodies[0]) in TITLE and not PROSE.search(bodies[0]):
        yield Edit(*spans[0], "", "reading.copy")
    copy = _copy(bodies)
    if copy:
        yield Edit(spans[copy[0]][0], spans[copy[1] - 1][1], "", "reading.copy")


def _copy(bodies: list[str]) -> tuple[int, int] | None:
    """The lines of the second copy, if there is one."""
    long = [i for i, body in enumerate(bodies) if len(body) >= LONG]
    if len(long) < 2 * FEWEST:
        return None
    for first in long[:FIRST]:
        try:
            second = bodies.index(bodies[first], first + 1)
        except ValueError:
            continue
        start, end = second, second
        while end < len(bodies) and bodies[end] == bodies[first + end - second]:
            end += 1
        while start > second - first and start - 1 > first and bodies[start - 1] == bodies[first + start - 1 - second]:
            start -= 1
        told = len({bodies[i] for i in range(second, end) if len(bodies[i]) >= LONG})  # a row that is repeated tells nothing
        if told >= FEWEST and end - second >= MOST * (second - first) - 1:
            return start, end
    return None
