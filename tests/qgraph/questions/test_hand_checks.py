"""Answers checked by hand on the real documents: who owns it, who sits in the group, does it add up.

Of the plans only names and figures stand here, never a sentence; what is expected was read in the documents by a person.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import loaders
from qgraph.model import Jurisdiction, Level, Plan
from qgraph.questions.group import Group, group
from qgraph.questions.ladder import Rung
from qgraph.questions.rollup import Link, rollup
from qgraph.questions.who import who
from qgraph.store import Store
from tests.loaders.documents import SHARED, needs_corpus
from tests.qgraph.questions import worlds

ON = date(2026, 11, 1)
CORPUS = SHARED / "corpus"
HEBEI_CITY = Jurisdiction("石家庄市", Level.PREFECTURE, "130100")  # stands for the place a person would set: the plan hides its own
BASE = "企业开办全流程办理时限"
MASKED = "全面提升产品质量"

pytestmark = needs_corpus


def read(number: str) -> Plan:
    (path,) = [*CORPUS.glob(f"seeds/{number}_*.txt"), *CORPUS.glob(f"plans/{number}_*.txt")]
    return loaders.read(path)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The plans of the hand checks, as they are read."""
    numbers = ("000", "001", "002", "003", "004", "221", "310", "230", "317")
    return worlds.store(tmp_path_factory.mktemp("corpus") / "store", *map(read, numbers))


def links(store: Store, indicator: str, place: str, year: int | None = None) -> dict[tuple[str, str | None], Link]:
    """The links of a place by how they come about and by the place above; a year that differs is no comparison."""
    found = [link for link in rollup(store, indicator, year=year).links if link.place_name == place and link.rule != "other_year"]
    by_upper = {(link.via, link.upper.place_name): link for link in found}
    assert len(by_upper) == len(found)
    return by_upper


def figure(rung: Rung) -> tuple[str, int | None]:
    return rung.figure(), rung.year


def names_of(one: Group, now: str) -> set[str]:
    (found,) = [body for body in one.today if body.name == now]
    return set(found.members)


def test_no_department_is_named_in_a_plan_that_has_ended(corpus: Store) -> None:
    for answer in (who(corpus, "区质监局", plan="001_006b387354c88e7a.txt", on=ON), who(corpus, "区质监局", place="城阳区", on=ON)):
        assert answer.obligations == ()
        assert answer.reason is not None
        assert "城阳区质量强区建设发展规划(2016-2020年)" in answer.reason
        assert "2020年已到期" in answer.reason
        assert "没有写明各项措施的责任单位" in answer.reason
    then = who(corpus, "区质监局", place="城阳区", on=date(2018, 1, 1))
    assert "已到期" not in (then.reason or "")


@pytest.fixture(scope="module")
def leading_group(corpus: Store) -> Group:
    (one,) = group(corpus, "003_705bad2bebacf936.txt", on=ON).groups
    return one


def test_the_group_has_24_members_and_more(leading_group: Group) -> None:
    assert len(leading_group.members) == 24
    assert leading_group.open_list
    assert "没有列全" in (leading_group.reason or "")


def test_the_chair_is_a_post_and_the_office_has_a_host(leading_group: Group) -> None:
    (chair,) = leading_group.chairs
    assert (chair.body_as_written, chair.is_post, chair.today) == ("市长", True, None)
    (host,) = leading_group.hosts
    assert (host.body_as_written, host.is_post) == ("质监局", False)


def test_no_measure_is_assigned_to_any_member(leading_group: Group) -> None:
    assert leading_group.measures == 0
    assert {seat.measures for seat in (*leading_group.members, *leading_group.hosts)} == {0}
    assert "没有给任何成员单位派定具体任务" in (leading_group.reason or "")


def test_by_the_general_reforms_24_bodies_became_21(leading_group: Group) -> None:
    assert len(leading_group.today) == 21
    assert names_of(leading_group, "市场监督管理局") == {"工商局", "质监局"}
    assert names_of(leading_group, "自然资源和规划局") == {"市国土局", "市规划局"}
    assert names_of(leading_group, "文化和旅游局") == {"市文广局", "市旅游局"}
    merged = [one for one in leading_group.today if len(one.members) > 1]
    assert len(merged) == 3
    assert all(one.unverified for one in merged)
    changed = [seat for seat in leading_group.members if seat.source]
    assert changed
    assert all((seat.source or "").startswith("待三定核实") for seat in changed)
    assert "财政局" in {one.name for one in leading_group.today if not one.unverified}


def test_plates_stand_apart(leading_group: Group) -> None:
    plates = {plate.name: (plate.of, plate.today) for plate in leading_group.plates}
    assert plates == {
        "食药监局": ("卫生局", "市场监督管理局"),
        "知识产权局": ("科学技术局", "知识产权局"),
        "园林绿化局": ("住房和城乡建设局", "园林绿化局"),
    }
    assert "市卫生局(食药监局)" not in names_of(leading_group, "市场监督管理局")


def test_before_the_reforms_all_24_stood(corpus: Store) -> None:
    (then,) = group(corpus, "003_705bad2bebacf936.txt", on=date(2012, 1, 1)).groups
    assert len(then.today) == 24
    assert not any(one.unverified for one in then.today)


def test_another_scope_and_a_later_province_are_near(corpus: Store) -> None:
    found = links(corpus, "产品质量监督抽查合格率", "城阳区", 2020)
    assert set(found) == {("nearest", "山东省")}
    near = found["nearest", "山东省"]
    assert (near.verdict, [figure(rung) for rung in near.lower], figure(near.upper)) == ("near", [("≥95%", 2020)], ("≥96.5%", 2020))
    assert near.upper.indicator_as_written == "工业产品监督抽查合格率"
    assert "2018年印发" in near.reason
    assert "规划期自2016年起" in near.reason


def test_the_rate_of_manufacturing_is_stricter_step_by_step(corpus: Store) -> None:
    rate = "制造业产品质量合格率"
    province, city = links(corpus, rate, "山东省", 2025), links(corpus, rate, "青岛市", 2025)
    assert {key: (link.verdict, figure(link.upper)) for key, link in province.items()} == {("nearest", "国家"): ("stricter", ("94%", 2025))}
    assert {key: (link.verdict, figure(link.upper)) for key, link in city.items()} == {
        ("nearest", "山东省"): ("stricter", ("96%", 2025)),
        ("chain", "国家"): ("stricter", ("94%", 2025)),
    }
    assert [figure(rung) for rung in city["nearest", "山东省"].lower] == [("97%", 2025)]


def test_meizhou_is_weaker_than_its_province_and_than_the_nation(corpus: Store) -> None:
    found = links(corpus, "制造业质量竞争力指数", "梅州市", 2025)
    assert {key: (link.verdict, figure(link.upper)) for key, link in found.items()} == {
        ("nearest", "广东省"): ("weaker", ("92", 2025)),
        ("chain", "国家"): ("weaker", ("86", 2025)),
    }
    assert all([figure(rung) for rung in link.lower] == [("83", 2025)] for link in found.values())


RATES = {
    "农产品质量监测合格率": ("meets", "≥98%", "≥98%"),
    "食品抽检合格率": ("weaker", "≥98%", "98.5%"),
    "药品监督抽检合格率": ("meets", "≥99%", "≥99%"),
}


@pytest.mark.parametrize("indicator", RATES)
def test_a_plan_of_a_hidden_place_is_linked_to_nothing(corpus: Store, indicator: str) -> None:
    answer = rollup(corpus, indicator)
    assert [rung for rung in answer.ladder if MASKED in rung.plan]  # it is on the ladder
    assert not [link for link in answer.links if any(MASKED in rung.plan for rung in link.lower)]


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The plan of the hidden place, as if a person had said that it is a city of 河北省."""
    return worlds.store(tmp_path_factory.mktemp("placed") / "store", replace(read("004"), jurisdiction=HEBEI_CITY))


@pytest.mark.parametrize("indicator", RATES)
def test_once_its_place_is_known_the_plan_is_held_against_its_province(placed: Store, indicator: str) -> None:
    link = links(placed, indicator, "石家庄市", 2025)["nearest", "河北省"]
    (lower,) = link.lower
    assert (link.verdict, lower.figure(), link.upper.figure()) == RATES[indicator]
    assert lower.year_assumed
    assert "按文件规划期" in link.reason


SERVICE = {"诉求分办场景": "≥50类", "诉求分办": "提高20%", "平均办结满意率": "98%"}


@pytest.mark.parametrize("indicator", SERVICE)
def test_foshan_takes_up_each_figure_of_its_province(corpus: Store, indicator: str) -> None:
    (link,) = rollup(corpus, indicator).links  # no sum beside it
    (lower,) = link.lower
    assert (lower.place_name, link.upper.place_name, link.via, link.verdict) == ("佛山市", "广东省", "nearest", "meets")
    assert (lower.figure(), link.upper.figure()) == (SERVICE[indicator],) * 2


def test_fewer_days_are_stricter_and_a_base_is_doubted(corpus: Store) -> None:
    found = links(corpus, BASE, "金昌市", 2023)
    assert set(found) == {("nearest", "甘肃省")}
    link = found["nearest", "甘肃省"]
    assert (link.verdict, [figure(rung) for rung in link.lower], figure(link.upper)) == (
        "stricter",
        [("≤0.5个工作日", 2023)],
        ("1个工作日", 2023),
    )
    assert "存疑" in link.reason


def test_a_figure_that_is_only_a_base_is_read_in_doubt(corpus: Store) -> None:
    (found,) = [rung for rung in rollup(corpus, BASE, place="金昌市").ladder if rung.place_name == "金昌市"]
    assert (found.value, bool(found.doubt)) == (Decimal("0.5"), True)
