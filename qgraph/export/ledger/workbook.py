"""The ledger as a workbook that comes back: one sheet, or one a body; each row with the id of its measure in a hidden column.

Decisions
---------
* The head stands once, below title and note; it is repeated on each printed page. Rows of one section share one merged cell.
* The id is the last column, hidden, so that rows may be sorted, filled in and sent back and still be known.
* Status is a drop-down. Columns that people fill in have a ground of their own.
* Below the rows stands the line for signatures.
* Rows are as high as what stands in them, by an estimate: programs do not agree on heights of their own where cells are merged. A long
  sentence of the source is clipped after some lines; it is whole in the cell.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qgraph.export.ledger.columns import ID, Column, cells, columns, note, statuses, title, word
from qgraph.export.sheets import BOLD, FONT, file_stem, for_paper, named, put, saved, width
from qgraph.questions.ledger import Answer, Line

HEAD = 3  # the row of the heads
THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GIVEN, TO_FILL = PatternFill("solid", fgColor="E8EDF2"), PatternFill("solid", fgColor="FFF8E1")
CENTRED_COLUMNS = ("number", "origin", "deadline", "status", "leader")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
SHEETS = 200  # at most
LINE, HIGHEST = 15.0, 400.0  # points: of a line at 11 points, and of a row
CLIPPED, SHOWN = "source", 8  # the column whose long texts are clipped after so many lines


def workbook(answer: Answer, language: str = "zh", by_body: bool = False) -> bytes:
    """The file. `by_body`: a sheet for each body with its rows, after the sheet of all."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _sheet(first, title(answer, language), answer.lines, answer, language)
    if by_body:
        for name, lines in list(answer.by_body().items())[:SHEETS]:
            sheet = book.create_sheet()
            _sheet(sheet, name, lines, answer, language)
    return saved(book)


def by_body(answer: Answer, language: str = "zh") -> bytes:
    """A zip with a workbook for each body, to be sent to it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, lines) in enumerate(list(answer.by_body().items())[:SHEETS], 1):
            archive.writestr(f"{number:03d} {file_stem(name)}.xlsx", workbook(replace(answer, name=name, lines=lines), language))
    return out.getvalue()


def _sheet(sheet: Worksheet, called: str, lines: Sequence[Line], answer: Answer, language: str) -> None:
    shown = columns()
    named(sheet, called)
    last = len(shown)
    put(sheet.cell(1, 1), called)
    sheet.cell(1, 1).font = Font(name=BOLD, size=18)
    sheet.cell(1, 1).alignment = CENTRED
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    put(sheet.cell(2, 1), note(lines, answer.on, language))
    sheet.cell(2, 1).font = Font(name=FONT, size=11)
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=last)
    for position, column in enumerate(shown, 1):
        cell = sheet.cell(HEAD, position)
        put(cell, column.head(language))
        cell.font, cell.alignment, cell.border = Font(name=BOLD, size=11), CENTRED, BOX
        cell.fill = TO_FILL if column.kept else GIVEN
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    put(sheet.cell(HEAD, last + 1), ID)
    sheet.column_dimensions[get_column_letter(last + 1)].hidden = True
    sheet.row_dimensions[HEAD].height = 2 * LINE + 3
    for number, line in enumerate(lines, 1):
        _row(sheet, HEAD + number, line, number, shown, language)
    _merge_sections(sheet, lines, shown)
    _choices(sheet, len(lines), shown, language)
    put(sheet.cell(HEAD + len(lines) + 2, 1), word("signature", language))
    sheet.cell(HEAD + len(lines) + 2, 1).font = Font(name=FONT, size=12)
    sheet.freeze_panes = sheet.cell(HEAD + 1, 4).coordinate
    for_paper(sheet, HEAD, word("page", language, page="&P", pages="&N"))


def _row(sheet: Worksheet, row: int, line: Line, number: int, shown: Sequence[Column], language: str) -> None:
    values = cells(line, number, language)
    for position, column in enumerate(shown, 1):
        cell = sheet.cell(row, position)
        put(cell, values.get(column.key))
        cell.font, cell.border = Font(name=FONT, size=11), BOX
        vertical, horizontal = "top" if column.key == CLIPPED else "center", "center" if column.key in CENTRED_COLUMNS else "left"
        cell.alignment = Alignment(wrap_text=True, vertical=vertical, horizontal=horizontal)
    sheet.row_dimensions[row].height = _height(values, shown)
    put(sheet.cell(row, len(shown) + 1), line.id)


def _height(values: Mapping[str, object], shown: Sequence[Column]) -> float:
    """Points of a row, by the longest of its cells."""
    lines = 1
    for column in shown:
        text = str(values.get(column.key) or "")
        needed = sum(max(1, ceil(width(line) / (column.width - 1))) for line in text.splitlines())
        lines = max(lines, min(needed, SHOWN) if column.key == CLIPPED else needed)
    return min(HIGHEST, LINE * lines + 3)


def _merge_sections(sheet: Worksheet, lines: Sequence[Line], shown: Sequence[Column]) -> None:
    """One cell for the rows of one section that stand together."""
    position = next(number for number, column in enumerate(shown, 1) if column.key == "section")
    row = HEAD + 1
    for (_, section), some in groupby(lines, key=lambda line: (line.plan, line.section)):
        count = len(list(some))
        if count > 1 and section:
            sheet.merge_cells(start_row=row, end_row=row + count - 1, start_column=position, end_column=position)
        row += count


def _choices(sheet: Worksheet, count: int, shown: Sequence[Column], language: str) -> None:
    """The drop-down for the status."""
    if not count:
        return
    letter = get_column_letter(next(number for number, column in enumerate(shown, 1) if column.key == "status"))
    choices = DataValidation(type="list", formula1=f'"{",".join(statuses(language))}"', allow_blank=True, showErrorMessage=True)
    choices.add(f"{letter}{HEAD + 1}:{letter}{HEAD + count}")
    sheet.add_data_validation(choices)
