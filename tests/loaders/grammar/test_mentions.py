"""Mentions: what the examples of the rules are too short for, and which names are one body."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.document import Document
from loaders.grammar import groups, mentions
from loaders.grammar.mentions.fullest import Place, is_short_for, key
from qgraph.model import BodyKind, Jurisdiction, Mention, Responsibility, Role, Task
from tests.loaders.documents import document, front


def find(text: str, section: str = "task") -> tuple[Mention, ...]:
    read = document(text, section)
    return mentions.find(read, front(), (), groups.find(read, front()))


def task(read: Document, *bodies: str) -> Task:
    """A task that makes each body answer, the evidence where the text names it."""
    spans = [read.text.index(body) for body in bodies]
    held = tuple(
        Responsibility(read.evidence(i, i + len(body)), "duty.test", body, body, Role.RESPONSIBLE, "负责")
        for i, body in zip(spans, bodies, strict=True)
    )
    return Task(read.evidence(0, len(read.text)), "duty.test", "1", "任务", responsible=held)


def test_each_body_once_in_its_fullest_form() -> None:
    read = document(
        "（省市场监管局、省住建厅牵头）另一项（省住房城乡建设厅、省市场监督管理局、地方金融监管局负责）又一项（省地方金融监管局负责）"
    )
    found = mentions.find(
        read,
        front(),
        (task(read, "省市场监管局", "省住建厅", "省住房城乡建设厅", "省市场监督管理局", "地方金融监管局", "省地方金融监管局"),),
        (),
    )
    assert [m.name for m in found] == ["省市场监督管理局", "省住房城乡建设厅", "省地方金融监管局"]
    assert found[0].evidence.quote == "省市场监管局"


def test_the_issuer_spells_out_the_plan_s_own_place() -> None:
    read = document("（区政府办公室负责）")
    head = replace(front("county"), issuer="云川省栖陵市南浦区人民政府办公室", jurisdiction=Jurisdiction("云川省栖陵市南浦区"))
    assert [m.name for m in mentions.find(read, head, (task(read, "区政府办公室"),), ())] == ["云川省栖陵市南浦区人民政府办公室"]


def test_nobody_charged_in_the_background() -> None:
    assert find("各级政府要为质量发展打下基础。", "background") == ()


def test_a_class_named_with_each_takes_it() -> None:
    assert [m.name for m in find("监管部门各负其责。实现各监管部门信息共享。")] == ["各监管部门"]


def test_kind_follows_the_name() -> None:
    assert {m.name: m.kind for m in find("市质量强市领导小组负责统筹，各区县要落实。")} == {
        "市质量强市领导小组": BodyKind.LEADING_GROUP,
        "各区县": BodyKind.GOVERNMENT,
    }


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("省住建厅", "省住房城乡建设厅"),
        ("省市场监管局", "省市场监督管理局"),
        ("市经信委", "市经济和信息化委员会"),
        ("省投资集团", "省投资集团控股有限公司"),
        ("领导小组", "市质量强市领导小组"),
        ("市领导小组办公室", "市质量强市领导小组办公室"),
        ("商务局", "市商务局"),
        ("市教委", "市教育委员会"),
        ("市交通局", "市交通运输局"),
    ],
)
def test_short_forms(short: str, full: str) -> None:
    assert is_short_for(short, full)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市委", "市经信委"),
        ("市农业局", "市农业机械管理局"),
        ("市公安局", "市公安局交通管理局"),
        ("市税务局", "市地方税务局"),
        ("市教育局", "省教育和体育局"),
        ("XX县市场监管局", "XXX县市场监督管理局"),
        ("领导小组办公室", "各区质量强区领导小组办公室"),
        ("市财政局", "市财政局"),
    ],
)
def test_other_bodies_stay_apart(one: str, other: str) -> None:
    assert not is_short_for(one, other)


def test_equal_names() -> None:
    place = Place("云川省")
    assert key("云川省市场监管局", place) == key("省市场监管局", place)
    assert key("各区县（自治县）人民政府", place) == key("各区县政府", place) == key("各区县", place)
    assert key("每个县(市、区)", place) == key("各县（市、区）", place)
    assert key("市科技局（知识产权局）", place) == key("市科技局", place)
    assert key("XX县（市）政府", place) != key("XX县政府", place)
