"""Word: cells that are merged, nested, numbered."""

from __future__ import annotations

import docx as python_docx

from loaders.formats.content import Content
from tests.loaders.formats.docx.reads import LISTS, content, lines, saved
from tests.loaders.formats.docx.writer import abstract, item, level, num, p, t, tbl, tc, tr


def cells(found: Content) -> list[tuple[str, int, int, int, int]]:
    assert all(cell.sheet is None for cell in found.cells)
    return [(found.text[c.start : c.end], c.row, c.column, c.row_span, c.column_span) for c in found.cells]


def test_merged_cells_of_python_docx() -> None:
    document = python_docx.Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "高"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "宽"
    found = saved(document)
    assert found.text == "高\t01\t02\n\t11\t12\n20\t宽\n"
    assert cells(found) == [
        ("高", 1, 1, 2, 1),
        ("01", 1, 2, 1, 1),
        ("02", 1, 3, 1, 1),
        ("11", 2, 2, 1, 1),
        ("12", 2, 3, 1, 1),
        ("20", 3, 1, 1, 1),
        ("宽", 3, 2, 1, 2),
    ]


def test_spans_and_columns_before_in_hand_written_tables() -> None:
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("序号"), tc("任务"), tc("责任单位", '<w:gridSpan w:val="2"/>')),
        tr(tc("1", down), tc("标准"), tc("市场监管局"), tc("发改委")),
        tr(tc("不显示", more), tc("计量"), tc("工信局"), tc("住建局")),
        tr(tc("后"), properties='<w:gridBefore w:val="2"/>'),
    )
    found = content(body)
    assert found.text == "序号\t任务\t责任单位\n1\t标准\t市场监管局\t发改委\n\t计量\t工信局\t住建局\n\t\t后\n"
    assert ("责任单位", 1, 3, 1, 2) in cells(found)
    assert ("1", 2, 1, 2, 1) in cells(found)
    assert ("后", 4, 3, 1, 1) in cells(found)


def test_horizontal_merge_of_old_files() -> None:
    body = tbl(tr(tc("宽", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), tc("后")), tr(tc("a"), tc("b"), tc("c")))
    assert cells(content(body))[:2] == [("宽", 1, 1, 1, 2), ("后", 1, 3, 1, 1)]


def test_cells_hold_numbers_paragraphs_and_tables() -> None:
    numbering = abstract(level(0, "decimal", "%1")) + num()
    inner = tbl(tr(tc("内一"), tc("内二")))
    body = tbl(
        tr(tc(item("")), tc(p("推进标准化") + p("") + p("强化计量")), tc("a")),
        tr(tc(item("")), tc(p("前") + inner + p("后")), tc("b")),
        tr(tc(item("")), tc(p(f"{t('上')}<w:r><w:br/><w:tab/></w:r>{t('下')}")), tc("c")),
    )
    assert lines(body, numbering=numbering) == ["1\t推进标准化 强化计量\ta", "2\t前 内一 内二 后\tb", "3\t上 下\tc"]


def test_a_continued_cell_does_not_count() -> None:
    numbering = abstract(level(0, "decimal", "%1")) + num()
    body = tbl(
        tr(tc(item(""), '<w:vMerge w:val="restart"/>'), tc("a")), tr(tc(item(""), "<w:vMerge/>"), tc("b")), tr(tc(item("")), tc("c"))
    )
    assert lines(body, numbering=numbering) == ["1\ta", "\tb", "2\tc"]


def test_a_document_in_a_table_is_lines() -> None:
    prose = "推动质量变革，落实主体责任。" * 60
    body = tbl(tr(tc(item("总体要求") + p(prose) + p(prose) + p(prose) + tbl(tr(tc("指标"), tc("95%")))), tc("栏")))
    found = content(body, numbering=LISTS)
    assert found.text.splitlines() == ["一、总体要求", prose, prose, prose, "指标\t95%", "栏"]
    assert [cell[0] for cell in cells(found)] == ["指标", "95%"]


def test_a_frame_around_paragraphs_is_lines() -> None:
    found = content(tbl(tr(tc("专栏1 重点工程")), tr(tc(p("（一）标准引领工程。") + p("（二）品牌培育工程。")))))
    assert found.text.splitlines() == ["专栏1 重点工程", "（一）标准引领工程。", "（二）品牌培育工程。"]
    assert not found.cells


def test_rows_in_content_controls() -> None:
    row = tr(tc("a"), f"<w:sdt><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt>")
    assert lines(tbl(f"<w:sdt><w:sdtPr/><w:sdtContent>{row}</w:sdtContent></w:sdt>", row)) == ["a\tb", "a\tb"]
