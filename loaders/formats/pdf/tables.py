"""Tables: the words of each cell of a grid, and a table that runs on over the end of a page.

Decisions
---------
* A character belongs to the cell that holds its middle. Lines of a cell are joined: without a blank where one side is Chinese, with one
  where the line was ended by hand: what follows had room in it (bodies one below the other), or a sentence ends before the others do.
* A grid with one cell that holds words is a box, one row with a cell as long as a page is a layout: both are read as lines.
* A table runs on when the next page begins with a grid of the same columns. A head that stands there again is written once. A row cut by
  the page's end is put together where the first column numbers every row and the next page begins with a row that has no number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from loaders.formats.content import GridCell
from loaders.formats.pdf import printed
from loaders.formats.pdf.glyphs import Box, Glyph
from loaders.formats.pdf.grids import Grid

NEAR = 4.0  # points within which the edges of two pages are the same
LONGEST_COLUMN = 600  # characters; in a table of one row a longer cell is a column of a page
PADDING = 12.0  # points left and right of the words of a cell
STACKED = 2  # characters of a line where words stand upright
LATIN = 0.6  # width of a Latin letter, of its size
JOINING = "、，,（("  # marks that part words as a blank would
SENTENCE_END = "。；：;"
CJK = re.compile(r"[\u2e80-\u2fdf\u3000-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·]")
NUMBER = re.compile(r"[（(]?\d{1,4}[)）.．、]?|[（(]?[一二三四五六七八九十]{1,3}[)）、]?")


@dataclass(slots=True)
class Numbering:
    """Whether the first column numbers every row below the head. It reads each cell once, however many pages follow."""

    seen: int = 0  # cells read
    count: int = 0  # numbers
    last: int = 0  # the last row with words in the first column
    is_whole: bool = True

    def read(self, cells: list[GridCell]) -> None:
        """What was added to the cells of a table."""
        for cell in cells[self.seen :]:
            if cell.column == 1:
                is_number = bool(NUMBER.fullmatch(cell.text))
                self.count += is_number
                self.is_whole &= not self.count or (is_number and cell.row_span == 1)
                self.last = cell.row
        self.seen = len(cells)

    def is_sure(self, row: int) -> bool:
        """Whether a row of the table is numbered, and those above it."""
        return self.is_whole and self.count > 1 and self.last == row


@dataclass(slots=True)
class Table:
    """A table as printed: rows count from 1. `rows` is their number. Its cells lie row by row, each from left to right."""

    box: Box
    across: tuple[float, ...]
    rows: int
    cells: list[GridCell] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)


def split(grids: list[Grid], glyphs: Iterable[Glyph]) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page, and the characters outside of them."""
    inside: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    where = [{(p.row + a, p.column + b): i for i, p in enumerate(g.places) for a in range(p.rows) for b in range(p.columns)} for g in grids]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base - 0.35 * glyph.size
        for grid, places, found in zip(grids, where, inside, strict=True):
            if grid.across[0] < x < grid.across[-1] and grid.down[0] < y < grid.down[-1]:
                place = places.get((bisect_right(grid.down, y) - 1, bisect_right(grid.across, x) - 1))
                if place is not None:
                    found.setdefault(place, []).append(glyph)
                    break
        else:
            outside.append(glyph)
    tables = []
    for grid, found in zip(grids, inside, strict=True):
        cells = [
            GridCell(
                p.row + 1, p.column + 1, _words(found[i], grid.across[p.column + p.columns] - grid.across[p.column]), p.rows, p.columns
            )
            for i, p in enumerate(grid.places)
            if i in found
        ]
        cells = [cell for cell in cells if cell.text]
        if _is_table(cells):
            tables.append(Table(grid.box, grid.across, len(grid.down) - 1, cells))
        else:
            outside += [glyph for place in sorted(found) for glyph in found[place]]
    return tables, outside


def _is_table(cells: list[GridCell]) -> bool:
    one_row = len({cell.row for cell in cells}) < 2
    return len({cell.column for cell in cells}) > 1 and not (one_row and max(len(cell.text) for cell in cells) > LONGEST_COLUMN)


def _words(glyphs: list[Glyph], width: float) -> str:
    rows = printed.rows(glyphs)
    if not rows:
        return ""
    texts = [printed.text_of(row) for row in rows]
    right = max(row[-1].right for row in rows)
    is_stacked = max(map(len, texts)) <= STACKED
    words = texts[0]
    for (before, row), text in zip(pairwise(rows), texts[1:], strict=True):
        size = row[0].size
        is_short = words[-1:] in SENTENCE_END and before[-1].right + size < right
        latin = re.match(r"[!-~]*", text)
        first = size * max(1.0, LATIN * len(latin[0])) if latin else size  # what would have had to stand on the line before
        has_room = not is_stacked and before[-1].right - before[0].left + first + size < width - PADDING
        words = join(words, text, is_short or (has_room and words[-1:] not in JOINING))
    return words


def join(text: str, following: str, ended: bool = False) -> str:
    """Two lines of a cell as one."""
    if not text or not following:
        return text or following
    blank = ended or not (CJK.match(text[-1]) or CJK.match(following[0]))
    return f"{text}{' ' if blank else ''}{following}"


# --- over the end of a page


def continued(table: Table, following: Table) -> bool:
    """Puts the rows of the next page below a table. False where they are of another one."""
    wide, narrow = sorted((table.across, following.across), key=len, reverse=True)
    numbers = _numbers(narrow, wide)
    if numbers is None:
        return False
    if len(table.across) < len(wide):
        table.cells = _renumbered(table.cells, numbers)
    more = _renumbered(following.cells, numbers) if len(following.across) < len(wide) else following.cells
    table.across = wide
    skipped = _repeated(table.cells, more)
    more = [cell for cell in more if cell.row > skipped]
    rest = _mended(table, more, skipped + 1)
    above = skipped + (len(rest) < len(more))  # rows of the next page that are not added
    table.cells += [replace(cell, row=cell.row + table.rows - above) for cell in rest]
    table.rows += following.rows - above
    return True


def _numbers(narrow: tuple[float, ...], wide: tuple[float, ...]) -> list[int] | None:
    """For each edge the number of the same edge of another grid; None where one has none. Pages may be bound left and right."""
    shift = wide[0] - narrow[0]
    numbers = []
    for edge in narrow:
        near = min(range(len(wide)), key=lambda i: abs(wide[i] - edge - shift))
        if abs(wide[near] - edge - shift) > NEAR:
            return None
        numbers.append(near)
    return numbers if numbers[-1] == len(wide) - 1 and len(set(numbers)) == len(numbers) else None


def _renumbered(cells: list[GridCell], numbers: list[int]) -> list[GridCell]:
    return [
        replace(
            cell,
            column=numbers[cell.column - 1] + 1,
            column_span=numbers[cell.column - 1 + cell.column_span] - numbers[cell.column - 1],
        )
        for cell in cells
    ]


def _repeated(cells: list[GridCell], more: list[GridCell]) -> int:
    """How many rows at the head of a table stand again on the next page."""
    count = 0
    for (row, words), (again, same) in zip(_rows(cells), _rows(more), strict=False):
        if row - cells[0].row != count or again != count + 1 or words != same:
            break
        count += 1
    return count


def _rows(cells: list[GridCell]) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """The words of rows one after the other, none read before it is asked for."""
    for row, group in groupby(cells, key=lambda cell: cell.row):
        yield row, [(cell.column, cell.text) for cell in group]


def _mended(table: Table, more: list[GridCell], first: int) -> list[GridCell]:
    """Without the first row of the next page, put to the last of the table, where that was cut by the end of the page."""
    table.numbering.read(table.cells)
    last = table.cells[-1].row
    cut = [cell for cell in more if cell.row == first]
    ends = {}
    for i in range(len(table.cells) - 1, -1, -1):
        if table.cells[i].row != last:
            break
        ends[table.cells[i].column] = i
    sure = (
        cut
        and table.numbering.is_sure(last)
        and all(NUMBER.fullmatch(cell.text) and cell.row_span == 1 for cell in more if cell.column == 1)
        and all(cell.column in ends and cell.column > 1 and cell.row_span == table.cells[ends[cell.column]].row_span == 1 for cell in cut)
    )
    if not sure:
        return more
    for cell in cut:
        end = table.cells[ends[cell.column]]
        table.cells[ends[cell.column]] = replace(end, text=join(end.text, cell.text))
    return [cell for cell in more if cell.row > first]
