"""PDF: tables by the rules of their grids."""

from __future__ import annotations

import time

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from loaders.formats.content import Content, GridCell
from loaders.formats.pdf import tables
from loaders.formats.pdf.glyphs import Box
from tests.loaders.formats.pdf.reads import FULL, HEAD, SHORT, asides, body, cells, read, row
from tests.loaders.formats.pdf.writer import FONT, GRID, HEIGHT, LEFT, WIDTH, Draw, drawn, flowing, lines, paragraph, ruled, together


def test_a_table_between_lines() -> None:
    table = ruled([HEAD, ("1", "推进质量\n攻关", "市市场监管局、\n市发展改革委"), ("2", "Six\nSigma", "南浦区")], (40, 55, 90), top=130)
    content = read(drawn(together(lines(FULL), table, lines(SHORT, top=300))))
    assert content.text == f"{FULL}\n序号\t重点任务\t责任单位\n1\t推进质量攻关\t市市场监管局、市发展改革委\n2\tSix Sigma\t南浦区\n{SHORT}\n"
    assert cells(content)[:4] == [
        ("序号", 1, 1, 1, 1, 1),
        ("重点任务", 1, 1, 2, 1, 1),
        ("责任单位", 1, 1, 3, 1, 1),
        ("1", 1, 2, 1, 1, 1),
    ]


def test_lines_of_a_cell_that_were_ended_by_hand_stay_apart() -> None:
    rows = [
        ("责任\n单位", "1.质量攻关\n达到96%。\n2.品牌", "市市场监管局\n市发展改革委\n南浦区"),
        ("产\n品", "乙", "市市场监管局、\n南浦区"),
    ]
    content = read(drawn(ruled(rows, (60, 90, 150), 100)))
    assert content.text == "责任单位\t1.质量攻关 达到96%。 2.品牌\t市市场监管局 市发展改革委 南浦区\n产品\t乙\t市市场监管局、南浦区\n"


def test_cells_that_span_rows_and_columns() -> None:
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 2), (0, 3)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    rows = [("类别", "指标", ""), ("", "2025年", "2030年"), ("产品", "94%", "96%"), ("", "80分", "82分")]
    content = read(drawn(ruled(rows, (60, 100, 100), 100, [GRID, *spans])))
    assert content.text == "类别\t指标\n\t2025年\t2030年\n产品\t94%\t96%\n\t80分\t82分\n"
    assert ("类别", 1, 1, 1, 2, 1) in cells(content)
    assert ("指标", 1, 1, 2, 1, 2) in cells(content)
    assert ("产品", 1, 3, 1, 2, 1) in cells(content)


def test_a_table_without_outer_rules() -> None:
    style = [
        ("INNERGRID", (0, 0), (-1, -1), 0.5, "black"),
        ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
    ]
    assert (
        read(drawn(ruled([HEAD, ("1", "攻关", "南浦区")], (40, 150, 150), 100, style))).text
        == "序号\t重点任务\t责任单位\n1\t攻关\t南浦区\n"
    )


def test_a_box_around_prose_is_no_table() -> None:
    def frame(canvas: Canvas) -> None:
        canvas.rect(LEFT - 5, 500, 440, 260)

    box = ruled([["专栏1"], ["开展质量攻关。"]], (300,), 400)
    content = read(drawn(together(frame, lines(FULL, SHORT), box)))
    assert content.text.split() == [FULL, SHORT, "专栏1", "开展质量攻关。"]
    assert content.cells == ()


def across(first: list[tuple[str, ...]], second: list[tuple[str, ...]], between: Draw | None = None, shift: float = 0.0) -> Content:
    """A table at the foot of a page, and one at the head of the next."""

    def shifted(canvas: Canvas) -> None:
        canvas.translate(shift, 0)
        ruled(second, (40, 150, 150), 90)(canvas)

    foot = [lines(f"— {n} —", top=800, left=280) for n in (1, 2)]
    one = together(lines(FULL), ruled(first, (40, 150, 150), 650), foot[0])
    two = together(foot[1], shifted, lines(SHORT, top=500), *([between] if between else []))
    return read(drawn(one, two))


def test_a_table_runs_on_over_the_end_of_a_page_and_its_head_is_written_once() -> None:
    content = across([HEAD, row(1), row(2)], [HEAD, row(3), row(4)], shift=15)
    assert content.text.count("重点任务") == 1
    assert {cell.table for cell in content.cells} == {1}
    assert [cell[0] for cell in cells(content) if cell[3] == 1] == ["序号", "1", "2", "3", "4"]
    assert [cell.row for cell in content.cells if cell.column == 1] == [1, 2, 3, 4, 5]


def test_a_line_that_says_the_table_goes_on_does_not_end_it() -> None:
    content = across([HEAD, row(1)], [row(2)], lines("续表", top=80, left=300))
    assert {cell.table for cell in content.cells} == {1}


def test_a_table_across_upright_pages_runs_on_between_upright_heads_and_feet() -> None:
    def page(n: int, rows: list[tuple[str, ...]]) -> Draw:
        def draw(canvas: Canvas) -> None:
            together(lines("栖陵市人民政府公报", top=45, size=9), lines(f"— {n} —", left=280, top=800))(canvas)
            canvas.translate(WIDTH, 0)
            canvas.rotate(90)
            canvas.translate(0, 200 - HEIGHT + WIDTH)
            ruled(rows, (60, 250, 250), 200)(canvas)

        return draw

    data = drawn(*(page(n, [HEAD, *((f"{n}{k}", "第一项任务" * 3, "市市场监管局") for k in range(6))]) for n in (1, 2, 3)))
    assert {cell.table for cell in read(data).cells} == {1}
    assert [line.split("\t")[0] for line in body(data)] == ["序号", *(f"{n}{k}" for n in (1, 2, 3) for k in range(6))]
    assert sorted({text for text, _ in asides(data)}) == ["— 1 —", "— 2 —", "— 3 —", "栖陵市人民政府公报"]


def test_a_table_of_very_many_pages_takes_linear_time() -> None:
    def part(n: int) -> tables.Table:
        words = [HEAD, *(row(30 * n + k) for k in range(30))]
        grid = [GridCell(i, j, text) for i, line in enumerate(words, 1) for j, text in enumerate(line, 1)]
        return tables.Table(Box(0, 0, 300, 600), (0.0, 40.0, 150.0, 300.0), 31, grid)

    start, table = time.monotonic(), part(0)
    assert all(tables.continued(table, part(n)) for n in range(1, 800))
    assert len(table.cells) == 3 * (1 + 30 * 800)
    assert time.monotonic() - start < 3


def test_a_line_between_ends_a_table() -> None:
    content = across([HEAD, row(1)], [HEAD, row(1)], lines("附表二", top=80))
    assert {cell.table for cell in content.cells} == {1, 2}


def test_a_table_of_other_columns_is_another_table() -> None:
    page = ruled([HEAD, row(1)], (40, 150, 150), 650)
    content = read(drawn(page, ruled([HEAD, row(2)], (40, 220, 80), 90)))
    assert {cell.table for cell in content.cells} == {1, 2}


def test_a_row_cut_by_the_end_of_a_page_is_put_together_where_rows_are_numbered() -> None:
    content = across([HEAD, row(1), ("2", "开展质量", "市发展")], [("", "攻关行动", "改革委"), row(3)])
    assert [cell[0] for cell in cells(content) if cell[2] == 3] == ["2", "开展质量攻关行动", "市发展改革委"]
    assert [cell[0] for cell in cells(content) if cell[2] == 4] == list(row(3))


def test_a_row_without_number_is_a_row_of_its_own_where_rows_have_none() -> None:
    content = across([HEAD, ("产品", "甲", "乙"), ("工程", "丙", "丁")], [("", "戊", "己"), ("服务", "庚", "辛")])
    assert [cell[0] for cell in cells(content) if cell[2] == 4] == ["戊", "己"]


def test_two_columns_of_frames_run_through_pages() -> None:
    story = [paragraph(f"{n:02}{FULL}{FULL}", 10) for n in range(30)]
    data = flowing(list(story), [(60, 100, 220, 640), (310, 100, 220, 640)], lambda canvas, n: canvas.drawString(280, 40, str(n)))
    text = "".join(line.strip("\u3000") for line in body(data))
    assert text == "".join(f"{n:02}{FULL}{FULL}" for n in range(30))


def test_a_table_that_platypus_breaks() -> None:
    table = Table(
        [HEAD, *map(row, range(1, 61))], colWidths=(40, 150, 150), repeatRows=1, style=[("FONT", (0, 0), (-1, -1), FONT, 10), GRID]
    )
    content = read(flowing([table], [(60, 100, 450, 640)], lambda canvas, n: canvas.drawString(280, 40, f"第{n}页")))
    assert [cell[0] for cell in cells(content) if cell[3] == 1] == ["序号", *map(str, range(1, 61))]
    assert {cell.table for cell in content.cells} == {1}
