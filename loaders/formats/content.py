"""What every format gives: the text as found, what in it is not the document, and where the cells of its tables stand.

Decisions
---------
* All formats write a table alike: a row is a line, a tab stands between columns, and a cell that spans columns or rows leaves empty
  cells behind, so that the n-th cell of every row belongs to the n-th column. So one plan reads the same whatever it came in.
* Inside a cell line ends and tabs are blanks: a row stays one line.
* What is bold is known in cells only: there it may say who leads. The places follow the text through all that is done to its blanks.
* What is not the document (a page's frame, running headers, page numbers) stays in the text as found and is named as `Aside`; reading
  drops it and logs that it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from qgraph.model import Cell

LONGEST_CELL = 2000  # characters; a longer cell holds a page that was laid out as a table, not a datum
MOST_COLUMNS = 200  # cells behind this column are not filled up: a sheet may claim 16,384
MOST_BOLD = 500_000  # stretches of a file; no more are kept: the cells of a workbook may share one string of many
_FOLDED = re.compile(r"\s*[\r\n\t\v\f]\s*")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch of the text as found that is not the document; `rule` names the repair that drops it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Content:
    """A file's text as found. `asides`, `cells` and `bold` (stretches of cells) are in the order of the text; asides do not overlap."""

    text: str
    media_type: str
    asides: tuple[Aside, ...] = ()
    cells: tuple[Cell, ...] = ()
    bold: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table before it is written: rows and columns count from 1; `bold` are stretches of its text."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    bold: tuple[Span, ...] = ()


@dataclass(slots=True)
class Writer:
    """Writes lines and tables one behind the other into a `Content`."""

    media_type: str
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _tables: int = 0
    _asides: list[Aside] = field(default_factory=list)
    _cells: list[Cell] = field(default_factory=list)
    _bold: list[Span] = field(default_factory=list)

    def line(self, text: str) -> None:
        """A line of the document."""
        self._put(f"{text}\n")

    def aside(self, text: str, rule: str) -> None:
        """A line that is not the document."""
        start = self._length
        self._put(f"{text}\n")
        self._asides.append(Aside(start, self._length, rule))

    def table(self, cells: Iterable[GridCell], sheet: str | None = None) -> None:
        """A table. Cells come in any order; of two that claim one place the first counts. Rows without a word are left out."""
        rows: dict[int, dict[int, GridCell]] = {}
        for cell in cells:
            if cell.text.strip():
                rows.setdefault(cell.row, {}).setdefault(cell.column, cell)
        self._tables += bool(rows)
        for number in sorted(rows):
            self._row(rows[number], sheet)

    def _row(self, row: dict[int, GridCell], sheet: str | None) -> None:
        at = 1
        for column in sorted(row):
            if column > at:
                self._put("\t" * min(column - at, MOST_COLUMNS))
                at = column
            cell, start = row[column], self._length
            text = _FOLDED.sub(" ", cell.text.strip())
            self._put(text)
            if len(self._bold) < MOST_BOLD:
                self._bold += ((start + first, start + last) for first, last in moved(cell.bold, cell.text, text))
            self._cells.append(Cell(start, self._length, self._tables, cell.row, cell.column, cell.row_span, cell.column_span, sheet))
        self._put("\n")

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def content(self) -> Content:
        """All that was written."""
        return Content("".join(self._pieces), self.media_type, tuple(self._asides), tuple(self._cells), tuple(self._bold))


def moved(stretches: Iterable[Span], before: str, after: str) -> Iterator[Span]:
    """Stretches of a text in what was made of it: the same but for its blanks, and for a number in front. Those of blanks only go."""
    if not (waiting := tuple(stretches)):
        return
    solid = [i for i, character in enumerate(after) if not character.isspace()]
    ranks = list(accumulate((not character.isspace() for character in before), initial=0))
    in_front = len(solid) - ranks[-1]
    for start, end in waiting:
        first, last = in_front + ranks[start], in_front + ranks[end]
        if first < last:
            yield solid[first], solid[last - 1] + 1
