"""Tables whose head says that the names in bold lead, as Word files, web pages and workbooks hold them.

In a table of these tests `*…*` stands for bold print, so that one table is written in each format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

import loaders
from loaders.formats import html, xlsx
from loaders.formats.content import GridCell, Writer, moved
from qgraph.model import Responsibility, Role, Source
from qgraph.store import sources

TITLE = "沁原市质量强市建设重点任务分解表（2026—2028年）"
PREFACE = "本表根据《沁原市质量强市建设行动方案》列出，共分产品、服务、标准、计量、品牌等方面，自印发之日起使用，序号与方案正文的顺序一致。"
HEAD = "责任单位（黑体为牵头单位）"
TASKS = ("编制质量图谱", "建设检测园区", "开办质量学堂", "普查测量设备", "修订质量奖办法")
LEAD, ANSWERS, TAKES_PART = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPATE
Said = list[list[tuple[Role, str]]]


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text and what of it is bold: 市科技局*、市商务局*."""
    for number, piece in enumerate(text.split("*")):
        if piece:
            yield piece, number % 2 == 1


def rows(head: str, cells: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [
        ("序号", "工作任务", head, "完成时限"),
        *((str(n), task, cell, "2026年") for n, (task, cell) in enumerate(zip(TASKS, cells, strict=False), 1)),
    ]


def as_docx(path: Path, head: str, cells: tuple[str, ...]) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph().add_run(PREFACE).bold = True
    table = document.add_table(0, 4)
    for row in rows(head, cells):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            for piece, bold in pieces(text):
                first, *others = piece.split("\n")
                paragraph.add_run(first).bold = bold or None
                for line in others:
                    paragraph = cell.add_paragraph()
                    paragraph.add_run(line).bold = bold or None
    document.save(str(path))


def as_html(path: Path, head: str, cells: tuple[str, ...], bold: str = "<b>%s</b>") -> None:
    def made(text: str) -> str:
        return "".join(bold % piece if is_bold else piece for piece, is_bold in pieces(text)).replace("\n", "<br>")

    lines = ("".join(f"<td>\n  {made(cell)}\n</td>" for cell in row) for row in rows(head, cells))
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    path.write_text(f"<meta charset=utf-8><h1>{TITLE}</h1><p><b>{PREFACE}</b></p><table>{table}</table>", encoding="utf-8")


def as_xlsx(path: Path, head: str, cells: tuple[str, ...]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.append([PREFACE])
    for row in rows(head, cells):
        runs = (list(pieces(cell)) for cell in row)
        sheet.append([CellRichText(*(TextBlock(InlineFont(b=True), piece) if bold else piece for piece, bold in run)) for run in runs])
    book.save(path)


WRITERS: dict[str, Callable[[Path, str, tuple[str, ...]], None]] = {"docx": as_docx, "html": as_html, "xlsx": as_xlsx}
every_format = pytest.mark.parametrize("ending", WRITERS)


def read(path: Path) -> list[tuple[Responsibility, ...]]:
    return [task.responsible for task in loaders.read(path).tasks]


def said(path: Path) -> Said:
    return [[(r.role, r.resolved) for r in answers] for answers in read(path)]


def bold_in(source: Source) -> list[str]:
    """What the text as found has in bold, neighbours as one."""
    joined: list[list[int]] = []
    for start, end in source.bold:
        if joined and joined[-1][1] == start:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return [source.found[start:end] for start, end in joined]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(ending: str, *cells: str, head: str = HEAD) -> Path:
        path = tmp_path / f"任务分解表.{ending}"
        WRITERS[ending](path, head, cells)
        return path

    return written


@every_format
def test_the_names_in_bold_lead(write: Callable[..., Path], ending: str) -> None:
    path = write(ending, "*市市场监管局*、科技局、商务局等", "市教育局，*市总工会、市妇联*", "*市市场*监管*局*\n市统计局")
    found = read(path)
    assert [[(r.role, r.resolved) for r in answers] for answers in found] == [
        [(LEAD, "市市场监管局"), (ANSWERS, "市科技局"), (ANSWERS, "市商务局")],
        [(LEAD, "市总工会"), (LEAD, "市妇联"), (ANSWERS, "市教育局")],
        [(LEAD, "市市场监管局"), (ANSWERS, "市统计局")],
    ]
    assert {r.rule for answers in found for r in answers} == {"duty.cell"}
    assert [(r.role_as_written, r.open_list) for r in found[0]] == [(HEAD, False), ("", True), ("", True)]
    assert found[0][0].evidence.quote == "市市场监管局、科技局、商务局等"
    assert bold_in(loaders.source(path)) == ["市市场监管局", "市总工会、市妇联", "市市场", "局"]


@every_format
def test_all_or_nothing_in_bold_says_nothing(write: Callable[..., Path], ending: str) -> None:
    path = write(ending, "市市场监管局、市科技局", "*市市场监管局、市科技局*", "*市市场监管局*", "市市场监管局", "市教育局*、*市妇联")
    assert said(path) == [
        [(ANSWERS, "市市场监管局"), (ANSWERS, "市科技局")],
        [(ANSWERS, "市市场监管局"), (ANSWERS, "市科技局")],
        [(LEAD, "市市场监管局")],
        [(ANSWERS, "市市场监管局")],
        [(ANSWERS, "市教育局"), (ANSWERS, "市妇联")],
    ]


@every_format
def test_bold_says_nothing_where_the_head_does_not(write: Callable[..., Path], ending: str) -> None:
    for head in ("责任单位", "责任单位（排在第一位的为牵头单位）", "责任单位（黑体为新增）"):
        assert said(write(ending, "*市市场监管局*、市科技局", head=head)) == [[(ANSWERS, "市市场监管局"), (ANSWERS, "市科技局")]]


@every_format
@pytest.mark.parametrize(
    ("head", "others"),
    [
        ("责任单位（加粗为牵头）", ANSWERS),
        ("责任单位（粗体字为牵头单位）", ANSWERS),
        ("责任部门（牵头部门加粗）", ANSWERS),
        ("责任单位（加粗的为牵头单位，其余为配合单位）", TAKES_PART),
        ("牵头单位（加粗）和配合单位", TAKES_PART),
        ("牵头及配合单位（加粗为牵头）", TAKES_PART),
    ],
)
def test_words_of_the_head(write: Callable[..., Path], ending: str, head: str, others: Role) -> None:
    assert said(write(ending, "市科技局、*市商务局*", head=head)) == [[(LEAD, "市商务局"), (others, "市科技局")]]


@every_format
def test_a_cell_that_says_the_roles_itself(write: Callable[..., Path], ending: str) -> None:
    assert said(write(ending, "*市科技局*牵头，市商务局配合")) == [[(LEAD, "市科技局"), (TAKES_PART, "市商务局")]]


@every_format
def test_blanks_and_lines_of_a_cell(write: Callable[..., Path], ending: str) -> None:
    """Between two lines a mark is put, within a name that a line breaks none, and repairs take blanks away."""
    path = write(ending, " *市自然\n资源局*\n市科技局 ", "市 科技局\n市财政局\n*市 商务局*", "\n*市住房和城乡建设局市教育局*市公安局")
    assert said(path) == [
        [(LEAD, "市自然资源局"), (ANSWERS, "市科技局")],
        [(LEAD, "市商务局"), (ANSWERS, "市科技局"), (ANSWERS, "市财政局")],
        [(LEAD, "市住房和城乡建设局"), (LEAD, "市教育局"), (ANSWERS, "市公安局")],
    ]


@every_format
def test_bold_is_known_in_cells_and_not_kept(write: Callable[..., Path], ending: str, tmp_path: Path) -> None:
    source = loaders.source(write(ending, "*市科技局*、市商务局"))
    assert bold_in(source) == ["市科技局"]  # and not the preface
    ((start, end),) = source.bold
    assert [source.is_bold(i) for i in (start - 1, start, end - 1, end)] == [False, True, True, False]
    sources.write(tmp_path / "store", source, b"")
    kept = sources.read(tmp_path / "store", source.sha256)
    assert kept.bold == ()
    assert (kept.found, kept.cells) == (source.found, source.cells)


# --- what Word takes for bold


@pytest.mark.parametrize(
    ("of_paragraph", "of_character", "own", "bold"),
    [
        (None, None, {"b": "1"}, True),
        (None, None, {"b": None, "bCs": None}, True),
        (None, None, {"b": "0"}, False),
        (None, None, {"bCs": None}, False),
        (None, None, {"b": "0", "bCs": None}, False),
        (True, None, {}, True),
        (None, True, {}, True),
        (True, True, {}, False),
        (True, None, {"b": "false"}, False),
        (None, True, {"b": "off"}, False),
        (False, True, {}, True),
        (True, True, {"b": "true"}, True),
    ],
)
def test_bold_in_word(tmp_path: Path, of_paragraph: bool | None, of_character: bool | None, own: dict[str, str | None], bold: bool) -> None:
    document = docx.Document()
    above = document.styles.add_style("Above", WD_STYLE_TYPE.PARAGRAPH)
    above.font.bold = of_paragraph
    document.styles.add_style("OfParagraph", WD_STYLE_TYPE.PARAGRAPH).base_style = above
    document.styles.add_style("OfCharacter", WD_STYLE_TYPE.CHARACTER).font.bold = of_character
    for line in (TITLE, PREFACE):
        document.add_paragraph(line)
    table = document.add_table(0, 4)
    for row in rows(HEAD, ("",)):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    paragraph = table.rows[1].cells[2].paragraphs[0]
    paragraph.style = "OfParagraph"
    run = paragraph.add_run("市科技局", style="OfCharacter")
    for name, value in own.items():
        mark = OxmlElement(f"w:{name}")
        if value is not None:
            mark.set(qn("w:val"), value)
        run._r.get_or_add_rPr().append(mark)
    document.save(str(tmp_path / "任务分解表.docx"))
    source = loaders.source(tmp_path / "任务分解表.docx")
    assert bold_in(source) == (["市科技局"] if bold else [])


def test_a_number_that_word_computes_stands_before_what_is_bold(tmp_path: Path) -> None:
    document = docx.Document()
    for line in (TITLE, PREFACE):
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    paragraph = table.rows[0].cells[1].paragraphs[0]
    paragraph.style = "List Number"
    paragraph.add_run("市科技局").bold = True
    table.rows[0].cells[0].text = table.rows[1].cells[0].text = table.rows[1].cells[1].text = "任务"
    document.save(str(tmp_path / "任务分解表.docx"))
    source = loaders.source(tmp_path / "任务分解表.docx")
    assert "1." in source.found
    assert bold_in(source) == ["市科技局"]


# --- what a browser takes for bold


@pytest.mark.parametrize(
    ("markup", "bold"),
    [
        ("<strong>%s</strong>", True),
        ("<span style='color:red; FONT-WEIGHT : Bold'>%s</span>", True),
        ("<span style='font-weight:700'>%s</span>", True),
        ("<span style='font-weight:bolder !important'>%s</span>", True),
        ("<span style='font-weight:400'>%s</span>", False),
        ("<b style='font-weight:normal'>%s</b>", False),
        ("<b><span style='font-weight:normal'>%s</span></b>", False),
        ("<b><span style='font-weight:inherit'>%s</span></b>", True),
        ("<p style='font-weight:bold'><font>%s</font></p>", True),
        ("<span style='mso-bidi-font-weight:bold'>%s</span>", False),
        ("<i>%s</i>", False),
    ],
)
def test_bold_in_a_page(tmp_path: Path, markup: str, bold: bool) -> None:
    path = tmp_path / "任务分解表.html"
    as_html(path, HEAD, ("*市科技局*、市商务局",), markup)
    assert bold_in(loaders.source(path)) == (["市科技局"] if bold else [])
    first = said(path)[0][0]
    assert first == (LEAD if bold else ANSWERS, "市科技局")


def test_a_bold_row_or_cell_of_a_page() -> None:
    bold_row = "<tr style='font-weight:bold'><td>甲</td><td style='font-weight:400'>乙</td></tr>"
    row = "<tr><td style='font-weight:600'>丙</td><td style='font-weight:800'>丁 <b> </b></td></tr>"
    content = html.read("a.html", f"<meta charset=utf-8><table>{bold_row}{row}</table>".encode())
    assert [content.text[slice(*stretch)].strip() for stretch in content.bold] == ["甲", "丁"]


# --- what a workbook takes for bold


def test_a_bold_cell_of_a_workbook(tmp_path: Path) -> None:
    """A cell of one bold font is bold, but for the runs that have a font of their own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*((line,) for line in (TITLE, PREFACE)), *rows(HEAD, ("市科技局", "", "市教育局、市总工会"))):
        sheet.append(row)
    sheet["C5"] = CellRichText("市商务局", TextBlock(InlineFont(b=False), "、市妇联"))
    for name in ("C4", "C5", "C6"):
        sheet[name].font = Font(bold=True)
    path = tmp_path / "任务分解表.xlsx"
    book.save(path)
    assert bold_in(loaders.source(path)) == ["市科技局", "市商务局", "市教育局、市总工会"]
    assert said(path) == [
        [(LEAD, "市科技局")],
        [(LEAD, "市商务局"), (ANSWERS, "市妇联")],
        [(ANSWERS, "市教育局"), (ANSWERS, "市总工会")],
    ]


def test_shared_strings_are_bold_as_inline_ones_are() -> None:
    runs = "<r><t>市科技局</t></r><r><rPr><b/></rPr><t>、市商务局</t></r><r><rPr><b val='0'/></rPr><t>市妇联</t></r><rPh><t>shi</t></rPh>"
    assert xlsx._text(etree.fromstring(f"<si>{runs}</si>")) == ("市科技局、市商务局市妇联", ((4, 9),), ((0, 4), (4, 9)))


# --- the places of what is bold


def test_places_follow_the_text() -> None:
    assert list(moved([(0, 2), (2, 4), (4, 7)], " 甲\n\t乙 丙", "(1) 甲 乙丙")) == [(4, 5), (6, 8)]


def test_the_writer_keeps_stretches_of_cells() -> None:
    writer = Writer("text/plain")
    writer.line("标题")
    writer.table([GridCell(1, 1, " 甲 "), GridCell(1, 3, " 乙\n\n丙 ", bold=((0, 2), (4, 6)))])
    content = writer.content()
    assert content.text == "标题\n甲\t\t乙 丙\n"
    assert [content.text[slice(*stretch)] for stretch in content.bold] == ["乙", "丙"]


def test_bold_of_many_runs_is_no_burden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.formats.content.MOST_BOLD", 3)
    writer = Writer("text/plain")
    writer.table(GridCell(1, n, "甲乙", bold=((0, 1), (1, 2))) for n in range(1, 9))
    assert len(writer.content().bold) == 4
    assert re.fullmatch("(甲乙\t?){8}\n", writer.content().text)
