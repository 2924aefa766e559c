from __future__ import annotations

from datetime import date

import pytest

from qgraph.model import Jurisdiction, Level
from qgraph.registries.bodies import Whose
from qgraph.registries.resolution import Candidate, Open, resolve

QINGDAO, CHENGYANG, ANHUI = "370200", "370214", "340000"


def _found(name: str, place: str | None, on: date | None = None) -> list[tuple[str, str]]:
    return [(one.name, one.reason) for one in resolve(name, place, on)]


@pytest.mark.parametrize(
    ("name", "place", "meant", "reason"),
    [
        ("市监局", CHENGYANG, "城阳区市场监督管理局", Whose.OWN),
        ("区市场监管局", CHENGYANG, "城阳区市场监督管理局", Whose.OWN),
        ("市市场监管局", CHENGYANG, "青岛市市场监督管理局", Whose.ABOVE),
        ("青岛市农业农村局", CHENGYANG, "青岛市农业农村局", Whose.PLACE),
        ("公安部", CHENGYANG, "公安部", Whose.NATIONAL),
        ("国家税务总局青岛市税务局", QINGDAO, "青岛市税务局", Whose.BRANCH),
        ("各有关部门", QINGDAO, "各有关部门", Whose.COLLECTIVE),
        ("流亭街道办事处", QINGDAO, "流亭街道办事处", Whose.NAMED),
    ],
)
def test_a_clear_name_has_one_candidate_and_a_reason(name: str, place: str, meant: str, reason: Whose) -> None:
    assert _found(name, place) == [(meant, reason)]


def test_a_name_of_a_level_below_means_each_body_of_that_level() -> None:
    found = resolve("市发改委", ANHUI)
    assert len(found) == 16
    assert {one.reason for one in found} == {Whose.BELOW}
    assert "合肥市发展和改革局" in {one.name for one in found}


def test_a_name_of_several_places_stays_ambiguous() -> None:
    found = resolve("鼓楼区人民政府", ANHUI)
    assert {one.place for one in found} >= {"320106", "350102"}
    assert {one.reason for one in found} == {Open.ONE_OF_PLACES}
    assert any("南京市鼓楼区" in one.why("zh") for one in found)


def test_a_name_that_meant_two_bodies_is_decided_by_the_day_alone() -> None:
    def types(on: date | None) -> list[str | None]:
        return [one.type_id for one in resolve("省药监局", ANHUI, on) if one.reason is not Open.FOLLOWS]

    assert types(date(2012, 1, 1)) == ["food-drug"]
    assert types(date(2021, 1, 1)) == ["drug-supervision"]
    assert types(date(2018, 6, 1)) == types(None) == ["food-drug", "drug-supervision"]


def test_the_written_body_stays_and_who_took_it_over_comes_behind_it() -> None:
    before = _found("质监局", CHENGYANG, date(2012, 1, 1))
    assert before == [("城阳区质量技术监督局", Whose.OWN)]
    after = resolve("质监局", CHENGYANG, date(2024, 1, 1))
    assert [(one.name, one.reason) for one in after] == [*before, ("城阳区市场监督管理局", Open.FOLLOWS)]
    assert "待三定核实" in after[1].why("zh")
    assert "2018" in after[1].why("en")


def test_a_masked_place_is_never_guessed() -> None:
    (found,) = resolve("市科技局", Jurisdiction(None, Level.PREFECTURE))
    assert found == Candidate("科学技术局", None, Level.PREFECTURE, "science", found.kind, Whose.OWN)


@pytest.mark.parametrize("name", ["", "  "])
def test_nothing_means_nothing(name: str) -> None:
    assert resolve(name) == []


@pytest.mark.parametrize("name", ["药监局", "质监局", "鼓楼区人民政府", "各有关部门", "流亭街道办事处", "公安部", "海关"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_has_words(name: str, language: str) -> None:
    for one in resolve(name, ANHUI):
        assert one.why(language, "安徽省")
        assert "{" not in one.why(language, "安徽省")
