"""城市对比: each view shows its question's own answer, keeps what is chosen in the address, and never trips over a wrong one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from qgraph.app import links
from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.sections.offers import OFFERED
from qgraph.questions.compare import compare
from qgraph.questions.coverage import coverage
from qgraph.questions.drafting import drafting
from qgraph.questions.history import history
from qgraph.questions.pairs import ladders, neighbours, periods
from qgraph.store import Store
from tests.app import stores
from tests.app.stores import place
from tests.app.test_pages import WRONG, address, opened, said

ZH = words("zh")
NAMES = ("side", "place", "upper", "lower", "theme", "show", "have", "state", "kind", "row", "indicator")  # parameters besides `view`


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


def plan(samples: Path, file: str) -> str:
    return next(str(row["plan"]) for row in stores.rows(samples, "plans") if str(row["file"]).startswith(file))


def many(page: str, language: str, **address: list[str]) -> AppTest:
    """The app at an address in which a parameter stands more than once."""
    app = opened(page, lang=language)
    for name, values in address.items():
        app.query_params[name] = values
    return app.run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_places_side_by_side(language: str, samples: Path, store: Store) -> None:
    sides = [place(samples, "南浦区"), place(samples, "柳堰区")]
    app = many("compare", language, side=sides)
    assert not app.exception
    answer = compare(store, sides, on=date.today())
    themes, indicators = (frame.value for frame in app.dataframe[:2])
    assert len(themes) == len(answer.themes) > 3
    assert list(indicators[words(language)["rollup.indicator"]]) == [row.name for row in answer.indicators]
    assert "南浦区" in themes.columns
    first = next(cell[0] for cell in answer.themes[0].cells if cell)
    assert f"> {escaped(str(first.fact.row['quote']))}" in [mark.value for mark in app.markdown]


def test_filters_leave_what_they_say(samples: Path, store: Store) -> None:
    sides = [place(samples, "南浦区"), place(samples, "柳堰区")]
    answer = compare(store, sides, on=date.today())
    shared = many("compare", "zh", side=sides, show=["shared"])
    assert len(shared.dataframe[0].value) == sum(all(row.cells) for row in answer.themes)
    alone = many("compare", "zh", side=sides, show=["alone"])
    assert len(alone.dataframe[0].value) == sum(sum(map(bool, row.cells)) == 1 for row in answer.themes)


def test_one_side_is_not_enough(samples: Path) -> None:
    app = many("compare", "zh", side=[place(samples, "南浦区")])
    assert ZH["compare.two"] in [info.value for info in app.info]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drafters_table(language: str, samples: Path, store: Store) -> None:
    app = opened("compare", lang=language, view="drafter", place=place(samples, "南浦区"))
    assert not app.exception
    table = app.dataframe[0].value
    answer = drafting(store, "南浦区")
    assert list(table[words(language)["rollup.indicator"]]) == [row.name for row in answer.rows]
    assert {"栖陵市", "云川省", "国家"} <= set(table.columns)
    assert "≥96% (2025)" in set(table[words(language)["compare.drafter.own"]])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_upper_plan_and_a_lower_one(language: str, samples: Path, store: Store) -> None:
    upper, lower = plan(samples, "qiling-2021"), plan(samples, "nanpu-2021")
    app = opened("compare", lang=language, view="coverage", upper=upper, lower=lower)
    assert not app.exception
    answer = coverage(store, upper, lower)
    assert len(app.dataframe[1].value) == len(answer.matches) + len(answer.dropped) + len(answer.added)
    dropped = opened("compare", lang=language, view="coverage", upper=upper, lower=lower, state="dropped")
    assert len(dropped.dataframe[1].value) == len(answer.dropped)


def test_two_periods_of_one_place(samples: Path, store: Store) -> None:
    earlier, later = plan(samples, "nanpu-2016"), plan(samples, "nanpu-2021")
    app = opened("compare", view="history", upper=earlier, lower=later)
    assert not app.exception
    held = history(store, earlier, later).held
    assert len(app.dataframe[1].value) == len(held.matches) + len(held.dropped) + len(held.added)
    assert ZH["compare.history.upper"] in said(app)


def test_two_places_are_no_history(samples: Path) -> None:
    app = opened("compare", view="history", upper=plan(samples, "qiling-2021"), lower=plan(samples, "nanpu-2021"))
    assert not app.exception
    assert len(app.warning) == 1


@pytest.mark.parametrize(("view", "pairs"), [("history", periods), ("coverage", ladders)])
def test_two_plans_are_offered_and_a_click_holds_them_together(view: str, pairs: Callable[[Store], Any], store: Store) -> None:
    app = opened("compare", view=view)
    upper, lower = pairs(store)[0]
    app.button(key=f"offer-{upper}-{lower}").click().run()
    assert not app.exception
    assert (address(app, "upper"), address(app, "lower")) == (upper, lower)
    assert [box.value for box in app.selectbox[:2]] == [upper, lower]
    assert len(app.dataframe) == 2


def test_the_plans_above_a_chosen_one_are_offered(samples: Path, store: Store) -> None:
    low = plan(samples, "nanpu-2021")
    app = opened("compare", view="coverage", lower=low)
    keys = [button.key for button in app.button]
    assert keys == [f"offer-{high}-{low}" for high, _ in ladders(store, lower=low)[:OFFERED]]
    assert keys[0] == f"offer-{plan(samples, 'qiling-2021')}-{low}"


def test_two_places_are_offered_and_a_click_puts_them_side_by_side(store: Store) -> None:
    app = opened("compare")
    pair = neighbours(store)[0]
    app.button(key=f"offer-{'-'.join(pair)}").click().run()
    assert not app.exception
    assert app.query_params["side"] == list(pair)
    assert len(app.dataframe) >= 2


def test_a_place_to_draft_for_is_offered(store: Store) -> None:
    app = opened("compare", view="drafter")
    place = neighbours(store)[0][0]
    app.button(key=f"offer-{place}").click().run()
    assert not app.exception
    assert address(app, "place") == place
    assert len(app.dataframe) == 1


def test_a_row_of_the_drafters_table_leads_to_its_sentences(samples: Path, store: Store) -> None:
    where = place(samples, "南浦区")
    draft = next(row for row in drafting(store, where).rows if row.name == "制造业产品质量合格率")
    app = opened("compare", view="drafter", place=where, row=draft.uri)
    assert not app.exception
    quotes = [f"> {escaped(rung.quote)}" for rung in (*draft.own, *draft.above, *draft.beside) if rung.quote]
    assert len(quotes) >= 4
    assert set(quotes) <= {mark.value for mark in app.markdown}
    assert all(escaped(one.document) in said(app) for one in draft.reached)


def test_the_drafters_table_shows_what_only_those_above_want(samples: Path, store: Store) -> None:
    where = place(samples, "南浦区")
    missing = [row.name for row in drafting(store, where).rows if not row.own]
    app = opened("compare", view="drafter", place=where, have="missing")
    assert list(app.dataframe[0].value[ZH["rollup.indicator"]]) == missing != []


def test_the_filter_of_states_says_how_many(samples: Path, store: Store) -> None:
    upper, lower = plan(samples, "qiling-2021"), plan(samples, "nanpu-2021")
    app = opened("compare", view="coverage", upper=upper, lower=lower, kind="task")
    dropped = sum(one.fact.kind == "task" for one in coverage(store, upper, lower).dropped)
    box = next(box for box in app.selectbox if box.label == ZH["compare.state"])
    assert f"{ZH['compare.coverage.dropped']} ({dropped})" in box.options
    box.select("dropped").run()
    assert address(app, "state") == "dropped"
    assert set(app.dataframe[1].value[ZH["compare.state"]]) == {ZH["compare.coverage.dropped"]}
    assert len(app.dataframe[1].value) == dropped


def test_what_one_side_alone_has_leads_to_its_sentence(samples: Path, store: Store) -> None:
    sides = [place(samples, "南浦区"), place(samples, "柳堰区")]
    answer = compare(store, sides, on=date.today())
    app = many("compare", "zh", side=sides)
    figures, told = answer.only_in(0)
    table = app.dataframe[2].value
    assert len(table) == len(figures) + len(told) > 0
    assert table[ZH["page.source"]][0] == links.address(
        "source", doc=str(figures[0].cells[0][0].fact.plan["plan"]), at=figures[0].cells[0][0].fact.uri
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_of_a_plan_stays_text(language: str, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(hostile))
    (row,) = stores.rows(hostile, "plans")
    pages = [many("compare", language, side=[str(row["plan"]), str(row["place"])])]
    pages += [
        opened("compare", lang=language, view="drafter", place=str(row["place"]), row=str(target["indicator"]))
        for target in stores.rows(hostile, "plan_targets", plan=str(row["plan"]))
    ]
    pages += [opened("compare", lang=language, view=view, upper=str(row["plan"])) for view in ("coverage", "history")]
    for app in pages:
        assert not app.exception
        assert not any(shot in said(app) for shot in stores.SHOTS)
    assert all(app.dataframe for app in pages[:-2])


@pytest.mark.parametrize("wrong", WRONG, ids=["empty", "word", "no fact", "markup", "quote", "path", "long"])
def test_a_wrong_address_never_raises(wrong: str) -> None:
    for view in ("sides", "drafter", "coverage", "history", wrong):
        app = many("compare", "zh", view=[view], **{name: [wrong, wrong] for name in NAMES})
        assert not app.exception, view


@pytest.mark.parametrize("wrong", ["x", "<script>window.ran=1</script>"])
def test_wrong_filters_over_a_right_choice_are_ignored(wrong: str, samples: Path) -> None:
    filters = {name: [wrong] for name in ("theme", "show", "have", "state", "kind", "row", "indicator")}
    sides = [place(samples, "南浦区"), place(samples, "柳堰区")]
    upper, lower = plan(samples, "nanpu-2016"), plan(samples, "nanpu-2021")
    for view in ("sides", "drafter", "coverage", "history"):
        app = many("compare", "zh", view=[view], side=sides, place=sides[:1], upper=[upper], lower=[lower], **filters)
        assert not app.exception, view
        assert app.dataframe, view
