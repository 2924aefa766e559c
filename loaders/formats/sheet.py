"""A sheet (of a workbook, of a csv file) as lines and one table.

Decisions
---------
* What stands alone in its row above the first full row (附件1, the title, 单位：万元) is a line, and so is a note under the last one. In
  between a row of one cell belongs to the table: it heads a group of rows. A sheet of one column only is a text: all of it is lines.
* In a line the line ends of a cell are line ends; in the table they are blanks.
* The sheet's name is a line where it says something the lines above the table do not say. Sheet1 and 工作表1 say nothing.
* A workbook of more than 200,000 cells is data, no plan, and is refused. Cells behind column 200 are strays and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.formats.content import MOST_COLUMNS, GridCell, Writer

MOST_CELLS = 200_000  # cells with a word, of a file
SHORTEST_NOTE = 6  # characters; a shorter cell under the table is a row that was left unfinished, unless it is as wide as a note
_NAMELESS = re.compile(r"(?:sheet|chart|table|book|工作表|表格?|页)?[\s\d_.()（）-]*(?:copy|副本)?", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
Row = Sequence[GridCell]


def write(writer: Writer, cells: Iterable[GridCell], name: str | None = None) -> None:
    """Write a sheet of a name."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        if cell.text.strip() and cell.column <= MOST_COLUMNS:
            rows.setdefault(cell.row, []).append(cell)
    ordered = [rows[number] for number in sorted(rows)]
    first, last = _table(ordered)
    above, below = ordered[:first], ordered[last:]
    if name and ordered and _says_something(name, above or ordered[:1]):
        writer.line(name.strip())
    _lines(writer, above)
    writer.table((cell for row in ordered[first:last] for cell in row), name)
    _lines(writer, below)


def _table(rows: Sequence[Row]) -> tuple[int, int]:
    """From which row to which the table stands."""
    full = [number for number, row in enumerate(rows) if len(row) > 1]
    if not full:
        return 0, 0
    first, last = full[0], full[-1] + 1
    left = min(cell.column for row in rows[first:last] for cell in row)
    taken = max(cell.row + cell.row_span for row in rows[first:last] for cell in row)  # the row that no cell above reaches down to
    while last < len(rows) and not _is_note(rows[last][0], left, taken):
        last += 1
    return first, last


def _is_note(cell: GridCell, left: int, taken: int) -> bool:
    """Whether a cell alone in its row under the table is a note."""
    if cell.row < taken or cell.row_span > 1:
        return False
    return cell.column_span > 1 or (cell.column == left and len(cell.text.strip()) >= SHORTEST_NOTE)


def _lines(writer: Writer, rows: Sequence[Row]) -> None:
    for row in rows:
        for line in row[0].text.splitlines():
            if line.strip():
                writer.line(_BLANKS.sub(" ", line.strip()))


def _says_something(name: str, rows: Sequence[Row]) -> bool:
    bare = _BLANKS.sub("", name)
    said = _BLANKS.sub("", "".join(cell.text for row in rows for cell in row))
    return not _NAMELESS.fullmatch(bare) and bare not in said
