"""What belongs together in one plan: facts and their measure, rows of a task table and the measure they restate."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from qgraph.export.plan_json import plan_json
from qgraph.model import Plan, Role
from qgraph.rdf.measures import Difference, restatements, task_of
from tests.loaders.documents import CORPUS, needs_corpus

TEXT = """沁原市质量提升行动方案（2026—2028年）
一、工作目标
坚持质量第一，到2028年，质量满意度达到85分。
二、重点任务
（一）推行首席质量官制度。在规模以上企业设立首席质量官，到2027年底覆盖率达到90%。（牵头单位：市市场监管局；责任单位：市工业和信息化局）
（二）开展质量攻关。实施“沁质沁造”行动，每年攻关20项，对每项给予10万元补助。（牵头单位：市科技局；完成时限：2028年12月）
（三）建设质量小镇。培育小镇3个。（市农业农村局负责）
附件
重点任务分解表
序号	重点任务	牵头单位	责任单位	完成时限
1	推行首席质量官制度	市市场监督管理局	市工业和信息化局、市国资委	2027年底
2	实施质量攻关项目，开展质量攻关	市工业和信息化局		2028年6月
（三）	培育质量小镇	市农业农村局		2028年
4	强化标准引领	市市场监管局		长期坚持
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    path = tmp_path_factory.mktemp("plan") / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    return loaders.read(path)


def test_a_fact_is_of_the_measure_that_holds_it(plan: Plan) -> None:
    held = dict(zip((t.indicator for t in plan.targets), task_of(plan, plan.targets), strict=True))
    assert held["质量满意度"] is None
    assert plan.tasks[held["覆盖率"] or 0].title == "推行首席质量官制度"
    (money,) = task_of(plan, plan.funding)
    (programme,) = task_of(plan, plan.programmes)
    assert money == programme == 1


def test_rows_restate_measures_by_number_and_by_wording(plan: Plan) -> None:
    found = restatements(plan)
    assert [(plan.tasks[one.row].title, plan.tasks[one.measure].title, one.by) for one in found] == [
        ("推行首席质量官制度", "推行首席质量官制度", "wording"),
        ("实施质量攻关项目，开展质量攻关", "开展质量攻关", "wording"),
        ("培育质量小镇", "建设质量小镇", "number"),
    ]


def test_a_difference_has_both_quotes(plan: Plan) -> None:
    first, second, third = restatements(plan)
    assert [(one.of, one.row, one.measure) for one in first.differences] == [
        (Role.RESPONSIBLE, ("市工业和信息化局", "市国资委"), ("市工业和信息化局",))
    ], "the two names of the market bureau are one body, and the measure states no deadline of its own"
    lead, due = second.differences
    assert (lead.of, lead.row, lead.measure) == (Role.LEAD, ("市工业和信息化局",), ("市科技局",))
    assert (due.of, due.row, due.measure) == ("deadline", ("2028年6月",), ("2028年12月",))
    assert isinstance(lead, Difference)
    assert lead.row_evidence.row == 3
    assert "市科技局" in lead.measure_evidence.quote
    assert third.differences == ()


def test_the_json_says_so_too(plan: Plan) -> None:
    answer = plan_json(plan, {})
    assert [row["task"] for row in answer["targets"]][:2] == [None, 0]
    assert [(one["row"], one["measure"], len(one["differences"])) for one in answer["restatements"]] == [(3, 0, 1), (4, 1, 2), (5, 2, 0)]


def test_only_measures_that_share_a_rare_pair_are_compared_and_none_is_missed(tmp_path: Path) -> None:
    """The row of each measure finds it among hundreds that differ in one word, and a row as like one as another finds none."""
    fields = [a + b for a in "纺织陶瓷茶果木竹皮革" for b in "品牌标准计量检测服务"]
    measures = "".join(f"（{i}）{field}提升。完善{field}体系，建立{field}台账。（市科技局负责）\n" for i, field in enumerate(fields, 1))
    rows = "".join(f"\t{field}提升完善{field}台账\t市科技局\t2027年\n" for field in [*fields, "皮革"])
    path = tmp_path / "方案.txt"
    head = "附件\n重点任务分解表\n序号\t重点任务\t牵头单位\t完成时限\n"
    path.write_text(f"沁原市质量提升行动方案（2026—2028年）\n一、重点任务\n{measures}{head}{rows}", encoding="utf-8")
    plan = loaders.read(path)
    pairs = [(plan.tasks[one.row].title, plan.tasks[one.measure].title) for one in restatements(plan)]
    assert len(pairs) == len(fields)
    assert all(row.startswith(measure) for row, measure in pairs)


@needs_corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem[:12])
def test_every_fact_inside_a_measure_is_in_the_measure_s_clause(path: Path) -> None:
    plan = loaders.read(path)
    for facts in (plan.targets, plan.funding, plan.programmes):
        for fact, place in zip(facts, task_of(plan, facts), strict=True):  # type: ignore[type-var]
            if place is not None:
                assert plan.tasks[place].evidence.path == fact.evidence.path
                assert plan.tasks[place].evidence.reading_start <= fact.evidence.reading_start
