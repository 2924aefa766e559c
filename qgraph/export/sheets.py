"""Rows as files people hand on: a workbook or a CSV. Text stays text: nothing a document says becomes a formula.

Decisions
---------
* Every cell of a workbook that holds text is stored as text, whatever it begins with. A CSV has no types: there a cell that a spreadsheet
  would take for a formula gets an apostrophe in front (as OWASP advises), and the mark at the beginning makes it open as UTF-8.
* A4, landscape, as wide as the page, the head repeated on each: what is printed is what an office files.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML file may hold them
LONGEST = 32_767  # characters of a cell
ROWS = 100_000  # of a sheet
FONT, BOLD = "仿宋", "黑体"  # of official documents, and of their heads; a spreadsheet without them takes others
WIDE, NARROW = 48, 8  # characters of a column
SAMPLED = 200  # rows that decide how wide a column is

Value = object
Rows = Sequence[Mapping[str, Value]]


def workbook(title: str, rows: Rows, notes: Iterable[str] = ()) -> bytes:
    """An xlsx of one sheet: the title, the notes, then the rows under the names of their columns."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    named(sheet, title)
    columns = list(rows[0]) if rows else []
    row = 1
    for line, font in ((title, Font(name=BOLD, size=16)), *((note, Font(name=FONT, size=10)) for note in notes)):
        put(sheet.cell(row, 1), line)
        sheet.cell(row, 1).font = font
        row += 1
    _head(sheet, columns, row)
    thin = Side(style="thin", color="999999")
    for number, values in enumerate(islice(rows, ROWS), row + 1):
        for position, column in enumerate(columns, 1):
            cell = sheet.cell(number, position)
            put(cell, values.get(column))
            cell.font = Font(name=FONT, size=11)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for position, column in enumerate(columns, 1):
        longest = max((width(values.get(column)) for values in islice(rows, SAMPLED)), default=0)
        sheet.column_dimensions[get_column_letter(position)].width = min(WIDE, max(NARROW, width(column) + 2, longest + 2))
    for_paper(sheet, row)
    return saved(book)


def named(sheet: Worksheet, title: str) -> None:
    """Give a sheet a name that a spreadsheet takes."""
    sheet.title = tab(title)


def tab(title: str) -> str:
    """What a sheet of a title is called."""
    return re.sub(rf"[\[\]:*?/\\\n\r\t]|{ILLEGAL.pattern}", " ", title).strip("' ")[:31] or "Sheet"


def file_stem(title: str, longest: int = 60) -> str:
    """What a file of a title is called, without its ending, on any system."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", title)[:longest]


def for_paper(sheet: Worksheet, head: int, footer: str = "&P / &N") -> None:
    """A4, landscape, as wide as the page, the row `head` repeated on each, and a footer (&P page, &N pages)."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)  # inches
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(footer))


def saved(book: Workbook) -> bytes:
    """The file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def comma_separated(rows: Rows) -> bytes:
    """A CSV (UTF-8 with mark)."""
    out = io.StringIO(newline="")
    columns = list(rows[0]) if rows else []
    writer = csv.writer(out)
    writer.writerow([_inert(column) for column in columns])
    writer.writerows([_inert(values.get(column)) for column in columns] for values in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _head(sheet: Worksheet, columns: list[str], row: int) -> None:
    for position, column in enumerate(columns, 1):
        cell = sheet.cell(row, position)
        put(cell, column)
        cell.font = Font(name=BOLD, size=11)
        cell.fill = PatternFill("solid", fgColor="E8EDF2")
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    if columns:
        sheet.freeze_panes = sheet.cell(row + 1, 1).coordinate
        sheet.auto_filter.ref = f"A{row}:{get_column_letter(len(columns))}{max(row, sheet.max_row)}"


def put(cell: Cell | object, value: Value) -> None:
    """A number stays one; all else is text, and never a formula."""
    assert isinstance(cell, Cell)
    if value is None:
        return
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
        return
    cell.value = ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", str(value))[:LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = cell.value.startswith(FORMULA)


def _inert(value: Value) -> str:
    said = "" if value is None else str(value)
    return f"'{said}" if said.startswith(FORMULA) and not NUMBER.fullmatch(said) else said


def width(value: Value) -> int:
    """Columns a text takes: a Chinese character takes two."""
    return max((sum(2 if ord(mark) > 0x2E80 else 1 for mark in line) for line in str(value or "").splitlines()), default=0)
