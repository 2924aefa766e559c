"""Names of bodies: splitting lists, carrying prefixes and organs, classes, kinds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grammar.names import is_body, is_open, kind_of, level_of, split_bodies
from qgraph.model import BodyKind

LISTS = {
    "区市场监管局、农发局，公安局": ["区市场监管局", "区农发局", "区公安局"],
    "市委组织部、宣传部、人社局": ["市委组织部", "市委宣传部", "市人社局"],
    "市财政局、临泽区税务局、人行临泽中心支行、临泽海关、国网云川省电力公司": [
        "市财政局",
        "临泽区税务局",
        "人行临泽中心支行",
        "临泽海关",
        "国网云川省电力公司",
    ],
    "市自然资源局、城市管理局": ["市自然资源局", "市城市管理局"],
    "省民政厅、市民政局、财政局": ["省民政厅", "市民政局", "市财政局"],
    "丰林区、石桥县人民政府": ["丰林区人民政府", "石桥县人民政府"],
    "空港片区、高新区管委会": ["空港片区管委会", "高新区管委会"],
    "各县区、高新区管委会": ["各县区", "高新区管委会"],
    "国家发展和改革委员会、工业和信息化部和文化和旅游部": ["国家发展和改革委员会", "工业和信息化部", "文化和旅游部"],
    "市科技局（知识产权局）、市财政局": ["市科技局（知识产权局）", "市财政局"],
    "国务院相关部门及各地区": ["国务院相关部门", "各地区"],
    "市商务局等市级相关部门和单位及各区县": ["市商务局", "各区县"],
    "各县(市、区)各部门": ["各县(市、区)", "各部门"],
    "县、区政府，经开区管委会，市直有关部门、单位": ["县、区政府", "经开区管委会", "市直有关部门、单位"],
    "各区县、市级有关部门": ["各区县", "市级有关部门"],
    "各镇，区水务局": ["各镇", "区水务局"],
    "各市、县〔区〕市场监管局": ["各市、县〔区〕市场监管局"],
    "省推进质量强省和品牌建设领导小组办公室": ["省推进质量强省和品牌建设领导小组办公室"],
    "市场监管、公安部门": ["市场监管部门", "公安部门"],
    "XX县市场监管局、财政局": ["XX县市场监管局", "财政局"],
    "17个市级帮扶集团和有关区县政府": ["17个市级帮扶集团", "有关区县政府"],
}


@pytest.mark.parametrize(("text", "resolved"), LISTS.items(), ids=LISTS)
def test_lists(text: str, resolved: list[str]) -> None:
    names = split_bodies(text)
    assert [name.resolved for name in names] == resolved
    assert all(text[name.start : name.end] == name.as_written for name in names)


def test_a_prefix_comes_from_the_list_before() -> None:
    assert split_bodies("农发局", level="区")[0].resolved == "区农发局"


@pytest.mark.parametrize(
    "name", ["各有关部门", "各镇街", "17个市级帮扶集团", "市直有关部门、单位", "区级有关部门", "乡镇街道", "每个县(市、区)"]
)
def test_classes_stay_collective(name: str) -> None:
    (only,) = split_bodies(name)
    assert only.collective
    assert only.resolved == name


@pytest.mark.parametrize("name", ["市财政局", "地方金融监管局", "区政府办公室", "临泽区税务局", "省电力公司"])
def test_named_bodies_are_not_collective(name: str) -> None:
    assert not split_bodies(name)[0].collective
    assert is_body(name)


@pytest.mark.parametrize("text", ["市公安局等", "市公安局、市司法局等部门", "司法部等国务院相关部门及各地区", "市公安局等有关部门和企业"])
def test_open_lists(text: str) -> None:
    assert is_open(text)
    assert not any("等" in name.as_written for name in split_bodies(text))


def test_closed_lists_and_words_with_deng() -> None:
    assert not is_open("市公安局、市高等法院")


@pytest.mark.parametrize("text", ["全部", "社会", "好处", "展销会", "布局", "数据真实性", "党员干部"])
def test_words_that_are_no_bodies(text: str) -> None:
    assert not is_body(text)


@pytest.mark.parametrize(
    ("name", "level"), [("市场监管局", ""), ("省市场监管局", "省"), ("市民政局", "市"), ("区域合作办", ""), ("自治区商务厅", "自治区")]
)
def test_levels(name: str, level: str) -> None:
    assert level_of(name) == level


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("市质量强市领导小组", BodyKind.LEADING_GROUP),
        ("市质量强市领导小组办公室", BodyKind.OFFICE),
        ("石桥县人民政府", BodyKind.GOVERNMENT),
        ("各县(市、区)", BodyKind.GOVERNMENT),
        ("市发展改革委", BodyKind.DEPARTMENT),
        ("区建管委", BodyKind.DEPARTMENT),
        ("省投资集团", BodyKind.ENTERPRISE),
        ("市计量院", BodyKind.INSTITUTION),
        ("中国残联", BodyKind.ASSOCIATION),
        ("市领导小组成员单位", BodyKind.COLLECTIVE),
        ("各有关部门", BodyKind.COLLECTIVE),
    ],
)
def test_kinds(name: str, kind: BodyKind) -> None:
    assert kind_of(name) is kind


@given(st.text(alphabet="各市区县局委办、，和及与等（）()<>政府部门XX监管 \n", max_size=80))
def test_spans_are_in_order_and_give_back_what_is_written(text: str) -> None:
    names = split_bodies(text)
    assert all(text[n.start : n.end] == n.as_written for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
