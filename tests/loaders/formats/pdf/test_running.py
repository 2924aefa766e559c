"""PDF: running heads, feet, page numbers and watermarks are aside."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders.formats.pdf import running
from tests.loaders.formats.pdf.reads import FULL, asides, body
from tests.loaders.formats.pdf.writer import (
    FONT,
    Draw,
    drawn,
    lines,
    together,
)


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
