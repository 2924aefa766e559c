from __future__ import annotations

import pytest

from qgraph.model import Level
from qgraph.registries import places


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("城阳区", "370214"),
        ("黔江区", "500114"),
        ("重庆市黔江区", "500114"),
        ("江苏省南通市", "320600"),
        ("南通", "320600"),
        ("山东省青岛市城阳区", "370214"),
        ("青岛城阳区", "370214"),
        ("全国", "000000"),
        ("内蒙古", "150000"),
        ("恩施州", "422800"),
        ("海门市", "320684"),
        ("襄樊市", "420600"),
        ("胶南市", "370284"),
        ("东莞市", "441900"),
        ("南浦区", "990101"),
    ],
)
def test_a_name_that_one_place_has_is_that_place(name: str, code: str) -> None:
    found = places.resolve(name)
    assert found is not None
    assert found.adcode == code


@pytest.mark.parametrize("name", ["鼓楼区", "朝阳区", "吉林", "火星市", "", "X" * 500, "栖陵市城阳区"])
def test_any_other_name_is_none(name: str) -> None:
    assert places.resolve(name) is None


def test_a_place_above_tells_namesakes_apart() -> None:
    assert {p.adcode for p in places.candidates("鼓楼区")} == {"320106", "320302", "350102", "410204"}
    found = places.resolve("鼓楼区", within="350000")
    assert found is not None
    assert found.adcode == "350102"


@pytest.mark.parametrize(("year", "code"), [(2015, "320684"), (2022, "320614"), (None, "320614")])
def test_a_year_tells_what_a_name_meant_then(year: int | None, code: str) -> None:
    found = places.resolve("海门", on=year)
    assert found is not None
    assert found.adcode == code


def test_the_ladder_leads_up_to_the_nation() -> None:
    assert [p.level for p in places.ladder("370214")] == [Level.COUNTY, Level.PREFECTURE, Level.PROVINCE, Level.NATIONAL]
    assert [p.name for p in places.ladder("500114")] == ["黔江区", "重庆市", "国家"]
    assert places.ladder("123456") == []


def test_a_code_has_its_latest_name() -> None:
    found = places.by_code("420600")
    assert found is not None
    assert (found.name, found.valid_from, found.valid_to) == ("襄阳市", 2011, None)
