from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.model import MemberRole, Role
from qgraph.questions.who import Answer, Obligation, who
from qgraph.store import Store
from tests.qgraph.questions.worlds import CITY, PROVINCE, SOUTH, WILLOW, document, store

LEAD, ANSWER, HELP = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPATE
THEN, NOW = date(2024, 1, 1), date(2026, 11, 1)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store(
        tmp_path_factory.mktemp("country") / "store",
        document(PROVINCE, "云川省质量强省规划", duties=[("落实责任", [("各市人民政府", ANSWER), ("各县人民政府", HELP)])]),
        document(
            CITY,
            "栖陵市质量强市方案",
            duties=[
                ("抽查产品", [("市市场监管局", LEAD), ("市财政局", HELP), ("南浦区人民政府", ANSWER)]),
                ("开放数据", [("各有关部门", ANSWER), ("市商务局", LEAD)]),
                ("保护专利", [("市科技局（知识产权局）", LEAD)]),
                ("整顿市容", [("市城管局", LEAD)]),
            ],
            seats=[("市市场监管局", MemberRole.HOST), ("市财政局", MemberRole.MEMBER)],
            rejected=["市城管局"],
        ),
        document(
            CITY,
            "栖陵市质量兴市规划",
            duties=[("检验产品", [("市质监局", LEAD), ("市工商局", HELP)]), ("抽检食品", [("市食品药品监管局", LEAD)])],
            period=(2016, 2020),
            issued="2016-03-01",
        ),
        document(SOUTH, "南浦区质量强区方案", duties=[("入企帮扶", [("区市场监管局", LEAD)])], period=None),
        document(WILLOW, "柳堰区质量强区方案", owner_clause="各部门要把任务分解到人"),
    )


def ways(answer: Answer) -> list[tuple[str, str, str | None]]:
    return [(duty.via, duty.role, duty.task) for duty in answer.obligations]


def duty_of(answer: Answer, task: str) -> Obligation:
    (duty,) = [duty for duty in answer.obligations if duty.task == task]
    return duty


def test_what_a_body_owes_by_name_by_inheritance_by_seat_and_with_others(country: Store) -> None:
    answer = who(country, "市场监管局", place="栖陵市", on=THEN)
    assert ways(answer) == [
        ("predecessor", "lead", "检验产品"),
        ("predecessor", "participate", "检验产品"),
        ("predecessor", "lead", "抽检食品"),
        ("named", "lead", "抽查产品"),
        ("collective", "responsible", "开放数据"),
        ("membership", "host", "质量强市领导小组"),
    ]
    assert answer.name == "栖陵市市场监督管理局"
    assert set(answer.predecessors) == {"栖陵市质量技术监督局", "栖陵市工商行政管理局", "栖陵市食品药品监督管理局"}
    assert {"市市场监管局", "市监局"} <= set(answer.aliases)


def test_each_obligation_has_its_sentence_and_its_partners(country: Store) -> None:
    duty = duty_of(who(country, "栖陵市市场监管局", on=THEN), "抽查产品")
    assert duty.quote == "（市市场监管局lead）"
    assert duty.file == "栖陵市质量强市方案.txt"
    assert duty.end - duty.start == len(duty.found)
    assert [(unit.name, unit.role) for unit in duty.co_units] == [("市财政局", "participate"), ("南浦区人民政府", "responsible")]
    assert duty.deadline == "2023"


@pytest.mark.parametrize(("on", "force"), [(THEN, "in_force"), (date(2025, 12, 31), "in_force"), (NOW, "expired")])
def test_a_plan_is_in_force_to_the_end_of_its_period(country: Store, on: date, force: str) -> None:
    assert duty_of(who(country, "栖陵市市场监管局", on=on), "抽查产品").in_force == force


def test_a_plan_without_a_period_is_neither(country: Store) -> None:
    assert who(country, "南浦区市场监管局", on=THEN).obligations[0].in_force == "unknown"


def test_a_merged_body_has_a_holder_today_that_must_be_checked(country: Store) -> None:
    answer = who(country, "市质监局", place="栖陵市", on=NOW)
    assert answer.successor == "栖陵市市场监督管理局"
    duty = answer.obligations[0]
    assert duty.holder_today == "栖陵市市场监督管理局"
    assert duty.holder_source is not None
    assert duty.holder_source.startswith("待三定核实")
    before = who(country, "市质监局", place="栖陵市", on=date(2017, 1, 1)).obligations[0]
    assert (before.holder_today, before.holder_source) == ("栖陵市质量技术监督局", None)


def test_duties_of_a_body_merged_away_are_found_where_no_plan_names_the_new_one(tmp_path: Path) -> None:
    early = document(SOUTH, "南浦区质量兴区方案", duties=[("检验产品", [("区质监局", LEAD)])], period=(2016, 2020), issued="2016-03-01")
    for answer in (who(store(tmp_path / "store", early), "市场监管局", place=place, on=NOW) for place in (None, "南浦区")):
        assert ways(answer) == [("predecessor", "lead", "检验产品")]
        assert answer.obligations[0].holder_today == "南浦区市场监督管理局"
        assert answer.reason is None


def test_a_body_that_stands_holds_its_own_function(country: Store) -> None:
    duty = duty_of(who(country, "栖陵市市场监管局", on=NOW), "抽查产品")
    assert (duty.holder_today, duty.holder_source) == ("栖陵市市场监督管理局", None)


def test_a_body_merged_away_is_not_among_those_a_later_plan_addresses(country: Store) -> None:
    assert "collective" not in {duty.via for duty in who(country, "市质监局", place="栖陵市", on=NOW).obligations}


def test_without_a_place_all_bodies_of_the_type_are_grouped_by_place(country: Store) -> None:
    answer = who(country, "市场监管局", on=THEN)
    assert answer.uri is None
    assert [place for place, _ in groupby(duty.place for duty in answer.obligations)] == ["栖陵市", "南浦区"]


def test_a_level_word_asks_for_one_level(country: Store) -> None:
    assert {duty.place for duty in who(country, "区市场监管局", on=THEN).obligations} == {"南浦区"}


def test_a_second_plate_answers_for_what_it_was_named_for(country: Store) -> None:
    assert ("named", "lead", "保护专利") in ways(who(country, "知识产权局", place="栖陵市", on=THEN))


def test_governments_below_are_addressed_by_their_level(country: Store) -> None:
    assert ("collective", "participate", "落实责任") not in ways(who(country, "栖陵市人民政府", place="栖陵市", on=THEN))
    assert ("named", "responsible", "抽查产品") in ways(who(country, "南浦区人民政府", on=THEN))


def test_role_and_plan_narrow_the_answer(country: Store) -> None:
    assert {d.role for d in who(country, "市场监管局", place="栖陵市", role="lead", on=THEN).obligations} == {"lead"}
    assert {d.plan for d in who(country, "市场监管局", plan="栖陵市质量兴市规划", on=THEN).obligations} == {"栖陵市质量兴市规划"}


def test_a_rejected_duty_is_none(country: Store) -> None:
    assert not [duty for duty in who(country, "市城管局", place="栖陵市", on=THEN).obligations if duty.via == "named"]


def test_an_empty_answer_says_why(country: Store) -> None:
    nowhere = who(country, "医保局", on=THEN)
    assert nowhere.obligations == ()
    assert nowhere.reason is not None
    unowned = who(country, "市场监管局", place="柳堰区", on=THEN)
    assert unowned.reason is not None
    assert "各部门要把任务分解到人" in unowned.reason


def test_names_that_mean_nothing_or_too_much_are_errors(country: Store) -> None:
    with pytest.raises(NotFoundError):
        who(country, "火星事务局")
    with pytest.raises(NotFoundError):
        who(country, "市场监管局", place="火星市")
    with pytest.raises(AmbiguousError) as raised:
        who(country, "市场监管局", place="鼓楼区")
    assert len(raised.value.candidates) == 4
    assert {"name", "uri"} == set(raised.value.candidates[0])


def test_a_uri_is_taken_as_it_is(country: Store) -> None:
    by_name = who(country, "栖陵市市场监管局", on=THEN)
    assert by_name.uri is not None
    assert who(country, by_name.uri, on=THEN) == by_name


def test_json_has_the_keys_of_the_contract(country: Store) -> None:
    answer = who(country, "市场监管局", place="栖陵市", on=THEN).to_json()
    assert answer["body"].keys() == {"name", "uri", "aliases", "predecessors", "successor", "line"}
    wanted = (
        "role role_as_written via number task plan place deadline in_force holder_today holder_source co_units quote file start end status"
    )
    assert all(set(wanted.split()) <= duty.keys() for duty in answer["obligations"])
    assert "reason" in answer
