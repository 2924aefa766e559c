"""Zones and masked places: whose plan it is, read from the head of an invented notice."""

from __future__ import annotations

import pytest

from loaders import front
from qgraph.model import Jurisdiction, Level
from tests.loaders.outline.plans import read

BODY = "\n成文日期：2022年3月4日\n一、主要任务\n（一）建标准。做好。\n（二）强计量。做好。\n二、保障措施\n（一）抓落实。\n（二）重考核。\n"


def of(head: str) -> Jurisdiction:
    return front.read(read(head + BODY)).jurisdiction


@pytest.mark.parametrize(
    ("head", "name", "level", "code"),
    [
        ("苏州工业园区管理委员会关于质量的意见", "苏州工业园区", Level.COUNTY, "320576"),
        ("苏州工业园区市场监督管理局关于质量的意见", "苏州工业园区", Level.COUNTY, "320576"),
        ("国家税务总局苏州工业园区税务局关于质量的意见", "苏州工业园区", Level.COUNTY, "320576"),
        ("合肥高新区2022年质量工作要点", "合肥高新区", Level.COUNTY, "340176"),
        ("合肥市经济技术开发区管委会关于质量的意见", "合肥市经济技术开发区", Level.COUNTY, "340177"),
        ("河北邢台经济开发区管委会关于质量的意见", "河北邢台经济开发区", Level.COUNTY, "130571"),
        ("保定白沟新城管委会关于质量的意见", "保定白沟新城", Level.COUNTY, "130672"),
        ("郑州航空港经济综合实验区质量提升方案", "郑州航空港经济综合实验区", Level.COUNTY, "410173"),
        ("青岛西海岸新区管委会关于质量的意见", "青岛西海岸新区", Level.COUNTY, "370211"),
        ("舟山群岛新区管委会关于质量的意见", "舟山群岛新区", Level.PREFECTURE, "330900"),
        ("昆山经济技术开发区管理委员会关于质量的意见", "昆山经济技术开发区", Level.COUNTY, None),
        ("苏州云岭工业园区质量提升方案", "苏州云岭工业园区", Level.COUNTY, None),
        ("雄安新区管委会关于质量的意见", "雄安新区", Level.PREFECTURE, None),
    ],
)
def test_the_plan_of_a_zone(head: str, name: str, level: Level, code: str | None) -> None:
    assert of(head) == Jurisdiction(name, level, code)


def test_a_zone_that_a_title_only_speaks_of_is_not_its_place() -> None:
    assert of("关于支持苏州工业园区质量发展的实施方案").adcode is None
    assert of("江苏省人民政府关于支持苏州工业园区质量提升的意见").adcode == "320000"


@pytest.mark.parametrize(
    "head",
    [
        "XX市人民政府关于质量的意见",
        "**市质量提升方案",
        "××县质量提升方案",
        "X市X区人民政府关于质量的意见",
        "某市人民政府关于质量的意见",
        "某市高新区管委会关于质量的意见",
        "某市云龙示范区管委会关于质量的意见",
        "XX市高新区质量提升方案",
        "XX高新技术产业开发区管委会关于质量的意见",
        "**市经济开发区质量提升方案",
        "XX市北戴河新区质量方案",
    ],
)
def test_a_masked_place_has_neither_name_nor_code(head: str) -> None:
    assert (of(head).name, of(head).adcode) == (None, None)
