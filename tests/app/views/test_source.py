"""原文 in rows and marks, on the samples' own facts and on texts built by hand."""

from __future__ import annotations

import tomllib
from array import array
from collections import Counter
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from qgraph.app.components.source_view import Heading
from qgraph.app.i18n import words
from qgraph.app.views import source as view
from qgraph.model import Cell, Gap, Repair, Source
from qgraph.questions.passages import Passage, passages
from qgraph.store import open_store

ZH = words("zh")
FOUND = "页1 到2O25年，合格率达到9B%以上。（略）"
READING = "到2025年，合格率达到98%以上。（略）"


def text() -> Source:
    """`FOUND` read as `READING`: a page mark dropped, a letter in a year read as a figure, one figure guessed, something left out."""
    repairs = (
        Repair(0, 3, "页1 ", "", "reading.page_line", 0.98),
        Repair(5, 6, "O", "0", "reading.digit", 0.95),
        Repair(16, 17, "B", "8", "reading.likely_digit", 0.85),
    )
    starts = array("I", range(3, len(FOUND)))
    ends = array("I", range(4, len(FOUND) + 1))
    return Source("a.txt", "0" * 64, "text/plain", FOUND, READING, starts, ends, repairs, (Gap(21, 24, "omitted", "（略）"),))


def target(start: int, end: int, **row: object) -> Passage:
    """A target whose sentence is a stretch of `READING`."""
    about = {
        "kind": "absolute", "indicator_as_written": "合格率", "comparator": ">=", "value": 98, "value_high": None, "unit": "%",
        "base": None, "deadline": "2025", "scope": None, "doubt": None, "rule": "target.rate", "status": "proposed",
    }  # fmt: skip
    return Passage(
        f"p/target/{start}", "target", READING[start:end], FOUND[start + 3 : end + 3], start + 3, end + 3, start, end, about | row
    )


def test_the_text_of_these_tests_is_sound() -> None:
    source = text()
    assert [source.found[one.start : one.end] for one in source.repairs] == [one.before for one in source.repairs]
    assert [source.found[one.start : one.end] for one in source.gaps] == [one.found for one in source.gaps]


def test_a_stretch_as_found_leads_to_where_it_is_read() -> None:
    source = text()
    assert view.reading_span(source, 0, 3) == (0, 0)  # it was dropped
    for repair in source.repairs[1:]:
        start, end = view.reading_span(source, repair.start, repair.end)
        assert source.reading[start:end] == repair.after
    start, end = view.reading_span(source, 21, 24)
    assert source.reading[start:end] == "（略）"
    assert view.reading_span(source, 0, len(FOUND)) == (0, len(READING))


def test_what_is_in_doubt_and_why() -> None:
    sure, guessed, gapped, said = target(0, 7), target(7, 18), target(18, 21), target(1, 6, doubt="985% is more than the whole")
    found = view.doubts([sure, guessed, gapped, said], text())
    assert found == {
        guessed.fact: [ZH["source.doubt_repair"].format(before="B", after="8")],
        gapped.fact: [ZH["source.doubt_gap"].format(kind=ZH["source.gap.omitted"], found="（略）")],
        said.fact: [ZH["source.doubt_reading"].format(doubt="985% is more than the whole")],
    }


def test_filters_leave_what_they_say_and_the_chosen_one() -> None:
    one, other = target(0, 7), replace(target(7, 18), kind="task")
    assert view.kept([one, other], [], None, None) == [one, other]
    assert view.kept([one, other], ["task"], None, None) == [other]
    assert view.kept([one, other], [], {one.fact}, None) == [one]
    assert view.kept([one, other], [], {}, None) == []
    assert view.kept([one, other], ["task"], None, one.fact) == [one, other]


def test_notes_stand_where_they_are_wanted() -> None:
    source, doubtful = text(), target(7, 18)
    doubted = view.doubts([doubtful], source)
    assert view.notes(source, [doubtful], doubted, []) == []
    repairs = view.notes(source, [doubtful], doubted, [view.REPAIR])
    assert [(note.start, note.end) for note in repairs] == [(0, 0), (2, 3), (13, 14)]
    assert ["页1" in note.label for note in repairs] == [True, False, False]
    assert repairs[1].short == ZH["source.note_repair"].format(before="O")
    (gap,) = view.notes(source, [doubtful], doubted, [view.GAP])
    assert READING[gap.start : gap.end] == "（略）"
    (doubt,) = view.notes(source, [doubtful], doubted, [view.DOUBT])
    assert (doubt.start, doubt.end) == (7, 18)
    assert doubt.label == doubted[doubtful.fact][0]


def test_joined_lines_are_no_repair_to_tell() -> None:
    joined, blank, told = (Repair(0, 1, before, after, "r", 0.99) for before, after in (("\n", ""), (" 甲", "甲"), ("O", "0")))
    assert view.telling([joined, blank, told]) == [told]


def test_repairs_and_gaps_as_rows() -> None:
    rows = view.repairs(text())
    assert [row[ZH["source.before"]] for row in rows] == ["页1", "O", "B"]
    assert [row[ZH["source.after"]] for row in rows] == [ZH["source.dropped"], "0", "8"]
    assert rows[2][ZH["source.why"]] == ZH["source.reading.likely_digit"]
    (gap,) = view.gaps(text())
    assert gap[ZH["column.kind"]] == ZH["source.gap.omitted"]
    assert str(gap[ZH["source.gap_before"]]).endswith("9B%以上。")


def test_a_rule_that_has_no_name_goes_by_its_id() -> None:
    assert view.repair_name(Repair(0, 1, "a", "b", "reading.tomorrow", 0.9)) == "reading.tomorrow"


def test_every_rule_of_the_reader_and_every_kind_of_gap_has_a_name() -> None:
    from loaders.reading.gaps import KINDS

    rules = tomllib.loads(files("loaders.reading").joinpath("rules.toml").read_text(encoding="utf-8"))["rule"]
    assert [rule["id"] for rule in rules if f"source.{rule['id']}" not in ZH] == []
    assert [kind for kind in (*KINDS, "unreadable") if f"source.gap.{kind}" not in ZH] == []


def test_what_a_target_says() -> None:
    assert view.says(target(7, 18)) == "合格率 · ≥98% · 2025"
    assert view.says(target(7, 18, scope="new")) == f"合格率 · ≥98% · 2025 · {ZH['source.scope.new']}"


def test_headings_stand_in_the_order_of_the_text_above_what_follows_them() -> None:
    clauses = [
        {"position": 9, "level": 2, "number": "(一)", "title": "抽查", "path": "一"},
        {"position": 2, "level": 1, "number": "一", "title": None, "path": None},
    ]
    headings = view.outline(clauses)
    assert headings == [Heading(2, 1, "一"), Heading(9, 2, "(一) 抽查")]
    assert [view.above(headings, target(*span)) for span in ((0, 1), (3, 8), (10, 12))] == ["", "一", "(一) 抽查"]


def test_a_cell_of_a_table_is_named() -> None:
    source = replace(text(), cells=(Cell(10, 22, 2, 3, 4, sheet="附表"),))
    assert view.cell(source, target(7, 18)) == ZH["evidence.cell"].format(sheet="附表", table=2, row=3, column=4)
    assert view.cell(source, target(0, 6)) == ""


def test_the_head_says_only_what_the_plan_says() -> None:
    plan = {
        "doc_number": "甲政发〔2021〕9号", "issuer": None, "place_name": "甲市", "issued_on": "2021-03-01", "period_start": 2021,
        "period_end": 2025, "nature": "official", "publicity": None, "effective_until": None, "repealed": None, "file": "a.txt",
    }  # fmt: skip
    lines = view.head(plan, date(2024, 1, 1))
    assert lines[ZH["column.period"]] == "2021–2025"
    assert lines[ZH["source.force_today"]] == ZH["force.in_force"]
    assert ZH["source.issuer"] not in lines
    assert view.head(plan, date(2026, 1, 1))[ZH["source.force_today"]] == ZH["force.expired"]
    assert view.head(plan | {"repealed": True}, date(2024, 1, 1))[ZH["source.force_today"]] == ZH["source.repealed"]


@pytest.fixture(scope="module")
def facts(samples: Path) -> list[Passage]:
    store = open_store(samples)
    return [one for row in store.run("plans") for one in passages(store, str(row["plan"]))]


def test_facts_of_every_kind_are_said_listed_and_filed(facts: list[Passage]) -> None:
    assert {one.kind for one in facts} == set(view.SAYS)
    doubted = {facts[0].fact: ["甲", "乙"]}
    table = view.table(facts, doubted)
    assert table[0][ZH["source.doubt"]] == "甲；乙"
    assert all(row[ZH["source.says"]] for row in table)
    assert ZH["source.doubt"] not in view.table(facts, {})[0]
    filed = view.sheet(facts, doubted, text(), [], {"target.rate": 0.98})
    assert [row[ZH["column.quote"]] for row in filed] == [one.quote for one in facts]
    sure = Counter(row[ZH["source.certainty"]] for row in filed if row[ZH["source.rule"]] == "target.rate")
    assert set(sure) == {0.98}


def test_marks_stand_where_the_facts_do(facts: list[Passage]) -> None:
    doubted = {facts[3].fact: ["为什么"]}
    marks = view.marks(facts, doubted)
    assert [(one.fact, one.start, one.end) for one in marks] == [(one.fact, one.reading_start, one.reading_end) for one in facts]
    assert [one.fact for one in marks if one.doubt] == [facts[3].fact]
    assert marks[3].label.endswith("\n为什么")


def test_the_kinds_are_counted(facts: list[Passage]) -> None:
    for kind, label in view.counted(facts).items():
        assert label == ZH["source.counted"].format(name=ZH[f"kind.{kind}"], count=sum(one.kind == kind for one in facts))
    assert view.counted([]) == {}
