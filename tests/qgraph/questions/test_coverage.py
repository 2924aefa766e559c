"""What of an upper plan a lower one takes up: a rule each in an invented world, and the three chains of real documents."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from qgraph.cli import COMMANDS, main
from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.model import Comparator, Plan, Role, TargetKind
from qgraph.questions.coverage import Answer, coverage
from qgraph.questions.coverage.deadlines import deadline_change, recurrence_change
from qgraph.store import Store
from tests.qgraph.questions.chains import chain, loaded
from tests.qgraph.questions.worlds import CITY, COUNTY, OTHER_CITY, PROVINCE, SOUTH, document, store, target

GE, LE, EQ = Comparator.GE, Comparator.LE, Comparator.EQ
RATE, FOOD, LOSS, MARKS = "制造业产品质量合格率", "食品抽检合格率", "质量损失率", "地理标志"
LEAD, ANSWER = Role.LEAD, Role.RESPONSIBLE
HIGH, LOW = "云川省质量强省规划", "栖陵市质量强市方案"
LAMPS, TAPS, CLOCKS = "逐盏检查灯会灯笼线路", "公共浴室更换节水龙头", "开设修钟匠人学徒班"


def upper() -> Plan:
    return document(
        PROVINCE,
        HIGH,
        [
            target(RATE, GE, 94),
            target(FOOD, GE, 98),
            target(LOSS, LE, 2),
            target(MARKS, EQ, 10, "件", scope="new"),
            target("公共浴室节水龙头更换", GE, 80),
            target("灯笼透光率", GE, 70, year=2023),
            target("冰糖甜度", GE, 5, "度"),
        ],
        [
            (LAMPS, [("省市场监管厅", LEAD)]),
            (TAPS, [("省财政厅", LEAD), ("省市场监管局", ANSWER)]),
            (CLOCKS, [("省教育厅", ANSWER)]),
        ],
    )


def lower(**due: str | None) -> Plan:
    plan = document(
        CITY,
        LOW,
        [
            target(RATE, GE, 95),
            target(FOOD, GE, 97),
            target(LOSS, LE, 2),
            target(MARKS, EQ, 3, "件", scope="total"),
            target("公共浴室节水龙头更换比例", GE, 85),
            target("灯笼透光率", GE, 75),
            target("凉亭座位", GE, 3, "个"),
        ],
        [
            (f"年内{TAPS}", [("市教育局", LEAD)]),
            ("在渡口修建凉亭", [("市财政局", LEAD)]),
            (f"灯会前{LAMPS}", [("市市场监管局", LEAD)]),
        ],
    )
    return replace(plan, tasks=tuple(replace(task, deadline=due.get(task.title[-2:], task.deadline)) for task in plan.tasks))


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store(tmp_path_factory.mktemp("country") / "store", upper(), lower(线路="2022-06", 龙头=None))


def rows(answer: Answer, part: str) -> list[tuple[str, str, list[str]]]:
    matches = {"taken_up": answer.taken_up, "changed": answer.changed}[part]
    return [(match.upper.name, match.lower.name, [change.kind for change in match.changes]) for match in matches]


def test_tasks_are_changed_dropped_and_added_each_with_its_reason(country: Store) -> None:
    answer = coverage(country, HIGH, LOW)
    assert [row for row in rows(answer, "changed") if row[0] in (LAMPS, TAPS)] == [
        (LAMPS, f"灯会前{LAMPS}", ["earlier"]),
        (TAPS, f"年内{TAPS}", ["deadline_dropped", "lead"]),
    ]
    dropped = next(one for one in answer.dropped if one.fact.kind == "task")
    assert dropped.fact.name == CLOCKS
    assert dropped.reason.startswith("下级文件没有相似度达到")
    assert [one.fact.name for one in answer.added if one.fact.kind == "task"] == ["在渡口修建凉亭"]
    assert answer.counts()["tasks"] == {
        "upper": 3, "lower": 3, "taken_up": 2, "dropped": 1, "added": 1,
    }  # fmt: skip


def test_the_change_tells_both_sides(country: Store) -> None:
    by_kind = {change.kind: change.reason for match in coverage(country, HIGH, LOW).changed for change in match.changes}
    assert by_kind["earlier"] == "时限提前：2023改为2022-06"
    assert by_kind["deadline_dropped"] == "没有写时限，原为2023"
    assert by_kind["lead"] == "牵头单位类别不同：财政改为教育"


def test_targets_are_held_by_indicator_with_the_verdicts_of_the_rollup(country: Store) -> None:
    answer = coverage(country, HIGH, LOW)
    assert [row for row in rows(answer, "taken_up") if row[0] == LOSS] == [(LOSS, LOSS, [])]
    changed = {upper: (lower, kinds) for upper, lower, kinds in rows(answer, "changed")}
    assert changed[RATE] == (RATE, ["stricter"])
    assert changed[FOOD] == (FOOD, ["weaker"])
    assert changed[MARKS] == (MARKS, ["not_comparable"])  # new ones against all there are
    assert changed["灯笼透光率"] == ("灯笼透光率", ["later", "stricter"])  # another deadline and another figure
    assert changed["公共浴室节水龙头更换"] == ("公共浴室节水龙头更换比例", ["near"])  # no registry knows either; one sentence
    assert [one.fact.name for one in answer.dropped if one.fact.kind == "target"] == ["冰糖甜度"]
    assert [one.fact.name for one in answer.added if one.fact.kind == "target"] == ["凉亭座位"]
    weaker = next(match for match in answer.changed if match.upper.name == FOOD)
    assert "云川省2025年≥98%" in weaker.changes[0].reason
    assert "栖陵市2025年≥97%" in weaker.changes[0].reason


def test_every_item_carries_both_sentences_with_file_and_place(country: Store) -> None:
    document_ = coverage(country, HIGH, LOW).to_json()
    for part in ("taken_up", "changed", "dropped", "added"):
        assert document_[part]
        for item in document_[part]:
            for side, title in (("upper", HIGH), ("lower", LOW)):
                if (side == "upper" and part == "added") or (side == "lower" and part == "dropped"):
                    assert side not in item
                    continue
                fact = item[side]
                assert (fact["file"], fact["plan"]) == (f"{title}.txt", title)
                text = {"upper": upper(), "lower": lower()}[side].source.found
                assert text[fact["start"] : fact["end"]] == fact["found"] == fact["quote"]
            assert item["reasons"]
            assert 0 <= item["score"] <= 1


def test_each_upper_item_is_matched_or_dropped_and_each_lower_one_matched_or_added(country: Store) -> None:
    answer = coverage(country, HIGH, LOW)
    for kind, (above, below) in answer.sizes.items():
        matched = [match for match in answer.matches if match.upper.kind == kind]
        assert len({match.upper.uri for match in matched}) + sum(one.fact.kind == kind for one in answer.dropped) == above
        assert len({match.lower.uri for match in matched}) + sum(one.fact.kind == kind for one in answer.added) == below


def test_a_third_plan_changes_nothing(country: Store, tmp_path: Path) -> None:
    third = document(OTHER_CITY, "沁原市质量强市方案", [target(RATE, GE, 99)], [(LAMPS, [("市教育局", LEAD)]), (CLOCKS, [])])
    more = store(tmp_path / "store", upper(), third, lower(线路="2022-06", 龙头=None))
    assert coverage(more, HIGH, LOW).to_json() == coverage(country, HIGH, LOW).to_json()


def test_two_figures_of_one_indicator_go_with_those_of_their_year(tmp_path: Path) -> None:
    world = store(
        tmp_path / "store",
        document(PROVINCE, HIGH, [target(RATE, GE, 94, year=2023), target("制造业产品质量合格率", GE, 96, year=2025, recurrence=None)]),
        document(CITY, LOW, [target(RATE, GE, 97, year=2025), target(RATE, GE, 95, year=2023)]),
    )
    found = {(match.upper.row["deadline"], match.lower.row["deadline"]) for match in coverage(world, HIGH, LOW).matches}
    assert found == {("2023", "2023"), ("2025", "2025")}


def test_a_rejected_target_is_none_and_a_doubted_reading_is_not_compared(tmp_path: Path) -> None:
    world = store(
        tmp_path / "store",
        document(PROVINCE, HIGH, [target(FOOD, GE, 98), target("冰糖甜度", GE, 5, "度")]),
        document(CITY, LOW, [target(FOOD, GE, 985, doubt="小数点可能已失")]),
    )
    answer = coverage(world, HIGH, LOW)
    assert rows(answer, "changed") == [(FOOD, FOOD, ["doubted"])]


def test_a_zero_is_held_by_its_severity(tmp_path: Path) -> None:
    zero = target("重大质量安全事故", EQ, 0, "起", kind=TargetKind.ZERO)
    world = store(tmp_path / "store", document(PROVINCE, HIGH, [zero]), document(CITY, LOW, [zero]))
    assert [match.verdict for match in coverage(world, HIGH, LOW).taken_up] == ["meets"]


@pytest.mark.parametrize(
    ("above", "below", "kind"),
    [
        ("2023", "2023-12", None),
        ("2023-12", "2023-12-31", None),
        ("2023", "2023-06", "earlier"),
        ("2023-06", "2023-06-30", None),
        ("2023-06", "2024", "later"),
        (None, "2024", "deadline_added"),
        ("2024", None, "deadline_dropped"),
        (None, None, None),
    ],
)
def test_a_year_is_due_at_its_end(above: str | None, below: str | None, kind: str | None) -> None:
    change = deadline_change(above, below)
    assert (change.kind if change else None) == kind


def test_how_often_is_a_change_only_where_both_say_it() -> None:
    change = recurrence_change("annual", "monthly")
    assert change
    assert change.reason == "频次不同：每年改为每月"
    assert recurrence_change("annual", "annual") is recurrence_change(None, "annual") is None


def test_a_place_stands_for_its_only_plan_and_two_are_ambiguous(tmp_path: Path) -> None:
    world = store(
        tmp_path / "store", upper(), lower(), document(SOUTH, "南浦区质量强区方案"), document(SOUTH, "南浦区政务公开方案"),
        document(COUNTY, "砚湖县政务公开方案"),
    )  # fmt: skip
    assert coverage(world, "云川省", "栖陵市").to_json() == coverage(world, HIGH, LOW).to_json()
    with pytest.raises(AmbiguousError, match="南浦区有 2 份文件") as torn:
        coverage(world, "云川省", "南浦区")
    assert {row["name"] for row in torn.value.candidates} == {"南浦区质量强区方案", "南浦区政务公开方案"}
    with pytest.raises(NotFoundError, match="相近的有：栖陵市质量强市方案"):
        coverage(world, "云川省", "栖陵市质量强市法案")
    with pytest.raises(NotFoundError, match="库中没有沁原市的文件"):
        coverage(world, "云川省", "沁原市")


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="qgraph load"):
        coverage(store(tmp_path / "store"), HIGH, LOW)


def test_a_plan_without_tasks_and_targets_leaves_everything_on_the_other_side(tmp_path: Path) -> None:
    world = store(tmp_path / "store", upper(), document(CITY, LOW))
    answer = coverage(world, HIGH, LOW)
    assert (len(answer.dropped), len(answer.matches), len(answer.added)) == (10, 0, 0)
    assert (len(coverage(world, LOW, HIGH).added), coverage(world, LOW, HIGH).dropped) == (10, ())


def test_the_command_gives_one_document_or_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "coverage", "coverage:coverage_command")
    store(tmp_path / "store", upper(), lower())
    asked = ["--store", str(tmp_path / "store"), "coverage", "云川省", "栖陵市"]
    answer = json.loads(CliRunner().invoke(main, [*asked, "--format", "json"]).stdout)
    assert answer.keys() >= {"taken_up", "changed", "dropped", "added", "counts", "upper", "lower"}
    shown = CliRunner().invoke(main, asked)
    assert shown.exit_code == 0
    assert "added" in shown.stdout
    assert "tasks: 2 of 3 taken up, 1 dropped, 1 of 3 added" in shown.stderr
    assert CliRunner().invoke(main, [*asked[:-1], "栖陵"[:1]]).exit_code == 1


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return loaded(tmp_path_factory.mktemp("chains") / "store")


# upper, lower: documents by the number in front of their names; how many upper tasks are taken up at least, of how many
CHAINS = [("221", "310", 13, 13), ("230", "317", 38, 44), ("227", "404", 30, 41)]


@pytest.mark.corpus
@pytest.mark.parametrize(("above", "below", "least", "of"), CHAINS)
def test_the_three_chains_are_taken_up(above: str, below: str, least: int, of: int, chains: Store) -> None:
    counts = coverage(chains, chain(chains, above), chain(chains, below)).counts()["tasks"]
    assert counts["upper"] == of
    assert least <= counts["taken_up"]


@pytest.mark.corpus
def test_foshan_keeps_the_three_figures_of_guangdong(chains: Store) -> None:
    answer = coverage(chains, chain(chains, "221"), chain(chains, "310"))
    held = {(str(match.upper.row["value"]), match.verdict) for match in answer.taken_up if match.upper.kind == "target"}
    assert held >= {("50", "meets"), ("20", "meets"), ("98", "meets")}
    assert not [one for one in answer.dropped if one.fact.kind == "target"]


@pytest.mark.corpus
def test_a_plan_of_another_matter_takes_hardly_anything_up(chains: Store) -> None:
    counts = coverage(chains, chain(chains, "221"), chain(chains, "404")).counts()["tasks"]
    assert counts["taken_up"] <= 2
