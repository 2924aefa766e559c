"""Outline: headings by their numbers, and the clauses they govern.

    text ─► marks (every number that could be a heading's) ─► sequence (those that count on) ─► titles ─► sections (clauses)

Decisions
---------
* A heading is found by its number being the expected one (`sequence`), not by a pattern for each layout: the same code reads a
  plan with a line for each heading and one without any line end.
* A list of contents is an instrument whose chapters come again: it is no outline and stays in the front.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from loaders.document import Clause, Document, SectionKind
from loaders.outline import rows as table_rows
from loaders.outline import sections
from loaders.outline.marks import Mark, marks
from loaders.outline.sequence import choose
from loaders.outline.titles import title_span
from qgraph.model import Heading, Source

_SENTENCE = re.compile(r"[。；]")
_LEADERS = re.compile(r"[\s.…·．。\d]+$")  # the dots and the page number in a list of contents


def read(source: Source) -> Document:
    """Find the headings of a source and cut its text into clauses."""
    text = source.reading
    instruments = [
        _headings(text, rows, behind) for rows, behind in _with_ends(choose(text, list(table_rows.outside(source, marks(text)))), len(text))
    ]
    instruments = [rows for rows in instruments if rows]
    contents = [_is_contents(text, rows, behind) for rows, behind in pairwise(instruments)]
    instruments = [rows for rows, listed in zip(instruments, [*contents, False], strict=False) if not listed]
    clauses: tuple[Clause, ...] = tuple(sections.clauses(text, instruments))
    if not instruments and text:
        clauses = (Clause(SectionKind.TASK, (), None, 0, 0, len(text), True),)
    return Document(source, tuple(heading for rows in instruments for _, heading in rows), clauses)


def _with_ends(instruments: Sequence[list[Mark]], end: int) -> list[tuple[list[Mark], int]]:
    """Each instrument with the place where the next one begins."""
    ends = [*(rows[0].start for rows in instruments), end][1:]
    return list(zip(instruments, ends, strict=True))


def _headings(text: str, rows: Sequence[Mark], end: int) -> list[tuple[int, Heading]]:
    """Headings of one instrument, each with the start of its number. A number without a title is none, nor one behind the signature."""
    top = min(mark.rank for mark in rows)
    last_chapter = max(mark.start for mark in rows if mark.rank == top)
    closing = sections.closing_at(text, last_chapter, end, behind_all=False)
    rows = [mark for mark in rows if closing is None or mark.start < closing]
    result: list[tuple[int, Heading]] = []
    above: list[Mark] = []
    for i, mark in enumerate(rows):
        start, stop = title_span(text, mark.end, rows[i + 1].start if i + 1 < len(rows) else end)
        if text[mark.start - 1 : mark.start] == "*":  # **一、总体要求**
            stop = start + len(text[start:stop].rstrip("*"))
        if stop <= start:
            continue
        while above and above[-1].rank >= mark.rank:
            above.pop()
        path = tuple(upper.number for upper in above)
        above.append(mark)
        result.append((mark.start, Heading(mark.level, mark.number, text[start:stop], start, stop, path)))
    return result


def _is_contents(text: str, rows: Sequence[tuple[int, Heading]], behind: Sequence[tuple[int, Heading]]) -> bool:
    """Whether most chapters of an instrument come again in the next one, and no sentence stands between them."""
    if _SENTENCE.search(text, rows[0][0], rows[-1][1].end):
        return False
    chapters = {heading.number: _plain(heading.title) for _, heading in behind if not heading.path}
    listed = {heading.number: _plain(_LEADERS.sub("", heading.title)) for _, heading in rows if not heading.path}
    again = sum(bool(title) and chapters.get(number, "").startswith(title) for number, title in listed.items())
    return 2 * again > len(listed)


def _plain(title: str) -> str:
    return "".join(title.split())
