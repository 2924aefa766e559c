"""首页 in rows: the order of plans, the examples that are chosen, deadlines in time, on answers of small invented stores."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from qgraph.app.i18n import words
from qgraph.app.views import home as view
from qgraph.model import Comparator, Role
from qgraph.questions.overview import UNKNOWN, overview
from qgraph.questions.rollup import Answer, rollup
from qgraph.questions.validity import Validity
from qgraph.questions.verdicts import Verdict
from qgraph.store import Row, Store
from tests.qgraph.questions import worlds

ZH = words("zh")
FOOD, DRUGS = "食品抽检合格率", "每百万人口药品不良反应报告数"  # there are published figures of the first, none of the second
MADE = "制造业产品质量合格率"  # of this one, published figures stand below others


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A city below its province in one indicator and equal to it in another; its district is busier than the other one."""
    folder = tmp_path_factory.mktemp("home") / "store"
    bureau = ("区市场监管局", Role.LEAD)
    return worlds.store(
        folder,
        worlds.document(
            worlds.PROVINCE,
            "云川省质量强省规划",
            [worlds.target(FOOD, Comparator.GE, 98), worlds.target(DRUGS, Comparator.GE, 700, unit="份")],
            issued="2021-01-01",
        ),
        worlds.document(
            worlds.CITY, "栖陵市质量强市规划", [worlds.target(FOOD, Comparator.GE, 97), worlds.target(DRUGS, Comparator.GE, 700, unit="份")]
        ),
        worlds.document(worlds.SOUTH, "南浦区质量强区方案", duties=[("抽查产品", [bureau])]),
        worlds.document(worlds.WILLOW, "柳堰区质量强区方案", duties=[("抽查产品", [bureau]), ("评审质量奖", [bureau])]),
        worlds.document(worlds.COUNTY, "砚湖县质量强县方案", period=None, issued="2022-03-01"),
    )


def of(store: Store, *names: str) -> Iterator[Answer]:
    return (rollup(store, name) for name in names)


def row(place: str, level: str | None, start: int | None, title: str) -> Row:
    return {"plan": title, "place": place, "level": level, "period_start": start, "issued_on": None, "title": title}


def test_plans_stand_from_the_nation_down_and_in_time() -> None:
    some = [
        row("c", None, 2020, "无级"),
        row("b", "county", 2016, "县"),
        row("a", "prefecture", 2021, "市二"),
        row("a", "prefecture", 2016, "市一"),
        row("n", "national", None, "国"),
    ]
    assert [one["title"] for one in view.ordered(some)] == ["国", "市一", "市二", "县", "无级"]


def test_a_plan_without_a_level_is_counted_as_one(store: Store) -> None:
    counts = overview(store).counts
    assert list(view.levels(counts)) == list(counts.levels) == ["province", "prefecture", "county"]
    assert view.level_of(row("c", None, None, "无级")) == UNKNOWN
    assert list(view.forces(counts)) == ["all", *Validity]


def test_the_ladder_is_of_what_is_weaker_than_above(store: Store) -> None:
    example = view.ladder_example(of(store, DRUGS, FOOD))
    (city,) = [str(plan["place"]) for plan in store.run("plans") if plan["place_name"] == "栖陵市"]
    assert example is not None
    assert example.about == {"indicator": rollup(store, FOOD).uri, "place": city}
    assert example.told == ZH["home.weaker_example"].format(
        indicator=FOOD, places=len({rung.place for rung in rollup(store, FOOD).ladder}), place="栖陵市"
    )


def test_where_nothing_is_weaker_the_first_ladder_of_several_levels_will_do(store: Store) -> None:
    example = view.ladder_example(of(store, DRUGS))
    assert example is not None
    assert example.about == {"indicator": rollup(store, DRUGS).uri}
    assert example.told == ZH["home.rollup_example"].format(indicator=DRUGS, places=2)


def test_one_level_is_no_ladder(tmp_path: Path) -> None:
    target = worlds.target(DRUGS, Comparator.GE, 700, unit="份")
    alone = worlds.store(tmp_path / "store", worlds.document(worlds.CITY, "栖陵市规划", [target]))
    assert rollup(alone, DRUGS).ladder
    assert view.ladder_example(of(alone, DRUGS)) is None
    assert view.ladder_example([]) is None


def test_a_published_figure_is_no_example_of_a_weaker_one(tmp_path: Path) -> None:
    """It is in every store: what the example shows is of a plan that was loaded."""
    alone = worlds.store(tmp_path / "store", worlds.document(worlds.CITY, "栖陵市规划", [worlds.target(MADE, Comparator.GE, 99.9)]))
    weaker = [link for link in rollup(alone, MADE).links if link.verdict is Verdict.WEAKER]
    assert weaker
    assert all(rung.published for link in weaker for rung in link.lower)
    example = view.ladder_example(of(alone, MADE))
    assert example is not None
    assert "place" not in example.about


def test_no_more_ladders_are_asked_for_than_needed(store: Store) -> None:
    asked = of(store, FOOD, DRUGS)
    view.ladder_example(asked)
    assert [answer.name for answer in asked] == [DRUGS]


def test_the_two_places_are_of_one_level_and_have_most_to_do(store: Store) -> None:
    plans = view.ordered(store.run("plans"))
    sides = {one.page: one for one in view.examples(overview(store), plans, None)}["compare"]
    names = {str(plan["place"]): plan["place_name"] for plan in plans}
    assert [names[uri] for uri in sides.about["side"]] == ["柳堰区", "南浦区"]
    assert sides.told == ZH["home.compare_example"].format(one="柳堰区", other="南浦区")


def test_the_other_examples_are_of_the_leading_body_and_the_latest_plan(store: Store) -> None:
    plans = view.ordered(store.run("plans"))
    some = {one.page: one for one in view.examples(overview(store), plans, None)}
    assert "rollup" not in some
    assert some["duty"].told == ZH["home.duty_example"].format(body="柳堰区市场监督管理局", lead=2, count=2)
    (latest,) = [str(plan["plan"]) for plan in plans if plan["place_name"] == "砚湖县"]
    assert some["audit"].about == {"plan": latest}
    assert some["graph"].about == {"node": latest}
    assert some["source"].about == {"doc": latest}


def test_an_empty_store_has_no_examples(tmp_path: Path) -> None:
    assert view.examples(overview(worlds.store(tmp_path / "store")), [], None) == []


@pytest.mark.parametrize(("day", "tasks"), [("2022-05-01", "later"), ("2023-05-01", "this_year"), ("2024-05-01", "past")])
def test_deadlines_stand_by_the_day_they_are_seen_from(store: Store, day: str, tasks: str) -> None:
    times = view.times(overview(store, on=date.fromisoformat(day)).calendar)
    assert {name for name, entries in times.items() if any(one.kind == "task" for _, one in entries)} == {tasks}
    table = view.due(times[tasks])
    assert [line[ZH["home.when"]] for line in table if line[ZH["column.kind"]] == ZH["kind.task"]] == ["2023"] * 3


def test_what_was_due_last_comes_first(store: Store) -> None:
    when = [period.when for period, _ in view.times(overview(store, on=date(2030, 1, 1)).calendar)["past"]]
    assert set(when) == {"2025", "2023"}
    assert when == sorted(when, reverse=True)
