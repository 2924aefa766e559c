from __future__ import annotations

from datetime import date

import pytest

from qgraph.model import Level
from qgraph.registries import body_types, reforms
from qgraph.registries.body_types import Line

TODAY = date(2026, 1, 1)


def _chain(type_id: str, level: Level | None = None, on: date = TODAY, since: str | None = None, sentence: str = "") -> list[str]:
    return [step.target for step in reforms.chain(type_id, None, level, on, since, sentence)]


def test_a_merged_body_is_followed_to_whoever_stands_today() -> None:
    assert _chain("health-bureau") == ["health-family-planning", "health"]
    assert _chain("health-bureau", on=date(2015, 1, 1)) == ["health-family-planning"]
    assert _chain("health") == []


@pytest.mark.parametrize(
    ("type_id", "sentence", "since", "holder"),
    [
        ("quality-supervision", "组织开展产品质量监督抽查", "2012", ["market-supervision"]),
        ("quality-supervision", "培育地理标志产品", "2012", ["intellectual-property"]),
        ("industry-commerce", "指导企业注册商标", "2012-05", ["intellectual-property"]),
        ("development-reform", "规范药品价格行为", "2016", ["medical-insurance"]),
        ("development-reform", "规范药品价格行为", "2020", []),
        ("development-reform", "规范药品价格行为", None, []),
        ("science", "支持高新技术产业集群", "2022", ["industry-it"]),
    ],
)
def test_a_function_the_sentence_speaks_of_goes_its_own_way(type_id: str, sentence: str, since: str | None, holder: list[str]) -> None:
    assert _chain(type_id, since=since, sentence=sentence) == holder


def test_a_reform_of_one_level_holds_for_that_level_only() -> None:
    sentence = "加强药品生产监管"
    assert _chain("food-drug", Level.PROVINCE, sentence=sentence) == ["drug-supervision"]
    assert _chain("food-drug", Level.COUNTY, sentence=sentence) == ["market-supervision"]


def test_what_is_told_of_the_general_rule_has_its_mark() -> None:
    (reform,) = reforms.chain("quality-supervision", None, None, TODAY)
    assert reform.told.startswith(reforms.UNCHECKED)
    assert "http" in reform.told


@pytest.mark.parametrize(
    ("place", "level", "on", "date_"),
    [
        ("120101", Level.COUNTY, date(2016, 1, 1), "2014-07-30"),  # of the municipality it lies in
        ("310118", Level.COUNTY, date(2016, 1, 1), "2015-06-01"),
        ("310000", Level.PROVINCE, date(2016, 1, 1), None),  # the districts of 上海 merged theirs before the municipality did
        ("310000", Level.PROVINCE, date(2019, 1, 1), "2018"),
        ("370200", Level.PREFECTURE, date(2019, 1, 1), "2018"),
    ],
)
def test_a_local_fact_goes_before_the_general_rule(place: str, level: Level, on: date, date_: str | None) -> None:
    steps = reforms.chain("quality-supervision", place, level, on)
    assert [step.date for step in steps] == ([date_] if date_ else [])
    assert all(step.told.startswith(reforms.UNCHECKED) == (step.place is None) for step in steps)


def test_every_function_moves_somewhere_and_has_an_english_name() -> None:
    moved = {reform.function for reform in reforms.all() if reform.function}
    assert moved == set(reforms.functions())
    assert all(function.name_en for function in reforms.functions())


@pytest.mark.parametrize(
    ("type_id", "line"),
    [("market-supervision", Line.TERRITORIAL), ("customs", Line.VERTICAL), ("tax", Line.DUAL), ("meteorology", Line.DUAL)],
)
def test_a_county_cannot_urge_a_customs_house_as_it_urges_a_bureau(type_id: str, line: Line) -> None:
    kind = body_types.get(type_id)
    assert kind is not None
    assert kind.line is line
