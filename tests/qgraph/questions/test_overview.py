from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from qgraph.cli.options import Group as Commands
from qgraph.errors import NotFoundError
from qgraph.model import Comparator, FundingLine, Nature, Plan, Programme, Role
from qgraph.questions.overview import Overview, overview
from qgraph.questions.overview.calendar import Exact, exactness, period
from qgraph.questions.overview.loads import Load
from qgraph.questions.overview.money import Purse, money
from qgraph.questions.overview.scope import Scope
from qgraph.store import CATALOGUE, Row, Store
from tests.qgraph.questions.worlds import CITY, OTHER_CITY, SOUTH, document, evidence, store, target

LEAD, ANSWER, HELP, WATCH = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPATE, Role.SUPERVISE
ON = date(2023, 7, 1)
MAIN, OLD, OTHER = "栖陵市质量强市方案", "栖陵市质量兴市规划", "沁原市质量强市方案"

# amount, and what else is said of it → whether it may be added
SUMS: list[tuple[dict[str, object], bool]] = [
    ({"kind": "special_fund", "amount": 300}, True),
    ({"kind": "special_fund", "amount": 200}, True),
    ({"kind": "special_fund", "amount": 70, "qualifier": "max"}, False),
    ({"kind": "special_fund", "amount": 71, "qualifier": "min"}, False),
    ({"kind": "special_fund", "amount": 72, "qualifier": "about"}, False),
    ({"kind": "special_fund", "amount": 73, "amount_high": 90}, False),
    ({"kind": "special_fund", "amount": 74, "sought": True}, False),
    ({"kind": "special_fund", "amount": 75, "per": "item"}, False),
    ({"kind": "special_fund", "amount": 76, "per": "year"}, False),
    ({"kind": "special_fund", "amount": 77, "on_top_of": "province"}, False),
    ({"kind": "special_fund", "amount": 78, "condition": "投资100万元以上"}, False),
    ({"kind": "special_fund", "amount": 79, "rate": 10}, False),
    ({"kind": "special_fund"}, False),
    ({"kind": "reward", "amount": 50}, False),
    ({"kind": "subsidy", "amount": 60}, False),
    ({"kind": "loan", "amount": 61}, False),
]


def paid(plan: Plan, sums: list[dict[str, object]], payer: str | None = "city", programmes: tuple[str, ...] = ()) -> Plan:
    """A plan with money; each sum has a sentence of its own: 第3笔资金."""
    lines = [f"第{number}笔{said.get('purpose', '资金')}。" for number, said in enumerate(sums)]
    text = "\n".join([plan.source.reading, *lines, *programmes])
    n = len(text)
    source = replace(plan.source, found=text, reading=text, starts=range(n), ends=range(1, n + 1))
    numbers = ("amount", "amount_high", "rate")
    funding = [
        FundingLine(
            evidence(text, line),
            "money.test",
            payer=payer,
            unit="万元" if "amount" in said else None,
            **{key: Decimal(str(value)) if key in numbers else value for key, value in said.items()},  # type: ignore[arg-type]
        )
        for line, said in zip(lines, sums, strict=True)
    ]
    named = tuple(Programme(evidence(text, name), "programme.test", name) for name in programmes)
    return replace(plan, source=source, funding=tuple(funding), programmes=named)


def dated(plan: Plan, *deadlines: tuple[str | None, str | None, str | None]) -> Plan:
    """The same plan, its tasks with these deadlines, their words and recurrences."""
    tasks = [
        replace(task, deadline=deadline, deadline_as_written=words, recurrence=again)
        for task, (deadline, words, again) in zip(plan.tasks, deadlines, strict=True)
    ]
    return replace(plan, tasks=tuple(tasks))


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    main = document(
        CITY,
        MAIN,
        targets=[
            target("食品抽检合格率", Comparator.GE, 98, year=None, deadline_assumed="2025"),
            target("绿色工厂", Comparator.GE, 5, "家", year=2022),
            target("质量培训", Comparator.GE, 9, "场", year=2025, recurrence="annual"),
        ],
        duties=[
            ("抽查产品", [("市市场监管局", LEAD), ("市财政局", HELP), ("各有关部门", ANSWER)]),
            ("检验食品", [("市市场监管局", LEAD), ("市财政局", ANSWER)]),
            ("督查进度", [("市市场监管局", WATCH), ("南浦区市场监管局", ANSWER)]),
            ("编制目录", [("市市场监管局", ANSWER)]),
            ("长期服务", [("市财政局", LEAD)]),
            ("报送信息", [("市统计局", LEAD)]),
        ],
        rejected=["市统计局"],
    )
    dates = [
        ("2023-06", "2023年6月底前", None),
        ("2023-12", "2023年底前", None),
        ("2023-09", "2023年三季度末", None),
        ("2024-06", "2024年上半年", None),
        (None, "长期坚持", None),
        ("2023", "每季度", "quarterly"),
    ]
    old = document(CITY, OLD, duties=[("检验产品", [("市质监局", LEAD)])], period=(2016, 2020), issued="2016-03-01")
    other = document(OTHER_CITY, OTHER, duties=[("抽查产品", [("市市场监管局", LEAD)])])
    return store(
        tmp_path_factory.mktemp("overview") / "store",
        dated(paid(main, [said for said, _ in SUMS]), *dates),
        paid(old, [{"kind": "special_fund", "amount": 900, "purpose": "明灯工程"}], programmes=("明灯工程",)),
        paid(other, [{"kind": "special_fund", "amount": 5}]),
        paid(
            replace(document(SOUTH, "南浦区质量强区办法", period=None), nature=Nature.DRAFT), [{"kind": "special_fund", "amount": 7}], None
        ),
    )


def load_of(answer: Overview, body: str) -> Load:
    (found,) = [one for one in (*answer.bodies, *answer.collectives) if one.body == body]
    return found


def roles(load: Load) -> tuple[int, int, int, int, int]:
    return load.tasks, load.lead, load.responsible, load.participate, load.supervise


def purse(answer: Overview, place: str, theme: str) -> Purse:
    (found,) = [one for one in answer.money if (one.place, one.theme) == (place, theme)]
    return found


def test_bodies_by_load_the_busiest_first(country: Store) -> None:
    answer = overview(country, plan=MAIN, on=ON)
    assert [one.body for one in answer.bodies] == ["栖陵市市场监督管理局", "栖陵市财政局", "南浦区市场监督管理局"]
    assert roles(load_of(answer, "栖陵市市场监督管理局")) == (4, 2, 1, 0, 1)
    assert roles(load_of(answer, "栖陵市财政局")) == (3, 1, 1, 1, 0)
    assert load_of(answer, "栖陵市财政局").in_force == 3


def test_collectives_stand_apart_and_rejected_duties_are_none(country: Store) -> None:
    answer = overview(country, on=ON)
    assert [one.body for one in answer.collectives] == ["各有关部门"]
    assert not [one for one in answer.bodies if "统计" in one.body]


def test_one_type_in_several_places_is_several_bodies(country: Store) -> None:
    answer = overview(country, on=ON)
    supervisors = {(one.place, one.tasks) for one in answer.bodies if one.type == "market-supervision"}
    assert supervisors == {("栖陵市", 4), ("沁原市", 1), ("南浦区", 1)}


def test_deadlines_are_as_exact_as_written(country: Store) -> None:
    found = overview(country, plan=MAIN, on=ON).calendar
    assert [(one.when, one.exact, one.tasks, one.targets) for one in found.past] == [("2022", "year", 0, 1), ("2023-06", "month", 1, 0)]
    assert [(one.when, one.exact) for one in found.this_year] == [("2023-Q3", "quarter"), ("2023", "year")]
    assert [(one.when, one.exact) for one in found.later] == [("2024-H1", "half"), ("2025", "year")]


def test_what_the_plan_does_not_say_is_marked(country: Store) -> None:
    found = overview(country, plan=MAIN, on=ON).calendar
    assert {due.name: due.assumed for one in found.later for due in one.entries} == {"编制目录": False, "食品抽检合格率": True}


def test_what_comes_again_or_has_no_date_stands_apart(country: Store) -> None:
    found = overview(country, plan=MAIN, on=ON).calendar
    assert {(due.name, due.recurrence) for due in found.recurrent} == {("报送信息", "quarterly"), ("质量培训", "annual")}
    assert [(due.name, due.deadline_as_written) for due in found.undated] == [("长期服务", "长期坚持")]


def test_the_day_decides_what_is_past(country: Store) -> None:
    late = overview(country, plan=MAIN, on=date(2026, 1, 1)).calendar
    assert not late.this_year
    assert not late.later
    early = overview(country, plan=MAIN, on=date(2023, 6, 30)).calendar
    assert [one.when for one in early.this_year] == ["2023-06", "2023-Q3", "2023"]


def test_only_true_sums_of_one_purse_are_added(country: Store) -> None:
    found = purse(overview(country, plan=MAIN, on=ON), "栖陵市", "专项资金")
    assert (found.total, found.unit, found.added) == (Decimal(500), "万元", 2)
    expected = {said.get("amount"): fits for said, fits in SUMS if said["kind"] == "special_fund"}
    assert {None if line.amount is None else int(line.amount): line.reason is None for line in found.lines} == expected
    for kind in ("奖励", "补助", "贷款"):
        other = purse(overview(country, plan=MAIN, on=ON), "栖陵市", kind)
        assert other.total is None
        assert other.reason
        assert len(other.lines) == 1


def test_the_same_sum_twice_is_added_once_and_parts_not_at_all(tmp_path: Path) -> None:
    twice = [{"kind": "project_fund", "amount": 40, "purpose": "灯塔"}] * 2
    plan = paid(document(CITY, MAIN), [*twice, {"kind": "project_fund", "amount": 9, "purpose": "灯塔其中一座"}])
    one = replace(plan.funding[2], amount=Decimal(3))
    found = purse(overview(store(tmp_path / "store", replace(plan, funding=(*plan.funding, one))), on=ON), "栖陵市", "项目资金")
    assert found.total == Decimal(40)
    assert sorted(int(line.amount or 0) for line in found.lines if line.reason) == [3, 9, 40]


def test_sums_of_several_documents_are_not_added(tmp_path: Path) -> None:
    plans = [paid(document(CITY, title), [{"kind": "special_fund", "amount": 5}]) for title in (MAIN, OLD)]
    found = purse(overview(store(tmp_path / "store", *plans), on=ON), "栖陵市", "专项资金")
    assert found.total is None
    assert "2份文件" in (found.reason or "")
    assert len(found.lines) == 2


def test_money_is_kept_apart_by_place_payer_and_programme(country: Store) -> None:
    answer = overview(country, on=ON)
    assert purse(answer, "栖陵市", "明灯工程").total == Decimal(900)
    assert purse(answer, "沁原市", "专项资金").total == Decimal(5)
    draft = purse(answer, "南浦区", "专项资金")
    assert (draft.payer, draft.payer_name, draft.total) == (None, "没有写明由谁出资", None)
    assert "不是正式文件" in (draft.reason or "")


def test_plans_are_counted_by_level_and_validity(country: Store) -> None:
    counts = overview(country, on=ON).counts
    assert (counts.plans, counts.places, counts.levels) == (4, 3, {"prefecture": 3, "county": 1})
    assert counts.validity == {"in_force": 2, "expired": 1, "unknown": 1}


def test_of_one_place_only_its_own_plans(country: Store) -> None:
    answer = overview(country, place="栖陵市", on=ON)
    assert (answer.place, answer.counts.plans) == ("栖陵市", 2)
    assert {line.plan for one in answer.money for line in one.lines} == {MAIN, OLD}


def test_empty_parts_say_why(country: Store, tmp_path: Path) -> None:
    assert "没有写明期限" not in (overview(country, on=ON).reason or "")
    assert "没有所问范围的文件" in (overview(country, place="柳堰区", on=ON).reason or "")
    assert "qgraph load" in (overview(store(tmp_path / "empty"), on=ON).reason or "")
    unowned = store(tmp_path / "unowned", document(SOUTH, "南浦区质量强区规划", owner_clause="各部门要把任务分解到人"))
    assert "各部门要把任务分解到人" in (overview(unowned, on=ON).reason or "")
    with pytest.raises(NotFoundError):
        overview(country, place="火星市")


@pytest.mark.parametrize(
    ("deadline", "words", "exact", "when", "last"),
    [
        ("2023", None, "year", "2023", date(2023, 12, 31)),
        ("2023-12", "2023年底前", "year", "2023", date(2023, 12, 31)),
        ("2023-12", "2023年12月底前", "month", "2023-12", date(2023, 12, 31)),
        ("2024-02", None, "month", "2024-02", date(2024, 2, 29)),
        ("2023-03", "一季度", "quarter", "2023-Q1", date(2023, 3, 31)),
        ("2023-06", "上半年", "half", "2023-H1", date(2023, 6, 30)),
        ("2023-05-08", "2023年5月8日", "day", "2023-05-08", date(2023, 5, 8)),
    ],
)
def test_a_deadline_and_its_period(deadline: str, words: str | None, exact: str, when: str, last: date) -> None:
    found = exactness(deadline, words)
    assert (found, *period(deadline, found)) == (exact, when, last)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(Exact))
def test_a_period_ends_no_sooner_than_its_days(day: date, exact: Exact) -> None:
    length = {Exact.YEAR: 4, Exact.DAY: 10}.get(exact, 7)
    _, last = period(day.isoformat()[:length], exact)
    assert last >= day
    assert last.year == day.year


class Rows:
    """A store of nothing but money."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def edition(self) -> str:
        return "1"

    def digests(self) -> dict[str, str]:
        return {}

    def stats(self) -> dict[str, int]:
        return {}

    def run(self, query: str, **_: str) -> list[Row]:
        return self.rows if query == "all_funding" else []


def money_row(number: int, said: dict[str, object]) -> Row:
    words = {key: Decimal(value) if isinstance(value, int) and key != "sought" else value for key, value in said.items()}
    row = {"sought": False, **words, "funding": f"f{number}", "plan": "p", "payer": "city", "status": "proposed", "quote": f"第{number}笔"}
    return dict.fromkeys(CATALOGUE["all_funding"].columns) | row


@given(st.lists(st.sampled_from(SUMS), min_size=1, max_size=6))
def test_a_total_never_holds_what_may_not_be_added(sums: list[tuple[dict[str, object], bool]]) -> None:
    plan: Row = dict.fromkeys(CATALOGUE["plans"].columns) | {"plan": "p", "title": MAIN, "place": "c", "nature": "official"}
    rows = [money_row(number, said) for number, (said, _) in enumerate(sums)]
    purses = money(Scope(Rows(rows), {}, {"p": plan}, ON))
    total = sum((one.total for one in purses if one.total is not None), Decimal(0))
    assert total == sum(Decimal(str(said["amount"])) for said, fits in sums if fits)
    assert sum(len(one.lines) for one in purses) == len(sums)


def test_the_document_keeps_its_keys_and_the_table_reads(country: Store) -> None:
    commands = Commands(commands_from={"overview": "overview:overview_command"})
    directory = str(country.directory)  # type: ignore[attr-defined]
    shown = CliRunner().invoke(commands, ["overview", "--store", directory, "--on", "2023-07-01"])
    assert shown.exit_code == 0
    assert all(word in shown.output for word in ("栖陵市市场监督管理局", "2023-Q3", "500万元", "专项资金"))
    said = CliRunner().invoke(commands, ["overview", "--store", directory, "--place", "栖陵市", "--format", "json"])
    found = json.loads(said.output)
    parts = {"counts", "bodies", "collectives", "calendar", "money", "reason"}
    assert found.keys() == {"on", "place", "place_uri", "plan", "plan_uri", *parts}
    assert found["calendar"].keys() == {"past", "this_year", "later", "recurrent", "undated"}
