"""The competency questions: each is answered, in full and only so, by an invented country, and alike by both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from qgraph.model import Fact, Plan
from qgraph.rdf.vocabulary import term
from tests.ontology import world
from tests.ontology.engines import Engine, Oxigraph, Rdflib, Rows

QUESTIONS = {path.stem: path for path in (Path(__file__).parents[2] / "ontology" / "questions").glob("*.rq")}
CITY, OLD, HEALTH = "栖陵市质量提升方案", "栖陵市质量发展方案", "栖陵市卫生质量方案"
PROVINCE, SOUTH, BRAND, WILLOW, REWARDS = (
    "云川省质量提升意见",
    "南浦区质量提升方案",
    "南浦区品牌行动",
    "柳堰区质量提升方案",
    "柳堰区质量奖励办法",
)
OTHER, REPEALED, DRUGS = "沁原市质量发展方案", "沁原市质量攻关意见", "云川省药品质量方案"
GROUP, MARKET = "栖陵市质量强市领导小组", "栖陵市市场监督管理局"
QUALITY, FOOD, SCIENCE = "栖陵市质量技术监督局", "栖陵市食品药品监督管理局", "栖陵市科学技术局"
GOODS, INDEX, OUTLINE = "制造业产品质量合格率", "制造业质量竞争力指数", "质量强国建设纲要"

ANSWERS: dict[str, list[tuple[object, ...]]] = {
    "owners_of_tasks": [
        (PROVINCE, "1", "强化质量监管", "lead", "云川省市场监督管理局", "省市场监管局"),
        (CITY, "1", "建设检验检测平台", "lead", MARKET, "市市场监管局"),
        (CITY, "1", "建设检验检测平台", "participate", SCIENCE, "市科技局"),
        (CITY, "1", "建设检验检测平台", "lead", "栖陵市发展和改革局", "市发展改革委"),  # the row of the table
        (CITY, "1", "建设检验检测平台", "participate", SCIENCE, "市科技局"),
        (CITY, "2", "审查经营者集中", "lead", "栖陵市商务局", "市商务局"),
        (CITY, "2", "审查经营者集中", "lead", "栖陵市商务局", "市商务局"),
        (CITY, "3", "守牢进出口商品质量", "responsible", "栖陵市海关", "栖陵海关"),
        (CITY, "3", "守牢进出口商品质量", "participate", MARKET, "市市场监管局"),
        (CITY, "6", "落实食品安全责任", "lead", "栖陵市食安办", "市食安办（市场监管局）"),
        (CITY, "7", "组建质量技术联盟", "lead", "栖陵市工业和信息化局", "市工业和信息化局"),
        (SOUTH, "1", "夯实质量基础", "responsible", "各有关部门", "各有关部门"),
        (BRAND, "1", "打造区域品牌", "lead", "南浦区市场监督管理局", "区市场监管局"),
        (REWARDS, "1", "兑现质量奖励", "responsible", "柳堰区财政局", "区财政局"),
        (HEALTH, "1", "提升医疗质量", "lead", "栖陵市卫生局", "市卫生局"),
        (HEALTH, "1", "提升医疗质量", "participate", SCIENCE, "市科技局（知识产权局）"),
        (OLD, "1", "开展质量抽查", "lead", QUALITY, "市质监局"),
        (OLD, "1", "开展质量抽查", "participate", "栖陵市商务局", "市商务局"),
        (OLD, "2", "监管食品药品", "lead", FOOD, "市食品药品监管局"),
        (OLD, "2", "监管食品药品", "participate", "栖陵市知识产权局", "市知识产权局"),
        (OLD, "3", "引进质量人才", "lead", "栖陵市外国专家局", "市外国专家局"),
        (OLD, "3", "引进质量人才", "participate", "栖陵市投资促进局", "市招商局"),
        (DRUGS, "1", "监管药品生产", "lead", "云川省食品药品监督管理局", "省食品药品监管局"),
        (OTHER, "1", "推行质量信用", "responsible", "沁原市质量技术监督局", "市质监局"),
        (OTHER, "1", "推行质量信用", "participate", "沁原市商务局", "市商务局"),
        (REPEALED, "1", "组织质量攻关", "lead", "沁原市科学技术局", "市科技局"),
    ],
    "obligations_of_a_body": [
        (MARKET, "named", CITY, "建设检验检测平台", "lead"),
        (MARKET, "named", CITY, "守牢进出口商品质量", "participate"),
        ("栖陵市食安办", "plate", CITY, "落实食品安全责任", "lead"),
        (QUALITY, "predecessor", OLD, "开展质量抽查", "lead"),
        (FOOD, "predecessor", OLD, "监管食品药品", "lead"),
        ("栖陵市卫生局", "predecessor", HEALTH, "提升医疗质量", "lead"),  # by way of 卫生计生
    ],
    "tasks_without_owner": [(CITY, "4", "培育区域品牌"), (CITY, "5", "调查质量满意度")],  # of the second a person rejected the owner
    "tasks_without_deadline": [(CITY, "6", "落实食品安全责任"), (SOUTH, "1", "夯实质量基础")],
    "obligations_of_ended_plans": [
        (REWARDS, "2023-12-31", "兑现质量奖励", "柳堰区财政局"),
        (HEALTH, "2015", "提升医疗质量", "栖陵市卫生局"),
        (OLD, "2020", "开展质量抽查", QUALITY),
        (OLD, "2020", "开展质量抽查", "栖陵市商务局"),
        (HEALTH, "2015", "提升医疗质量", SCIENCE),
        (OLD, "2020", "监管食品药品", FOOD),
        (OLD, "2020", "监管食品药品", "栖陵市知识产权局"),
        (OLD, "2020", "引进质量人才", "栖陵市外国专家局"),
        (OLD, "2020", "引进质量人才", "栖陵市投资促进局"),
        (DRUGS, "2020", "监管药品生产", "云川省食品药品监督管理局"),
        (REPEALED, "全文废止", "组织质量攻关", "沁原市科学技术局"),
    ],
    "office_hosts": [("栖陵市", GROUP, MARKET)],
    "members_of_a_group": [
        (GROUP, "chair", "栖陵市人民政府", "张某", "市长"),
        (GROUP, "member", SCIENCE, None, None),
        (GROUP, "host", MARKET, None, None),
    ],
    "plans_without_owners": [("南浦区", SOUTH, "各部门要逐项分解任务。"), ("沁原市", "沁原市标准化意见", None)],
    "targets_below_the_nation": [
        (PROVINCE, GOODS, "2025", Decimal("93.5"), Decimal(94), OUTLINE, "mirror"),
        (PROVINCE, INDEX, "2025", Decimal(85), Decimal(86), OUTLINE, "mirror"),
        (CITY, "食品抽检合格率", "2025", Decimal(97), Decimal(98), OUTLINE, "mirror"),
        (WILLOW, GOODS, "2025", Decimal(93), Decimal(94), OUTLINE, "mirror"),
    ],
    "targets_near_the_nation": [(CITY, "农产品质量安全监测合格率", Decimal(97), "农产品质量安全例行监测合格率", Decimal(98), "2025")],
    "targets_on_ended_schemes": [
        (PROVINCE, "出口商品检验合格率", Decimal(2018), Decimal(2025)),
        (CITY, "著名商标", Decimal(2017), Decimal(2025)),
    ],
    "unknown_indicators": [("云上质量指数", Decimal(1))],
    "targets_of_places_within": [
        ("南浦区", SOUTH, ">=", Decimal(96), "%", "2025"),
        ("柳堰区", WILLOW, ">", Decimal(93), "%", "2025"),
    ],
    "sums_over_districts": [
        ("栖陵市", "首席质量官", "2025", "new", "人", Decimal(2), Decimal(50), Decimal(60)),
        ("栖陵市", "首席质量官", "2025", "unsaid", "人", Decimal(1), Decimal(90), None),
        ("云川省", "首席质量官", "2025", "new", "人", Decimal(1), Decimal(60), None),
    ],
    "payments": [
        (CITY, "reward", "市财政", "获奖企业", None, Decimal(30), "万元", None, None, "获奖"),
        (CITY, "subsidy", "市财政", "平台", Decimal(10), Decimal(20), "万元", None, "item", None),
        (CITY, "subsidy", "city", None, None, None, "万元", Decimal(10), None, None),
        (REPEALED, "subsidy", None, None, Decimal(8), Decimal(5), "万元", None, None, None),
        (REWARDS, "subsidy", "county", "参评企业", Decimal(5), None, "万元", None, None, None),
    ],
    "money_only_sought": [(CITY, "province", Decimal(500), "万元", "检验检测平台", "积极争取省级专项资金500万元。")],
    "facts_in_doubt": [
        (CITY, "Target", "食品监督抽检合格率>=985%。", "数值超出合理范围"),
        (CITY, "Target", "食品抽检合格率>=9.7%。", "数字可能缺小数点"),
        (CITY, "Responsibility", "（市商务局牵头）", "名称可能不完整"),
        (WILLOW, "Target", "首席质量官>=3000人。", "数字可能缺小数点"),
    ],
    "warnings_of_the_gate": [
        (REPEALED, "Plan", None, "规划起始年晚于结束年"),
        (REPEALED, "Target", "药品抽检合格率>=995%。", "百分比目标不在0到100之间，请核对原文"),
        (REPEALED, "FundingLine", "给予8万元至5万元补助。", "金额的下限大于上限，请核对原文"),
    ],
    "rows_that_differ": [
        (CITY, "建设检验检测平台", "deadline", "2024", "2023"),
        (CITY, "建设检验检测平台", "lead", "栖陵市发展和改革局", None),
        (CITY, "建设检验检测平台", "lead", None, MARKET),
    ],
    "holders_today": [
        ("栖陵市", "开展质量抽查", QUALITY, "市场监管", "2015", "local"),
        ("栖陵市", "监管食品药品", FOOD, "市场监管", "2018", "general"),
        ("栖陵市", "引进质量人才", "栖陵市外国专家局", "知识产权", "2021", "local"),
        ("栖陵市", "引进质量人才", "栖陵市投资促进局", "商务", "2021", "local"),
        ("云川省", "监管药品生产", "云川省食品药品监督管理局", "市场监管", "2018", "general"),
        ("栖陵市", "提升医疗质量", "栖陵市卫生局", "卫生健康", "2013", "general"),
        ("沁原市", "推行质量信用", "沁原市质量技术监督局", "市场监管", "2018", "general"),
    ],
    "functions_moved_away": [
        (OLD, "栖陵市商务局", "经营者集中反垄断审查", "Merger control", "市场监管", "2019", "local"),
        (OLD, QUALITY, "原产地地理标志管理", "Geographical indications of origin", "知识产权", "2018", "general"),
        (OTHER, "沁原市质量技术监督局", "原产地地理标志管理", "Geographical indications of origin", "知识产权", "2017", "local"),
        (DRUGS, "云川省食品药品监督管理局", "药品生产监管", "Supervision of drug production", "药品监管", "2018", "general"),
        (OTHER, "沁原市商务局", "经营者集中反垄断审查", "Merger control", "市场监管", "2018", "general"),
    ],
    "owners_above_the_place": [(CITY, "守牢进出口商品质量", "栖陵市海关", "vertical")],
    "programmes": [(CITY, "质量筑基工程", "建设检验检测平台", MARKET)],
    "plans_side_by_side": [(GOODS, "2025", "%", "南浦区", ">=", Decimal(96), "柳堰区", ">", Decimal(93))],
}


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return world.everything()


@pytest.fixture(scope="module", params=[Oxigraph, Rdflib])
def engine(request: pytest.FixtureRequest, quads: list[Quad]) -> Engine:
    made: Engine = request.param(quads)
    return made


def question(name: str) -> str:
    return QUESTIONS[name].read_text(encoding="utf-8")


def facts(plan: Plan) -> Iterator[Fact]:
    yield from chain(plan.targets, plan.tasks, plan.memberships, plan.funding, plan.programmes, plan.bodies)
    for task in plan.tasks:
        yield from task.responsible


def expected(name: str) -> Rows:
    if name == "evidence_of_facts":
        return Counter(
            (type(fact).__name__, fact.evidence.quote, plan.source.name, Decimal(fact.evidence.start), Decimal(fact.evidence.end))
            for plan in world.plans()
            for fact in facts(plan)
        )
    return Counter(ANSWERS[name])


def test_every_question_has_an_answer_to_be_held_to() -> None:
    assert QUESTIONS.keys() == {*ANSWERS, "evidence_of_facts"}
    assert all(expected(name) for name in QUESTIONS)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_question_stands_above_it_in_chinese_and_in_english(name: str) -> None:
    chinese, english, *query = question(name).splitlines()
    assert chinese.startswith("# ")
    assert chinese.endswith("？")
    assert english.startswith("# ")
    assert english.endswith("?")
    assert english.isascii()
    assert "\n".join(query).isascii()


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_it_is_answered(engine: Engine, name: str) -> None:
    assert engine.rows(question(name)) == expected(name)


def test_the_evidence_gives_back_its_words(quads: list[Quad]) -> None:
    texts = {plan.source.name: plan.source.found for plan in world.plans()}
    for _, quote, file, start, end in Oxigraph(quads).rows(question("evidence_of_facts")):
        assert texts[str(file)][int(str(start)) : int(str(end))] == quote


def test_without_plans_nothing_is_answered() -> None:
    empty = Oxigraph(world.reference_quads())
    assert {name: rows for name in QUESTIONS if (rows := empty.rows(question(name)))} == {}


def test_what_a_person_rejected_is_no_answer(quads: list[Quad]) -> None:
    status, rejected = term("status"), Literal("rejected")
    store = Oxigraph(Quad(q.subject, q.predicate, rejected if q.predicate == status else q.object, q.graph_name) for q in quads)
    assert {name: rows for name in QUESTIONS if (rows := store.rows(question(name)))} == {
        "evidence_of_facts": expected("evidence_of_facts"),  # whatever a person said of it
        "plans_without_owners": expected("plans_without_owners"),  # asked of plans, as is one warning
        "warnings_of_the_gate": Counter([(REPEALED, "Plan", None, "规划起始年晚于结束年")]),
    }
