"""Numbers as a person sees them."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files

import pytest

from loaders.formats import number_format

TABLE = tomllib.loads(files("loaders.formats").joinpath("number_formats.toml").read_text(encoding="utf-8"))
EXAMPLES = [(example["code"], value, shows) for example in TABLE["example"] for value, shows in example["shows"].items()]


@pytest.mark.parametrize(("code", "value", "shows"), EXAMPLES)
def test_examples_of_the_table(code: str, value: str, shows: str) -> None:
    assert number_format.shown(value, code) == shows


def test_formats_named_by_a_number() -> None:
    assert number_format.shown("0.5", number_format.builtin(9)) == "50%"
    assert number_format.shown("46327", number_format.builtin(57)) == "2026年11月"
    assert number_format.builtin(0) == number_format.builtin(999) == "General"


def test_days_may_be_counted_from_1904() -> None:
    assert number_format.shown("0", "yyyy/m/d", since_1904=True) == "1904/1/1"


def test_weekdays_and_halves_of_the_day() -> None:
    assert number_format.shown("46327", "yyyy/m/d aaaa") == "2026/11/1 星期日"
    assert number_format.shown("46327.75", '上午/下午h"时"mm"分"') == "下午6时00分"


@pytest.mark.parametrize("value", ["", "甲", "nan", "inf", "1e999", "--1"])
def test_what_is_no_number_stays_as_it_is(value: str) -> None:
    assert number_format.shown(value, "0.00") == value


@pytest.mark.parametrize("value", ["1e300", "-1e300", "1e-300", "0"])
@pytest.mark.parametrize(
    "code", ["0.00", "#,##0", "yyyy", "[" * 200, '"' * 251, "0" * 255, "0." + "0" * 250, "h" * 250, "\\", ",", ".", "%%%%%%"]
)
def test_odd_formats_cost_nothing(value: str, code: str) -> None:
    began = time.perf_counter()
    assert len(number_format.shown(value, code)) < 2000
    assert time.perf_counter() - began < 0.1


def test_more_digits_than_a_decimal_holds_by_itself() -> None:
    assert number_format.shown("5", "0." + "0" * 30) == "5." + "0" * 30
    assert number_format.shown("12345678901", "0." + "0" * 200) == "12345678901." + "0" * 200


@pytest.mark.parametrize("since_1904", [True, False])
@pytest.mark.parametrize("value", ["2957003", "2957004", "2958465", "2958466"])
def test_days_behind_the_year_9999_show_the_bare_number(value: str, since_1904: bool) -> None:
    last = 2_957_003 if since_1904 else 2_958_465
    assert number_format.shown(value, "yyyy", since_1904) == ("9999" if int(value) == last else value if int(value) > last else "9995")


def test_hours_beyond_a_day_are_not_made_up() -> None:
    assert number_format.shown("1.5", "[h]:mm") == number_format.shown("1.5", "[mm]") == "1.5"
