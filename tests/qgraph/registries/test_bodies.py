from __future__ import annotations

import pytest

from qgraph.model import BodyKind, Jurisdiction, Level
from qgraph.registries import bodies, reforms
from qgraph.registries.body_types import body_type

DISTRICT = Jurisdiction("城阳区", Level.COUNTY, "370214")
CITY = Jurisdiction("青岛市", Level.PREFECTURE, "370200")
COUNTY_CITY = Jurisdiction("海门市", Level.COUNTY, "320684")
MUNICIPALITY = Jurisdiction("重庆市", Level.PROVINCE, "500000")
MUNICIPAL_DISTRICT = Jurisdiction("重庆市黔江区", Level.COUNTY, "500114")
PROVINCE = Jurisdiction("安徽省", Level.PROVINCE, "340000")
REGION = Jurisdiction("宁夏回族自治区", Level.PROVINCE, "640000")
NATION = Jurisdiction("全国", Level.NATIONAL, "000000")
HEFEI = Jurisdiction("合肥市", Level.PREFECTURE, "340100")
MASKED = Jurisdiction(None, Level.PREFECTURE)


@pytest.mark.parametrize("name", ["市场监管局", "市场监督管理局", "市监局", "市场监管委", "市场监管部门", "市场监管"])
def test_one_type_has_many_names(name: str) -> None:
    found = body_type(name)
    assert found is not None
    assert found.id == "market-supervision"


def test_an_unknown_core_has_no_type() -> None:
    assert body_type("火星事务局") is None


@pytest.mark.parametrize(
    ("name", "speaker", "place", "type_id"),
    [
        ("区市场监管局", DISTRICT, "370214", "market-supervision"),
        ("市场监管局", DISTRICT, "370214", "market-supervision"),
        ("市市场监管局", DISTRICT, "370200", "market-supervision"),
        ("省市场监管局", DISTRICT, "370000", "market-supervision"),
        ("国家市场监管总局", DISTRICT, "000000", "market-supervision"),
        ("公安部", DISTRICT, "000000", "public-security"),
        ("青岛市政府", DISTRICT, "370200", "government"),
        ("青岛市委宣传部", DISTRICT, "370200", "publicity"),
        ("国家税务总局青岛市城阳区税务局", DISTRICT, "370214", "tax"),
        ("市公安局", COUNTY_CITY, "320684", "public-security"),
        ("市商务委", MUNICIPALITY, "500000", "commerce"),
        ("市商务委", MUNICIPAL_DISTRICT, "500000", "commerce"),
        ("市政府口岸物流办", MUNICIPALITY, "500000", "port"),
        ("区市场监管厅", REGION, "640000", "market-supervision"),
        ("人行合肥中心支行", PROVINCE, "340100", "central-bank"),
        ("安徽证监局", PROVINCE, "340000", "securities-regulator"),
        ("人民银行", CITY, "370200", "central-bank"),
        ("市委网信办", CITY, "370200", "cyberspace"),
        ("发展改革委", NATION, "000000", "development-reform"),
        ("市发改委", PROVINCE, None, "development-reform"),
        ("市科技局", MASKED, None, "science"),
        ("高新区市场监管局", HEFEI, "340176", "market-supervision"),
        ("合肥高新区管委会", HEFEI, "340176", "zone-committee"),
        ("合肥高新区管委会", CITY, "340176", "zone-committee"),
        ("经开区管委会", HEFEI, "340177", "zone-committee"),
        ("经开区管委会", MASKED, None, "zone-committee"),
    ],
)
def test_whose_body_a_name_means(name: str, speaker: Jurisdiction, place: str | None, type_id: str) -> None:
    found = bodies.identify(name, speaker)
    assert (found.place, found.type_id) == (place, type_id)


def test_a_masked_speaker_still_owns_its_bodies() -> None:
    assert bodies.identify("市科技局", MASKED).own
    assert not bodies.identify("省科技厅", MASKED).own


def test_a_second_plate_is_part_of_the_body() -> None:
    found = bodies.identify("市科技局（知识产权局）", CITY)
    assert (found.type_id, found.plate, found.core) == ("science", "知识产权局", "科技局")


@pytest.mark.parametrize("name", ["各区政府", "各有关部门", "各县（市、区）人民政府", "有关单位"])
def test_collective_addressees_stay_collective(name: str) -> None:
    found = bodies.identify(name, CITY)
    assert (found.kind, found.place, found.type_id) == (BodyKind.COLLECTIVE, None, None)


@pytest.mark.parametrize("name", ["安徽电信公司", "流亭街道办事处"])
def test_what_is_nobodys_own_has_no_place(name: str) -> None:
    assert bodies.identify(name, PROVINCE).place is None


def test_a_namesake_district_stays_open() -> None:
    found = bodies.identify("鼓楼区人民政府", PROVINCE)
    assert (found.place, found.place_name, found.level) == (None, "鼓楼区", Level.COUNTY)


def test_reforms_lead_from_the_old_body_to_the_new_one() -> None:
    assert [r.target for r in reforms.away("quality-supervision") if r.whole] == ["market-supervision"]
    assert {r.source for r in reforms.towards("market-supervision") if r.whole} == {
        "quality-supervision",
        "industry-commerce",
        "food-drug",
    }
    moved = [r for r in reforms.away("food-drug") if not r.whole]
    assert [r.target for r in moved] == ["drug-supervision"]
