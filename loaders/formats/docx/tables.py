"""Tables: which cell stands in which row and column.

Decisions
---------
* Rows and cells that were deleted, and hidden rows, are not there. A cell that goes on the one above adds to its span; what Word keeps
  inside such a cell does not show and is not read.
* A table holds data where most of its rows have several cells and none holds a page of its own. Any other lays out the page, or is a
  frame around a paragraph: its cells are read as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from loaders.formats.content import LONGEST_CELL, MOST_COLUMNS
from loaders.formats.docx.names import attribute, child, flow, integer, is_on

ROWS, CELLS = frozenset({"w:tr"}), frozenset({"w:tc"})
MOST_EMPTY = 50_000  # columns a document's cells may span beyond their own; behind that spans are ignored


@dataclass(slots=True)
class Budget:
    """How many more columns cells may span, in all tables of a document."""

    left: int = MOST_EMPTY

    def spend(self, columns: int) -> int:
        spent = min(columns, self.left, MOST_COLUMNS)
        self.left -= spent
        return spent


@dataclass(slots=True)
class Place:
    """A cell and where it stands; rows and columns count from 1."""

    element: etree._Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


def cells(table: etree._Element, budget: Budget) -> list[Place]:
    """The cells of a table that show, in order."""
    found: list[Place] = []
    above: dict[int, Place] = {}  # column → the cell a continuing one below it belongs to
    number = 0
    for row, _ in flow(table, ROWS):
        properties = child(row, "w:trPr")
        hidden = child(properties, "w:hidden")
        if child(properties, "w:del") is not None or (hidden is not None and is_on(hidden)):
            continue
        number += 1
        column = 1 + budget.spend(_count(properties, "w:gridBefore"))
        open_here: dict[int, Place] = {}
        last: Place | None = None
        for element, _ in flow(row, CELLS):
            properties = child(element, "w:tcPr")
            if child(properties, "w:cellDel") is not None:
                continue
            wide = 1 + budget.spend(max(1, _count(properties, "w:gridSpan")) - 1)
            merged = child(properties, "w:vMerge")
            goes_on = merged is not None and attribute(merged) != "restart"
            if last is not None and attribute(child(properties, "w:hMerge")) == "continue":
                last.column_span += wide
            elif goes_on and column in above:
                last = open_here[column] = above[column]
                last.row_span = number - last.row + 1
            else:
                last = Place(element, number, column, 1, wide)
                found.append(last)
                if merged is not None:
                    open_here[column] = last
            column += wide
        above = open_here
    return found


def is_data(places: Iterable[Place]) -> bool:
    """Whether the cells of a table are data."""
    several: dict[int, bool] = {}  # row → whether it has more than a first cell
    for place in places:
        if _is_long(place.element):
            return False
        several[place.row] = several.get(place.row, False) or place.column > 1
    return sum(several.values()) > len(several) / 2


def _is_long(element: etree._Element) -> bool:
    length = 0
    for text in element.iter("{*}t"):
        length += len(text.text or "")
        if length > LONGEST_CELL:
            return True
    return False


def _count(properties: etree._Element | None, name: str) -> int:
    return integer(child(properties, name), most=10**9)
