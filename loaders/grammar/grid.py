"""Tables in the reading text: rows of cells under a head, whatever the cells mean.

Decisions
---------
* A table is a head line and the lines below with the same cells: parted by tabs (html, docx, xlsx, csv), by bars, or by runs of blanks.
* A head may take two rows: under 责任分工 stand 牵头单位 and 配合单位, and nothing under 序号 and 重点任务, which reach down.
* A row knows its cells in the file where the format does (`Source.cells`), else they are counted from the head, which is row 1.
* A cell that reaches down over rows holds for each of them, where the format knows it. In a text an empty cell stays empty: whether it
  was merged with the one above cannot be told.
* A line of one cell ends a table, unless the format says that it is a band across the same table (一、经济发展). In a text it is one where
  it says no sentence and a numbered row follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from loaders.document import Document
from qgraph.model import Cell, Evidence

TAB = re.compile(r"\t")
PARTINGS = (TAB, re.compile(r"[|｜│]"), re.compile(r"\u3000+| {2,}"), re.compile(r"[ \u3000]+"))
LONGEST_HEAD_LINE = 200  # characters
LONGEST_BAND = 40
_LINE = re.compile(r"[^\n]+")
_NOTE = re.compile("[（(][^（）()]*[）)]")
_SENTENCE = re.compile("[。；;：:]")
_NUMBERED = re.compile(r"\n[（(]?\d{1,3}[)）.．、]?\t")

Span = tuple[int, int]
Columns = Sequence[str]
"""What each column holds, in the words of the caller; `OTHER` where the caller knows nothing of it."""
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """One row under a head: what its columns hold and the words of their heads, its number from the head (1), and a span a column (empty
    where nothing stands; a row may be shorter than its head)."""

    document: Document
    columns: Columns
    heads: tuple[str, ...]
    number: int
    cells: tuple[Span, ...]

    def filled(self, *kinds: str) -> list[int]:
        """The columns (from 0) of some kinds that hold something in this row."""
        return [i for i, kind in enumerate(self.columns[: len(self.cells)]) if kind in kinds and self.said(i)]

    def first(self, kind: str) -> str:
        """The words of the first column of a kind that holds something; empty where none does."""
        return next((self.said(i) for i in self.filled(kind)), "")

    def said(self, column: int) -> str:
        """The words of a column (from 0), stripped; empty where the row is short."""
        return self.document.text[slice(*self.cells[column])].strip() if column < len(self.cells) else ""

    def evidence(self, column: int, span: Span | None = None) -> Evidence:
        """The evidence of a column, or of a `span` that ends in it, with the address of the cell."""
        evidence = self.document.evidence(*(span or self.cells[column]))
        place = _place(self.document, self.cells[column])
        if place:
            return replace(evidence, sheet=place.sheet, row=place.row, column=place.column)
        return replace(evidence, row=self.number, column=column + 1)


def rows(document: Document, columns: Callable[[list[str]], Columns | None], cue: re.Pattern[str], longest: int) -> Iterator[Row]:
    """The rows of all tables whose head `columns` knows, in reading order.

    `columns` is given the words of a head without blanks, at most `longest` characters each; `cue` is in every line that can be (part of)
    a head.
    """
    head: _Head | None = None
    number = 1
    above = ""
    reaching = _Reaching(document)
    for line in _LINE.finditer(document.text):
        said = line.group()
        found = _head(above, said, columns, cue, longest)
        above = said
        if found:
            head, number = replace(found, table=_table(document, line.start(), line.end())), 1
        elif head and said.strip():
            number += 1
            cells = _cells(document.text, line.start(), line.end(), head.parting)
            if not head.holds(cells, _table(document, line.start(), line.end())) and not head.goes_on(document.text, line):
                head = None
            elif len(cells) > 1:
                yield Row(document, head.columns, head.words, number, reaching.filled(cells, len(head.columns)))


def taken(starts: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places `starts` (in order) at which rows were read lies in `text[start:end]`: a row is no sentence."""
    return bisect_left(starts, start) != bisect_left(starts, end)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text on which rows stand, in order: a row is no prose, whatever its cells say."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, starts: Iterable[int]) -> Lines:
        """The lines that hold some places."""
        return cls(tuple((text.rfind("\n", 0, at) + 1, end if (end := text.find("\n", at)) >= 0 else len(text)) for at in starts))

    def hold(self, position: int) -> bool:
        """Whether a place stands on one of them."""
        before = bisect_right(self.spans, position, key=itemgetter(0)) - 1
        return before >= 0 and position < self.spans[before][1]


@dataclass(frozen=True, slots=True)
class _Head:
    columns: Columns
    words: tuple[str, ...]
    parting: re.Pattern[str]
    table: int | None = None  # its number in the file, where the format knows it

    def holds(self, cells: list[Span], table: int | None) -> bool:
        """Whether a line of these cells is still of the table."""
        if self.table is not None:
            return table == self.table
        return len(cells) > 1 and (self.parting is TAB or len(cells) == len(self.columns))

    def goes_on(self, text: str, band: re.Match[str]) -> bool:
        """Whether a line of a text without cells is a band: a numbered row of the table stands below."""
        if self.table is not None or self.parting is not TAB or len(band[0]) > LONGEST_BAND or _SENTENCE.search(band[0]):
            return False
        return _NUMBERED.match(text, band.end()) is not None


class _Reaching:
    """The cells that reach down into the rows below them, by column."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.last: dict[int, tuple[Span, int, int]] = {}  # column → its text, its table, the last row it reaches

    def filled(self, cells: list[Span], columns: int) -> tuple[Span, ...]:
        """The cells of a row; an empty one is the cell above that reaches down to it."""
        if not self.document.source.cells:
            return tuple(cells)
        end = cells[-1][1]
        cells = cells + [(end, end)] * (columns - len(cells))
        places = {i: place for i, span in enumerate(cells, 1) if (place := _place(self.document, span))}
        if not places:
            return tuple(cells)
        here = next(iter(places.values()))
        for i, place in places.items():
            self.last[i] = cells[i - 1], place.table, place.row + place.row_span - 1
        return tuple(span if i in places else self._above(i, here) or span for i, span in enumerate(cells, 1))

    def _above(self, column: int, here: Cell) -> Span | None:
        """The cell above that reaches down to a column of the row of `here`."""
        span, table, last = self.last.get(column, ((0, 0), -1, -1))
        return span if table == here.table and last >= here.row else None


def _place(document: Document, span: Span) -> Cell | None:
    """The cell of the file that holds the first word of a span."""
    if not document.source.cells:
        return None
    start = next((i for i in range(*span) if not document.text[i].isspace()), None)
    return document.source.cell_at(document.source.starts[start]) if start is not None else None


def _table(document: Document, start: int, end: int) -> int | None:
    place = _place(document, (start, end))
    return place.table if place else None


def _cells(text: str, start: int, end: int, parting: re.Pattern[str]) -> list[Span]:
    cells, begin = [], start
    for cut in parting.finditer(text, start, end):
        cells.append((begin, cut.start()))
        begin = cut.end()
    cells.append((begin, end))
    if parting is not TAB:
        cells = [c for c in cells if text[c[0] : c[1]].strip()]
    return cells


def _head(above: str, line: str, columns: Callable[[list[str]], Columns | None], cue: re.Pattern[str], longest: int) -> _Head | None:
    """The head that a line is, or that it makes together with the line above, under whose empty places it stands."""
    if len(line) > LONGEST_HEAD_LINE or not (cue.search(line) or (line[0] == "\t" and cue.search(above[:LONGEST_HEAD_LINE]))):
        return None
    if line[0] == "\t" and "\t" in above and len(above) <= LONGEST_HEAD_LINE:
        both = _words(_joined(above, line), longest)
        known = columns(both) if both else None
        if known and all(kind != OTHER for kind, below in zip(known, line.split("\t"), strict=False) if below.strip()):
            return _Head(known, tuple(both), TAB)
    for parting in PARTINGS:
        cells = [cell.strip() for cell in parting.split(line)]
        if parting is not TAB:
            cells = [cell for cell in cells if cell]
        words = _words(cells, longest)
        if len(words) >= 2 and (found := columns(words)) is not None:
            return _Head(found, tuple(words), parting)
    return None


def _words(cells: list[str], longest: int) -> list[str]:
    """The words of a head without blanks; none where a cell is too long for a head, not counting a note in brackets."""
    return ["".join(cell.split()) for cell in cells] if all(len(_NOTE.sub("", cell)) <= longest for cell in cells) else []


def _joined(above: str, line: str) -> list[str]:
    """The words of a head of two rows: below 目标 stands 2025年; what stands above nothing reaches down."""
    upper, lower = above.split("\t"), line.split("\t")
    width = max(len(upper), len(lower))
    pairs = zip(*([cell.strip() for cell in row] + [""] * (width - len(row)) for row in (upper, lower)), strict=True)
    return [low or high for high, low in pairs]
