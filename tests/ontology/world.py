"""A small invented country for the competency questions: plans built in code, the reference graphs, and some reforms of its own.

Decisions
---------
* Each plan goes through the gate, so that the questions are asked of what a store really holds.
* No table of reforms knows an invented city, so reforms of its own are put beside those of the table while the graphs are made.
* For nearly every condition of a question there is something that only this condition keeps out of its answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

from pyoxigraph import NamedNode, Quad

from qgraph import gate
from qgraph.model import Comparator, Jurisdiction, MemberRole, Plan, Role, Status, TargetKind
from qgraph.rdf import identity, places, reference, write
from qgraph.registries import reforms
from qgraph.reviews import graph as people
from qgraph.reviews.apply import Reviewed
from tests.ontology.paper import Paper
from tests.qgraph.questions.worlds import CITY, OTHER_CITY, PROVINCE, SOUTH, WILLOW

GE, GT, EQ = Comparator.GE, Comparator.GT, Comparator.EQ
LEAD, RESPONSIBLE, PARTICIPATE = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPATE
MOVED = frozenset({"merger-control", "geographical-indications", "drug-production"})  # the last from 食品药品监管 of provinces only


def province() -> Plan:
    """Below the nation in two figures, with a third of a scheme that has ended."""
    paper = Paper(PROVINCE, "云川省质量提升意见")
    paper.target("制造业产品质量合格率", GE, "93.5")
    paper.target("制造业质量竞争力指数", GE, "85", None)
    paper.target("出口商品检验合格率", GE, "99", due=None)
    paper.task("1", "强化质量监管", ("省市场监管局", LEAD), due="2025")
    return paper.plan()


def city() -> Plan:
    """One of everything."""
    paper = Paper(CITY, "栖陵市质量提升方案")
    paper.target("食品抽检合格率", GE, "97")
    paper.target("制造业产品质量合格率", EQ, "94")  # as the nation
    paper.target("制造业质量竞争力指数", GE, "80", None, status=Status.REJECTED)
    paper.target("制造业质量竞争力指数", GE, "50", "%")  # the nation's is no percentage
    paper.target("农产品质量安全例行监测合格率", GE, "97", due="2024")  # the nation's is of 2025
    paper.target("食品抽检合格率", GE, "9.7", doubt="数字可能缺小数点")
    paper.target("农产品质量安全监测合格率", GE, "97")
    paper.target("食品监督抽检合格率", GE, "985", doubt="数值超出合理范围")
    paper.target("著名商标", GE, "100", "件")
    paper.target("首席质量官", GE, "60", "人", scope="new")
    paper.target("首席质量官", GE, "70", "人", scope="new", status=Status.REJECTED)
    paper.target("云上质量指数", GE, "80", None)
    paper.task("1", "建设检验检测平台", ("市市场监管局", LEAD), ("市科技局", PARTICIPATE), due="2023")
    paper.runs("质量筑基工程")
    paper.pays("市财政对获奖企业最高奖励30万元。", "reward", amount=Decimal(30), qualifier="max", payer="city", payer_as_written="市财政",
               payee="获奖企业", purpose="获奖")  # fmt: skip
    paper.pays("市财政对平台补助10万元至20万元。", "subsidy", amount=Decimal(10), amount_high=Decimal(20), payer="city",
               payer_as_written="市财政", payee="平台", per="item")  # fmt: skip
    paper.pays("在省补助基础上再按设备投资额的10%补助。", "subsidy", rate=Decimal(10), payer="city", on_top_of="province",
               per_as_written="每台", condition="投资额100万元以上")  # fmt: skip
    paper.pays("积极争取省级专项资金500万元。", "special_fund", amount=Decimal(500), payer="province", purpose="检验检测平台", sought=True)
    paper.task("2", "审查经营者集中", ("?市商务局", LEAD), due="2024")
    paper.task("3", "守牢进出口商品质量", ("栖陵海关", RESPONSIBLE), ("市市场监管局", PARTICIPATE), recurrence="continuous")
    paper.task("4", "培育区域品牌", due="2024")
    paper.task("5", "调查质量满意度", ("!市统计局", LEAD), due="2024-06")
    paper.task("6", "落实食品安全责任", ("市食安办（市场监管局）", LEAD))
    paper.task("7", "组建质量技术联盟")
    paper.task("1", "建设检验检测平台", ("市发展改革委", LEAD), ("市科技局", PARTICIPATE), due="2024", row=1)
    paper.task("2", "审查经营者集中", ("市商务局", LEAD), due="2024-06", row=3)
    paper.task("5", "调查质量满意度", ("!市统计局", LEAD), row=4)
    paper.task("7", "组建质量技术联盟", ("市工业和信息化局", LEAD), due="2023", row=2)
    paper.seat("市人民政府", MemberRole.CHAIR, "张某", "市长")
    paper.seat("市科技局", MemberRole.MEMBER)
    paper.seat("市市场监管局", MemberRole.HOST)
    paper.names("市财政局")
    return paper.plan()


def south() -> Iterator[Plan]:
    """A district whose plan names no owners, with a second plan that says one figure again and does name one."""
    paper = Paper(SOUTH, "南浦区质量提升方案")
    paper.target("制造业产品质量合格率", GE, "96")
    paper.target("制造业产品质量合格率", GE, "95", status=Status.REJECTED)
    paper.target("食品抽检合格率", GE, "98")
    paper.target("首席质量官", GE, "20", "人", scope="new")
    paper.target("地理标志", GE, "2", "个", scope="new")  # one product may be counted twice
    paper.task("1", "夯实质量基础", ("各有关部门", RESPONSIBLE))
    paper.task("2", "优化营商环境", due="2025")
    yield paper.plan(owner_clause=paper.says("各部门要逐项分解任务。"))
    again = Paper(SOUTH, "南浦区品牌行动")
    again.target("首席质量官", GE, "20", "人", scope="new")
    again.task("1", "打造区域品牌", ("区市场监管局", LEAD), due="2025")
    yield again.plan(owner_clause=again.says("其他任务由各部门分解。"))


def willow() -> Iterator[Plan]:
    """A district with a figure a person rejected, one in doubt, one of all rather than new ones; and a policy whose days are over."""
    paper = Paper(WILLOW, "柳堰区质量提升方案")
    paper.target("制造业产品质量合格率", GT, "93")
    paper.target("制造业产品质量合格率", GE, "90", status=Status.REJECTED)
    paper.target("食品抽检合格率", GE, "98")
    paper.target("首席质量官", GE, "30", "人", scope="new")
    paper.target("首席质量官", GE, "31", "人", scope="new", status=Status.REJECTED)
    paper.target("首席质量官", GE, "3000", "人", scope="new", doubt="数字可能缺小数点")
    paper.target("首席质量官", Comparator.LE, "500", "人", scope="new")
    paper.target("首席质量官", GE, "90", "人")  # new ones or all
    paper.target("首席质量官", GE, "40", "人", scope="new", recurrence="annual")
    paper.target("首席质量官", GE, "50", "人", scope="new", applies_to="每个镇街")
    paper.target("首席质量官", Comparator.INCREASE, "60", "人", kind=TargetKind.DIRECTIONAL, base=Decimal(10), base_as_written="由10人")
    paper.target("首席质量官", GT, "70", "人", kind=TargetKind.RELATIVE, reference="全市平均水平", due=None, deadline_assumed="2025")
    paper.target("地理标志", GE, "3", "个", scope="new")
    yield paper.plan()
    policy = Paper(WILLOW, "柳堰区质量奖励办法", (None, None))
    policy.task("1", "兑现质量奖励", ("区财政局", RESPONSIBLE), due="2023-12")
    policy.pays("对参评企业补助不少于5万元。", "subsidy", amount=Decimal(5), qualifier="min", payer="county", payee="参评企业")
    yield policy.plan(effective_until="2023-12-31")


def former() -> Iterator[Plan]:
    """Plans of bodies that are gone: in the city by a reform of its own, elsewhere by the general rule; and one that was repealed."""
    oldest = Paper(CITY, "栖陵市卫生质量方案", (2011, 2015), "2012-03-01")
    oldest.target("工程一次验收合格率", GE, "90", due="2015")  # the nation's is in doubt
    oldest.task("1", "提升医疗质量", ("市卫生局", LEAD), ("市科技局（知识产权局）", PARTICIPATE), due="2015")
    yield oldest.plan()
    old = Paper(CITY, "栖陵市质量发展方案", (2013, 2020), "2013-05-01")
    old.target("著名商标", GE, "10", "件", due="2015")  # its scheme still ran
    old.task("1", "开展质量抽查", ("市质监局", LEAD), ("市商务局", PARTICIPATE), due="2020")
    old.task("2", "监管食品药品", ("市食品药品监管局", LEAD), ("市知识产权局", PARTICIPATE), due="2020")
    old.task("3", "引进质量人才", ("市外国专家局", LEAD), ("市招商局", PARTICIPATE), due="2020")
    yield old.plan()
    other = Paper(OTHER_CITY, "沁原市质量发展方案", (2016, 2020), "2016-05-01")
    other.task("1", "推行质量信用", ("市质监局", RESPONSIBLE), ("市商务局", PARTICIPATE), due="2020")
    yield other.plan(effective_until="2030-12-31")  # says itself that it goes on
    above = Paper(PROVINCE, "云川省药品质量方案", (2016, 2020), "2016-05-01")
    above.task("1", "监管药品生产", ("省食品药品监管局", LEAD), due="2020")
    yield above.plan()
    nobody = Paper(OTHER_CITY, "沁原市标准化意见")
    nobody.task("1", "完善标准体系", due="2025")
    yield nobody.plan()
    gone = Paper(OTHER_CITY, "沁原市质量攻关意见", (2025, 2021))  # as it is printed
    gone.target("药品抽检合格率", GE, "995")  # the point is lost
    gone.pays("给予8万元至5万元补助。", "subsidy", amount=Decimal(8), amount_high=Decimal(5))
    gone.task("1", "组织质量攻关", ("市科技局", LEAD), due="2025")
    yield gone.plan(repealed="全文废止")


def plans() -> list[Plan]:
    """All plans of the country."""
    return [province(), city(), *south(), *willow(), *former()]


def reference_quads() -> list[Quad]:
    """The reference graphs. Of the reforms of single functions only `MOVED`, so that a longer table changes no answer; with reforms
    of the invented cities beside those of the table."""
    known = [one for one in reforms.all() if one.function is None or one.function.id in MOVED]
    merger = next(one for one in known if one.source == "quality-supervision" and one.whole)
    moved = next(one for one in known if one.source == "commerce" and one.function)
    origin = next(one for one in known if one.source == "quality-supervision" and one.function)
    invented = [
        _local(merger, CITY, "2015"),
        _local(moved, CITY, "2019"),
        _local(origin, OTHER_CITY, "2017"),  # only a function: the whole still follows the general rule
        _local(moved, CITY, "2010", source="science", target="quality-supervision"),  # before any plan
        _local(merger, CITY, "2021", source="foreign-experts", target="intellectual-property"),  # which is but a plate of 市场监管
        _local(merger, CITY, "2021", source="investment-promotion", target="commerce"),  # which gave but a function to 市场监管
    ]
    with patch.object(reforms, "all", return_value=[*known, *invented]):
        return [quad for graph in reference.graphs().values() for quad in graph]


def _local(general: reforms.Reform, place: Jurisdiction, date: str, **changes: str) -> reforms.Reform:
    """A reform as a fact of a place."""
    at = {"place": place.adcode, "certainty": "local", "date": date, "address": "http://example.org/reform"}
    return replace(general, **{**at, **changes})  # type: ignore[arg-type]


def plan_quads(plan: Plan) -> list[Quad]:
    """What one plan brings into a store: its own graph, what it says of bodies and places, and the marks of the gate."""
    quads = _with_places(write.plan_quads(plan))
    return quads + gate.check(plan, quads)


def reviewed_quads(reviewed: Reviewed) -> list[Quad]:
    """The same of a plan after review, with what people said of it."""
    quads = _with_places([*write.plan_quads(reviewed.plan, reviewed.names), *people.quads(reviewed)])
    return quads + gate.check(reviewed.plan, quads, reviewed.names.graph)


def _with_places(quads: list[Quad]) -> list[Quad]:
    said = places.statements(quads)
    return quads + [Quad(t.subject, t.predicate, t.object, NamedNode(identity.place_graph(place))) for place in said for t in said[place]]


def everything() -> list[Quad]:
    """Everything that is in the store of the country."""
    return reference_quads() + [quad for plan in plans() for quad in plan_quads(plan)]
