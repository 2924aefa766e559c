"""首页: what is loaded, one search, an example of each question that opens, what is due, and the samples in one click where nothing is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from qgraph.app import database, session
from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.samples import samples as sample_plans
from qgraph.app.sections import plan_list
from qgraph.app.views import home as view
from qgraph.questions.overview import UNKNOWN, Overview, overview
from qgraph.questions.rollup import rollup
from qgraph.questions.search import Kind, search
from qgraph.questions.validity import Validity, validity
from qgraph.questions.verdicts import Verdict
from qgraph.store import Row, open_store
from tests.app import stores
from tests.app.test_pages import WRONG, address, opened, said
from tests.qgraph.questions import worlds

ZH = words("zh")
PAGES = ("duty", "rollup", "compare", "audit", "graph", "source")


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


@pytest.fixture(scope="module")
def seen(samples: Path) -> Overview:
    return overview(open_store(samples), on=date.today())


def links(app: AppTest) -> list[tuple[str, dict[str, list[str]]]]:
    """The links of the page: the page they lead to and their parameters."""
    return [(link.proto.page.rpartition("/")[2], parse_qs(link.proto.query_string)) for link in app.get("page_link")]


def switch(app: AppTest, label: str) -> list[str]:
    """What a row of choices offers."""
    return next(list(group.options) for group in app.button_group if group.label == label)


def titles(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value[words(address(app, "lang"))["column.plan"]])


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_what_is_loaded(language: str, samples: Path, seen: Overview) -> None:
    app = opened("home", lang=language)
    assert not app.exception
    counts = open_store(samples).stats()
    kinds = ("Plan", "Task", "Responsibility", "Target", "Body", "FundingLine")
    assert [metric.value for metric in app.metric] == [*(f"{counts[kind]:,}" for kind in kinds), f"{seen.counts.places:,}"]
    assert words(language)["home.valid"].format(**seen.counts.validity) in said(app)
    for level, count in seen.counts.levels.items():
        name = words(language)["level.none" if level == UNKNOWN else f"level.{level}"]
        assert words(language)["home.counted"].format(name=name, count=count) in said(app)
    assert titles(app) == [str(row["title"]) for row in view.ordered(stores.rows(samples, "plans"))]


@pytest.mark.parametrize("force", Validity)
def test_a_filter_leaves_what_is_in_force(force: Validity, samples: Path) -> None:
    expected = [row for row in view.ordered(stores.rows(samples, "plans")) if validity(row, date.today()) is force]
    app = opened("home", valid=force)
    if expected:
        assert titles(app) == [str(row["title"]) for row in expected]
    else:
        assert ZH["home.none"] in said(app)


def test_a_level_narrows_the_plans(samples: Path) -> None:
    app = opened("home", level="county")
    everything = view.ordered(stores.rows(samples, "plans"))
    assert 0 < len(titles(app)) < len(everything)
    assert titles(app) == [str(row["title"]) for row in everything if row["level"] == "county"]


def test_many_plans_come_a_page_at_a_time(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_list, "PAGE", 4)
    everything = [str(row["title"]) for row in view.ordered(stores.rows(samples, "plans"))]
    assert len(everything) > 8
    assert titles(opened("home")) == everything[:4]
    app = opened("home", p="2")
    assert titles(app) == everything[4:8]
    assert address(app, "p") == "2"
    assert ZH["home.shown"].format(first=5, last=8, count=len(everything)) in said(app)
    for wrong in ("0", "-1", "999", "²", "x"):
        assert titles(opened("home", p=wrong)) == everything[:4]


def test_what_is_narrowed_otherwise_begins_at_the_first_page(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_list, "PAGE", 2)
    county = [str(row["title"]) for row in view.ordered(stores.rows(samples, "plans")) if row["level"] == "county"]
    app = opened("home", p="2")
    next(box for box in app.selectbox if box.label == ZH["column.level"]).select("county").run()
    assert titles(app) == county[:2]
    assert "p" not in app.query_params


def test_a_plan_leads_to_its_pages(samples: Path) -> None:
    plan = str(view.ordered(stores.rows(samples, "plans"))[3]["plan"])
    found = links(opened("home", plan=plan))
    for page, name in (("source", "doc"), ("audit", "plan"), ("entity", "id"), ("graph", "node")):
        assert (page, [plan]) in [(to, about.get(name)) for to, about in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_opens_its_example(language: str, samples: Path) -> None:
    app = opened("home", lang=language)
    cards = links(app)[: len(PAGES)]
    assert [page for page, _ in cards] == list(PAGES)
    for page, about in cards:
        plain = {key: values[0] for key, values in about.items()}
        shown = opened(page, **plain)
        assert not shown.exception, page
        assert not shown.error, page
        assert all(address(shown, key) == value for key, value in plain.items() if key != "side"), page


def test_the_examples_say_what_the_questions_answer(samples: Path, seen: Overview) -> None:
    app = opened("home")
    told, cards = said(app), dict(links(app)[: len(PAGES)])
    leading = max(seen.bodies, key=lambda load: load.lead)
    assert cards["duty"]["body"] == [leading.uri]
    assert ZH["home.duty_example"].format(body=leading.body, lead=leading.lead, count=leading.tasks) in told
    answer = rollup(open_store(samples), cards["rollup"]["indicator"][0])
    weaker = {link.place for link in answer.links if link.verdict is Verdict.WEAKER and not any(rung.published for rung in link.lower)}
    assert cards["rollup"]["place"][0] in weaker
    places = {str(row["place"]): row["level"] for row in stores.rows(samples, "plans")}
    one, other = cards["compare"]["side"]
    assert one != other
    assert places[one] == places[other]


@pytest.mark.parametrize("typed", ["教育局", "jiaoyuju", "首席质量官"])
def test_a_search_shows_its_hits(typed: str, samples: Path) -> None:
    app = opened("home", q=typed)
    assert not app.exception
    answer = search(open_store(samples), typed)
    assert answer.hits
    assert ZH["search.count"].format(count=answer.total, shown=len(answer.hits)) in said(app)
    assert address(app, "q") == typed
    assert not app.metric
    assert switch(app, ZH["column.kind"])[0] == ZH["search.kind"].format(name=ZH["filter.all"], count=answer.total)
    assert [about["id"][0] for page, about in links(app) if page == "entity"] == [hit.uri for hit in answer.hits]
    onward = {
        (page, about.get("body", about.get("indicator", about.get("at", about.get("doc"))))[0])
        for page, about in links(app)
        if page != "entity"
    }
    to = {Kind.BODY: "duty", Kind.INDICATOR: "rollup"}
    assert onward == {(to.get(hit.kind, "source"), hit.uri) for hit in answer.hits if hit.kind is not Kind.PLACE}
    assert all(escaped(hit.reason) in said(app) for hit in answer.hits)


def test_words_are_typed_and_typed_again(samples: Path) -> None:
    app = opened("home", q="教育", kind="task")
    for typed in ("首席质量官", "教育局", ""):
        app.text_input[0].set_value(typed).run()
        assert not app.exception
        if typed:
            assert address(app, "q") == typed
            assert ZH["search.count"].format(
                count=search(open_store(samples), typed).total, shown=len(search(open_store(samples), typed).hits)
            ) in said(app)
        assert "kind" not in app.query_params
    assert "q" not in app.query_params
    assert app.metric


def test_a_kind_narrows_the_search(samples: Path) -> None:
    app = opened("home", q="教育", kind="task")
    answer = search(open_store(samples), "教育", kinds=(Kind.TASK,))
    assert 0 < answer.total < search(open_store(samples), "教育").total
    assert [about["id"][0] for page, about in links(app) if page == "entity"] == [hit.uri for hit in answer.hits]
    assert address(app, "kind") == "task"


def test_a_kind_that_was_not_found_narrows_nothing(samples: Path) -> None:
    answer = search(open_store(samples), "首席质量官")
    assert Kind.PLACE not in answer.counts
    app = opened("home", q="首席质量官", kind="place")
    assert len([page for page, _ in links(app) if page == "entity"]) == len(answer.hits)
    assert "kind" not in app.query_params


def test_more_hits_are_one_click_away(samples: Path) -> None:
    answer = search(open_store(samples), "质量", limit=40)
    app = opened("home", q="质量")
    assert answer.total > 20
    next(one for one in app.button if one.label == ZH["search.more"]).click().run()
    assert [about["id"][0] for page, about in links(app) if page == "entity"] == [hit.uri for hit in answer.hits]
    assert address(app, "more") == "40"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_found_has_near_names_to_click(language: str, samples: Path) -> None:
    answer = search(open_store(samples), "教育局厅")
    assert answer.near
    app = opened("home", lang=language, q="教育局厅")
    assert len(app.info) == 1
    next(one for one in app.button if one.label == escaped(answer.near[0])).click().run()
    assert address(app, "q") == answer.near[0]
    assert app.text_input[0].value == answer.near[0]
    assert not app.info


@pytest.mark.parametrize("wrong", WRONG[1:], ids=["word", "no fact", "markup", "quote", "path", "long"])
def test_strange_words_never_raise(wrong: str) -> None:
    assert not opened("home", q=wrong, kind=wrong, more=wrong).exception
    assert not opened("home", level=wrong, valid=wrong, plan=wrong, p=wrong, due=wrong).exception


@pytest.mark.parametrize("when", ["this_year", "later", "past"])
def test_deadlines_lead_to_their_sentence(when: str, seen: Overview) -> None:
    entries = view.times(seen.calendar)[when]
    app = opened("home", due=when)
    if not entries:
        assert ZH["home.nothing_due"] in said(app)
        return
    (table,) = [frame.value for frame in app.dataframe if ZH["home.when"] in frame.value]
    assert list(table[ZH["home.when"]]) == [period.when for period, _ in entries[: view.SOON]]
    assert [parse_qs(cell.partition("?")[2])["at"] for cell in table[ZH["page.source"]]] == [[due.fact] for _, due in entries[: view.SOON]]


def test_deadlines_begin_where_there_are_any(seen: Overview) -> None:
    times = view.times(seen.calendar)
    first = next(one for one in times if times[one])
    app = opened("home")
    shown = next(frame.value for frame in app.dataframe if ZH["home.when"] in frame.value)
    assert list(shown[ZH["home.when"]]) == [period.when for period, _ in times[first][: view.SOON]]
    assert "due" not in app.query_params


def test_there_are_deadlines_to_test(seen: Overview) -> None:
    assert view.times(seen.calendar)["past"]


def test_the_busiest_lead_to_what_they_owe(seen: Overview) -> None:
    (table,) = [frame.value for frame in opened("home").dataframe if ZH["home.body"] in frame.value]
    assert list(table[ZH["home.body"]]) == [load.body for load in seen.bodies[:10]]
    assert list(table[ZH["count.tasks"]]) == [load.tasks for load in seen.bodies[:10]]
    assert [parse_qs(cell.partition("?")[2])["body"] for cell in table[ZH["page.duty"]]] == [[load.uri] for load in seen.bodies[:10]]


def test_a_store_without_owners_or_deadlines_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = worlds.store(tmp_path / "store", worlds.document(worlds.CITY, "栖陵市质量方案"))
    monkeypatch.setenv("QGRAPH_STORE", str(tmp_path / "store"))
    app = opened("home")
    assert not app.exception
    reason = overview(store).reason
    assert reason is not None
    assert escaped(reason) in said(app)
    assert ZH["home.nothing_due"] in said(app)


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


def test_nothing_is_written_where_a_database_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database: its sentence, and no button that would fill the store beside it."""

    class Empty:
        def run(self, query: str, **parameters: str) -> list[Row]:
            return []

        def stats(self) -> dict[str, int]:
            return {}

        def edition(self) -> None:
            return None

    monkeypatch.setenv("QGRAPH_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("QGRAPH_NEO4J", "bolt://nowhere.invalid")
    monkeypatch.setattr(database, "answering", lambda address: Empty())
    monkeypatch.setattr(database, "unfinished", lambda database: False)
    app = opened("home")
    assert not app.exception
    assert [info.value for info in app.info] == [ZH["data.empty"]]
    assert not app.button


def test_what_the_first_page_asks_is_asked_ahead_and_a_broken_store_is_left_to_the_page(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(session, "_answer", lambda store, question, where, name, about: asked.append(name))
    monkeypatch.setenv("QGRAPH_STORE", str(samples))
    session.warm()
    assert asked == ["qgraph.app.session.held", "qgraph.questions.overview.overview"]
    for pointer in (None, "no such snapshot\n"):
        if pointer:
            (tmp_path / "current").write_text(pointer)
        monkeypatch.setenv("QGRAPH_STORE", str(tmp_path))
        session.warm()
    assert len(asked) == 2
