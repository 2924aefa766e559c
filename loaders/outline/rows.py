"""Rows: a number in the row of a table is no heading.

Decisions
---------
* Formats that know their tables say where the cells stand (`Source.cells`); a table of one column is a frame around text, and so is a
  cell longer than a page.
* In a text without cells a row is a line with a tab between words. A tab right behind a number (一、→总体要求) only sets it off.
* A line between two rows, of which the one below opens with a number, is a band across their table (一、产品质量). Above the head of
  another table it is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.formats.content import LONGEST_CELL
from loaders.outline.marks import Mark
from qgraph.model import Source

NUMBERED = re.compile(r"[ \u3000]*\d{1,4}[.．、]?[ \u3000]*\t[^\t\n]*\t")  # a row of at least three cells that opens with a number
LONGEST_ROW = 1_000  # a longer line with a tab in it is prose


def outside(source: Source, marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks that stand in no row of a table."""
    wide = {cell.table for cell in source.cells if cell.column + cell.column_span > 2}
    line = _Line(source.reading)
    for mark in marks:
        if not line.is_row(mark) and not _in_cell(source, wide, mark):
            yield mark


def _in_cell(source: Source, wide: set[int], mark: Mark) -> bool:
    """Whether a mark stands in a cell of one of the tables with several columns."""
    if not wide:
        return False
    cell = source.cell_at(source.starts[mark.start])
    return cell is not None and cell.table in wide and cell.end - cell.start <= LONGEST_CELL


class _Line:
    """The line that was asked for last; marks come in order, so each line is looked up once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begin = self.end = -1
        self.tabbed = self.band = False

    def is_row(self, mark: Mark) -> bool:
        """Whether the line of a mark has a tab between words."""
        if mark.start >= self.end:
            self.begin = self.text.rfind("\n", 0, mark.start) + 1
            end = self.text.find("\n", mark.end)
            self.end = end if end >= 0 else len(self.text)
            self.band = self._is_band()
            self.tabbed = self.end - self.begin <= LONGEST_ROW and "\t" in self.text[self.begin : self.end].strip()
        if not self.tabbed:
            return self.band
        return bool(self.text[self.begin : mark.start].strip()) or "\t" in self.text[mark.end : self.end].strip()

    def _is_band(self) -> bool:
        """Whether the line stands alone between two rows of one table."""
        if "\t" in self.text[self.begin : self.end].strip() or self.end - self.begin > LONGEST_ROW:
            return False
        above = self.text[max(0, self.begin - LONGEST_ROW) : self.begin].rstrip().rpartition("\n")[2]
        below = self.text[self.end : self.end + LONGEST_ROW].lstrip("\n")
        return above.count("\t") > 1 and NUMBERED.match(below) is not None
