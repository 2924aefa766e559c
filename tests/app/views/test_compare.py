"""城市对比 in rows: what filters leave, what cells say, what two plans held together are counted as, on the samples' own answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qgraph.app.i18n import words
from qgraph.app.views import compare as view
from qgraph.app.views import drafter as drafts
from qgraph.app.views import held
from qgraph.questions.compare import Answer, compare
from qgraph.questions.coverage import Answer as Held
from qgraph.questions.coverage import coverage
from qgraph.questions.drafting import Answer as Draft
from qgraph.questions.drafting import drafting
from qgraph.store import Store, open_store

ZH = words("zh")


@pytest.fixture(scope="module")
def store(samples: Path) -> Store:
    return open_store(samples)


@pytest.fixture(scope="module")
def answer(store: Store) -> Answer:
    return compare(store, ["南浦区", "柳堰区"], on=date(2024, 6, 1))


@pytest.fixture(scope="module")
def taken(store: Store) -> Held:
    plans = {str(row["file"]): str(row["plan"]) for row in store.run("plans")}
    return coverage(store, plans["qiling-2021-2025.txt"], plans["nanpu-2021-2025.txt"])


@pytest.fixture(scope="module")
def table(store: Store) -> Draft:
    return drafting(store, "南浦区")


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        (["a", "a"], {"all", "shared"}),
        (["a", "b"], {"all", "shared", "different"}),
        (["a", None], {"all", "alone"}),
        (["", ""], {"all", "shared"}),  # both speak of it, neither says how
        (["a", "b", None], {"all", "different"}),
        (["a", "a", None], {"all"}),
        ([None, None, ""], {"all", "alone"}),
    ],
)
def test_a_row_is_shown_where_the_filter_fits(told: list[str | None], fits: set[str]) -> None:
    assert {shown for shown in view.SHOWN if view.kept(told, shown)} == fits


def test_an_indicator_differs_where_its_figures_do(answer: Answer) -> None:
    different = {row.name for row in view.indicator_rows(answer, "different")}
    assert "制造业产品质量合格率" in different  # ≥96% and ≥94.5%
    for row in answer.indicators:
        said = [sorted((one.rung.figure(), one.rung.year) for one in cell) for cell in row.cells if cell]
        assert (row.name in different) == (len(said) == 2 and said[0] != said[1]), row.name


def test_a_cell_says_the_figure_its_year_and_which_is_the_strictest(answer: Answer) -> None:
    rows = view.indicators(answer, answer.indicators)
    row = next(row for row in rows if row[ZH["rollup.indicator"]] == "制造业产品质量合格率")
    assert str(row["南浦区"]).startswith("≥96% · 2025")
    assert ZH["compare.strictest"] in str(row["南浦区"])
    assert str(row["柳堰区"]).startswith("≥94.5% · 2025")
    assert ZH["compare.strictest"] not in str(row["柳堰区"])
    assert "≥96%" in str(row[ZH["compare.held"]])


def test_a_cell_of_a_theme_says_what_its_facts_say(answer: Answer) -> None:
    for row, cells in zip(answer.themes, view.themes(answer, answer.themes), strict=True):
        for cell, wording, column in zip(row.cells, row.firmness(), view.heads(answer), strict=True):
            told = str(cells[column])
            assert bool(told) == bool(cell)
            kinds = [one.fact.kind for one in cell]
            assert all(ZH["compare.counted"].format(kind=ZH[f"kind.{kind}"], count=kinds.count(kind)) in told for kind in kinds)
            assert wording is None or wording.level.name in told
            assert (ZH["compare.measurable"] in told) == any(one.measurable for one in cell)


def test_sides_of_one_name_are_numbered(store: Store) -> None:
    twice = compare(store, ["南浦区", "南浦区"], on=date(2024, 6, 1))
    assert view.heads(twice) == ["1. 南浦区", "2. 南浦区"]


def test_what_one_side_alone_has_is_in_no_other_cell(answer: Answer) -> None:
    for side in (0, 1):
        names = [row[ZH["column.name"]] for row in view.alone(answer, side)]
        other = {row.name for row in answer.indicators if row.cells[1 - side]} | {
            row.theme.name for row in answer.themes if row.cells[1 - side]
        }
        assert names
        assert not other & set(names)


def test_states_and_kinds_of_two_plans_add_up(taken: Held) -> None:
    found = held.all_of(taken)
    counts = held.tally(found)
    assert counts == {
        "same": len(taken.taken_up), "changed": len(taken.changed), "dropped": len(taken.dropped), "added": len(taken.added)
    }  # fmt: skip
    assert min(counts.values()) > 0
    for state, count in counts.items():
        assert len(held.chosen(found, state, None)) == count
        assert sum(len(held.chosen(found, state, kind)) for kind in ("task", "target")) == count


def test_a_reason_is_said_once(taken: Held) -> None:
    for _, one in held.all_of(taken):
        reasons = held.reasons(one)
        assert reasons
        assert len(reasons) == len(set(reasons))


def test_what_is_dropped_has_no_lower_end_and_what_is_added_no_upper_one(taken: Held) -> None:
    for told, one in held.all_of(taken):
        above, below = held.ends(told, one)
        assert (above is None, below is None) == (told == "added", told == "dropped")


def test_rows_of_the_drafters_table_fall_into_ours_and_those_of_others(table: Draft) -> None:
    own, missing = drafts.chosen(table, "own"), drafts.chosen(table, "missing")
    assert own
    assert missing
    assert sorted(row.uri for row in (*own, *missing)) == sorted(row.uri for row in drafts.chosen(table, "all"))
    assert not any(row.own for row in missing)


def test_the_drafters_table_has_a_column_for_each_place_above(table: Draft) -> None:
    row = next(row for row in drafts.rows(table, table.rows) if row[ZH["rollup.indicator"]] == "制造业产品质量合格率")
    assert [row[step.name or ""] for step in table.steps] == ["≥95% (2025)", "≥94% (2025)", "94% (2025)"]
    assert row[ZH["compare.drafter.neighbours"]] == "柳堰区 ≥94.5% (2025)"
    assert "93.39%" in str(row[ZH["compare.drafter.reached"]])
