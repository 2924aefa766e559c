"""PDF: the order in which a print is read, its tables, and what on its pages is not the document."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from loaders import reading
from loaders.formats import Found, pdf
from loaders.formats.content import Content, GridCell
from loaders.formats.pdf import document, notes, running, tables
from loaders.formats.pdf.glyphs import Box
from qgraph.errors import SourceError
from tests.loaders.formats.pdf_writer import (
    CHROMIUM,
    FONT,
    GRID,
    HEIGHT,
    LEFT,
    WIDTH,
    Draw,
    drawn,
    flowing,
    lines,
    paragraph,
    printed,
    ruled,
    together,
)

FULL = "各县区要建立健全质量工作协调机制把质量强市建设列入年度重点工作按期完成"  # 35 characters, a full line
SHORT = "沁原市要按期完成。"
HEAD = ("序号", "重点任务", "责任单位")


def read(data: bytes) -> Content:
    """As the child does."""
    return document.read("plan.pdf", data)


def body(data: bytes) -> list[str]:
    """The lines of the document, without blank ones."""
    content = read(data)
    ends = [0, *(aside.end for aside in content.asides)]
    starts = [*(aside.start for aside in content.asides), len(content.text)]
    return [line for line in "".join(content.text[a:b] for a, b in zip(ends, starts, strict=True)).split("\n") if line]


def asides(data: bytes) -> list[tuple[str, str]]:
    content = read(data)
    return [(content.text[aside.start : aside.end].strip(), aside.rule) for aside in content.asides]


def cells(content: Content) -> list[tuple[str, int, int, int, int, int]]:
    return [(content.text[c.start : c.end], c.table, c.row, c.column, c.row_span, c.column_span) for c in content.cells]


def reads(data: bytes) -> str:
    return reading.read(Found("plan.pdf", "0" * 64, read(data))).reading


# --- lines


def test_sniff() -> None:
    assert pdf.sniff(b"%PDF-1.7\n")
    assert pdf.sniff(b"\n" * 1000 + b"%PDF-1.4")
    assert not pdf.sniff(b"PK\x03\x04")


def test_a_printed_line_is_a_line_and_an_indent_is_kept() -> None:
    page = together(lines(FULL[2:], left=LEFT + 24), lines(FULL, FULL, SHORT, top=124), lines(FULL[2:], left=LEFT + 24, top=196))
    assert body(drawn(page)) == ["　　" + FULL[2:], FULL, FULL, SHORT, "　　" + FULL[2:]]


def test_lines_are_read_from_the_top_down_whatever_the_order_of_the_file() -> None:
    assert body(drawn(together(lines(SHORT, top=400), lines(FULL, top=300), lines(FULL[:5], top=200)))) == [FULL[:5], FULL, SHORT]


def test_a_centred_title_is_not_indented() -> None:
    assert body(drawn(together(lines("栖陵市实施方案", left=220, top=80, size=20), lines(FULL, FULL, FULL))))[0] == "栖陵市实施方案"


def test_a_line_drawn_character_by_character_has_no_blanks() -> None:
    def draw(canvas: Canvas) -> None:
        for i, character in reversed(list(enumerate(FULL))):
            canvas.drawString(LEFT + 13 * i, 700, character)

    assert body(drawn(draw)) == [FULL]


def test_words_apart_have_a_blank_and_latin_words_too() -> None:
    page = together(lines("责任单位"), lines("市市场监管局", left=200), lines("GB/T", top=124), lines("19001", top=124, left=103))
    assert body(drawn(page)) == ["责任单位  市市场监管局", "GB/T 19001"]


def test_a_raised_figure_stays_in_its_line() -> None:
    page = together(lines("面积达到300m", FULL), lines("2", left=LEFT + 12 * 4 + 7 * 12 * 0.5 + 4, top=96, size=7.5))
    assert [re.sub(" ", "", line) for line in body(drawn(page))] == ["面积达到300m2", FULL]


def test_bold_by_printing_twice_is_read_once() -> None:
    assert body(drawn(together(lines(FULL), lines(FULL, left=LEFT + 0.4)))) == [FULL]


def test_a_blank_line_parts_paragraphs_but_not_the_lines_of_one() -> None:
    page = together(lines(*[FULL] * 6), lines(*[FULL] * 3, top=100 + 6 * 24 + 18))
    assert read(drawn(page)).text == f"{FULL}\n" * 6 + "\n" + f"{FULL}\n" * 3


def test_a_mark_of_a_note_is_aside_and_the_note_stands_at_the_end() -> None:
    def rule(canvas: Canvas) -> None:
        canvas.line(LEFT, HEIGHT - 700, LEFT + 108, HEIGHT - 700)

    first = together(lines("质量满意度达到82分", FULL), lines("1", left=LEFT + 108.5 - 9, top=94, size=7), rule)
    data = drawn(together(first, lines("1满意度是指", "公众满意的程度。", top=720, size=9, leading=14)), lines(SHORT))
    assert ("1", "reading.note_mark") in asides(data)
    assert body(data)[1:] == [FULL, SHORT, "注1：满意度是指公众满意的程度。"]


def test_the_words_of_notes() -> None:
    words = notes.words()
    mark, power, examples = re.compile(words["marks"]), re.compile(f"(?:{words['powers']})$"), cast(dict[str, list[str]], words["examples"])
    assert [text for text in examples["marks"] if not mark.fullmatch(text)] == []
    assert [text for text in examples["no_marks"] if mark.fullmatch(text)] == []
    assert [text for text in examples["powers"] if not power.search(text)] == []
    assert [text for text in examples["no_powers"] if power.search(text)] == []


def test_words_struck_out_are_aside_and_words_underlined_are_not() -> None:
    def strokes(canvas: Canvas) -> None:
        canvas.line(LEFT + 36, HEIGHT - 96, LEFT + 60, HEIGHT - 96)
        canvas.line(LEFT + 60, HEIGHT - 102, LEFT + 84, HEIGHT - 102)

    data = drawn(together(lines("不少于旧数新数批次", FULL), strokes))
    assert body(data) == ["不少于新数批次", FULL]
    assert asides(data) == [("旧数", "reading.struck")]


# --- columns


def columns(*lefts: float, count: int = 12, width: int = 15) -> list[Draw]:
    return [lines(*(f"{i}{k:02}{FULL[: width - 3]}" for k in range(count)), left=left, top=150) for i, left in enumerate(lefts)]


@pytest.mark.parametrize("lefts", [(60.0, 310.0), (40.0, 220.0, 400.0)])
def test_columns_are_read_one_after_the_other_below_a_title_across(lefts: tuple[float, ...]) -> None:
    title = "云川省质量强省建设公报第三十二期的一个长题目"
    found = body(drawn(together(*columns(*lefts, width=14), lines(title, left=150, top=100, size=14))))
    assert found[0] == title
    assert [line[:3] for line in found[1:]] == [f"{i}{k:02}" for i in range(len(lefts)) for k in range(12)]


def test_columns_whose_lines_are_not_level_are_not_mixed() -> None:
    left, right = (lines(*[f"{i}{FULL[:14]}"] * 12, left=x, top=y) for i, x, y in ((1, 60.0, 150.0), (2, 310.0, 161.0)))
    assert [line[0] for line in body(drawn(together(left, right)))] == ["1"] * 12 + ["2"] * 12


def test_a_line_across_parts_what_is_above_from_what_is_below() -> None:
    above, below = columns(60, 310, count=8), [lines(*[f"{i}9{FULL[:13]}"] * 8, left=x, top=420) for i, x in enumerate((60.0, 310.0))]
    found = body(drawn(together(*above, lines(FULL, left=60, top=380), *below)))
    assert found.index(FULL) == 16
    assert [line[0] for line in found[17:]] == ["0"] * 8 + ["1"] * 8


def test_words_in_columns_without_rules_stay_in_their_lines() -> None:
    page = together(*(lines(*[f"{n}类指标"] * 12, left=x) for n, x in (("甲", 72), ("乙", 300))))
    assert body(drawn(page)) == ["甲类指标  乙类指标"] * 12


# --- heads, feet, page numbers


def pages(count: int, head: str = "", foot: str = "") -> bytes:
    def page(n: int) -> Draw:
        return together(
            lines(head.format(n=n), top=45, size=9),
            lines(*(f"第{'甲乙丙丁戊己庚辛壬癸'[n]}页{FULL[:30]}" for _ in range(20))),
            lines(foot.format(n=n + 1), left=290, top=800, size=9),
        )

    return drawn(*map(page, range(count)))


def test_running_heads_and_page_numbers_are_aside() -> None:
    assert asides(pages(3, "栖陵市人民政府公报", "— {n} —"))[:3] == [
        ("栖陵市人民政府公报", "reading.running"),
        ("— 1 —", "reading.page_line"),
        ("栖陵市人民政府公报", "reading.running"),
    ]
    assert len(body(pages(3, "栖陵市人民政府公报", "— {n} —"))) == 60


@pytest.mark.parametrize("foot", ["{n}", "第{n}页", "第 {n} 页 共 9 页", "{n}/4", "- {n} -", "－{n}－"])
def test_page_numbers(foot: str) -> None:
    assert asides(pages(4, foot=foot)) == [(foot.format(n=n), "reading.page_line") for n in range(1, 5)]


def test_bare_numbers_that_do_not_run_with_the_pages_are_text() -> None:
    data = drawn(*(together(lines(*[FULL] * 20), lines(number, top=800)) for number in ("2027", "15", "8", "96")))
    assert asides(data) == []


def test_heads_of_left_and_right_pages() -> None:
    data = drawn(
        *(together(lines(("云川省公报", "质量强省专刊")[n % 2], left=(72, 400)[n % 2], top=45), lines(*[FULL] * 9)) for n in range(6))
    )
    assert [text for text, _ in asides(data)] == ["云川省公报", "质量强省专刊"] * 3


def test_a_head_with_the_number_of_its_page() -> None:
    data = drawn(*(together(lines(f"云川省公报  2027年第8期  {n}", top=45), lines(*[FULL] * 9)) for n in range(5, 10)))
    assert len(asides(data)) == 5


def test_two_equal_first_lines_of_many_pages_are_text() -> None:
    data = drawn(*(together(lines("责任单位：市市场监管局" if n < 2 else f"第{n}项", top=60), lines(*[FULL] * 9)) for n in range(6)))
    assert asides(data) == []


def test_a_head_proved_on_two_pages_is_aside_on_those_where_text_stands_close_below() -> None:
    data = drawn(*(together(lines("云川省质量办公室", top=76), *([lines(*[FULL] * 9)] if n > 1 else [])) for n in range(6)))
    assert len(asides(data)) == 6


def test_heads_of_annexes_are_text() -> None:
    assert asides(drawn(*(together(lines(f"附件{n}", top=60), lines(*[FULL] * 9)) for n in range(1, 5)))) == []


def test_equal_lines_at_the_head_below_text_are_text() -> None:
    data = drawn(*(together(lines(f"{FULL[n : n + 9]}", top=50), lines("有关单位", top=74), lines(*[FULL] * 9)) for n in range(5)))
    assert asides(data) == []


def test_the_words_of_running_lines() -> None:
    words = tomllib.loads(files("loaders.formats.pdf").joinpath("running.toml").read_text(encoding="utf-8"))
    numbers, heads, examples = re.compile("|".join(words["numbers"])), re.compile(words["heads"]), words["examples"]
    assert [text for text in examples["numbers"] if not numbers.fullmatch(text)] == []
    assert [text for text in examples["no_numbers"] if numbers.fullmatch(text)] == []
    assert [text for text in examples["counted"] if not re.search(words["counted"], text)] == []
    assert [text for text in examples["no_counted"] if re.search(words["counted"], text)] == []
    assert [text for text in examples["continues"] if not re.fullmatch(words["continues"], text)] == []
    assert [text for text in examples["no_continues"] if re.fullmatch(words["continues"], text)] == []
    assert [text for text in examples["heads"] if not heads.match(text)] == []
    assert [text for text in examples["no_heads"] if heads.match(text)] == []


def test_roman_numbers() -> None:
    assert [running._value(text) for text in ("i", "iv", "ix", "XIV", "12")] == [1, 4, 9, 14, 12]


def test_a_watermark_is_aside() -> None:
    def mark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 60)
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    data = drawn(*[together(mark, lines(*[FULL] * 20))] * 3)
    assert body(data) == [FULL] * 60
    assert asides(data) == [("内部资料", "reading.running")] * 3


def test_a_level_watermark_in_large_type_is_aside() -> None:
    data = drawn(*[together(lines("内部资料", left=150, top=400, size=60), lines(*[FULL] * 20))] * 3)
    assert body(data) == [FULL] * 60


# --- turned pages


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(*{90: (HEIGHT, 0), 180: (HEIGHT, HEIGHT), 270: (0, HEIGHT)}[turn])
        canvas.rotate(turn)
        together(lines(FULL, SHORT), ruled([HEAD, ("1", "质量攻关", "市发改委")], (40, 150, 150), top=200))(canvas)

    content = read(drawn(draw, size=(HEIGHT, HEIGHT)))
    assert content.text == f"{FULL}\n{SHORT}\n序号\t重点任务\t责任单位\n1\t质量攻关\t市发改委\n"


def test_words_across_a_page_are_read_after_the_others() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.drawString(200, -40, "旁注文字")
        canvas.rotate(-90)
        lines(FULL, SHORT)(canvas)

    assert body(drawn(draw)) == [FULL, SHORT, "旁注文字"]


# --- tables


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


def row(n: int) -> tuple[str, str, str]:
    return (str(n), f"第{n}项任务", "市市场监管局")


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


# --- files that cannot be read


def sentence(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(data)
    message = str(caught.value)
    assert message.startswith("plan.pdf: ")
    assert "; " in message
    assert "\n" not in message
    assert len(message) < 300
    return message


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(_png())), 0, 0, 595, 842)


def _png() -> bytes:
    stream = io.BytesIO()
    Image.new("L", (20, 30), 200).save(stream, "PNG")
    return stream.getvalue()


def test_a_scan_is_refused() -> None:
    assert "3 of 3 pages" in sentence(drawn(picture, picture, picture))
    assert "OCR" in sentence(drawn(picture))


def test_a_scan_with_the_mark_of_its_program_is_refused() -> None:
    assert "OCR" in sentence(drawn(*[together(picture, lines("全能扫描"))] * 4))


def test_a_page_that_is_a_picture_is_a_gap() -> None:
    data = drawn(lines(*[FULL] * 9), picture, lines(*[FULL] * 9))
    source = reading.read(Found("plan.pdf", "0" * 64, read(data)))
    assert [gap.kind for gap in source.gaps] == ["unreadable"]


def test_a_text_layer_that_lies_askew_is_read() -> None:
    def layer(canvas: Canvas) -> None:
        canvas.rotate(1.2)
        lines(FULL, SHORT)(canvas)

    assert "".join(body(drawn(layer))) == FULL + SHORT


def test_a_scan_with_a_text_layer_is_read() -> None:
    def layer(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, 700)
        text.setTextRenderMode(3)
        text.textLine(FULL)
        text.textLine(SHORT)
        canvas.drawText(text)

    assert body(drawn(together(picture, layer))) == [FULL, SHORT]


def test_a_blank_page_is_nothing() -> None:
    assert body(drawn(lines(FULL), lambda canvas: None, lines(SHORT))) == [FULL, SHORT]


def test_a_password_is_asked_for() -> None:
    assert "password" in sentence(drawn(lines(FULL), password="geheim"))


def test_truncated_and_empty_files() -> None:
    data = drawn(lines(FULL))
    for cut in (9, 200, len(data) // 2):
        assert "damaged" in sentence(data[:cut]) or "page" in sentence(data[:cut])


def test_a_damaged_table_of_places_is_mended() -> None:
    data = drawn(lines(FULL))
    assert body(re.sub(rb"startxref\n\d+", b"startxref\n7", data)) == [FULL]


def test_too_many_pages() -> None:
    assert "2001 pages" in sentence(drawn(*[lambda canvas: None] * 2001))


def test_a_child_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.sys, "executable", "/no/such/python")
    with pytest.raises(SourceError, match=r"plan\.pdf: its reader cannot be started .*; free"):
        pdf.read("plan.pdf", b"%PDF-1.4")


def test_the_child_gives_what_was_read() -> None:
    data = drawn(together(lines(FULL), ruled([HEAD, row(1)], (40, 150, 150), 200), lines("— 1 —", top=800)))
    assert pdf.read("plan.pdf", data) == read(data)
    assert read(data).asides
    with pytest.raises(SourceError, match=r"plan\.pdf: 1 of 1 pages"):
        pdf.read("plan.pdf", drawn(picture))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST", 0.01)
    with pytest.raises(SourceError, match="takes longer"):
        pdf.read("plan.pdf", drawn(lines(FULL)))


def test_forms_that_multiply_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """60 × 60 × 60 × 60 × 60 × 60 times a word, in two thousand bytes."""

    def form(n: int, text: str) -> str:
        head = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</Font <</F 3 0 R>> /XObject <</X {n + 1} 0 R>>>>"
        return f"<<{head} /Length {len(text)}>>\nstream\n{text}\nendstream"

    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</XObject <</X 6 0 R>>>>>>"
    forms = [form(n, "/X Do\n" * 60) for n in range(5, 11)]
    data = bare(
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Count 1 /Kids [4 0 R]>>",
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        page,
        *forms,
        form(11, "BT /F 12 Tf 9 9 Td (word) Tj ET"),
    )
    monkeypatch.setattr(pdf, "LONGEST", 4)  # else its memory ends first
    with pytest.raises(SourceError, match=r"its reader failed|takes longer"):
        pdf.read("plan.pdf", data)


def bare(*objects: str) -> bytes:
    """A file of objects as they are."""
    data = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"{data}trailer <</Root 1 0 R /Size {len(objects) + 1}>>\nstartxref\n0\n%%EOF".encode("latin-1")


def test_a_tree_of_pages_that_bites_its_tail() -> None:
    tree = "<</Type /Pages /Count 9 /Kids [2 0 R 3 0 R] /Parent 2 0 R>>"
    start = time.monotonic()
    sentence(bare("<</Type /Catalog /Pages 2 0 R>>", tree, "<</Type /Page /Parent 2 0 R>>"))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("edges", ["0 0 1e30 1e30", "0 0 0 0", "-9999999 5 -9999999 5", "a b c d"])
def test_an_absurd_page(edges: str) -> None:
    data = re.sub(rb"/MediaBox \[[^\]]*\]", f"/MediaBox [{edges}]".encode(), drawn(lines(FULL, SHORT)))
    assert body(data) == [FULL, SHORT]


def test_a_page_of_more_characters_than_can_be_printed() -> None:
    data = drawn(lines(*[FULL * 20] * 300, left=5, top=20, leading=1.5, size=0.8))
    start = time.monotonic()
    assert "characters" in sentence(data)
    assert time.monotonic() - start < 20


def test_a_character_of_absurd_size_takes_bounded_time() -> None:
    data = drawn(together(*(lines("甲", size=10.0**n) for n in range(3, 9)), lines(FULL, SHORT, top=200)))
    start = time.monotonic()
    assert body(data)[-2:] == [FULL, SHORT]
    assert time.monotonic() - start < 5


def test_a_page_of_very_many_rules_takes_bounded_time() -> None:
    def draw(canvas: Canvas) -> None:
        for i in range(3000):
            canvas.line(i / 6, 0, i / 6, 800)
            canvas.line(0, i / 4, 500, i / 4)
        lines(FULL, SHORT)(canvas)

    start = time.monotonic()
    assert body(drawn(draw)) == [FULL, SHORT]
    assert time.monotonic() - start < 5


MEASURE = """
import resource, sys, time
from loaders.formats.pdf import document
data = open(sys.argv[1], "rb").read()
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
content = document.read("long.pdf", data)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, time.monotonic() - start, len(content.text))
"""


def test_two_hundred_pages_take_little_memory(tmp_path: Path) -> None:
    page = together(lines(*[FULL] * 20), ruled([HEAD, *map(row, range(6))], (40, 150, 150), 600))
    (tmp_path / "long.pdf").write_bytes(drawn(*[page] * 200))
    command = [sys.executable, "-c", MEASURE, str(tmp_path / "long.pdf")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=100, cwd=Path(__file__).parents[3])
    kilobytes, seconds, length = map(float, done.stdout.split())
    assert length > 200 * 20 * 34
    assert kilobytes < 300 * 1024
    assert seconds < 30  # 5 on a quiet machine


# --- Chromium

chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"),
    reason="no Chromium here: run `sh deploy/browser.sh` as root, or install chromium and fonts-noto-cjk",
)
HAN = "一二三四五六"
SECTIONS = [(a, b, 3 * i + j + 10) for i, a in enumerate(HAN) for j, b in enumerate(HAN[:3])]
SENTENCES = (
    "各县区要建立健全第{n}个质量工作协调机制，将质量强市建设列入政府年度重点工作，定期研究解决质量发展中的突出问题，确保各项任务按期完成。",
    "到2030年，全市制造业产品质量合格率达到96.5%以上，公共服务质量满意度达到82分以上，培育省级以上质量标杆企业{n}家，万人高价值发明专利拥有量达到8.6件。",
    "支持南浦区、沁原市建设质量提升示范区，推动中小企业导入先进质量管理方法，每年开展质量诊断服务不少于{n}00家次。",
)
TASK = "推动重点产业链质量攻关，建立产业链质量图谱和问题清单，开展第{n}轮联合攻关"
STYLE = """@page { size: A4; margin: 28mm 26mm } body { font: 12pt/1.8 'Noto Serif CJK SC', serif }
h1 { text-align: center; font-size: 20pt } h2, h3, p { font-size: 12pt; text-indent: 2em; margin: 0; text-align: justify }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid; padding: 4px; font-size: 10pt }"""


def web_page() -> str:
    parts = [
        (f"<h2>{a}、第{a}类重点工作</h2>" if b == "一" else "")
        + f"<h3>（{b}）提升第{b}方面水平</h3>"
        + "".join(f"<p>{sentence.format(n=n)}</p>" for sentence in SENTENCES)
        for a, b, n in SECTIONS
    ]
    rows = "".join(f"<tr><td>{n}</td><td>{TASK.format(n=n)}</td><td>市市场监管局、市发展改革委</td></tr>" for n in range(1, 26))
    return (
        f"<!DOCTYPE html><meta charset=utf-8><title>栖陵市实施方案</title><style>{STYLE}</style>"
        f"<h1>栖陵市质量强市建设实施方案</h1>{''.join(parts)}"
        f"<table><thead><tr><th>序号</th><th>重点任务</th><th>责任单位</th></tr></thead>{rows}</table><p>此件公开发布。</p>"
    )


@pytest.mark.e2e
@chromium
def test_a_plan_printed_by_chromium_reads_as_its_paragraphs(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    data = printed(CHROMIUM, web_page(), tmp_path)
    found = [line.strip() for line in reads(data).split("\n") if line.strip()]
    expected = ["栖陵市质量强市建设实施方案"]
    for a, b, n in SECTIONS:
        expected += [f"{a}、第{a}类重点工作"] if b == "一" else []
        expected += [f"（{b}）提升第{b}方面水平", *(sentence.format(n=n) for sentence in SENTENCES)]
    expected += ["\t".join(HEAD), *(f"{n}\t{TASK.format(n=n)}\t市市场监管局、市发展改革委" for n in range(1, 26)), "此件公开发布。"]
    assert found == expected
    assert "fonts" in sentence(data.replace(b"/ToUnicode", b"/ToUnicodx"))
    content = read(data)
    assert {cell.table for cell in content.cells} == {1}
    assert len([aside for aside in content.asides if aside.rule == "reading.running"]) >= 6
