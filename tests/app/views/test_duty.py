"""责任追溯 in rows: tabs, filters, and where things stand, on answers built by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from qgraph.app.i18n import t, words
from qgraph.app.views import duty as view
from qgraph.model import MemberRole, Role
from qgraph.questions.tally import tally
from qgraph.questions.validity import Validity
from qgraph.questions.who import COLLECTIVE, CoUnit, Obligation
from qgraph.registries import body_types
from qgraph.registries.bodies import identify
from qgraph.store import Row

PLANS: dict[str, Row] = {
    "p1": {"plan": "p1", "title": "甲规划", "doc_number": "甲政发〔2021〕9号", "period_start": 2021, "period_end": 2025},
    "p2": {"plan": "p2", "title": "乙要点", "doc_number": None, "period_start": 2023, "period_end": 2023},
    "p3": {"plan": "p3", "title": "丙办法", "doc_number": None, "period_start": None, "period_end": None},
}


def owed(fact: str, role: str = "lead", via: str = "named", plan: str = "p1", **more: object) -> Obligation:
    about = Obligation(
        role=role,
        role_as_written="牵头",
        via=via,
        number="(一)",
        task="抽查产品",
        plan=str(PLANS[plan]["title"]),
        place="栖陵市",
        deadline=None,
        deadline_as_written=None,
        recurrence=None,
        in_force=Validity.IN_FORCE,
        holder_today="栖陵市市场监督管理局",
        holder_source=None,
        co_units=(),
        quote="（市质监局牵头）",
        file="a.txt",
        start=10,
        end=18,
        status="proposed",
        body="栖陵市质量技术监督局",
        body_as_written="市质监局",
        fact=fact,
        task_uri=f"task-{fact}",
        restates=None,
        plan_uri=plan,
        place_uri="city",
        issued_on="2021-01-01",
        found="（市质监局牵头）",
        reading_start=10,
        reading_end=18,
        rule="duty.verb",
        sole=False,
        open_list=False,
        inherited=False,
        doubt=None,
        path="二 (一)",
    )
    return replace(about, **more)  # type: ignore[arg-type]


SOME = [
    owed("led", deadline="2022-06", deadline_as_written="2022年6月底前"),
    owed("due", deadline="2025", plan="p2", in_force=Validity.EXPIRED),
    owed("helped", "participate", "predecessor", place_uri="district", place=None),
    owed("seat", "member", "membership", "p3", in_force=Validity.UNKNOWN),
    owed("shared", "responsible", COLLECTIVE),
]
OVERDUE = {"led"}


def facts(duties: Sequence[Obligation]) -> list[str]:
    return [duty.fact for duty in duties]


def kept(**filters: str) -> list[str]:
    return facts([duty for duty in SOME if view.Wanted(**filters).keeps(duty, PLANS, OVERDUE)])


def test_tabs_hold_each_obligation_in_its_place() -> None:
    assert {name: facts(held) for name, held in view.tabs(SOME).items()} == {
        "all": ["led", "due", "helped", "seat"],
        "lead": ["led", "due"],
        "participate": ["helped"],
        "collective": ["shared"],
        "group": ["seat"],
    }


def test_every_role_has_a_tab_with_a_word() -> None:
    for role in (*Role, *MemberRole):
        assert view.tab(owed("x", role)) in view.TABS
    assert [name for name in view.TABS if f"duty.tab_{name}" not in words("zh")] == []


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, ["led", "due", "helped", "seat", "shared"]),
        ({"force": "in_force"}, ["led", "helped", "shared"]),
        ({"force": "expired"}, ["due"]),
        ({"place": "district"}, ["helped"]),
        ({"plan": "p2"}, ["due"]),
        ({"period": "2021-2025"}, ["led", "helped", "shared"]),
        ({"period": "2023"}, ["due"]),
        ({"due": "2025"}, ["due"]),
        ({"due": view.OVERDUE}, ["led"]),
        ({"due": "2022", "force": "expired"}, []),
    ],
)
def test_filters_leave_what_they_say(filters: dict[str, str], left: list[str]) -> None:
    assert kept(**filters) == left


def test_filters_offer_what_there_is_and_each_choice_leaves_something() -> None:
    offered = view.choices(SOME, PLANS, OVERDUE)
    assert offered == {
        "place": {"district": t("level.none"), "city": "栖陵市"},
        "plan": {"p3": "丙办法", "p2": "乙要点", "p1": "甲规划 甲政发〔2021〕9号"},
        "period": {"2021-2025": "2021–2025", "2023": "2023"},
        "due": {"overdue": t("duty.overdue_only"), "2022": "2022", "2025": "2025"},
    }
    for name, labels in offered.items():
        assert all(kept(**{name: choice}) for choice in labels)
    assert view.OVERDUE not in view.choices(SOME, PLANS, ())["due"]


def test_the_summary_says_the_numbers_of_the_tally() -> None:
    said = "".join(view.summary(tally(SOME, date(2024, 1, 1))))
    assert words("zh")["duty.sum"].format(lead=2, responsible=0, participate=1, supervise=0, seats=1, in_force=3) in said
    assert words("zh")["duty.sum_collective"].format(count=1) in said
    assert "2025" not in said  # due in an expired plan
    ahead = view.summary(tally([owed(str(n), deadline=f"20{n}") for n in (30, 28, 29, 27)], date(2024, 1, 1)))[-1]
    assert [ahead.index(year) for year in ("2027", "2028", "2029")] == sorted(ahead.index(year) for year in ("2027", "2028", "2029"))
    assert "2030" not in ahead


def test_a_deadline_that_is_past_says_so_and_what_comes_again_is_in_its_own_words() -> None:
    assert view.deadline(SOME[0], OVERDUE) == words("zh")["duty.past"].format(when="2022-06")
    assert view.deadline(SOME[0], ()) == "2022-06"
    assert view.deadline(owed("x", deadline="2022-12", deadline_as_written="每年年底前", recurrence="yearly"), ()) == "每年年底前"
    assert view.deadline(owed("x", deadline_as_written="长期坚持"), ()) == "长期坚持"


def test_the_table_has_the_columns_of_the_office_and_the_file_the_sentences_too() -> None:
    duty = owed("x", co_units=(CoUnit("市教育局", "participate"), CoUnit("市商务局", "lead")), holder_source="2018年机构改革")
    (row,), (filed,) = view.table([duty], ()), view.sheet([duty], PLANS, ())
    assert list(row)[:4] == [t(f"column.{name}") for name in ("number", "task", "role", "role_as_written")]
    assert row[t("column.co_units")] == "市教育局（配合）、市商务局（牵头）"
    assert row.items() <= filed.items()
    assert filed[t("column.quote")] == "（市质监局牵头）"
    assert filed[t("duty.holder_why")] == "2018年机构改革"
    where = str(filed[t("duty.stands")])
    assert all(part in where for part in ("甲规划", "甲政发〔2021〕9号", "二 (一)", "10–18", "a.txt"))
    assert next(iter(view.table([duty], (), bodies=True)[0].values())) == duty.body


def clause(number: str | None, title: str, path: str | None, position: int) -> Row:
    return {"number": number, "title": title, "path": path, "position": position}


def test_headings_are_found_by_their_numbers_above_the_sentence() -> None:
    clauses = [
        clause("二", "重点任务", None, 5),
        clause("(一)", "推进行动", "二", 8),
        clause("(一)", "别处", "三", 9),
        clause("(一)", "以后", "二", 500),  # another part of the document begins again
        clause("三", "保障", None, 300),
    ]
    assert view.headings("二 (一)", clauses, 10) == ["二 重点任务", "(一) 推进行动"]
    assert view.headings("二 (一)", clauses, 600) == ["二 重点任务", "(一) 以后"]
    assert view.headings("二 第九条", clauses, 10) == ["二 重点任务", "第九条"]  # a heading without a title of its own
    assert view.headings("", clauses, 10) == []
    (long,) = view.headings("一", [clause("一", "长" * 100, None, 0)], 10)
    assert len(long) < 50
    assert long.endswith("…")


def test_who_holds_it_is_said_with_the_fact() -> None:
    assert "2018年机构改革" in view.holder(owed("x", holder_source="2018年机构改革"))
    assert view.holder(owed("x", body="栖陵市市场监督管理局")) == words("zh")["duty.held_still"].format(name="栖陵市市场监督管理局")


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("duty.doubt", {"doubt": "角色不明"}),
        ("duty.open_list", {"open_list": True}),
        ("duty.inherited", {"inherited": True}),
        ("duty.predecessor", {"via": "predecessor"}),
        ("duty.shared", {"via": COLLECTIVE}),
        ("duty.force_unknown", {"in_force": Validity.UNKNOWN}),
    ],
)
def test_each_doubt_is_told_alone(key: str, more: dict[str, object]) -> None:
    assert view.doubts(owed("x")) == []
    expected = words("zh")[key].format(doubt="角色不明", name="栖陵市质量技术监督局", written="市质监局")
    assert view.doubts(owed("x", **more)) == [expected]


def test_bodies_of_a_type_are_asked_for_by_a_name_that_means_the_type() -> None:
    kind = body_types.get("market-supervision")
    assert kind
    called = view.asked_as(kind)
    assert called
    assert identify(called).type_id == kind.id


def test_the_notes_of_a_file_say_whose_when_and_which() -> None:
    said = view.notes("市教育局", date(2026, 1, 2), 3, [("效力", "已过期"), ("地区", "栖陵市")])
    assert "市教育局" in said[0]
    assert "2026-01-02" in said[0]
    assert "3" in said[0]
    assert "效力：已过期；地区：栖陵市" in said[1]
    assert len(view.notes("市教育局", date(2026, 1, 2), 3, [])) == 1
