"""What `samples/README.md` promises to show, asked of the samples as they are read and stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from itertools import groupby

import pytest

from qgraph.model import Level
from qgraph.questions.names import LEVELS
from qgraph.questions.rollup import Answer, Link, rollup
from qgraph.questions.who import who
from qgraph.store import Store

RATE, FOOD, MARKS, STANDARDS = "制造业产品质量合格率", "食品抽检合格率", "地理标志", "国家标准"
ON = date(2024, 5, 1)


def links(answer: Answer, place: str) -> list[Link]:
    return [link for link in answer.links if place in (link.place_name, *(rung.place_name for rung in link.lower))]


@pytest.mark.parametrize(
    ("indicator", "place", "upper", "verdict"),
    [
        (RATE, "南浦区", "栖陵市", "stricter"),  # 96 against 95
        (FOOD, "南浦区", "栖陵市", "weaker"),  # 97 against 97.5
        (FOOD, "柳堰区", "栖陵市", "missing"),
        (RATE, "砚湖县", "沁原市", "weaker"),  # 93 against 94
        (RATE, "沁原市", "云川省", "meets"),
        (RATE, "云川省", "国家", "meets"),
    ],
)
def test_the_verdicts_the_samples_were_written_for(samples: Store, indicator: str, place: str, upper: str, verdict: str) -> None:
    found = [link for link in links(rollup(samples, indicator, year=2025), place) if link.via == "nearest"]
    found = [link for link in found if link.verdict.value != "not_comparable"]  # 不低于全市平均水平 stands beside the 97
    assert [(link.upper.place_name, link.verdict.value) for link in found] == [(upper, verdict)]


@pytest.mark.parametrize(
    ("indicator", "upper", "verdict", "figures"),
    [
        (MARKS, "栖陵市", "shortfall", {2, 3}),
        (STANDARDS, "栖陵市", "over_pledged", {12, 10}),
        (MARKS, "云川省", "meets", {6, 4}),
    ],
)
def test_the_sums_the_samples_were_written_for(samples: Store, indicator: str, upper: str, verdict: str, figures: set[int]) -> None:
    (link,) = [link for link in rollup(samples, indicator, year=2025).links if link.upper.place_name == upper and link.via == "sum"]
    assert (link.verdict.value, {int(rung.value or 0) for rung in link.lower}) == (verdict, figures)


def test_a_target_weaker_because_it_is_older_says_so(samples: Store) -> None:
    (link,) = [link for link in links(rollup(samples, FOOD, year=2025), "栖陵市") if link.via == "chain"]
    assert (link.upper.place_name, link.rule) == ("国家", "lower_older")
    assert "印发在先" in link.reason


def test_a_score_and_a_rank_are_not_compared(samples: Store) -> None:
    found = links(rollup(samples, "公共服务质量满意度", year=2020), "栖陵市")
    assert [(link.verdict.value, link.rule) for link in found] == [("not_comparable", "other_unit")]


def test_milder_accidents_ruled_out_are_stricter(samples: Store) -> None:
    found = links(rollup(samples, "重大质量安全事故", year=2020), "南浦区")
    assert [(link.upper.place_name, link.verdict.value) for link in found] == [("云川省", "stricter")]


def test_every_figure_read_from_a_plan_has_its_sentence(samples: Store) -> None:
    ladder = rollup(samples, FOOD).ladder
    assert [r.level for r in ladder] == sorted((r.level or Level.TOWNSHIP for r in ladder), key=LEVELS.index)
    for rung in ladder:
        if rung.published:
            assert rung.address
        else:
            assert rung.found is not None
            assert rung.end is not None
            assert rung.start is not None
            assert rung.end - rung.start == len(rung.found)


def test_the_merged_bureaus_of_the_earlier_plan_lead_to_the_bureau_of_today(samples: Store) -> None:
    answer = who(samples, "市场监管局", place="栖陵市", on=ON)
    before = [duty for duty in answer.obligations if duty.via == "predecessor"]
    assert {duty.body_as_written for duty in before} >= {"市质监局", "市工商局", "市食品药品监管局"}
    assert {duty.holder_today for duty in answer.obligations} == {"栖陵市市场监督管理局"}
    assert all((duty.holder_source or "").startswith("待三定核实") for duty in before)
    assert {duty.in_force for duty in before} == {"expired"}
    named = [duty for duty in answer.obligations if duty.via == "named"]
    assert {duty.in_force for duty in named} == {"in_force", "unknown"}  # unknown: the rewards name no period


def test_what_all_departments_owe_stands_apart(samples: Store) -> None:
    answer = who(samples, "市场监管局", place="栖陵市", on=ON)
    shared = {duty.body_as_written for duty in answer.obligations if duty.via == "collective"}
    assert shared == {"各有关部门", "各成员单位"}  # not 各区人民政府
    districts = who(samples, "南浦区人民政府", on=ON)
    assert {duty.body_as_written for duty in districts.obligations if duty.via == "collective"} >= {"各区人民政府", "各区"}


def test_seats_of_a_leading_group_are_owed(samples: Store) -> None:
    answer = who(samples, "市场监管局", place="栖陵市", plan="栖政办函〔2021〕58号", on=ON)
    assert {duty.role for duty in answer.obligations if duty.via == "membership"} == {"host", "member", "chair"}


def test_a_plan_that_names_no_owner_is_quoted(samples: Store) -> None:
    answer = who(samples, "财政局", place="南浦区", plan="nanpu-2016-2020.txt", on=ON)
    assert {duty.via for duty in answer.obligations} <= {"collective"}
    assert answer.reason is not None
    assert "逐项分解" in answer.reason


def test_the_type_is_answered_for_place_by_place(samples: Store) -> None:
    answer = who(samples, "市场监管局", on=ON)
    assert (answer.name, answer.uri) == ("市场监管局", None)
    places = [place for place, _ in groupby(duty.place for duty in answer.obligations)]
    assert places == ["云川省", "栖陵市", "南浦区", "柳堰区", "沁原市", "砚湖县"]


@pytest.mark.parametrize(
    "ask",
    [lambda store: rollup(store, RATE), lambda store: rollup(store, FOOD, year=2025), lambda store: rollup(store, MARKS, place="南浦区")],
)
def test_a_ladder_takes_less_than_20_ms(samples: Store, ask: Callable[[Store], Answer]) -> None:
    ask(samples)
    times = []
    for _ in range(5):
        start = time.process_time()
        ask(samples)
        times.append(time.process_time() - start)
    assert min(times) < 0.020
