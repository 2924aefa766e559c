"""The ledger as an office opens it: every row there, the words of the plan as text, the layout of a paper that is handed in."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import lxml.html
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl.worksheet.worksheet import Worksheet

from qgraph.export.ledger import page, rows, word, workbook
from qgraph.export.ledger.columns import ID, cells, columns, statuses, title
from qgraph.questions.ledger import Answer, ledger
from qgraph.returns import compare
from qgraph.store import open_store
from tests.app import stores

LANGUAGES = ("zh", "en")
TRICK = '=HYPERLINK("http://outside.invalid")'


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    store = open_store(stores.samples(Path(tmp_path_factory.mktemp("ledger")) / "store"))
    return ledger(store, plan="nanpu-2021-2025.txt", on=date(2024, 1, 1))


def sheets(data: bytes) -> list[Worksheet]:
    return list(openpyxl.load_workbook(io.BytesIO(data)).worksheets)


def filled(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows below the heads, by head, until a row without an id."""
    heads = [cell.value for cell in sheet[workbook.HEAD]]
    found = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=workbook.HEAD + 1)]
    return [row for row in found if row[ID]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_in_the_workbook_with_its_id_and_its_words(answer: Answer, language: str) -> None:
    (sheet,) = sheets(workbook.workbook(answer, language))
    found = filled(sheet)
    assert [row[ID] for row in found] == [line.id for line in answer.lines]
    for number, (row, line) in enumerate(zip(found, answer.lines, strict=True), 1):
        for column in columns():
            wanted = cells(line, number, language).get(column.key)
            if column.key != "section":  # merged: the first of several has it
                assert (row[column.head(language)] or "") == (wanted or ""), column.key


def test_the_workbook_is_laid_out_to_be_handed_in(answer: Answer) -> None:
    (sheet,) = sheets(workbook.workbook(answer))
    assert sheet["A1"].value == title(answer, "zh")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("landscape", 9, 1)
    assert sheet.print_title_rows == f"${workbook.HEAD}:${workbook.HEAD}"
    assert "&P" in str(sheet.oddFooter.center.text)
    hidden = [letter for letter, dimension in sheet.column_dimensions.items() if dimension.hidden]
    assert [sheet[f"{letter}{workbook.HEAD}"].value for letter in hidden] == [ID]
    (choices,) = sheet.data_validations.dataValidation
    assert choices.formula1 == f'"{",".join(statuses("zh"))}"'
    status = next(cell.column_letter for cell in sheet[workbook.HEAD] if cell.value == "完成情况")
    assert str(choices.sqref) == f"{status}{workbook.HEAD + 1}:{status}{workbook.HEAD + len(answer.lines)}"
    assert "填报人" in str(sheet.cell(workbook.HEAD + len(answer.lines) + 2, 1).value)
    assert any(merged.size["rows"] > 1 for merged in sheet.merged_cells.ranges), "the rows of a section share its cell"


def test_each_body_has_a_sheet_with_its_rows(answer: Answer) -> None:
    first, *others = sheets(workbook.workbook(answer, by_body=True))
    assert len(filled(first)) == len(answer.lines)
    assert [len(filled(sheet)) for sheet in others] == [len(lines) for lines in answer.by_body().values()]
    assert others[0]["A1"].value == next(iter(answer.by_body()))


def test_what_a_plan_says_is_text_in_every_file(answer: Answer) -> None:
    line = replace(answer.lines[0], measure=TRICK, quote=TRICK, section=TRICK)
    tricked = replace(answer, name=TRICK, lines=(line,))
    (sheet,) = sheets(workbook.workbook(tricked))
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert TRICK in [cell.value for cell in sheet[workbook.HEAD + 1]]
    assert not any(value.startswith("=") for row in csv.reader(io.StringIO(rows.csv(tricked).decode("utf-8-sig"))) for value in row)
    made = docx.Document(io.BytesIO(word.document(tricked)))
    assert TRICK in [cell.text for row in made.tables[0].rows for cell in row.cells]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_in_the_paper(answer: Answer, language: str) -> None:
    made = docx.Document(io.BytesIO(word.document(answer, language)))
    (table,) = made.tables
    shown = [column for column in columns() if column.word]
    head, *body = ([cell.text for cell in row.cells] for row in table.rows)
    assert head == [column.head(language) for column in shown]
    found = [row for row in body if len(set(row)) > 1]
    for number, (row, line) in enumerate(zip(found, answer.lines, strict=True), 1):
        values = cells(line, number, language)
        assert row == [str(values.get(column.key) or "") for column in shown]
    sections = [row[0] for row in body if len(set(row)) == 1]
    assert sections == list(dict.fromkeys(line.section for line in answer.lines if line.section))


def test_the_paper_is_laid_out_as_an_official_document(answer: Answer) -> None:
    made = docx.Document(io.BytesIO(word.document(answer)))
    page = made.sections[0]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (297, 210)
    assert made.paragraphs[0].text == title(answer, "zh")
    fonts = made.paragraphs[0].runs[0]._element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == word.TITLE
    assert made.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "NUMPAGES" in page.footer.paragraphs[0]._p.xml
    assert "填报人" in made.paragraphs[-1].text
    assert sum(column.word or 0 for column in columns()) <= 297 - 2 * 15, "wider than the paper"


def test_no_rows_are_a_ledger_with_its_heads(answer: Answer) -> None:
    empty = replace(answer, lines=())
    (sheet,) = sheets(workbook.workbook(empty))
    assert filled(sheet) == []
    assert not sheet.data_validations.dataValidation
    assert len(docx.Document(io.BytesIO(word.document(empty))).tables[0].rows) == 1
    assert len(list(csv.reader(io.StringIO(rows.csv(empty).decode("utf-8-sig"))))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_web_page_holds_every_row_as_text_and_asks_for_nothing(answer: Answer, language: str) -> None:
    hostile = replace(
        answer, lines=(*answer.lines, replace(answer.lines[0], measure="<script>window.ran=1</script>", section='"><img src=x>'))
    )
    made = page.page(hostile, language)
    tree = lxml.html.fromstring(made)
    assert not tree.xpath("//script|//img|//link|//iframe|//@src|//@href|//@onerror")
    head = [cell.text_content() for cell in tree.xpath("//thead//th")]
    at = head.index(next(column for column in columns() if column.key == "measure").head(language))
    rows_of = [row.xpath("./td") for row in tree.xpath("//tbody/tr[not(@class)]")]
    assert [row[at].text_content() for row in rows_of] == [line.measure for line in hostile.lines]
    assert tree.get("lang") == ("en" if language == "en" else "zh-CN")


def test_each_body_gets_a_file_of_its_own_that_comes_back_as_its_own(answer: Answer, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook.by_body(answer))) as archive:
        names = archive.namelist()
        assert len(names) == len(answer.by_body()) > 3
        for name, (body, lines) in zip(names, answer.by_body().items(), strict=True):
            (sheet,) = sheets(archive.read(name))
            assert (sheet.title, [row[ID] for row in filled(sheet)]) == (f"{body}质量工作任务台账"[:31], [line.id for line in lines])
            (tmp_path / name).write_bytes(archive.read(name))
    found = compare(answer.lines, sorted(tmp_path.iterdir()), "2024-01")
    assert (found.differences, found.problems) == ((), ())
    book = openpyxl.load_workbook(tmp_path / names[0])
    head = [cell.value for cell in book.worksheets[0][workbook.HEAD]]
    book.worksheets[0].cell(workbook.HEAD + 1, head.index("进展") + 1).value = "过半"
    book.save(tmp_path / names[0])
    (one,) = compare(answer.lines, [tmp_path / names[0]], "2024-01").differences
    assert one.office == next(iter(answer.by_body()))
