"""`compare`: a small invented world per rule; who is strictest, what is never ranked, and that no side comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.model import Comparator, Jurisdiction, Role, Target, TargetKind
from qgraph.questions.compare import Answer, compare
from qgraph.questions.compare.ranking import pair
from qgraph.questions.ladder import Rung
from qgraph.rdf import identity
from qgraph.registries import indicators
from tests.qgraph.questions.compared import DAY, plain, row, stars
from tests.qgraph.questions.worlds import CITY, COUNTY, OTHER_CITY, PROVINCE, SOUTH, document, store, target

GE, LE, EQ, UP, DOWN = Comparator.GE, Comparator.LE, Comparator.EQ, Comparator.INCREASE, Comparator.DECREASE
RATE, LOSS, COUNT = "食品抽检合格率", "质量损失率", "高新技术企业"
UNKNOWN = "灯笼透光率"


def world(
    directory: Path, one: list[Target], other: list[Target], places: tuple[Jurisdiction, Jurisdiction] = (CITY, OTHER_CITY)
) -> Answer:
    """Two places with some targets each, side by side."""
    plans = [document(place, f"{place.name}质量提升方案", some) for place, some in zip(places, (one, other), strict=True)]
    return compare(store(directory / "store", *plans), [str(place.name) for place in places], on=DAY)


@pytest.mark.parametrize(
    ("name", "one", "other", "strictest"),
    [
        (RATE, target(RATE, GE, 98), target(RATE, GE, 97), 0),
        (RATE, target(RATE, EQ, 97), target(RATE, GE, 98), 1),
        (RATE, target(RATE, GE, 98), target(RATE, GE, 98), None),  # equal
        (LOSS, target(LOSS, LE, 2), target(LOSS, LE, 3), 0),  # less is better
        (LOSS, target(LOSS, EQ, 4), target(LOSS, EQ, 3), 1),  # and is known to be
        (UNKNOWN, target(UNKNOWN, GE, 60), target(UNKNOWN, GE, 70), 1),  # the sentence says which way
        (UNKNOWN, target(UNKNOWN, LE, 60), target(UNKNOWN, LE, 70), 0),
        (COUNT, target(COUNT, EQ, 60, "家"), target(COUNT, EQ, 70, "家"), 1),  # of one level
    ],
)
def test_the_strictest_is_told_by_the_direction_of_the_indicator(
    tmp_path: Path, name: str, one: Target, other: Target, strictest: int | None
) -> None:
    found = row(world(tmp_path, [one], [other]), name)
    assert [bool(cell) for cell in stars(found)] == [strictest == 0, strictest == 1]
    assert [held["verdict"] for held in found["pairs"]] == ["equal" if strictest is None else "stricter"]


@pytest.mark.parametrize(
    ("rule", "name", "one", "other"),
    [
        ("other_year", RATE, target(RATE, GE, 98), target(RATE, GE, 97, year=2030)),
        ("no_year", RATE, target(RATE, GE, 98), target(RATE, GE, 97, year=None)),
        ("other_unit", RATE, target(RATE, GE, 98), target(RATE, GE, 97, "批次")),
        ("other_scope", COUNT, target(COUNT, GE, 98, "家", scope="new"), target(COUNT, GE, 97, "家", scope="total")),
        ("other_scope", RATE, target(RATE, GE, 98, applies_to="每个县区"), target(RATE, GE, 97)),
        ("other_kind", UNKNOWN, target(UNKNOWN, UP, 2, kind=TargetKind.DIRECTIONAL), target(UNKNOWN, GE, 97)),
        ("other_period", RATE, target(RATE, GE, 98, recurrence="annual"), target(RATE, GE, 97)),
        ("other_comparator", UNKNOWN, target(UNKNOWN, GE, 60), target(UNKNOWN, LE, 70)),
        ("reading_in_doubt", RATE, target(RATE, GE, 985), target(RATE, GE, 97)),
        ("unknown_direction", UNKNOWN, target(UNKNOWN, EQ, 60), target(UNKNOWN, EQ, 70)),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_may_not_be_compared_is_never_ranked(tmp_path: Path, rule: str, name: str, one: Target, other: Target, turned: bool) -> None:
    sides = ([other], [one]) if turned else ([one], [other])
    found = row(world(tmp_path, *sides), name)
    assert stars(found) == [[], []]
    (held,) = found["pairs"]
    assert held["rule"] == rule
    assert held["verdict"] == ("doubted" if rule == "reading_in_doubt" else "not_comparable")


def test_counts_of_places_of_different_levels_are_not_ranked(tmp_path: Path) -> None:
    """A province has more of everything; a rate is another matter."""
    few, many = [target(COUNT, GE, 9, "家"), target(RATE, GE, 97)], [target(COUNT, GE, 900, "家"), target(RATE, GE, 98)]
    answer = world(tmp_path, few, many, (CITY, PROVINCE))
    assert (stars(row(answer, COUNT)), stars(row(answer, RATE))) == ([[], []], [[], ["≥98%"]])
    assert row(answer, COUNT)["pairs"][0]["rule"] == "other_level"


def test_each_year_has_its_own_strictest(tmp_path: Path) -> None:
    found = row(world(tmp_path, [target(RATE, GE, 97, year=2023), target(RATE, GE, 98.5)], [target(RATE, GE, 98, year=2023)]), RATE)
    assert stars(found) == [[], ["≥98%"]]


def test_a_plan_that_contradicts_itself_shows_both_figures_and_is_not_the_strictest(tmp_path: Path) -> None:
    found = row(world(tmp_path, [target(RATE, GE, 99), target(RATE, GE, 96)], [target(RATE, GE, 98)]), RATE)
    facts = {figure["figure"]: figure["fact"] for figure in found["cells"][0]}
    (torn,) = found["contradictions"]
    assert (torn["rule"], torn["between"]) == ("one_plan", [facts["≥99%"], facts["≥96%"]])
    assert stars(found) == [[], []]


def test_two_figures_for_two_years_do_not_contradict(tmp_path: Path) -> None:
    found = row(world(tmp_path, [target(RATE, GE, 99, year=2030), target(RATE, GE, 96)], [target(RATE, GE, 98)]), RATE)
    assert found["contradictions"] == []
    assert stars(found) == [[], ["≥98%"]]


def test_a_figure_for_several_awards_is_shown_under_each_and_ranked_under_none(tmp_path: Path) -> None:
    both = "中国质量奖和省长质量奖企业数"
    answer = world(tmp_path, [target(both, GE, 5, "个")], [target("省长质量奖", GE, 2, "个"), target("中国质量奖", GE, 1, "个")])
    for name in ("省政府质量奖", "中国质量奖"):
        found = row(answer, name)
        assert [figure["joint"] for cell in found["cells"] for figure in cell] == [True, False]
        assert ([held["rule"] for held in found["pairs"]], stars(found)) == (["joint"], [[], []])
    assert row(answer, both)["cells"][1] == []


def test_near_indicators_have_rows_of_their_own(tmp_path: Path) -> None:
    known = next(one for one in indicators.all() if one.near)
    other = indicators.near(known.id)[0]
    answer = world(tmp_path, [target(known.name, GE, 97)], [target(other.name, GE, 98)])
    assert row(answer, known.name)["near"] == [other.name]
    assert (stars(row(answer, known.name)), row(answer, known.name)["pairs"]) == ([[], []], [])


# sides


def test_a_place_stands_for_its_plans_in_force_else_for_all(tmp_path: Path) -> None:
    old = document(CITY, "栖陵市旧方案", [target(RATE, GE, 96)], period=(2011, 2015), issued="2011-01-01")
    new = document(CITY, "栖陵市新方案", [target(RATE, GE, 98)])
    below = document(SOUTH, "南浦区方案", [target(RATE, GE, 99)])
    ended = document(OTHER_CITY, "沁原市旧方案", [target(RATE, GE, 97)], period=(2011, 2015), issued="2011-01-01")
    graph = store(tmp_path / "store", old, new, below, ended)
    mine, yours = compare(graph, ["栖陵市", "沁原"], on=DAY).sides
    assert ([row["title"] for row in mine.documents], mine.reason) == (["栖陵市新方案"], None)
    assert ([row["title"] for row in yours.documents], yours.reason) == (["沁原市旧方案"], "没有现行有效的文件，取全部 1 份")
    uri = identity.plan_uri(identity.plan_key(old))
    for name in ("栖陵市旧方案", "栖陵市旧方案.txt", str(uri)):
        side = compare(graph, [name, "沁原市"], on=DAY).sides[0]
        assert (side.kind, side.name, len(side.documents)) == ("plan", "栖陵市旧方案", 1)
    both = compare(graph, ["栖陵市", "沁原市"], on=date(2013, 1, 1))
    assert [row["title"] for row in both.sides[0].documents] == ["栖陵市旧方案"]


def test_two_documents_of_a_place_that_differ_are_both_shown(tmp_path: Path) -> None:
    plans = [document(CITY, "栖陵市方案", [target(RATE, GE, 96)]), document(CITY, "栖陵市规划", [target(RATE, GE, 98)])]
    graph = store(tmp_path / "store", *plans, document(OTHER_CITY, "沁原市方案", [target(RATE, GE, 97)]))
    found = row(compare(graph, ["栖陵市", "沁原市"], on=DAY), RATE)
    assert {figure["figure"] for figure in found["cells"][0]} == {"≥96%", "≥98%"}
    assert [torn["rule"] for torn in found["contradictions"]] == ["two_plans"]


def test_more_than_two_sides(tmp_path: Path) -> None:
    values = {CITY: 97, OTHER_CITY: 98, COUNTY: 98}
    graph = store(tmp_path / "store", *(document(place, f"{place.name}方案", [target(RATE, GE, value)]) for place, value in values.items()))
    found = row(compare(graph, [str(place.name) for place in values], on=DAY), RATE)
    assert stars(found) == [[], ["≥98%"], ["≥98%"]]
    assert [held["verdict"] for held in found["pairs"]].count("stricter") == 2


def test_unknown_names_offer_near_ones_and_too_few_are_refused(tmp_path: Path) -> None:
    graph = store(tmp_path / "store", document(CITY, "栖陵市方案"), document(OTHER_CITY, "同名方案"), document(COUNTY, "同名方案"))
    with pytest.raises(NotFoundError, match="相近的有：栖陵市"):
        compare(graph, ["栖陵州", "沁原市"])
    with pytest.raises(NotFoundError, match="库中没有云川省的文件"):
        compare(graph, ["栖陵市", "云川省"])
    with pytest.raises(AmbiguousError):
        compare(graph, ["栖陵市", "同名方案"])
    with pytest.raises(ValueError, match="1 plans"):
        compare(graph, ["栖陵市"])
    with pytest.raises(NotFoundError, match="qgraph load"):
        compare(store(tmp_path / "empty"), ["栖陵市", "沁原市"])


# no side comes first

SOME = st.lists(
    st.builds(
        target,
        st.sampled_from([RATE, LOSS, COUNT, UNKNOWN, "省长质量奖和中国质量奖", "省长质量奖"]),
        st.sampled_from([GE, LE, EQ, UP]),
        st.integers(1, 4).map(float),
        st.sampled_from(["%", "家", None]),
        st.sampled_from([2025, 2030, None]),
        scope=st.sampled_from([None, "new"]),
        recurrence=st.sampled_from([None, "annual"]),
        applies_to=st.sampled_from([None, "每个县区"]),
    ),
    max_size=3,
    unique_by=lambda one: one.indicator,
)
TASKS = st.lists(st.sampled_from(["全面推行首席质量官制度", "鼓励设立首席质量官", "试点计量改革", "培育品牌"]), max_size=3, unique=True)


def mirrored(said: dict[str, Any]) -> dict[str, Any]:
    """An answer of two sides with the second first."""
    rows = {key: [one | {"cells": one["cells"][::-1]} for one in said[key]] for key in ("indicators", "themes")}
    for one in rows["themes"]:
        one["summaries"] = one["summaries"][::-1]
    return {"plans": said["plans"][::-1], "only_in": said["only_in"][::-1], **rows}


@settings(max_examples=25, deadline=None)
@given(SOME, SOME, TASKS, TASKS)
def test_the_other_way_round_it_is_the_mirror_image(
    tmp_path_factory: pytest.TempPathFactory, one: list[Target], other: list[Target], tasks: list[str], others: list[str]
) -> None:
    plans = [
        document(CITY, "栖陵市方案", one, [(task, [("市市场监管局", Role.LEAD)]) for task in tasks]),
        document(OTHER_CITY, "沁原市方案", other, [(task, []) for task in others]),
    ]
    graph = store(tmp_path_factory.mktemp("mirror") / "store", *plans)
    there, back = (plain(compare(graph, asked, on=DAY)) for asked in (["栖陵市", "沁原市"], ["沁原市", "栖陵市"]))
    assert back == mirrored(there)


RUNG = Rung(
    fact="a",
    level=COUNTY.level,
    place="p",
    place_name="砚湖县",
    plan="p",
    plan_uri="p",
    issued=None,
    indicator=RATE,
    indicator_as_written=RATE,
    kind=TargetKind.ABSOLUTE,
    comparator=GE,
    value=Decimal(98),
    value_high=None,
    unit="%",
    reference=None,
    deadline="2025",
    year=2025,
    year_assumed=False,
    recurrence=None,
    scope=None,
    applies_to=None,
    doubt=None,
    quote=RATE,
    source="plan",
)


@settings(max_examples=200)
@given(st.data())
def test_two_targets_stand_to_each_other_the_same_whichever_comes_first(data: st.DataObject) -> None:
    def any_of(*some: Any) -> Any:
        return data.draw(st.sampled_from(some))

    def rung(fact: str) -> Rung:
        return replace(
            RUNG,
            fact=fact,
            level=any_of(CITY.level, PROVINCE.level),
            issued=any_of(None, "2021", "2022-01-01"),
            kind=any_of(*TargetKind),
            comparator=any_of(*Comparator),
            value=any_of(None, Decimal(1), Decimal(2)),
            value_high=any_of(None, Decimal(3)),
            unit=any_of(None, "%", "位"),
            reference=any_of(None, "全省"),
            year=any_of(None, 2025),
            scope=any_of(None, "new"),
            applies_to=any_of(None, "每个县"),
            doubt=any_of(None, "读数"),
        )

    one, other = rung("a"), rung("b")
    for known in (indicators.resolve(RATE), indicators.resolve(COUNT), None):
        assert pair(one, other, known) == pair(other, one, known)


@pytest.mark.parametrize("whose", ["a", "b"])
def test_a_figure_for_a_part_of_a_county_is_not_held_against_one_for_another_county(whose: str) -> None:
    """Of a county and a place above, a figure for each county may be held against the county's own: not so of two counties."""
    one = replace(RUNG, fact="a", applies_to="每个镇街" if whose == "a" else None)
    other = replace(RUNG, fact="b", value=Decimal(97), applies_to="每个镇街" if whose == "b" else None)
    assert pair(one, other, indicators.resolve(RATE)).rule == "other_scope"
    assert pair(replace(one, applies_to=None), replace(other, applies_to=None), None).verdict == "stricter"


def test_another_place_changes_nothing_between_two(tmp_path: Path) -> None:
    two = [document(CITY, "栖陵市方案", [target(RATE, GE, 97)]), document(OTHER_CITY, "沁原市方案", [target(RATE, GE, 98)])]
    more = document(COUNTY, "砚湖县方案", [target(RATE, GE, 99)])
    asked = ["栖陵市", "沁原市"]
    before = compare(store(tmp_path / "two", *two), asked, on=DAY)
    assert plain(compare(store(tmp_path / "three", *two, more), asked, on=DAY)) == plain(before)
