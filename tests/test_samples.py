"""The samples: each is marked as invented, is read, and gives the facts its row in samples/README.md promises."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import loaders
from qgraph.model import MemberRole, Plan
from qgraph.registries import places

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FILES = sorted((SAMPLES / "plans").iterdir())

TARGETS = {
    "yunchuan-2016-2020.txt": [
        ("产品质量监督抽查合格率", ">=", 92, "%"),
        ("国家标准", ">=", 60, "项"),
        ("地理标志", "=", 8, "件"),
        ("中国质量奖", "range", 1, "个"),
        ("万台特种设备死亡率", "decrease", None, None),
    ],
    "qiling-2016-2020.txt": [("产品质量监督抽查合格率", ">=", 94, "%"), ("行业标准", ">=", 25, "项")],
    "nanpu-2016-2020.txt": [("产品质量监督抽查合格率", ">=", 95, "%"), ("地理标志", "=", 1, "件")],
    "yanhu-2016-2020.txt": [("产品质量监督抽查合格率", ">=", 91, "%"), ("食品抽检合格率", ">=", 95, "%")],
    "yunchuan-2021-2025.html": [
        ("制造业产品质量合格率", "=", Decimal("93.5"), "%"),
        ("制造业产品质量合格率", ">=", 94, "%"),
        ("地理标志", "=", 10, "件"),
        ("万台特种设备死亡人数", "<=", Decimal("0.06"), "人"),
    ],
    "qiling-2021-2025.txt": [
        ("制造业产品质量合格率", ">=", 95, "%"),
        ("食品抽检合格率", ">=", Decimal("97.5"), "%"),
        ("国家标准", ">=", 20, "项"),
        ("消费者万人投诉量", "decrease", 10, "%"),
    ],
    "qinyuan-2021-2025.html": [("制造业产品质量合格率", ">=", 94, "%"), ("地理标志", "=", 4, "件")],
    "nanpu-2021-2025.txt": [
        ("制造业产品质量合格率", ">=", 96, "%"),
        ("食品抽检合格率", ">=", 97, "%"),
        ("国家标准", "=", 12, "项"),
        ("地理标志", "=", 2, "件"),
    ],
    "liuyan-2021-2025.txt": [
        ("制造业产品质量合格率", ">=", Decimal("94.5"), "%"),
        ("国家标准", "=", 10, "项"),
        ("地理标志", "=", 3, "件"),
    ],
    "yanhu-2021-2025.txt": [("制造业产品质量合格率", ">=", 93, "%"), ("食品抽检合格率", ">=", Decimal("98.5"), "%")],
}

DUTIES = {
    "yunchuan-2016-2020.txt": [
        ("省质监局", "lead"),
        ("省国资委", "participate"),
        ("省食品药品监管局", "lead"),
        ("省食安办", "supervise"),
        ("云川出入境检验检疫局", "responsible"),
    ],
    "qiling-2016-2020.txt": [
        ("市质监局", "lead"),
        ("市工商局", "lead"),
        ("市商务局（口岸办）", "participate"),
        ("市教育局", "responsible"),
    ],
    "yanhu-2016-2020.txt": [
        ("县农业局", "lead"),
        ("县质监局", "participate"),
        ("县财政局", "participate"),
        ("县食品药品监管局", "responsible"),
    ],
    "yunchuan-2021-2025.html": [
        ("省市场监管局", "lead"),
        ("省国资委", "responsible"),
        ("省工商联", "participate"),
        ("省发展改革委", "participate"),
    ],
    "qiling-2021-2025.txt": [
        ("市工业和信息化局", "lead"),
        ("市科技局", "responsible"),
        ("南浦区人民政府", "responsible"),
        ("柳堰区人民政府", "responsible"),
        ("市安委办", "supervise"),
    ],
    "qinyuan-2021-2025.html": [
        ("市市场监管局", "lead"),
        ("砚湖县人民政府", "responsible"),
        ("市住房城乡建设局", "lead"),
        ("市统计局", "lead"),
    ],
    "qiling-rewards-2022.txt": [("市财政局", "responsible"), ("市市场监管局", "lead"), ("市农业农村局", "participate")],
    "nanpu-2021-2025.txt": [("区市场监管局", "lead"), ("区财政局", "participate"), ("区投资促进局（区外事办）", "lead")],
    "liuyan-2021-2025.txt": [
        ("区农业农村局", "responsible"),
        ("区工商联", "participate"),
        ("区教育局", "lead"),
        ("区政府督查室", "supervise"),
    ],
    "yanhu-2021-2025.txt": [("县农业农村局", "lead"), ("县水利局", "participate"), ("县文化和旅游局", "responsible")],
}

SEATS = {
    "yunchuan-2016-2020.txt": [
        ("省长", "chair"),
        ("分管副省长", "deputy_chair"),
        ("省科技厅（省知识产权局）", "member"),
        ("省质监局", "host"),
    ],
    "qiling-2016-2020.txt": [("市长", "chair"), ("市科技局（知识产权局）", "member"), ("工商局", "member"), ("市质监局", "host")],
    "yanhu-2016-2020.txt": [("分管副县长", "chair"), ("县质监局", "host")],
    "yunchuan-2021-2025.html": [("省市场监管局", "host")],
    "qiling-group-2021.txt": [
        ("市长", "chair"),
        ("副市长", "deputy_chair"),
        ("市财政局", "member"),
        ("栖陵海关", "member"),
        ("南浦区", "member"),
        ("市市场监管局", "host"),
        ("市住房城乡建设局", "chair"),
        ("市水务局", "member"),
    ],
    "nanpu-2021-2025.txt": [("区长", "chair"), ("分管副区长", "deputy_chair"), ("区市场监管局", "host")],
    "liuyan-2021-2025.txt": [("分管副区长", "chair"), ("区财政局", "member"), ("区市场监管局", "host")],
    "yanhu-2021-2025.txt": [("县长", "chair"), ("县市场监管局", "host")],
}

FUNDING = {
    "yunchuan-2016-2020.txt": [(300, None), (100, None)],
    "qiling-2016-2020.txt": [(800, None), (100, None), (50, None)],
    "yunchuan-2021-2025.html": [(50, None), (500, None)],
    "qiling-2021-2025.txt": [(1200, None)],
    "qiling-rewards-2022.txt": [(20, None), (25, None), (300, None), (150, None), (400, 30), (Decimal("0.2"), None), (10, 20)],
    "nanpu-2021-2025.txt": [(50, None), (30, None), (8, None)],
    "yanhu-2021-2025.txt": [(150, None)],
}


@cache
def read(name: str) -> Plan:
    return loaders.read(SAMPLES / "plans" / name)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_marked_as_invented_and_read(path: Path) -> None:
    assert "虚构样例" in path.read_text(encoding="utf-8")[:900]
    assert path.name in (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert read(path.name).title.startswith(("云川省", "栖陵市", "沁原市", "南浦区", "柳堰区", "砚湖县", "关于支持质量提升"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_fact_gives_back_its_quote(path: Path) -> None:
    plan = read(path.name)
    facts = [*plan.targets, *plan.tasks, *plan.memberships, *plan.funding, *plan.programmes, *plan.bodies]
    facts += [duty for task in plan.tasks for duty in task.responsible]
    assert facts
    for evidence in (fact.evidence for fact in facts):
        assert plan.source.reading[evidence.reading_start : evidence.reading_end] == evidence.quote
        assert plan.source.found[evidence.start : evidence.end] == evidence.found


@pytest.mark.parametrize("name", TARGETS)
def test_targets(name: str) -> None:
    found = [(t.indicator, t.comparator.value, t.value, t.unit) for t in read(name).targets]
    missing = [w for w in TARGETS[name] if not any(w[0] in f[0] and w[1:3] == f[1:3] and w[3] in (None, f[3]) for f in found)]
    assert not missing, found


@pytest.mark.parametrize("name", DUTIES)
def test_duties(name: str) -> None:
    found = {(duty.resolved, duty.role.value) for task in read(name).tasks for duty in task.responsible}
    assert set(DUTIES[name]) <= found, sorted(found)


@pytest.mark.parametrize("name", SEATS)
def test_seats(name: str) -> None:
    found = {(seat.body, seat.role.value) for seat in read(name).memberships}
    assert set(SEATS[name]) <= found, sorted(found)


@pytest.mark.parametrize("name", FUNDING)
def test_funding(name: str) -> None:
    found = [(line.amount, line.rate) for line in read(name).funding]
    assert [want for want in FUNDING[name] if want not in found] == [], found


def test_a_plan_without_owners_keeps_the_clause_that_orders_the_decomposition() -> None:
    plan = read("nanpu-2016-2020.txt")
    assert plan.owner_clause is not None
    assert "逐项分解" in plan.owner_clause.quote


def test_two_horizons_in_one_sentence() -> None:
    found = {t.value: t.deadline for t in read("yunchuan-2021-2025.html").targets if "制造业产品质量合格率" in t.indicator}
    assert (found[Decimal("93.5")], found[Decimal(94)]) == ("2023", "2025")


def test_two_tiers_have_two_payers() -> None:
    payers = {line.amount: line.payer for line in read("qiling-rewards-2022.txt").funding if line.amount in (300, 150)}
    assert payers == {300: "province", 150: "city"}


def test_the_rows_of_the_table_are_tasks_with_a_deadline() -> None:
    rows = [task for task in read("qinyuan-2021-2025.html").tasks if task.number in "12345" and task.responsible]
    assert [task.deadline for task in rows][:4] == ["2025-12", "2025-06", "2024-12", "2023-12"]


def test_a_line_broken_by_a_page_is_read_whole() -> None:
    reading = read("yanhu-2016-2020.txt").source.reading
    assert "各乡镇人民政府配合" in reading
    assert "- 1 -" not in reading


def test_working_groups_have_members_of_their_own() -> None:
    seats = {(m.of, m.body) for m in read("qiling-group-2021.txt").memberships if m.role is MemberRole.MEMBER}
    assert ("工程质量工作组", "市水务局") in seats
    assert ("栖陵市质量强市工作领导小组", "市财政局") in seats


def test_invented_places_stand_on_the_ladder() -> None:
    assert [place.name for place in places.ladder("990101")] == ["南浦区", "栖陵市", "云川省", "国家"]


@pytest.mark.parametrize(
    ("name", "adcode", "start"),
    [
        ("yunchuan-2016-2020.txt", "990000", 2016),
        ("qiling-2021-2025.txt", "990100", 2021),
        ("nanpu-2016-2020.txt", "990101", 2016),
        ("yanhu-2021-2025.txt", "990201", 2021),
    ],
)
def test_plans_know_their_place_and_period(name: str, adcode: str, start: int) -> None:
    plan = read(name)
    assert (plan.jurisdiction.adcode, plan.period_start, plan.period_end) == (adcode, start, start + 4)
