from dataclasses import replace

import pytest

from loaders import outline
from loaders.document import Document
from loaders.formats.content import GridCell, Writer
from qgraph.model import Source
from tests.loaders.outline.plans import numbers, read

PLAN = ("一、主要任务", "做好。", "二、保障措施", "做好。", "三、附则", "做好。")


def with_table(cells: list[GridCell]) -> Document:
    """The plan with a table behind its second line."""
    writer = Writer("text/html")
    for line in PLAN[:2]:
        writer.line(line)
    writer.table(cells)
    for line in PLAN[2:]:
        writer.line(line)
    content = writer.content()
    n = len(content.text)
    return outline.read(
        Source("plan.html", "0", content.media_type, content.text, content.text, range(n), range(1, n + 1), cells=content.cells)
    )


def test_numbers_in_the_cells_of_a_table_are_no_headings() -> None:
    rows = [GridCell(row, column, text) for row in (1, 2) for column, text in ((1, f"{'一二'[row - 1]}、标准"), (2, "1.国标。2.地标。"))]
    assert numbers(with_table(rows)) == ["一", "二", "三"]


def test_nor_where_the_first_cell_spans_rows() -> None:
    rows = [GridCell(1, 1, "标准", row_span=2), GridCell(1, 2, "1.国标"), GridCell(2, 2, "2.地标")]
    assert numbers(with_table(rows)) == ["一", "二", "三"]


def test_a_table_of_one_column_is_a_frame() -> None:
    rows = [GridCell(1, 1, "1.国标。做好。"), GridCell(2, 1, "2.地标。做好。")]
    assert numbers(with_table(rows)) == ["一", "一/1", "一/2", "二", "三"]


def test_a_cell_longer_than_a_page_is_a_frame() -> None:
    text = "（一）建标准。" + "做好标准工作。" * 300 + "（二）强计量。做好。"
    assert numbers(with_table([GridCell(1, 1, "正文"), GridCell(1, 2, text)])) == ["一", "一/(一)", "一/(二)", "二", "三"]


@pytest.mark.parametrize("row", ["1.\t国标\t市局", "标准\t1.国标", "一、标准\t市局", "（一）国标\t2025年"])
def test_rows_of_a_text_are_lines_with_tabs(row: str) -> None:
    lines = [row, row.replace("1.", "2.").replace("一", "二")]
    assert numbers(read("\n".join([*PLAN[:2], *lines, *PLAN[2:]]))) == ["一", "二", "三"]


def test_a_tab_behind_a_number_or_before_it_only_sets_it_off() -> None:
    text = "\t一、\t任务\n\t1.\t国标。做好。\n\t2.\t地标。做好。\n\t二、\t保障\n做好。\n"
    assert numbers(read(text)) == ["一", "一/1", "一/2", "二"]


def test_repairs_before_a_table_do_not_shift_its_cells() -> None:
    document = with_table([GridCell(1, 1, "1.国标"), GridCell(1, 2, "2.地标")])
    source = document.source
    moved = replace(source, reading=source.reading[2:], starts=source.starts[2:], ends=source.ends[2:])
    assert numbers(outline.read(moved)) == ["二", "三"]
