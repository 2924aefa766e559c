from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qgraph.model import Level
from qgraph.registries import places, tables
from qgraph.registries.tables import Problem


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("城阳区", "370214"),
        ("黔江区", "500114"),
        ("重庆市黔江区", "500114"),
        ("江苏省南通市", "320600"),
        ("南通", "320600"),
        ("山东省青岛市城阳区", "370214"),
        ("青岛城阳区", "370214"),
        ("全国", "000000"),
        ("内蒙古", "150000"),
        ("恩施州", "422800"),
        ("海门市", "320684"),
        ("襄樊市", "420600"),
        ("胶南市", "370284"),
        ("东莞市", "441900"),
        ("南浦区", "990101"),
    ],
)
def test_a_name_that_one_place_has_is_that_place(name: str, code: str) -> None:
    found = places.resolve(name)
    assert found is not None
    assert found.adcode == code


@pytest.mark.parametrize("name", ["鼓楼区", "朝阳区", "吉林", "火星市", "", "X" * 500, "栖陵市城阳区"])
def test_any_other_name_is_none(name: str) -> None:
    assert places.resolve(name) is None


def test_a_place_above_tells_namesakes_apart() -> None:
    assert {p.adcode for p in places.candidates("鼓楼区")} == {"320106", "320302", "350102", "410204"}
    found = places.resolve("鼓楼区", within="350000")
    assert found is not None
    assert found.adcode == "350102"


@pytest.mark.parametrize(("year", "code"), [(2015, "320684"), (2022, "320614"), (None, "320614")])
def test_a_year_tells_what_a_name_meant_then(year: int | None, code: str) -> None:
    found = places.resolve("海门", on=year)
    assert found is not None
    assert found.adcode == code


def test_the_ladder_leads_up_to_the_nation() -> None:
    assert [p.level for p in places.ladder("370214")] == [Level.COUNTY, Level.PREFECTURE, Level.PROVINCE, Level.NATIONAL]
    assert [p.name for p in places.ladder("500114")] == ["黔江区", "重庆市", "国家"]
    assert places.ladder("123456") == []


def test_a_code_has_its_latest_name() -> None:
    found = places.by_code("420600")
    assert found is not None
    assert (found.name, found.valid_from, found.valid_to) == ("襄阳市", 2011, None)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("苏州工业园区", "320576"),
        ("江苏省苏州工业园区", "320576"),
        ("石家庄高新技术产业开发区", "130171"),
        ("石家庄高新区", "130171"),
        ("石家庄市高新区", "130171"),
        ("合肥经开区", "340177"),
        ("合肥市经济开发区", "340177"),
        ("邢台经开区", "130571"),  # 河北邢台经济开发区
        ("吉林经开区", "220271"),  # of 吉林市, not of the province
        ("松原经开区", "220771"),  # 吉林松原经济开发区
        ("唐山芦台经开区", "130271"),
        ("镇江新区", "321171"),
        ("秦皇岛市北戴河新区", "130372"),
        ("威海高新区", "371071"),
        ("中新苏滁高新区", "341171"),  # no city in its name
        ("湘潭高新区", "430371"),  # 湖南湘潭高新技术产业园区
    ],
)
def test_a_development_zone_stands_in_its_city(name: str, code: str) -> None:
    found = places.resolve(name)
    assert found is not None
    assert (found.adcode, found.level, found.zone) == (code, Level.COUNTY, True)
    assert [place.level for place in places.ladder(code)] == [Level.COUNTY, Level.PREFECTURE, Level.PROVINCE, Level.NATIONAL]


@pytest.mark.parametrize(
    "name", ["经开区", "高新区", "经济技术开发区", "高新技术产业开发区", "芦台经开区", "北京市苏州工业园区", "栖陵高新区"]
)
def test_a_zone_is_none_without_its_own_city(name: str) -> None:
    assert places.resolve(name) is None


def test_a_zone_takes_no_name_from_a_division() -> None:
    assert [place.name for place in places.candidates("北戴河")] == ["北戴河区"]
    assert [place.name for place in places.candidates("镇江")] == ["镇江市"]
    assert not any(place.zone for name in ("鼓楼区", "浦东新区", "滨海新区") for place in places.candidates(name))


def test_a_zone_that_the_lists_dropped_is_still_known_by_its_name() -> None:
    found = places.resolve("青岛高新区", on=2024)
    assert found is not None
    assert (found.adcode, found.valid_to) == ("370271", 2022)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("青岛西海岸新区", "370211"),
        ("西海岸新区", "370211"),
        ("浙江舟山群岛新区", "330900"),
        ("浦东新区", "310115"),
        ("兰州新区", "620171"),
    ],
)
def test_a_new_area_that_is_a_place_of_the_table_is_that_place(name: str, code: str) -> None:
    found = places.resolve(name)
    assert found is not None
    assert found.adcode == code


@pytest.mark.parametrize("name", ["雄安新区", "两江新区", "西咸新区", "天府新区", "金普新区"])
def test_a_new_area_of_several_places_has_no_code(name: str) -> None:
    assert places.resolve(name) is None


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("310000", ("直辖市",)),
        ("370200", ("计划单列市", "副省级市")),
        ("370100", ("副省级市",)),
        ("320681", ("县级市",)),
        ("419001", ("县级市", "省直辖县级")),
        ("469021", ("省直辖县级",)),
        ("659001", ("县级市", "省直辖县级")),
        ("500114", ()),
        ("320500", ()),
        ("320576", ()),
        ("370000", ()),
        ("000000", ()),
        ("123456", ()),
    ],
)
def test_what_a_place_is_beside_its_level(code: str, status: tuple[str, ...]) -> None:
    assert places.status(code) == status


def test_four_municipalities_five_cities_with_plans_of_their_own_fifteen_of_vice_provincial_rank() -> None:
    said = [status for place in places.everywhere() for status in places.status(place.adcode)]
    assert [said.count(status) for status in ("直辖市", "计划单列市", "副省级市")] == [4, 5, 15]


@pytest.mark.parametrize(
    "name",
    [
        "XX市",
        "xx县",
        "××区",
        "**",
        "**市",
        "＊＊区",
        "某市",
        "某某县",
        "X市X区",
        "XX市高新区",
        "**经济技术开发区",
        "XX工业园区",
        "某新区",
        "XX省XX市XX新区",
    ],
)
def test_a_masked_name_never_has_a_place(name: str) -> None:
    assert places.candidates(name) == []


HEAD = ",".join(places.COLUMNS)
SOUND = """000000,国家,national,,,,
990000,云川省,province,000000,,,
990100,栖陵市,prefecture,990000,,,
990101,南浦县,county,990100,,2015,
990103,南浦县,county,990100,2016,,
990101,南浦新城,county,990100,2016,,
990171,栖陵高新区,county,990100,,,zone
"""
Checked = Callable[..., list[Problem]]


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Checked]:
    """Checks small tables: the sound rows and some more, further names, the words for statuses."""

    def check(more: str = "", names: str = "", words: str = "[status]") -> list[Problem]:
        (tmp_path / "divisions.csv").write_text(f"{HEAD}\n{SOUND}{more}", encoding="utf-8")
        (tmp_path / "place_names.csv").write_text(f"code,name,note\n{names}", encoding="utf-8")
        (tmp_path / "place_words.toml").write_text(words, encoding="utf-8")
        return list(places.problems())

    monkeypatch.setattr(tables, "data", tmp_path.joinpath)
    tables.words.cache_clear()
    yield check
    tables.words.cache_clear()


def test_sound_tables_have_no_problems(checked: Checked) -> None:
    assert checked(names="990101,南浦新区,省里的批复\n", words='[status]\n"计划单列市" = ["990100"]') == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("990171,栖陵高新区,county,990100,,,zone\n", "990171 栖陵高新区 stands twice (also in divisions.csv, line 8)"),
        ("990104,南浦县,county,990100,2014,2014,\n", "南浦县 has two codes in the same years: 990104 and 990101"),
        ("990176,栖陵高新区,county,990100,2020,,zone\n", "栖陵高新区 has two codes in the same years: 990176 and 990171"),
        ("990104,柳堰区,county,990100,2020,2010,\n", "柳堰区 ends in 2010 before it begins in 2020"),
        ("990201,砚湖县,county,990200,,,\n", "砚湖县 stands in 990200, which is no code of a place"),
        ("990200,沁原市,prefecture,990200,,,\n", "沁原市 in the end stands in itself"),
        ("990172,栖陵经开区,county,990101,,,zone\n", "栖陵经开区 is of level county, not below 南浦新城, which is of level county"),
        ("990200,沁原市,prefecture,990100,,,\n", "沁原市 is of level prefecture, not below 栖陵市, which is of level prefecture"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(checked: Checked, rows: str, said: str) -> None:
    assert checked(rows) == [Problem("divisions.csv", 9, said)]


def test_a_circle_is_told_at_each_of_its_places(checked: Checked) -> None:
    found = checked("990200,沁原市,prefecture,990201,,,\n990201,砚湖县,county,990200,,,\n990202,石桥镇,township,990201,,,\n")
    assert [(one.line, one.message) for one in found] == [
        (9, "沁原市 in the end stands in itself"),
        (10, "砚湖县 in the end stands in itself"),
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("990900,南浦新区,批复\n", "990900 is no code of a place"),
        ("990101,栖陵市,批复\n", "栖陵市 is also the name of 990100 栖陵市"),
        ("990101,南浦新区,\n", "note does not say where this is known from"),
    ],
)
def test_a_wrong_further_name_is_told(checked: Checked, names: str, said: str) -> None:
    assert checked(names=names) == [Problem("place_names.csv", 2, said)]


def test_the_status_of_an_unknown_place_is_told(checked: Checked) -> None:
    found = checked(words='[status]\n"计划单列市" = [\n  "990100",\n  "990900",\n]\n')
    assert found == [Problem("place_words.toml", 4, "status 计划单列市: 990900 is no code of a place")]


def test_the_tables_of_places_are_sound() -> None:
    assert list(places.problems()) == []
