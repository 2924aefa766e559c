"""The ledger in Word: A4 across, a title and a table in the fonts of official documents, its head repeated, pages numbered, a line to sign.

Decisions
---------
* A page of A4 does not hold all columns: those with a width in millimetres stand here, the workbook has all.
* A section is a row of its own over the whole width. What a document says is text and nothing else: no field, no markup.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from qgraph.export.ledger.columns import Column, cells, columns, note, title, word
from qgraph.export.sheets import ILLEGAL
from qgraph.questions.ledger import Answer, Line

TITLE, HEAD, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"  # a program without them takes others
SIZES = {TITLE: 22.0, HEAD: 10.5, BODY: 10.5}  # points: 二号 for the title, 五号 in the table
LONG, SHORT = Mm(297), Mm(210)
MARGIN = Mm(15)


def document(answer: Answer, language: str = "zh") -> bytes:
    """The file."""
    shown = [column for column in columns() if column.word]
    made = Document()
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, LONG, SHORT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    write(made.add_paragraph(), title(answer, language), TITLE, centred=True)
    write(made.add_paragraph(), note(answer.lines, answer.on, language), BODY)
    table = made.add_table(rows=1, cols=len(shown))
    table.style = "Table Grid"
    table.autofit = False
    for cell, column in zip(table.rows[0].cells, shown, strict=True):
        write(cell.paragraphs[0], column.head(language), HEAD, centred=True)
    repeated(table.rows[0])
    number = 0
    for (_, heading), lines in groupby(answer.lines, key=lambda line: (line.plan, line.section)):
        if heading:
            row = table.add_row().cells
            write(row[0].merge(row[-1]).paragraphs[0], heading, HEAD)
        for line in lines:
            number += 1
            _line(table, line, number, shown, language)
    widen(table, [column.word or 0 for column in shown])
    write(made.add_paragraph(), word("signature", language), BODY)
    _numbered(section.footer.paragraphs[0], language)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _line(table: Any, line: Line, number: int, shown: list[Column], language: str) -> None:
    values = cells(line, number, language)
    row = table.add_row()
    for cell, column in zip(row.cells, shown, strict=True):
        value = values.get(column.key)
        write(cell.paragraphs[0], "" if value is None else str(value), BODY, centred=column.key in ("number", "deadline"))
    cut = OxmlElement("w:cantSplit")  # a row does not break over two pages
    row._tr.get_or_add_trPr().append(cut)


def widen(table: Any, widths: Sequence[int]) -> None:
    """Give columns their widths (millimetres): in the grid, by which LibreOffice and WPS go, and in the cells, by which Word goes."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell in row._tr.tc_lst:
            span = range(cell.grid_offset, cell.grid_offset + cell.grid_span)
            cell.width = Mm(sum(widths[at] for at in span))


def write(paragraph: Any, said: str, font: str, centred: bool = False) -> None:
    """Text in a font, Chinese characters too."""
    run = paragraph.add_run(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", said))
    run.font.name, run.font.size = font, Pt(SIZES[font])
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def repeated(row: Any) -> None:
    """Repeat a row on each page."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)


def _numbered(paragraph: Any, language: str) -> None:
    """Which page of how many."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in word("page", language, page="\0PAGE\0", pages="\0NUMPAGES\0").split("\0"):
        run = paragraph.add_run()
        if part in ("PAGE", "NUMPAGES"):
            code = OxmlElement("w:instrText")
            code.text = part
            for mark in (_end_of_field("begin"), code, _end_of_field("end")):
                run._element.append(mark)
        else:
            run.text = part


def _end_of_field(which: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), which)
    return mark
