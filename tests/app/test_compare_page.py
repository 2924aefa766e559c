"""城市对比: each view shows its question's own answer, keeps what is chosen in the address, and never trips over a wrong one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.questions.compare import compare
from qgraph.questions.coverage import coverage
from qgraph.questions.drafting import drafting
from qgraph.questions.history import history
from qgraph.store import Store, open_store
from tests.app import stores
from tests.app.test_pages import WRONG, opened, said

ZH = words("zh")


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


@pytest.fixture
def store(samples: Path) -> Store:
    return open_store(samples)


def place(samples: Path, name: str) -> str:
    return next(str(row["place"]) for row in stores.rows(samples, "places") if row["name"] == name)


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


def test_pairs_are_offered_where_none_is_chosen() -> None:
    app = opened("compare", view="history")
    assert not app.exception
    assert app.get("page_link")


@pytest.mark.parametrize("wrong", WRONG, ids=["empty", "word", "no fact", "markup", "quote", "path", "long"])
def test_a_wrong_address_never_raises(wrong: str) -> None:
    for view in ("sides", "drafter", "coverage", "history", wrong):
        app = many(
            "compare", "zh", view=[view], side=[wrong, wrong], place=[wrong], upper=[wrong], lower=[wrong], theme=[wrong], show=[wrong]
        )
        assert not app.exception, view
