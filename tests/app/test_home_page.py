"""首页: what is loaded, a search, an example of each question that opens, and the samples in one click where there is nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.links import PAGES
from qgraph.app.samples import samples as sample_plans
from qgraph.app.views.home import examples, ordered
from qgraph.questions.overview import overview
from qgraph.questions.search import search
from qgraph.questions.validity import Validity, validity
from qgraph.store import open_store
from tests.app import stores
from tests.app.test_pages import WRONG, address, opened, said

ZH = words("zh")


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_what_is_loaded(language: str, samples: Path) -> None:
    app = opened("home", lang=language)
    assert not app.exception
    counts = open_store(samples).stats()
    assert [metric.value for metric in app.metric][:2] == [f"{counts['Plan']:,}", f"{counts['Task']:,}"]
    titles = [str(row["title"]) for row in ordered(stores.rows(samples, "plans"))]
    assert list(app.dataframe[0].value[words(language)["column.plan"]]) == titles


def test_a_filter_leaves_what_is_in_force(samples: Path) -> None:
    expected = sum(validity(row, date.today()) is Validity.EXPIRED for row in stores.rows(samples, "plans"))
    app = opened("home", valid="expired")
    assert len(app.dataframe[0].value) == expected
    assert 0 < expected < len(stores.rows(samples, "plans"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_opens(language: str, samples: Path) -> None:
    store = open_store(samples)
    indicator = next((str(row["indicator"]), str(row["name"])) for row in store.run("indicators") if row["name"] == "食品抽检合格率")
    some = examples(overview(store), ordered(store.run("plans")), indicator)
    assert {example.page for example in some} == {"duty", "rollup", "compare", "audit", "graph", "source"}
    for example in some:
        plain = {key: value for key, value in example.about.items() if isinstance(value, str)}
        assert not opened(example.page, lang=language, **plain).exception


def test_the_links_of_the_cards_lead_to_pages() -> None:
    app = opened("home")
    links = [link.proto for link in app.get("page_link")]
    known = {path for _, path, _ in PAGES.values()}
    assert {link.page.rpartition("/")[2] for link in links} <= known
    assert any(dict(parse_qsl(link.query_string)).get("body") for link in links)


@pytest.mark.parametrize("typed", ["教育局", "jiaoyuju", "首席质量官"])
def test_a_search_shows_its_hits(typed: str, samples: Path) -> None:
    app = opened("home", q=typed)
    assert not app.exception
    answer = search(open_store(samples), typed)
    assert ZH["search.count"].format(count=answer.total, shown=len(answer.hits)) in said(app)
    assert address(app, "q") == typed
    assert not app.metric


def test_a_kind_narrows_the_search(samples: Path) -> None:
    app = opened("home", q="教育", kind="task")
    assert not app.exception
    assert address(app, "kind") == "task"


@pytest.mark.parametrize("wrong", WRONG[1:], ids=["word", "no fact", "markup", "quote", "path", "long"])
def test_strange_words_never_raise(wrong: str) -> None:
    assert not opened("home", q=wrong, kind=wrong, level=wrong, valid=wrong, plan=wrong, busy=wrong).exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_samples_come_in_one_click(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(tmp_path / "store"))
    app = opened("home", lang=language)
    next(one for one in app.button if one.label == words(language)["home.samples"]).click()
    app.run(timeout=60)
    assert not app.exception
    folder = sample_plans()
    assert folder is not None
    assert len(open_store(tmp_path / "store").run("plans")) == len([path for path in folder.iterdir() if path.is_file()])
    assert app.metric
