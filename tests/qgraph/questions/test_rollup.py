from __future__ import annotations

from pathlib import Path

import pytest

from qgraph.errors import NotFoundError
from qgraph.model import Comparator, Jurisdiction, TargetKind
from qgraph.questions.rollup import Answer, Link, rollup
from qgraph.store import Store
from tests.qgraph.questions.worlds import CITY, COUNTY, OTHER_CITY, PROVINCE, SOUTH, WILLOW, document, store, target

GE, EQ, LE = Comparator.GE, Comparator.EQ, Comparator.LE
RATE, FOOD, MARKS, STANDARDS = "制造业产品质量合格率", "食品抽检合格率", "地理标志", "国家标准"
LOSS, SATISFACTION = "质量损失率", "公共服务质量满意度"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store(
        tmp_path_factory.mktemp("country") / "store",
        document(
            PROVINCE,
            "云川省质量强省规划",
            [
                target(RATE, GE, 94),
                target(FOOD, GE, 98),
                target(MARKS, EQ, 10, "件", scope="new"),
                target(LOSS, LE, 2),
                target(SATISFACTION, GE, 80, "分"),
                target("重大质量安全事故", EQ, 0, "起", kind=TargetKind.ZERO),
                target("农产品质量安全例行监测合格率", GE, 98),
                target("首席质量官", GE, 20, "人", applies_to="每个县（市、区）"),
                target("公共服务满意度位次", LE, 10, "位", reference="全国"),
                target("名优产品", EQ, 5, "个", year=None),
                target("乡村旅游满意率", GE, 90),
            ],
        ),
        document(
            CITY,
            "栖陵市质量强市方案",
            [
                target(RATE, GE, 95),
                target(FOOD, GE, 97.5),
                target(MARKS, EQ, 6, "件", scope="new"),
                target(STANDARDS, GE, 20, "项"),
                target(LOSS, LE, 1.5),
                target(SATISFACTION, LE, 3, "位"),
                target("农产品抽检合格率", GE, 97),
                target("公共服务满意度位次", LE, 3, "位", reference="全省"),
                target("名优产品", EQ, 3, "个"),
                target("特大质量安全事故", EQ, 0, "起", kind=TargetKind.ZERO),
            ],
            issued="2020-05-01",
        ),
        document(
            SOUTH,
            "南浦区质量强区方案",
            [
                target(RATE, GE, 96),
                target(FOOD, GE, 985, doubt="小数点可能已失"),
                target(MARKS, EQ, 2, "件", scope="new"),
                target(STANDARDS, EQ, 12, "项"),
                target(LOSS, LE, 1.8),
                target("重大质量安全事故", EQ, 0, "起", kind=TargetKind.ZERO),
                target("首席质量官", EQ, 12, "人"),
                target("公共服务满意度位次", EQ, 5, "位", reference="全省"),
            ],
        ),
        document(
            WILLOW,
            "柳堰区质量强区方案",
            [
                target(RATE, EQ, 95, applies_to="全区"),
                target(MARKS, EQ, 3, "件", scope="new"),
                target(STANDARDS, EQ, 10, "项"),
                target("较大以上质量安全事故", EQ, 0, "起", kind=TargetKind.ZERO),
            ],
        ),
        document(OTHER_CITY, "沁原市质量强市方案", [target(RATE, GE, 93, year=2023), target(MARKS, EQ, 4, "件", scope="new")]),
        document(COUNTY, "砚湖县政务公开方案"),
    )


def links(answer: Answer, place: str) -> list[Link]:
    return [link for link in answer.links if any(rung.place_name == place for rung in link.lower) or link.place_name == place]


def verdicts(answer: Answer, place: str) -> list[tuple[str | None, str, str]]:
    return [(link.upper.place_name, link.via, link.verdict.value) for link in links(answer, place)]


def test_the_ladder_goes_from_the_nation_down(country: Store) -> None:
    answer = rollup(country, RATE, place="云川省", year=2025)
    assert [r.place_name for r in answer.ladder] == ["国家", "云川省", "栖陵市", "南浦区", "柳堰区"]
    assert answer.ladder[0].published
    assert answer.ladder[0].address
    assert answer.ladder[1].quote == RATE
    assert (answer.aggregation, answer.unit, answer.direction) == ("ratio", "%", "up")


def test_each_rung_is_held_against_the_nearest_and_all_above(country: Store) -> None:
    answer = rollup(country, RATE, place="云川省", year=2025)
    assert verdicts(answer, "云川省") == [("国家", "nearest", "meets")]
    assert verdicts(answer, "南浦区") == [
        ("栖陵市", "nearest", "stricter"),
        ("云川省", "chain", "stricter"),
        ("国家", "chain", "stricter"),
    ]
    assert verdicts(answer, "柳堰区")[0] == ("栖陵市", "nearest", "meets")  # 达到95% is a floor; 全区 is the whole place


def test_a_weaker_target_tells_the_dates_of_both(country: Store) -> None:
    link = links(rollup(country, FOOD, year=2025), "栖陵市")[0]
    assert (link.verdict, link.rule) == ("weaker", "lower_older")
    assert "2020-05-01" in link.reason
    assert "2021-06-01" in link.reason


def test_an_indicator_that_should_fall_is_stricter_below(country: Store) -> None:
    answer = rollup(country, LOSS)
    assert verdicts(answer, "栖陵市") == [("云川省", "nearest", "stricter")]
    assert verdicts(answer, "南浦区") == [("栖陵市", "nearest", "weaker"), ("云川省", "chain", "stricter")]


def test_a_doubtful_reading_is_not_compared(country: Store) -> None:
    found = links(rollup(country, FOOD, year=2025), "南浦区")
    assert {link.verdict.value for link in found} == {"doubted"}
    assert found[0].via == "nearest"
    assert "小数点" in found[0].reason


def test_published_figures_without_their_point_are_doubted(country: Store) -> None:
    assert {v for _, _, v in verdicts(rollup(country, FOOD, year=2025), "青岛市")} == {"doubted"}


def test_counts_are_added_and_never_compared_one_by_one(country: Store) -> None:
    answer = rollup(country, MARKS)
    whole = {link.upper.place_name: link for link in answer.links}
    assert set(whole) == {"云川省", "栖陵市"}
    assert {r.place_name for r in whole["云川省"].lower} == {"栖陵市", "沁原市"}
    assert {link.via for link in answer.links} == {"sum"}
    assert whole["云川省"].verdict == "meets"
    assert whole["栖陵市"].verdict == "shortfall"
    assert "少1件" in whole["栖陵市"].reason


def test_the_places_beside_the_one_asked_about_belong_to_the_sum(country: Store) -> None:
    link = next(link for link in rollup(country, MARKS, place="南浦区").links if link.upper.place_name == "栖陵市")
    assert {r.place_name for r in link.lower} == {"南浦区", "柳堰区"}


def test_more_than_asked_for_is_over_pledged_and_warns_of_counting_twice(country: Store) -> None:
    (link,) = [link for link in rollup(country, STANDARDS).links if link.upper.place_name == "栖陵市"]
    assert link.verdict == "over_pledged"
    assert "重复计数" in link.reason


def test_a_figure_for_each_county_binds_each_county(country: Store) -> None:
    assert verdicts(rollup(country, "首席质量官"), "南浦区") == [("云川省", "nearest", "weaker")]


def test_a_rate_is_never_added(country: Store) -> None:
    assert not any(link.rule.startswith("sum") for name in (RATE, FOOD, SATISFACTION) for link in rollup(country, name).links)


def test_a_rank_is_not_comparable_with_a_score(country: Store) -> None:
    (link,) = [link for link in links(rollup(country, SATISFACTION), "栖陵市") if link.lower]
    assert (link.verdict, link.rule) == ("not_comparable", "other_unit")


def test_another_year_is_not_comparable(country: Store) -> None:
    (link,) = [link for link in links(rollup(country, RATE), "沁原市") if link.lower]
    assert (link.verdict, link.rule) == ("not_comparable", "other_year")


def test_a_near_indicator_is_for_reference_only(country: Store) -> None:
    found = links(rollup(country, "农产品抽检合格率"), "栖陵市")
    assert [link.verdict.value for link in found] == ["near"]
    assert found[0].upper.indicator_as_written == "农产品质量安全例行监测合格率"


def test_where_only_a_near_indicator_stands_below_it_is_shown_beside(country: Store) -> None:
    (link,) = [link for link in links(rollup(country, "农产品质量安全例行监测合格率", place="云川省"), "栖陵市") if link.upper.plan_uri]
    assert (link.verdict, link.via, link.upper.place_name) == ("near", "nearest", "云川省")
    assert "97%" in link.reason
    assert "98%" in link.reason
    rows = rollup(country, "农产品质量安全例行监测合格率", place="栖陵市").to_json()["ladder"]
    assert {row["place"]: row["near"] for row in rows if not row["published"]} == {"云川省": False, "栖陵市": True}


def test_a_near_figure_is_doubted_by_its_own_bounds(tmp_path: Path) -> None:
    upper = document(CITY, "栖陵市质量强市方案", [target("制修订标准", GE, 600, "项")])
    lower = document(SOUTH, "南浦区质量强区方案", [target("制修订国际标准", GE, 3, "项")])
    (link,) = [link for link in rollup(store(tmp_path / "store", upper, lower), "制修订国际标准", place="南浦区").links if link.lower]
    assert link.verdict == "near"


def test_zero_holds_everywhere_by_its_severity(country: Store) -> None:
    answer = rollup(country, "重大质量安全事故")
    assert verdicts(answer, "南浦区") == [("栖陵市", "nearest", "stricter"), ("云川省", "chain", "meets")]
    assert verdicts(answer, "栖陵市") == [("云川省", "nearest", "weaker")]  # only the most severe events
    assert verdicts(answer, "柳堰区") == [("栖陵市", "nearest", "stricter"), ("云川省", "chain", "stricter")]


def test_places_in_a_ranking_are_compared_within_one_field(country: Store) -> None:
    answer = rollup(country, "公共服务满意度位次")
    assert [link.rule for link in links(answer, "栖陵市")] == ["other_field"]
    assert verdicts(answer, "南浦区") == [("栖陵市", "nearest", "weaker")]  # the fifth place is worse than the third


def test_without_a_year_nothing_is_compared(country: Store) -> None:
    assert [link.rule for link in links(rollup(country, "名优产品"), "栖陵市")] == ["no_year"]


def test_a_reason_tells_both_figures_with_their_years(country: Store) -> None:
    for link in rollup(country, RATE, place="南浦区", year=2025).links:
        assert link.reason.count("2025年") == 2, link.reason
        assert all(rung.figure() in link.reason for rung in (*link.lower, link.upper))


def test_a_quality_plan_without_the_indicator_misses_it(country: Store) -> None:
    answer = rollup(country, FOOD, year=2025)
    assert verdicts(answer, "柳堰区") == [("栖陵市", "nearest", "missing")]
    assert verdicts(answer, "砚湖县") == []  # its plan is about another matter


def test_a_place_without_any_plan_has_none(country: Store) -> None:
    assert verdicts(rollup(country, RATE, place="青岛市城阳区", year=2025), "城阳区") == [("青岛市", "nearest", "no_plan")]


def test_a_plan_without_a_period_covers_no_year_for_certain(tmp_path: Path) -> None:
    upper = document(CITY, "栖陵市质量强市方案", [target(RATE, GE, 95)])
    lower = document(SOUTH, "南浦区质量强区意见", period=None)
    assert verdicts(rollup(store(tmp_path / "store", upper, lower), RATE, year=2025), "南浦区") == []


def test_the_latest_document_of_a_place_counts_and_stands_first(tmp_path: Path) -> None:
    plans = [
        document(CITY, "栖陵市质量强市方案", [target(MARKS, EQ, 5, "件")], issued="2021-02-01"),
        document(SOUTH, "南浦区质量强区方案", [target(MARKS, EQ, 1, "件")], issued="2021-03-01"),
        document(SOUTH, "南浦区质量强区方案（修订）", [target(MARKS, EQ, 5, "件")], issued="2022-03-01"),
    ]
    answer = rollup(store(tmp_path / "store", *plans), MARKS, year=2025)
    assert [r.issued for r in answer.ladder if r.place_name == "南浦区"] == ["2022-03-01", "2021-03-01"]
    (link,) = [link for link in answer.links if link.via == "sum"]
    assert [r.value for r in link.lower] == [5]


def test_a_plan_of_an_unknown_place_stands_on_the_ladder_without_links(tmp_path: Path) -> None:
    masked = document(Jurisdiction(), "某区质量强区方案", [target(RATE, GE, 91)])
    answer = rollup(store(tmp_path / "store", masked), RATE, year=2025)
    assert [r.value for r in answer.ladder if not r.published] == [91]
    assert not any(r.value == 91 for link in answer.links for r in link.lower)


def test_an_unknown_indicator_is_not_found(country: Store) -> None:
    with pytest.raises(NotFoundError):
        rollup(country, "火星探测器合格率")


def test_json_has_the_keys_of_the_contract(country: Store) -> None:
    answer = rollup(country, RATE, place="南浦区", year=2025).to_json()
    assert {"name", "aggregation", "unit", "direction"} <= answer["indicator"].keys()
    wanted = {"level", "place", "plan", "issued", "comparator", "value", "unit", "deadline", "quote", "source"}
    assert all(wanted <= row.keys() for row in answer["ladder"])
    assert all({"lower", "upper", "via", "verdict", "rule", "reason"} <= row.keys() for row in answer["links"])


def test_an_empty_store_answers_too(tmp_path: Path) -> None:
    answer = rollup(store(tmp_path / "store"), RATE, year=2025)
    assert {r.published for r in answer.ladder} == {True}
