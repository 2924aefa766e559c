"""Every page, run by Streamlit's own AppTest: it opens, follows its address, and never trips over a wrong one."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from qgraph import ingest
from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.links import PAGES, SCREENS
from qgraph.questions.who import who
from qgraph.store import open_store
from tests.app import stores

MAIN = SCREENS.parent / "main.py"
PARAMETERS = {
    "duty": ("body",),
    "rollup": ("indicator",),
    "graph": ("node",),
    "source": ("doc", "at"),
    "home": (),
    "compare": ("side", "view", "place", "upper", "lower", "theme", "show", "have", "state", "kind", "row", "indicator"),
    "audit": ("plan",),
    "review": ("plan", "view", "kind", "state", "at"),
    "ledger": ("plan", "place", "body", "owners", "light"),
    "entity": ("id",),
    "manage": (),
}
WRONG = (
    "",
    "x",
    "https://w3id.org/qgraph/id/plan/none/task/none",
    "<script>window.ran=1</script>",
    "' OR 1=1 \u0000",
    "../../etc/passwd",
    "长" * 3000,
)


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


def opened(page: str, **address: str) -> AppTest:
    """The app at an address, after its first run."""
    app = AppTest.from_file(str(MAIN), default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    if page != "home":
        app.switch_page(str(SCREENS / PAGES[page][0]))
    return app.run()


def address(app: AppTest, name: str) -> str:
    """What the address says for a parameter; AppTest gives a list once the app has written it."""
    value = app.query_params[name]
    return value[0] if isinstance(value, list) else value


def said(app: AppTest) -> str:
    """All text of the page's plain elements."""
    kinds = (app.title, app.subheader, app.caption, app.markdown, app.info, app.warning)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def busiest(folder: Path) -> str:
    """The body with the most duties."""
    bodies = sorted({str(row["body"]) for row in stores.rows(folder, "bodies")})
    return max(bodies, key=lambda body: len(stores.rows(folder, "duties", body=body)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_opens(page: str, language: str) -> None:
    app = opened(page, lang=language)
    assert not app.exception
    assert app.title[0].value == words(language)[f"{page}.title"]
    assert address(app, "lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_says_that_nothing_is_loaded(page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(tmp_path / "absent"))
    app = opened(page, lang=language)
    assert not app.exception
    assert [info.value for info in app.info] == [words(language)["data.empty"]]
    assert not (tmp_path / "absent").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_says_that_a_store_is_broken(page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "current").write_text("no such snapshot\n")
    monkeypatch.setenv("QGRAPH_STORE", str(tmp_path))
    app = opened(page, lang=language)
    assert not app.exception
    (error,) = app.error
    assert ("there is no store" in error.value) == (language == "en")


@pytest.mark.parametrize("page", PAGES)
def test_one_plan_is_enough(page: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store with a single plan, of which nothing stands above or below."""
    folder = tmp_path_factory.mktemp("one") / "store"
    assert ingest.load(folder, [stores.SAMPLES / "liuyan-2021-2025.txt"], workers=1).refused == 0
    monkeypatch.setenv("QGRAPH_STORE", str(folder))
    plan, body = stores.first(folder, "plans", "plan"), stores.first(folder, "bodies", "body")
    place = str(stores.rows(folder, "plans")[0]["place"])
    indicator = str(stores.rows(folder, "plan_targets", plan=plan)[0]["indicator"])
    about = {
        "duty": {"body": body},
        "rollup": {"indicator": indicator},
        "audit": {"plan": plan},
        "review": {"plan": plan},
        "ledger": {"plan": plan, "body": body},
        "graph": {"node": plan},
        "entity": {"id": plan},
    }
    about |= {"source": {"doc": plan}, "compare": {"view": "drafter", "place": place}}
    for language in LANGUAGES:
        app = opened(page, lang=language, **about.get(page, {}))
        assert not app.exception, language
        assert app.title[0].value == words(language)[f"{page}.title"]
        assert not app.error


@pytest.mark.parametrize("wrong", WRONG, ids=["empty", "word", "no fact", "markup", "quote", "path", "long"])
@pytest.mark.parametrize("page", PAGES)
def test_a_wrong_address_never_raises(page: str, wrong: str, samples: Path) -> None:
    for name in ("lang", *PARAMETERS[page]):
        assert not opened(page, **{name: wrong}).exception
    if page == "source":
        assert not opened(page, doc=stores.first(samples, "plans", "plan"), at=wrong).exception


def test_a_foreign_uri_never_raises(samples: Path) -> None:
    """What is right for one parameter is wrong for the others."""
    plan = stores.first(samples, "plans", "plan")
    for uri in (plan, stores.first(samples, "tasks", "task", plan=plan), stores.first(samples, "places", "place")):
        for page, names in PARAMETERS.items():
            for name in names:
                assert not opened(page, **{name: uri}).exception, (page, name, uri)


def test_bodies_of_every_kind_have_their_page(samples: Path) -> None:
    bodies = sorted({str(row["body"]) for row in stores.rows(samples, "bodies")})
    for body, language in zip(bodies[::4], cycle(LANGUAGES)):
        app = opened("duty", lang=language, body=body)
        assert not app.exception, body
        assert app.dataframe or app.info


def test_a_body_shows_its_obligations_and_their_sentence(samples: Path) -> None:
    body = busiest(samples)
    app = opened("duty", body=body)
    assert app.selectbox[0].value == body
    assert len(app.dataframe[0].value) >= len(stores.rows(samples, "duties", body=body)) > 1
    answer = who(open_store(samples), body).obligations
    assert f"> {escaped(answer[0].quote)}" in [mark.value for mark in app.markdown]


def test_choosing_a_body_changes_the_address(samples: Path) -> None:
    app = opened("duty")
    body = stores.first(samples, "bodies", "body")
    app.selectbox[0].select(body).run()
    assert address(app, "body") == body


def test_every_indicator_of_the_plans_has_its_page(samples: Path) -> None:
    plans = [str(row["plan"]) for row in stores.rows(samples, "plans")]
    used = {str(row["indicator"]) for plan in plans for row in stores.rows(samples, "plan_targets", plan=plan)}
    for indicator, language in zip(sorted(used), cycle(LANGUAGES)):
        app = opened("rollup", lang=language, indicator=indicator)
        assert not app.exception, indicator
        assert app.selectbox[0].value == indicator
        assert len(app.dataframe[0].value) >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_node_has_its_picture(language: str, samples: Path) -> None:
    plan = stores.first(samples, "plans", "plan")
    nodes = [
        plan,
        stores.first(samples, "bodies", "body"),
        stores.first(samples, "indicators", "indicator"),
        stores.first(samples, "tasks", "task", plan=plan),
        stores.first(samples, "plan_targets", "target", plan=plan),
        str(stores.rows(samples, "plans")[0]["place"]),
    ]
    for node in nodes:
        app = opened("graph", lang=language, node=node)
        assert not app.exception, node
        assert app.get("bidi_component"), node


def test_every_plan_is_shown_with_its_facts(samples: Path) -> None:
    for plan, language in zip(sorted(str(row["plan"]) for row in stores.rows(samples, "plans")), cycle(LANGUAGES)):
        tasks = sorted(str(row["task"]) for row in stores.rows(samples, "tasks", plan=plan))
        app = opened("source", lang=language, doc=plan, at="".join(tasks[:1]))
        assert not app.exception, plan
        assert app.selectbox[0].value == plan
        assert app.get("bidi_component")
        assert (words(language)["source.rule"] in said(app)) == bool(tasks)


def test_the_repository_root_has_an_entry() -> None:
    app = AppTest.from_file(str(MAIN.parents[2] / "app.py"), default_timeout=30).run()
    assert not app.exception
    assert app.title[0].value == words("zh")["home.title"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_of_a_plan_stays_text(language: str, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reaches Markdown is disarmed: no live tag, link, image, directive or formula."""
    monkeypatch.setenv("QGRAPH_STORE", str(hostile))
    plan = stores.first(hostile, "plans", "plan")
    pages = [opened("home", lang=language)]
    pages += [opened("duty", lang=language, body=str(row["body"])) for row in stores.rows(hostile, "bodies")]
    pages += [opened("rollup", lang=language, indicator=str(row["indicator"])) for row in stores.rows(hostile, "plan_targets", plan=plan)]
    pages += [opened("source", lang=language, doc=plan, at=str(row["task"])) for row in stores.rows(hostile, "tasks", plan=plan)]
    for app in pages:
        assert not app.exception
        assert not any(shot in said(app) for shot in stores.SHOTS)
