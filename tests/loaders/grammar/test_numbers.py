"""Numerals of plans as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grammar.numbers import NUMBER, number

DIGITS = "零一二三四五六七八九"


def spelled(n: int) -> str:
    """A whole number below ten thousand in Chinese, as a plan writes it."""
    text, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // value % 10
        if digit:
            text += ("零" if gap and text else "") + ("" if digit == 1 and unit == "十" and not text else DIGITS[digit]) + unit
        gap = digit == 0
    return text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95", "95"),
        ("98.50", "98.5"),
        ("９７．５", "97.5"),
        ("1,200", "1200"),
        ("12，500，000", "12500000"),
        ("６万", "60000"),
        ("1.2亿", "120000000"),
        ("3万亿", "3000000000000"),
        ("两", "2"),
        ("十", "10"),
        ("百", "100"),
        ("二十五", "25"),
        ("一百零五", "105"),
        ("一千零三", "1003"),
        ("三百万", "3000000"),
        ("二〇二五", "2025"),
        ("百分之九十", "90"),
        ("百分之一百", "100"),
        ("百分之九十八点五", "98.5"),
        ("三分之二", "0.666667"),
        ("四分之三", "0.75"),
        ("半", "0.5"),
        (" 40 ", "40"),
    ],
)
def test_a_numeral_is_found_whole_and_has_its_value(text: str, value: str) -> None:
    assert number(text) == Decimal(value)
    assert re.fullmatch(NUMBER, text.strip())


def test_one_half_in_two_words() -> None:
    assert number("一半") == Decimal("0.5")


@pytest.mark.parametrize("text", ["", "  ", "万", "亿", "abc", "12a", ".", "分之", "百分之", "零分之一", "第三", "3个"])
def test_what_is_no_numeral_gives_nothing(text: str) -> None:
    assert number(text) is None


@given(st.integers(1, 9999))
def test_chinese_numerals_count_like_arabic_ones(n: int) -> None:
    assert number(spelled(n)) == number(str(n)) == n


@given(st.integers(0, 10**12), st.sampled_from(["万", "亿", "万亿"]))
def test_scaled_numbers_are_whole_and_written_without_an_exponent(n: int, scale: str) -> None:
    value = number(f"{n}{scale}")
    assert value is not None
    assert str(value).isdigit()
    assert value == n * {"万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]


@given(st.text(alphabet="0123456789.,，．%零一二三十百千万亿分之点半两第Ee+-", max_size=60))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = number(text)
    assert value is None or value.is_finite()


@pytest.mark.parametrize("text", ["9" * 5000, "一" * 5000, "百分之" + "九" * 5000, "NaN", "1e9"])
def test_what_no_plan_writes_is_none_and_never_an_error(text: str) -> None:
    assert number(text) is None
