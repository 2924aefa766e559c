"""Tables of tasks as data, written into a file of each format, and the tasks that a format must give back, each with its cells.

A table is rows of words; `UP` marks a place that the cell above reaches down to, `LEFT` one that the cell before it reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from openpyxl import Workbook
from openpyxl.styles import Alignment
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

import loaders
from qgraph.model import Evidence, Role
from tests.loaders.formats.pdf.writer import FONT

UP, LEFT = "↑", "←"
TITLE = "沁原市质量强市建设重点任务分解表（2026—2028年）"
PREFACE = "本表根据《沁原市质量强市建设行动方案》列出，共分产品、服务、标准、计量、品牌等方面，自印发之日起使用，序号与方案正文的顺序一致。"
BETWEEN = "另有以下事项由各单位一并办理。"
WIDE = 480.0  # points across a printed page

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """Tables of one file, and the lines above the first; `heads` is the number of rows of their heads, `widths` those of printed columns,
    as shares."""

    tables: list[Rows]
    heads: int = 1
    above: tuple[str, ...] = (PREFACE,)
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cell of a table: its words, where it stands (from 1) and how far it reaches."""

    text: str
    row: int
    column: int
    high: int
    wide: int


def anchors(rows: Rows) -> Iterator[Anchor]:
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text not in (UP, LEFT):
                high = next((n for n in range(1, len(rows) - i) if rows[i + n][j] != UP), len(rows) - i)
                wide = next((n for n in range(1, len(row) - j) if row[j + n] != LEFT), len(row) - j)
                yield Anchor(text, i + 1, j + 1, high, wide)


def as_txt(path: Path, case: Case) -> None:
    """As a person types it who cannot merge: what reaches down stands in each row, but not in the head."""
    lines = [TITLE, *case.above]
    for number, rows in enumerate(case.tables):
        lines += [BETWEEN] * bool(number)
        above: list[str] = []
        for i, row in enumerate(rows):
            above = [(above[j] if i >= case.heads else "") if cell == UP else cell.replace(LEFT, "") for j, cell in enumerate(row)]
            lines.append("\t".join(above).replace("\n", " ").rstrip("\t"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def html_of(case: Case) -> str:
    pieces = [f"<h1>{TITLE}</h1>", *(f"<p>{line}</p>" for line in case.above)]
    for number, rows in enumerate(case.tables):
        pieces += [f"<p>{BETWEEN}</p>"] * bool(number)
        cells = list(anchors(rows))
        pieces.append("<table border=1>")
        for i in range(1, len(rows) + 1):
            made = (f"<td rowspan={a.high} colspan={a.wide}>{escape(a.text).replace(chr(10), '<br>')}</td>" for a in cells if a.row == i)
            pieces.append(f"<tr>{''.join(made)}</tr>")
        pieces.append("</table>")
    return f"<html><head><meta charset=utf-8></head><body>{''.join(pieces)}</body></html>"


def as_html(path: Path, case: Case) -> None:
    path.write_text(html_of(case), encoding="utf-8")


def as_docx(path: Path, case: Case) -> None:
    """Line ends of a cell are paragraphs; the head is repeated on every page."""
    document = docx.Document()
    for line in (TITLE, *case.above):
        document.add_paragraph(line)
    for number, rows in enumerate(case.tables):
        if number:
            document.add_paragraph(BETWEEN)
        table = document.add_table(len(rows), len(rows[0]))
        grid = [list(row.cells) for row in table.rows]
        for head in table.rows[: case.heads]:
            head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for a in anchors(rows):
            cell = grid[a.row - 1][a.column - 1]
            if a.high > 1 or a.wide > 1:
                cell = cell.merge(grid[a.row + a.high - 2][a.column + a.wide - 2])
            first, *others = a.text.split("\n")
            cell.text = first
            for line in others:
                cell.add_paragraph(line)
    document.save(str(path))


def as_xlsx(path: Path, case: Case) -> None:
    """A sheet a table, below a title that is merged across it, and the lines above; numbers are numbers."""
    top = 1 + len(case.above)
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(case.tables, 1):
        sheet = book.create_sheet(f"任务{number}")
        sheet.cell(1, 1, TITLE)
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
        for i, line in enumerate(case.above, 2):
            sheet.cell(i, 1, line)
        for a in anchors(rows):
            cell = sheet.cell(a.row + top, a.column, int(a.text) if a.text.isdecimal() else a.text)
            cell.alignment = Alignment(wrap_text=True)
            if a.high > 1 or a.wide > 1:
                ends = {"end_row": a.row + a.high + top - 1, "end_column": a.column + a.wide - 1}
                sheet.merge_cells(start_row=a.row + top, start_column=a.column, **ends)
    book.save(path)


def as_pdf(path: Path, case: Case) -> None:
    plain = ParagraphStyle("plain", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK")
    small = ParagraphStyle("cell", plain, fontSize=10, leading=14)
    story: list[Flowable] = [Paragraph(line, plain) for line in (TITLE, *case.above)]
    for number, rows in enumerate(case.tables):
        story += [Paragraph(BETWEEN, plain)] * bool(number)
        cells: list[list[object]] = [[""] * len(row) for row in rows]
        spans = []
        for a in anchors(rows):
            cells[a.row - 1][a.column - 1] = Paragraph(escape(a.text).replace("\n", "<br/>"), small)
            spans.append(("SPAN", (a.column - 1, a.row - 1), (a.column + a.wide - 2, a.row + a.high - 2)))
        shares = case.widths or (1.0,) * len(rows[0])
        widths = [WIDE * share / sum(shares) for share in shares]
        story.append(Table(cells, widths, repeatRows=case.heads, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans]))
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=50, rightMargin=50).build(story)


WRITERS: dict[str, Callable[[Path, Case], None]] = {"txt": as_txt, "html": as_html, "docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf}
WITH_LINES = [ending for ending in WRITERS if ending != "txt"]  # a line end in a cell, a merged cell

Where = tuple[str | None, int | None, int | None]  # sheet, row, column
Body = tuple[str, str, Where]  # role, name, cell
Said = tuple[str, str, str | None, str | None, Where, list[Body]]  # number, title, deadline, as written, cell, bodies


def where(evidence: Evidence) -> Where:
    return evidence.sheet, evidence.row, evidence.column


def read(path: Path) -> list[Said]:
    """The tasks of a file."""
    return [
        (
            task.number,
            task.title,
            task.deadline,
            task.deadline_as_written,
            where(task.evidence),
            [(r.role.value, r.resolved, where(r.evidence)) for r in task.responsible],
        )
        for task in loaders.read(path).tasks
    ]


@dataclass(frozen=True, slots=True)
class Expected:
    """A task in a row of a table (both from 1), in a column. Bodies by role: (role, column, names)."""

    row: int
    column: int
    number: str
    title: str
    bodies: tuple[tuple[Role, int, str], ...]  # names parted by blanks
    due: str | None = None
    written: str | None = None
    table: int = 1

    def said(self, ending: str, case: Case) -> Said:
        """What a format must give: where cells are merged the evidence is the cell that reaches down."""
        rows = case.tables[self.table - 1]

        def place(column: int) -> Where:
            row = self.row
            if ending == "txt":
                return None, row - case.heads + 1, column  # rows are counted from the last line of the head
            while rows[row - 1][column - 1] == UP:
                row -= 1
            return (f"任务{self.table}", row + 1 + len(case.above), column) if ending == "xlsx" else (None, row, column)

        bodies = [(role.value, name, place(column)) for role, column, names in self.bodies for name in names.split()]
        return self.number, self.title, self.due, self.written, place(self.column), bodies


def check(tmp_path: Path, ending: str, case: Case, expected: list[Expected]) -> None:
    path = tmp_path / f"任务分解表.{ending}"
    WRITERS[ending](path, case)
    assert read(path) == [task.said(ending, case) for task in expected]
