"""A page that holds its article twice (for screen and print, or pasted): the second copy goes, and so does a title doubled at the head.

Decisions
---------
* A copy is the same lines in the same order, from the first long line on, most of what stands between the two places, enough words, and a
  good part of the page: measures whose sentences are alike are no copies.
* Of two equal titles that follow each other the first is the page's own, and goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.reading.draft import Edit
from loaders.reading.lines import PROSE

LONG = 20  # characters of a line that nobody writes twice
ENOUGH = 200  # characters of the long lines of a copy
FIRST = 8  # long lines at the head one of which begins the copy
PART = 0.3  # of all lines that a copy has at least
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
    for first in [i for i, body in enumerate(bodies) if len(body) >= LONG][:FIRST]:
        try:
            second = bodies.index(bodies[first], first + 1)
        except ValueError:
            continue
        start, end = second, second
        while end < len(bodies) and bodies[end] == bodies[first + end - second]:
            end += 1
        while start > second - first and start - 1 > first and bodies[start - 1] == bodies[first + start - 1 - second]:
            start -= 1
        told = sum(map(len, {body for body in bodies[second:end] if len(body) >= LONG}))  # a row that is repeated tells nothing
        if told >= ENOUGH and end - start >= max(PART * len(bodies), MOST * (second - first)):
            return start, end
    return None
