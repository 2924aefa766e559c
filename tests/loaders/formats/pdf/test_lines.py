"""PDF: the order in which a print is read."""

from __future__ import annotations

import re
from typing import cast

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders.formats import pdf
from loaders.formats.pdf import notes
from tests.loaders.formats.pdf.reads import FULL, HEAD, SHORT, asides, body, read
from tests.loaders.formats.pdf.writer import (
    HEIGHT,
    LEFT,
    Draw,
    drawn,
    lines,
    ruled,
    together,
)


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
