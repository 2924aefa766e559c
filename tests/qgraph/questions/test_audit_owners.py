"""Findings about who owns a measure, each in the smallest world that has it, beside one that almost has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qgraph.model import Nature
from qgraph.questions.audit import Kind, audit
from tests.qgraph.questions.audits import ANSWER, GE, HELP, LEAD, MARKET, MONEY, ON, TRADE, Duties, findings, joint, owned, paper
from tests.qgraph.questions.worlds import store

# --- plan_without_owners


@pytest.mark.parametrize(
    ("duties", "expected"),
    [
        ([], True),
        ([("各有关部门", ANSWER)], True),
        ([("市质量强市领导小组办公室", ANSWER), ("市级财政", ANSWER)], True),
        ([("!市市场监管局", LEAD)], True),  # rejected
        ([("各有关部门", ANSWER), (TRADE, HELP)], False),
    ],
)
def test_a_plan_without_owners_is_one_finding(tmp_path: Path, duties: Duties, expected: bool) -> None:
    said = paper()
    said.task("1", "建设检测平台", *duties)
    said.task("2", "开展质量帮扶")
    found = findings(tmp_path, Kind.PLAN_WITHOUT_OWNERS, said.plan())
    assert [(one.rule, one.severity) for one in found] == ([("owners_open", "high")] if expected else [])


def test_the_clause_that_orders_the_decomposition_is_its_sentence(tmp_path: Path) -> None:
    said = paper()
    said.task("1", "建设检测平台")
    clause = said.says("各部门要制定实施方案，把任务分解到人。")
    (found,) = findings(tmp_path, Kind.PLAN_WITHOUT_OWNERS, said.plan(owner_clause=clause))
    assert (found.item.quote, found.item.start, found.rule) == (clause.quote, clause.start, "owners_ordered")
    assert "1项措施" in found.reason


def test_a_measure_that_tells_classes_to_decompose_it_is_a_clause_too(tmp_path: Path) -> None:
    said = paper()
    said.task("1", "压实责任。各镇要把目标分解到村，签订责任书。其他略", ("各镇", ANSWER))
    (found,) = findings(tmp_path, Kind.PLAN_WITHOUT_OWNERS, said.plan())
    assert found.item.quote == "各镇要把目标分解到村，签订责任书。"
    plan = said.plan()
    assert plan.source.found[found.item.start : found.item.end] == found.item.found


def test_nothing_else_is_asked_for_the_same_cause(tmp_path: Path) -> None:
    said = paper()
    joint(said, "1", "建设检测平台", ("有关部门", ANSWER), ("行业协会", ANSWER))
    said.target("检测覆盖率", GE, "90")
    found = audit(store(tmp_path / "store", said.plan()), on=ON).findings
    assert [one.kind for one in found] == [Kind.PLAN_WITHOUT_OWNERS]


@pytest.mark.parametrize(
    ("nature", "expected"), [(Nature.EXPERIENCE, []), (Nature.DRAFT, []), (Nature.TEMPLATE, ["low"]), (Nature.UNKNOWN, ["high"])]
)
def test_a_report_or_a_draft_gives_nobody_a_duty(tmp_path: Path, nature: Nature, expected: list[str]) -> None:
    said = paper()
    said.task("1", "建设检测平台")
    assert [one.severity for one in findings(tmp_path, Kind.PLAN_WITHOUT_OWNERS, said.plan(nature=nature))] == expected


@pytest.mark.parametrize(
    ("issuer", "severity"), [("栖陵市市场监督管理局", "low"), ("栖陵市人民政府", "high"), ("栖陵市人民政府办公室", "high")]
)
def test_what_a_department_issues_may_be_its_own_to_do(tmp_path: Path, issuer: str, severity: str) -> None:
    said = paper()
    said.task("1", "建设检测平台")
    (found,) = findings(tmp_path, Kind.PLAN_WITHOUT_OWNERS, said.plan(issuer=issuer))
    assert found.severity == severity
    assert (issuer in found.reason) == (severity == "low")


def test_a_notice_about_a_leading_group_has_no_measures(tmp_path: Path) -> None:
    said = paper("关于调整栖陵市质量强市领导小组的通知")
    said.task("1", "组成人员")
    assert not audit(store(tmp_path / "store", said.plan()), on=ON).findings


# --- no_lead


@pytest.mark.parametrize(
    ("duties", "expected"),
    [
        ([(MARKET, ANSWER), (MONEY, ANSWER)], True),
        ([(MARKET, ANSWER), (MONEY, HELP)], False),  # one answers for it
        ([(MARKET, LEAD), (MONEY, ANSWER), (TRADE, ANSWER)], False),
        ([(MARKET, LEAD), (MONEY, LEAD)], False),  # several leads in one bracket are usual
        ([(MARKET, ANSWER), (MONEY, ANSWER), ("各有关部门", ANSWER)], False),
        ([(MARKET, ANSWER), (MARKET, ANSWER)], False),
        ([(MARKET, ANSWER), ("!市财政局", ANSWER)], False),
    ],
)
def test_units_of_which_none_leads(tmp_path: Path, duties: Duties, expected: bool) -> None:
    said = owned(paper())
    joint(said, "2", "建设检测平台", *duties)
    found = findings(tmp_path, Kind.NO_LEAD, said.plan())
    assert [(one.item.subject, one.severity) for one in found] == ([("建设检测平台", "medium")] if expected else [])
    if expected:
        assert "市市场监管局、市财政局" in found[0].reason
        assert "1项任务写明了牵头单位" in found[0].reason


def test_each_for_its_own_share_is_a_light_matter(tmp_path: Path) -> None:
    said = owned(paper())
    joint(said, "2", "建设检测平台", (MARKET, ANSWER), (MONEY, ANSWER), role_as_written="按职责分工负责")
    (found,) = findings(tmp_path, Kind.NO_LEAD, said.plan())
    assert (found.rule, found.severity) == ("unled_divided", "low")


def test_bodies_that_sentences_tell_several_things_are_no_list(tmp_path: Path) -> None:
    said = owned(paper())
    said.task("2", "强化督查", (MARKET, ANSWER), (MONEY, ANSWER), due="2023")
    told = tuple(replace(part, rule="duty.subject") for part in said.tasks[-1].responsible)
    said.tasks[-1] = replace(said.tasks[-1], responsible=told)
    assert not findings(tmp_path, Kind.NO_LEAD, said.plan())


def test_a_plan_that_never_names_a_lead_is_one_finding(tmp_path: Path) -> None:
    said = paper()
    for number in "123":
        joint(said, number, f"办好第{number}件实事", (MARKET, ANSWER), (MONEY, ANSWER))
    (found,) = findings(tmp_path, Kind.NO_LEAD, said.plan())
    assert (found.rule, len(found.items), found.item.subject) == ("unled_all", 3, "“办好第1件实事”等3项")


@pytest.mark.parametrize(("tasks", "expected"), [(5, 5), (6, 1)])
def test_too_many_of_one_kind_become_one_in_the_order_of_the_text(tmp_path: Path, tasks: int, expected: int) -> None:
    said = owned(paper())
    for number in range(tasks):
        joint(said, str(number), f"办好第{number}件实事", (MARKET, ANSWER), (MONEY, ANSWER))
    found = findings(tmp_path, Kind.NO_LEAD, said.plan())
    assert len(found) == expected
    places = [one.start or 0 for one in (found[0].items or [finding.item for finding in found])]
    assert places == sorted(places)
    assert len(places) == tasks
    assert {one.severity for one in found} == {"medium"}
