from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgraph.registries import indicators
from qgraph.registries.indicators import Aggregation, Reason

ROOT = Path(__file__).parents[3]
HEADER = ",".join(indicators.COLUMNS)
GOOD = "some-rate,某合格率,ratio,%,up,,0,100,,,,,,甲合格率,定义,Definition"
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
ASKED = """
import sys
from pathlib import Path
from qgraph.errors import DataError
from qgraph.registries import indicators, tables
tables.data = Path(sys.argv[1]).joinpath
try:
    for one in indicators.problems():
        print(one.file, one.line, one.message)
except DataError as error:
    print(error)
"""


def named(name: str) -> str | None:
    known = indicators.resolve(name)
    return known.id if known else None


@pytest.mark.parametrize(
    ("name", "found", "reason"),
    [
        ("产品质量监督抽查合格率", "product-spot-check", Reason.EXACT),
        ("工业产品抽检合格率", "industrial-spot-check", Reason.VARIANT),
        ("主要农产品质量安全抽检总体合格率", "agri-sampling", Reason.VARIANT),
        ("农资产品监测合格率（平均）", "agri-inputs", Reason.VARIANT),
        ("用户（顾客）满意指数", "customer-satisfaction-index", Reason.VARIANT),
        ("制(修)订国际标准", "standards-international", Reason.VARIANT),
        ("规模以上工业企业研发强度", "rd-intensity-industry", Reason.VARIANT),
        ("企业标准“领跑者”", "standards-forerunner", Reason.EXACT),
        ("全市产品质量监督抽查合格率", "product-spot-check", Reason.WITHOUT_SCOPE),
        ("新增有效注册商标", "registered-trademark", Reason.WITHOUT_SCOPE),
        ("全市新增鲁班奖", "luban-award", Reason.WITHOUT_SCOPE),
        ("绿色工厂数量", "green-factory", Reason.COUNTED),
        ("全省新认定单项冠军企业家数", "single-champion", Reason.COUNTED),
        ("山东省著名商标", "famous-trademark", Reason.OF_A_PLACE),
        ("江苏省质量奖总数", "provincial-quality-award", Reason.OF_A_PLACE),
        ("食品、药品和医疗器械监督抽查合格率", None, Reason.UNKNOWN),
        ("火星探测器合格率", None, Reason.UNKNOWN),
        ("", None, Reason.UNKNOWN),
    ],
)
def test_a_name_means_an_indicator_for_a_stated_reason_or_none(name: str, found: str | None, reason: Reason) -> None:
    assert (named(name), indicators.match(name).reason) == (found, reason)


def test_every_name_of_every_row_means_its_own_row() -> None:
    for known in indicators.all():
        assert indicators.match(known.name) == indicators.Match(known, Reason.EXACT)
        assert {named(alias) for alias in known.aliases} <= {known.id}, known.id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全国质量奖", "中国质量奖"),
        ("产品质量监督抽查合格率", "制造业产品质量合格率"),
        ("产品质量国家监督抽查合格率", "制造业产品质量合格率"),
        ("消费品监督抽查合格率", "消费品质量合格率"),
        ("服务业顾客满意度", "主要服务行业顾客满意率"),
        ("顾客满意度", "顾客满意率"),
        ("公共服务质量满意度", "公共服务质量满意率"),
        ("生产性服务业满意度", "生产性服务业满意率"),
        ("生活性服务业满意度", "生活性服务业满意率"),
        ("产品质量满意度", "产品质量满意率"),
        ("公众质量满意度", "公众质量满意率"),
        ("工程质量满意度", "工程质量满意率"),
        ("政务服务满意度", "政务服务满意率"),
        ("政务服务满意率", "政务服务好评率"),
        ("食品安全满意度", "食品安全满意率"),
        ("高新技术产业产值占比", "高新技术产业增加值占比"),
        ("战略性新兴产业产值占比", "战略性新兴产业增加值占规上工业比重"),
        ("发明专利授权量", "有效发明专利拥有量"),
        ("发明专利授权量", "专利授权量"),
        ("发明专利申请量", "发明专利授权量"),
        ("PCT专利申请量", "发明专利授权量"),
        ("三品", "绿色食品"),
        ("三品", "有机产品"),
        ("三品", "无公害农产品"),
        ("绿色食品", "有机产品"),
        ("绿色食品", "无公害农产品"),
        ("有机产品", "无公害农产品"),
        ("绿色食品", "绿色产品认证证书"),
        ("地理标志保护产品", "地理标志商标"),
        ("地理标志保护产品", "农产品地理标志"),
        ("地理标志商标", "农产品地理标志"),
        ("鲁班奖", "国家优质工程奖"),
        ("公路工程优良率", "公路工程合格率"),
        ("绿色建筑占比", "装配式建筑占比"),
        ("首席质量官人数", "首席质量官覆盖率"),
        ("质量工作考核名次", "质量工作考核等级"),
    ],
)
def test_false_friends_are_two_and_unlike_either_way(one: str, other: str) -> None:
    a, b = named(one), named(other)
    assert a is not None
    assert b is not None
    assert a != b
    assert indicators.are_unlike(a, b)
    assert indicators.are_unlike(b, a)
    assert not indicators.are_near(a, b)
    assert b in {known.id for known in indicators.unlike(a)}
    assert a in {known.id for known in indicators.unlike(b)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("农产品质量安全例行监测合格率", "农产品抽检合格率"),
        ("农产品抽检合格率", "农产品监督抽查合格率"),
        ("药品抽检合格率", "药品监督抽检合格率"),
        ("竣工验收合格率", "工程一次验收合格率"),
        ("制修订标准", "制修订国际标准、国家标准、行业标准"),
        ("主导制修订国家标准", "主导或参与制修订国家标准"),
        ("全程网办率", "网上可办率"),
        ("智能工厂", "智能工厂、数字化车间"),
        ("万元工业增加值用水量", "万元GDP用水量"),
    ],
)
def test_near_calibers_are_two_and_near_either_way(one: str, other: str) -> None:
    a, b = named(one), named(other)
    assert a is not None
    assert b is not None
    assert a != b
    assert indicators.are_near(a, b)
    assert indicators.are_near(b, a)
    assert a in {known.id for known in indicators.near(b)}
    assert b in {known.id for known in indicators.near(a)}


@pytest.mark.parametrize(
    "name",
    [
        "建设网络零售额",
        "完成网络零售额",
        "获得水质达标率",
        "认定质量标杆",
        "拥有质量标杆",
        "培育中国质量奖",
        "争创全国质量奖",
        "达到水质达标率",
        "实现著名商标",
        "全市平均固定资产投资",
        "总体地理标志",
        "平均绿色工厂",
        "著名商标人数",
        "一站式服务平台",
        "开办企业",
    ],
)
def test_a_word_that_may_change_the_meaning_stays(name: str) -> None:
    assert named(name) is None


def test_suggestions_never_decide() -> None:
    name = "食品抽检合格比例"
    assert "food-sampling" in {known.id for known in indicators.suggestions(name)}
    assert named(name) is None
    assert len(indicators.suggestions("产品质量合格率", 2)) == 2
    assert indicators.suggestions("甲乙丙丁") == []


def test_a_rate_of_985_is_not_plausible() -> None:
    rate = indicators.get("food-sampling")
    assert rate is not None
    assert rate.plausible(Decimal(98))
    assert not rate.plausible(Decimal(985))


def test_rates_and_scores_are_never_sums() -> None:
    for known in indicators.all():
        if known.name.endswith(("率", "比例", "比重", "占比", "指数", "满意度", "额", "浓度", "时限")):
            assert known.aggregation is not Aggregation.SUM, known.id


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("new-rate,新率,ratio,%,up,,0,100,no-such,,,,,,定义,Definition", "near 'no-such', which is no other indicator"),
        ("new-rate,新率,ratio,%,up,,0,100,,no-such,,,,,定义,Definition", "unlike 'no-such', which is no other indicator"),
        ("new-rate,新率,ratio,%,up,,0,100,new-rate,,,,,,定义,Definition", "near 'new-rate', which is no other indicator"),
        ("new-rate,新率,ratio,%,up,,0,100,some-rate,some-rate,,,,,定义,Definition", "some-rate is both near and unlike"),
        ("new-rate,新率,ratio,%,up,,0,100,,,,,,甲（合格率）,定义,Definition", "甲（合格率） is also a name of some-rate"),
        ("new-rate,新率,ratio,%,up,,100,0,,,,,,,定义,Definition", "low 100 is above high 0"),
        ("new-rate,新率,ratio,%,up,new,0,100,,,,,,,定义,Definition", "counts is new, but the aggregation is ratio"),
        ("new-rate,新率,ratio,%,up,,0,100,,,2019,,,,定义,Definition", "discontinued and discontinued_source stand together"),
        ("new-rate,新率,ratio,%,up,,0,100,,,,未核实,,,定义,Definition", "discontinued and discontinued_source stand together"),
        ("new-rate,新率,ratio,%,up,,0,100,,,2019,某文件,,,定义,Definition", "discontinued_source is '某文件', neither an address nor"),
        ("new-rate,新率,ratio,%,up,,0,100,,,不详,未核实,,,定义,Definition", "discontinued is '不详', not a year"),
        ("new-rate,新率,mean,%,up,,0,100,,,,,,,定义,Definition", "aggregation is 'mean', not one of"),
        ("new-rate,新率,ratio,%,left,,0,100,,,,,,,定义,Definition", "direction is 'left', not one of"),
        ("new-rate,新率,sum,个,up,all,0,100,,,,,,,定义,Definition", "counts is 'all', not one of"),
        ("new-rate,新率,ratio,%,up,,零,100,,,,,,,定义,Definition", "low is '零', not a number"),
        ("new-rate,新率,ratio,%,up,,0,100,,,,,,,,Definition", "id, name and both definitions must not be empty"),
        ("new-rate,新率,ratio,%", "4 fields, not 16"),
    ],
)
def test_each_kind_of_fault_is_found_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    found = problems(tmp_path, GOOD, row)
    assert len(found) == 1
    assert found[0].startswith((f"indicators.csv 3 {said}", f"ontology/data/indicators.csv, line 3: {said}"))


def test_a_sound_table_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


def problems(folder: Path, *rows: str) -> list[str]:
    """What a program of its own says of a table; the registries read each table once."""
    (folder / indicators.FILE).write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    (folder / indicators.WORDS).write_bytes(files("ontology").joinpath("data", indicators.WORDS).read_bytes())
    run = subprocess.run([sys.executable, "-c", ASKED, str(folder)], capture_output=True, text=True, cwd=ROOT, check=True)
    return run.stdout.splitlines()


@given(st.text(max_size=30))
def test_match_never_raises(name: str) -> None:
    found = indicators.match(name)
    assert (found.indicator is None) == (found.reason is Reason.UNKNOWN)


@given(st.text(HAN, max_size=12))
def test_a_random_name_means_nothing_unless_it_is_a_name(name: str) -> None:
    names = {one for known in indicators.all() for one in (known.name, *known.aliases)}
    assert name in names or named(name) is None


@given(st.sampled_from([known.name for known in indicators.all()]), st.text(HAN, min_size=1, max_size=3))
def test_a_name_with_something_behind_is_no_longer_that_name(name: str, behind: str) -> None:
    if behind.strip("的") and indicators.match(name + behind).reason is not Reason.COUNTED:  # 的 is left over from a sentence; …数
        assert named(name + behind) in (None, *(known.id for known in indicators.all() if name + behind in (known.name, *known.aliases)))
