"""Each kind of finding in the smallest world that has it, beside one that almost has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qgraph.model import Comparator, MemberRole, TargetKind
from qgraph.questions.audit import KINDS, Kind, audit, words_of
from qgraph.questions.audit import findings as findings_
from qgraph.questions.audit.findings import table
from tests.qgraph.questions.audits import GE, HELP, LEAD, MARKET, MONEY, ON, TRADE, Duties, Headed, findings, owned, paper
from tests.qgraph.questions.worlds import PROVINCE, SOUTH, store

# --- two_leads, text_table_mismatch


def tabled(text: Duties, row: Duties, stated: str | None = None, due: str | None = None) -> Headed:
    """A measure of the text and the row of the table that restates it."""
    said = paper()
    said.task("1", "建设市级检测公共平台", *text, due=stated)
    said.task("1", "建设市级检测公共平台", *row, due=due, row=2)
    return said


@pytest.mark.parametrize(
    ("text", "row", "leads", "units"),
    [
        ([(MARKET, LEAD)], [(TRADE, LEAD)], 1, 0),
        ([(MARKET, LEAD)], [(MARKET, LEAD)], 0, 0),
        ([(MARKET, LEAD)], [(MARKET, LEAD), (MONEY, HELP)], 0, 0),  # the table adds a role
        ([(MARKET, LEAD), (MONEY, HELP)], [(MARKET, LEAD), (TRADE, HELP)], 0, 1),
        ([(MARKET, LEAD), ("各有关部门", HELP)], [(MARKET, LEAD), (TRADE, HELP)], 0, 0),  # a class may mean it
        ([(MARKET, LEAD)], [], 0, 0),
    ],
)
def test_text_and_table_that_name_different_bodies(tmp_path: Path, text: Duties, row: Duties, leads: int, units: int) -> None:
    plan = tabled(text, row).plan()
    found = audit(store(tmp_path / "store", plan), kinds=(Kind.TWO_LEADS, Kind.TEXT_TABLE_MISMATCH), on=ON).findings
    assert [one.kind for one in found] == [Kind.TWO_LEADS] * leads + [Kind.TEXT_TABLE_MISMATCH] * units
    for one in found:
        assert "市商务局" in one.reason


@pytest.mark.parametrize(
    ("stated", "due", "expected"), [("2023", "2024", 1), ("2023", "2023-06", 0), ("2023", None, 0), (None, "2023", 0), ("2023", "2023", 0)]
)
def test_text_and_table_that_give_different_deadlines(tmp_path: Path, stated: str | None, due: str | None, expected: int) -> None:
    duties = [(MARKET, LEAD)]
    found = findings(tmp_path, Kind.TEXT_TABLE_MISMATCH, tabled(duties, duties, stated, due).plan())
    assert len(found) == expected
    assert all("2023" in one.reason and "2024" in one.reason for one in found)


@pytest.mark.parametrize(
    ("other", "title", "expected"),
    [
        (TRADE, "建设市级检测公共平台", 1),
        (MARKET, "建设市级检测公共平台", 0),
        (TRADE, "建设县级检测公共平台", 0),
    ],
)
def test_two_measures_on_the_same_matter(tmp_path: Path, other: str, title: str, expected: int) -> None:
    said = paper()
    said.task("1", "建设市级检测公共平台", (MARKET, LEAD))
    said.task("2", title, (other, LEAD))
    found = findings(tmp_path, Kind.TWO_LEADS, said.plan())
    assert len(found) == expected
    assert all(MARKET in one.reason and TRADE in one.reason for one in found)


def test_short_titles_are_no_matter_of_their_own(tmp_path: Path) -> None:
    said = paper()
    said.task("1", "加强组织领导", (MARKET, LEAD))
    said.task("2", "加强组织领导", (TRADE, LEAD))
    assert not findings(tmp_path, Kind.TWO_LEADS, said.plan())


# --- no_deadline


def test_a_plan_without_any_deadline_is_one_finding_with_the_count(tmp_path: Path) -> None:
    said = paper(period=(2021, None))
    for number in range(30):
        said.task(str(number), f"办好第{number}件实事", (MARKET, LEAD))
    (found,) = findings(tmp_path, Kind.NO_DEADLINE, said.plan())
    assert (found.rule, len(found.items), found.severity) == ("undated_all", 30, "medium")
    assert "30项任务" in found.reason


def test_the_plans_own_end_makes_it_lighter(tmp_path: Path) -> None:
    said = paper()
    said.task("1", "建设检测平台", (MARKET, LEAD))
    (found,) = findings(tmp_path, Kind.NO_DEADLINE, said.plan())
    assert (found.rule, found.severity) == ("undated_all_in_period", "low")
    assert "2025年" in found.reason


@pytest.mark.parametrize("more", [{"due": "2023"}, {"recurrence": "annual"}, {"deadline_as_written": "月底前"}])
def test_a_time_of_any_kind_is_a_time(tmp_path: Path, more: dict[str, str]) -> None:
    said = owned(paper())
    said.at = ("三", "二")
    said.task("二", "建设检测平台", (MARKET, LEAD), **more)  # type: ignore[arg-type]
    assert not findings(tmp_path, Kind.NO_DEADLINE, said.plan())


def test_a_target_in_the_measure_dates_it_and_one_beside_it_does_not(tmp_path: Path) -> None:
    said = owned(paper())
    said.at = ("三", "二")
    said.task("二", "建设检测平台", (MARKET, LEAD))
    said.target("平台数", GE, "3", "个")
    said.at = ("三", "三")
    said.task("三", "开展质量帮扶", (MARKET, LEAD))
    (found,) = findings(tmp_path, Kind.NO_DEADLINE, said.plan())
    assert found.item.subject == "开展质量帮扶"


def test_a_standing_rule_has_no_end(tmp_path: Path) -> None:
    said = paper("栖陵市质量奖励办法")
    said.task("1", "奖励标准研制", (MARKET, LEAD))
    assert not findings(tmp_path, Kind.NO_DEADLINE, said.plan())


# --- target_without_owner


def test_targets_nobody_answers_for_are_one_finding_a_part(tmp_path: Path) -> None:
    said = paper()
    said.at = ("二",)
    for name in ("检测覆盖率", "投诉办结率", "培训完成率"):
        said.target(name, GE, "90")
    owned(said)
    said.target("平台数", GE, "3", "个")  # within the measure
    said.target("培训完成率", GE, "95")  # so that this one is owned above, too
    (found,) = findings(tmp_path, Kind.TARGET_WITHOUT_OWNER, said.plan())
    assert [one.subject for one in found.items] == ["检测覆盖率", "投诉办结率"]
    assert "2项指标" in found.reason


def test_headings_above_and_below_are_one_matter(tmp_path: Path) -> None:
    said = owned(paper())
    said.at = ("三",)
    said.target("检测覆盖率", GE, "90")
    said.at = ("三", "一", "1")
    said.target("投诉办结率", GE, "90")
    said.at = ("三十",)  # no part of 三
    said.target("培训完成率", GE, "90")
    (found,) = findings(tmp_path, Kind.TARGET_WITHOUT_OWNER, said.plan())
    assert found.item.subject == "培训完成率"


@pytest.mark.parametrize(("name", "expected"), [("各部门培训次数", 0), ("部门培训次数", 1)])
def test_a_sentence_may_say_whose_target_it_is(tmp_path: Path, name: str, expected: int) -> None:
    said = owned(paper())
    said.at = ("五",)
    said.target(name, GE, "1", "次")
    assert len(findings(tmp_path, Kind.TARGET_WITHOUT_OWNER, said.plan())) == expected


# --- money_without_payer


@pytest.mark.parametrize(
    ("kind", "payer", "written", "expected"),
    [
        ("reward", None, None, ["payer_open"]),
        ("reward", "city", None, ["payer_assumed"]),
        ("reward", "city", "市财政", []),
        ("loan", None, None, []),  # nobody pays a loan out
        ("tax", None, None, []),
    ],
)
def test_money_of_which_nobody_says_who_pays(
    tmp_path: Path, kind: str, payer: str | None, written: str | None, expected: list[str]
) -> None:
    said = owned(paper())
    said.pays("对新认定的平台给予一定支持。", kind, payer=payer, payer_as_written=written, purpose="新认定的平台")
    found = findings(tmp_path, Kind.MONEY_WITHOUT_PAYER, said.plan())
    assert [one.rule for one in found] == expected
    assert all(one.item.subject == "新认定的平台" for one in found)


def test_a_sentence_that_says_the_purse_has_a_payer(tmp_path: Path) -> None:
    said = owned(paper())
    said.pays("设立市质量发展基金。", "special_fund", payer="city")
    assert not findings(tmp_path, Kind.MONEY_WITHOUT_PAYER, said.plan())


# --- stale_body


@pytest.mark.parametrize(
    ("body", "issued", "on", "rule", "severity"),
    [
        ("市质监局", "2016-03-01", date(2017, 6, 1), None, None),  # it still stood
        ("市质监局", "2016-03-01", ON, "gone_since", "medium"),
        ("市质监局", "2018-11-01", ON, "gone_since", "medium"),  # the year of the general rule, and places followed later
        ("市质监局", "2022-03-01", ON, "gone_before_by_rule", "low"),
        ("市市场监管局", "2022-03-01", ON, None, None),
        ("市食品药品监管中心", "2022-03-01", ON, None, None),  # an institution
        ("市金融办", "2022-03-01", date(2022, 6, 1), "gone_since", "medium"),  # another name, which it may never have taken
    ],
)
def test_a_body_that_is_gone(tmp_path: Path, body: str, issued: str, on: date, rule: str | None, severity: str | None) -> None:
    said = paper(issued=issued, period=(int(issued[:4]), 2025))
    said.task("1", "开展质量比对", (body, LEAD))
    said.task("2", "开展质量帮扶", (body, HELP))
    found = findings(tmp_path, Kind.STALE_BODY, said.plan(), on=on)
    assert [(one.rule, one.severity) for one in found] == ([(rule, severity)] if rule else [])
    assert all("2处" in one.reason and "待三定核实" in one.reason for one in found)


def test_a_seat_of_a_body_that_is_gone(tmp_path: Path) -> None:
    said = owned(paper(issued="2016-03-01", period=(2016, 2025)))
    said.seat("市工商局", MemberRole.MEMBER)
    (found,) = findings(tmp_path, Kind.STALE_BODY, said.plan())
    assert "栖陵市市场监督管理局" in found.reason


def test_many_of_them_are_one_finding(tmp_path: Path) -> None:
    said = owned(paper(issued="2016-03-01", period=(2016, 2025)))
    for body in ("市质监局", "市工商局", "市国土局", "市规划局", "市环保局", "市旅游局"):
        said.seat(body, MemberRole.MEMBER)
    (found,) = findings(tmp_path, Kind.STALE_BODY, said.plan())
    assert len(found.items) == 6
    assert found.severity == "medium"


# --- weaker_than_above, doubtful_reading


@pytest.mark.parametrize(
    ("city", "year", "expected"), [("95", "2024", ["weaker"]), ("96", "2024", []), ("97", "2024", []), ("95", "2023", [])]
)
def test_a_target_weaker_than_one_above(tmp_path: Path, city: str, year: str, expected: list[str]) -> None:
    above = Headed(PROVINCE, "云川省质量强省纲要", issued="2021-01-05")
    above.target("食品抽检合格率", GE, "96", due="2024")
    ours = paper()
    ours.target("食品抽检合格率", GE, city, due=year)
    found = findings(tmp_path, Kind.WEAKER_THAN_ABOVE, ours.plan(), above.plan())
    assert [one.rule for one in found if one.place == "栖陵市"] == expected
    assert all("云川省2024年≥96%" in one.reason for one in found if one.place == "栖陵市")


def test_an_older_plan_weighs_less_and_the_further_ones_are_named(tmp_path: Path) -> None:
    above = Headed(PROVINCE, "云川省质量强省纲要", issued="2022-01-05")
    city, district = paper(issued="2022-02-01"), Headed(SOUTH, "南浦区质量强区方案", issued="2022-01-01")
    for said, value in ((above, "97"), (city, "98"), (district, "90")):
        said.target("食品抽检合格率", GE, value)
    found = [one for one in findings(tmp_path, Kind.WEAKER_THAN_ABOVE, above.plan(), city.plan(), district.plan()) if one.place == "南浦区"]
    assert [(one.rule, one.severity) for one in found] == [("weaker_older", "low")]
    assert "栖陵市2025年≥98%" in found[0].reason
    assert "也低于云川省2025年≥97%" in found[0].reason


def test_a_milder_zero_above_is_held_as_the_roll_up_holds_it(tmp_path: Path) -> None:
    above, ours = Headed(PROVINCE, "云川省质量强省纲要"), paper()
    above.target("较大质量安全事故", Comparator.EQ, "0", "起", kind=TargetKind.ZERO)
    ours.target("重大质量安全事故", Comparator.EQ, "0", "起", kind=TargetKind.ZERO)
    found = findings(tmp_path, Kind.WEAKER_THAN_ABOVE, ours.plan(), above.plan())
    assert [one.place for one in found] == ["栖陵市"]


@pytest.mark.parametrize(("unit", "expected"), [("%", 1), ("项", 0)])
def test_of_what_no_table_knows_only_rates_are_held(tmp_path: Path, unit: str, expected: int) -> None:
    above, ours = Headed(PROVINCE, "云川省质量强省纲要"), paper()
    above.target("云川通上线", GE, "90", unit)
    ours.target("云川通上线", GE, "70", unit)
    assert len(findings(tmp_path, Kind.WEAKER_THAN_ABOVE, ours.plan(), above.plan())) == expected


def test_what_the_reader_doubts_and_what_cannot_be(tmp_path: Path) -> None:
    said = paper()
    said.task("1", "建设检测平台", ("?市检测", LEAD))
    said.target("检测覆盖率", GE, "90", doubt="可能缺一位小数")
    said.target("食品抽检合格率", GE, "985")
    said.target("投诉办结率", GE, "90")
    found = findings(tmp_path, Kind.DOUBTFUL_READING, said.plan())
    assert [one.item.subject for one in found] == ["市检测", "检测覆盖率", "食品抽检合格率"]
    assert "985 不在 90～100 之间" in found[2].reason


# --- what all have in common


def test_what_an_ended_plan_says_is_always_low(tmp_path: Path) -> None:
    said = paper(period=(2016, 2020), issued="2016-03-01")
    said.task("1", "建设检测平台")
    found = audit(store(tmp_path / "store", said.plan()), on=ON).findings
    assert {(one.severity, one.validity) for one in found} == {("low", "expired")}


def test_the_document_of_the_command(tmp_path: Path) -> None:
    said = paper()
    said.task("1", "建设检测平台")
    answer = audit(store(tmp_path / "store", said.plan()), on=ON).to_json()
    assert answer.keys() == {"findings", "plans", "kinds", "reason"}
    wanted = {"kind", "severity", "plan", "subject", "quote", "reason", "plan_uri", "fact", "file", "start", "end", "found", "items"}
    assert all(wanted <= row.keys() for row in answer["findings"])
    assert answer["kinds"] == {"plan_without_owners": 1, "no_deadline": 1}


def test_a_clean_plan_and_an_empty_store_say_so(tmp_path: Path) -> None:
    clean = audit(store(tmp_path / "clean", owned(paper()).plan()), on=ON)
    assert (clean.findings, clean.plans) == ((), 1)
    assert "1份" in (clean.reason or "")
    assert audit(store(tmp_path / "empty"), on=ON).reason


def test_every_kind_has_its_names_and_every_reason_its_words() -> None:
    assert list(table()["kind"]) == [kind.value for kind in KINDS]
    for language in ("zh", "en"):
        assert all(words_of(language).values())
    code = "".join(path.read_text(encoding="utf-8") for path in Path(findings_.__file__).parent.glob("*.py"))
    assert [rule for rule in table()["reason"] if f'"{rule}"' not in code] == []
