"""图谱浏览, run by AppTest: search, opening, hiding, switching off, ways and files, all in the address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.links import PAGES, SCREENS
from qgraph.questions.neighbourhood import FACTS, Subgraph, neighbourhood
from qgraph.questions.paths import paths
from qgraph.questions.search import search
from qgraph.store import open_store
from tests.app import stores
from tests.app.test_pages import MAIN, WRONG, said

ZH, EN = words("zh"), words("en")


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


def opened(**address: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(MAIN), default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(str(SCREENS / PAGES["graph"][0]))
    app.run()
    assert not app.exception
    return app


def asked(app: AppTest, name: str) -> list[str]:
    """What the address says."""
    value = app.query_params.get(name, [])
    return value if isinstance(value, list) else [value]


def button(app: AppTest, key: str, **values: object) -> Any:
    (found,) = (one for one in app.button if one.label == ZH[key].format(**values))
    return found


def drawn(app: AppTest) -> list[str]:
    """The names in the table of nodes."""
    return [str(name) for name in app.dataframe[-1].value[ZH["column.name"]]]


def names(graph: Subgraph) -> list[str]:
    return [node.name for node in graph.nodes]


def pills(app: AppTest, key: str) -> Any:
    (found,) = (one for one in app.get("button_group") if one.label == ZH[key])
    return found


@pytest.fixture
def plan(samples: Path) -> str:
    """The plan with the most tasks."""
    return max((str(row["plan"]) for row in stores.rows(samples, "plans")), key=lambda one: len(stores.rows(samples, "tasks", plan=one)))


@pytest.fixture
def task(samples: Path, plan: str) -> str:
    """A task of it that somebody has."""
    owned = {str(row["task"]) for row in stores.rows(samples, "units", plan=plan)}
    return next(node.uri for node in neighbourhood(open_store(samples), plan).nodes if node.uri in owned)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_start_it_offers_some(language: str) -> None:
    app = opened(lang=language)
    assert words(language)["graph.begin"] in [one.value for one in app.subheader]
    assert len(app.get("page_link")) > 6
    assert [one.key for one in app.get("bidi_component")] == ["page"]


def test_a_name_or_its_pinyin_finds_where_to_start(samples: Path) -> None:
    answer = search(open_store(samples), "jyj")
    assert answer.hits
    app = opened()
    app.text_input[0].set_value("jyj").run()
    labels = [link.label for link in app.get("page_link")]
    assert any(escaped(answer.hits[0].name) in label for label in labels)
    assert ZH["graph.found"].format(count=answer.total, shown=min(8, len(answer.hits))) in said(app)
    assert ZH["graph.join"] not in labels  # there is nothing yet to add it to
    app.text_input[0].set_value("没有这样的词语").run()
    assert len(app.info) == 1
    app.text_input[0].set_value("长" * 500).run()
    assert not app.exception
    assert len(app.info) == 1


def test_with_a_centre_what_is_found_can_be_added_or_sought(plan: str) -> None:
    app = opened(node=plan)
    app.text_input[0].set_value("jyj").run()
    labels = [link.label for link in app.get("page_link")]
    assert labels.count(ZH["graph.join"]) == labels.count(ZH["graph.path"]) > 0


def test_the_pickers_start_a_walk_and_follow_the_address(samples: Path, plan: str, task: str) -> None:
    app = opened(node=plan, open=[task], hide=[task])
    assert (app.selectbox[0].value, app.selectbox[1].value) == ("plan", plan)
    app.selectbox[0].select("body").run()
    body = stores.first(samples, "bodies", "body")
    app.selectbox[1].select(body).run()
    assert (asked(app, "node"), asked(app, "open"), asked(app, "hide")) == ([body], [], [])
    assert drawn(app) == names(neighbourhood(open_store(samples), body))


def test_what_stands_around_is_in_the_table_and_the_counts(samples: Path, plan: str) -> None:
    app = opened(node=plan)
    graph = neighbourhood(open_store(samples), plan)
    assert drawn(app) == names(graph)
    assert ZH["graph.drawn"].format(count=len(graph.nodes), edges=len(graph.edges)) in said(app)
    counts = dict(graph.kinds)
    assert any(one.endswith((f" {counts['task']}", f"/{counts['task']}")) for one in pills(app, "graph.kinds").options)


def test_a_node_is_opened_and_closed_in_the_address(samples: Path, plan: str, task: str) -> None:
    app = opened(node=plan, at=task)
    before = drawn(app)
    button(app, "graph.open").click().run()
    assert asked(app, "open") == [task]
    assert drawn(app) == names(neighbourhood(open_store(samples), plan, opened=(task,)))
    assert len(drawn(app)) > len(before)
    assert drawn(opened(node=plan, open=[task])) == drawn(app)
    button(app, "graph.close").click().run()
    assert (asked(app, "open"), drawn(app)) == ([], before)


def test_a_node_is_hidden_and_brought_back(plan: str, task: str) -> None:
    app = opened(node=plan, at=task)
    before = drawn(app)
    button(app, "graph.hide").click().run()
    assert asked(app, "hide") == [task]
    assert len(drawn(app)) == len(before) - 1
    button(app, "graph.restore", count=1).click().run()
    assert (asked(app, "hide"), drawn(app)) == ([], before)


@pytest.mark.parametrize(("name", "key", "word"), [("off", "graph.kinds", "task"), ("without", "graph.relations", "ofPlan")])
def test_kinds_and_relations_are_switched_off(name: str, key: str, word: str, samples: Path, plan: str) -> None:
    app = opened(node=plan)
    group = pills(app, key)
    group.set_value([one for one in group.value if one != word]).run()
    assert asked(app, name) == [word]
    wanted = {"off": {"kinds": (word,)}, "without": {"relations": (word,)}}[name]
    assert drawn(app) == names(neighbourhood(open_store(samples), plan, **wanted))
    assert drawn(opened(node=plan, **{name: [word]})) == drawn(app)
    again = pills(app, key)
    again.set_value([*again.value, word]).run()
    assert asked(app, name) == []


def test_more_neighbours_are_drawn_when_asked_for(monkeypatch: pytest.MonkeyPatch, samples: Path, plan: str) -> None:
    from qgraph.app.graph import asked as module

    monkeypatch.setattr(module, "FIRST", 5)
    monkeypatch.setattr(module, "SHOWN", (5, 9, 300))
    app = opened(node=plan)
    store = open_store(samples)
    few = neighbourhood(store, plan, limit=5)
    assert drawn(app) == names(few)
    assert ZH["graph.more"].format(count=few.left_out) in said(app)
    button(app, "graph.show_more", count=few.left_out).click().run()
    assert asked(app, "show") == ["9"]
    assert drawn(app) == names(neighbourhood(store, plan, limit=9))


def test_the_sentence_of_a_fact_stands_beside_the_picture(samples: Path, plan: str) -> None:
    store = open_store(samples)
    for kind, query in FACTS.items():
        fact = next((str(row[kind]) for one in store.run("plans") for row in store.run(query, plan=str(one["plan"]))), None)
        assert fact, kind
        (row,) = (row for row in store.run(query, plan=fact.partition(f"/{kind}/")[0]) if row[kind] == fact)
        app = opened(node=fact, at=fact)
        assert f"> {escaped(row['quote'])}" in [mark.value for mark in app.markdown]
        assert [link.label for link in app.get("page_link")].count(ZH["evidence.open"]) == 1


def test_a_task_names_who_has_it(samples: Path, plan: str, task: str) -> None:
    app = opened(node=plan, at=task)
    units = [row for row in stores.rows(samples, "units", plan=plan) if row["task"] == task]
    labels = [link.label for link in app.get("page_link")]
    wanted = {escaped(ZH["graph.owner"].format(role=ZH[f"role.{row['role']}"], body=row["resolved"])) for row in units[:3]}
    assert wanted <= set(labels)


def test_moving_to_a_node_makes_it_the_centre(plan: str, task: str) -> None:
    app = opened(node=plan, at=task, open=[task], show="160")
    button(app, "graph.centre").click().run()
    assert [asked(app, name) for name in ("node", "at", "open", "show")] == [[task], [task], [], []]


def test_the_list_of_nodes_picks_one(plan: str, task: str) -> None:
    app = opened(node=plan)
    (listed,) = (one for one in app.selectbox if one.label == ZH["graph.picked"])
    listed.select(task).run()
    assert asked(app, "at") == [task]
    assert button(app, "graph.open")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shortest_path_is_said_link_by_link(language: str, samples: Path, plan: str, task: str) -> None:
    body = next(str(row["body"]) for row in stores.rows(samples, "units", plan=plan) if row["task"] == task)
    answer = paths(open_store(samples), body, plan)
    assert answer.ways
    app = opened(lang=language, node=body, to=plan)
    first = answer.ways[0]
    said_here = words(language)
    for edge in first.edges:
        known = {node.uri: node.name for node in first.nodes}
        start, end = (name if len(name) <= 40 else f"{name[:39]}…" for name in (known[edge.start], known[edge.end]))
        assert escaped(said_here[f"graph.step.{edge.relation}"].format(start=start, end=end)) in said(app)
    table = app.dataframe[-1].value[said_here["column.name"]]
    assert set(table) == {node.name for way in answer.ways for node in way.nodes}


def test_one_of_several_ways_is_chosen_in_the_address(samples: Path, plan: str, task: str) -> None:
    body = next(str(row["body"]) for row in stores.rows(samples, "units", plan=plan) if row["task"] == task)
    ways = paths(open_store(samples), body, plan).ways
    if len(ways) < 2:
        pytest.skip("one way only in the samples")
    one, two = opened(node=body, to=plan), opened(node=body, to=plan, way="2")
    assert said(one) != said(two)


def test_a_path_that_is_not_there_says_why_and_can_be_left(samples: Path, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from qgraph.questions import paths as module

    indicator = next(
        str(row["indicator"])
        for row in stores.rows(samples, "indicators")
        if not paths(open_store(samples), plan, str(row["indicator"])).ways
        and not stores.rows(samples, "targets", indicator=str(row["indicator"]))
    )
    reason = module.paths(open_store(samples), plan, indicator).reason
    assert reason
    app = opened(node=plan, to=indicator)
    assert escaped(reason) in app.warning[0].value
    assert asked(app, "to") == [indicator]
    button(app, "graph.leave_path").click().run()
    assert asked(app, "to") == []
    assert not app.warning


def test_the_path_to_a_picked_node(plan: str, task: str) -> None:
    app = opened(node=plan, at=task)
    button(app, "graph.path_here").click().run()
    assert asked(app, "to") == [task]
    assert len(drawn(app)) >= 2


def test_a_second_centre_can_be_left_again(samples: Path, plan: str) -> None:
    place = str(next(row["place"] for row in stores.rows(samples, "plans") if row["plan"] == plan))
    app = opened(node=[plan, place])
    graph = neighbourhood(open_store(samples), plan, others=(place,))
    assert drawn(app) == names(graph)
    name = next(node.name for node in graph.nodes if node.uri == place)
    button(app, "graph.leave", name=escaped(name)).click().run()
    assert asked(app, "node") == [plan]


@pytest.mark.parametrize("wrong", WRONG, ids=["empty", "word", "no fact", "markup", "quote", "path", "long"])
@pytest.mark.parametrize("name", ["to", "open", "hide", "off", "without", "show", "hops", "layout", "at", "way"])
def test_a_wrong_word_in_the_address_never_raises(name: str, wrong: str, plan: str) -> None:
    app = opened(node=plan, **{name: wrong})
    if name != "to" or not wrong:
        assert drawn(app)
    else:
        assert app.info


def test_thousands_of_wishes_open_no_more_than_a_picture_holds(samples: Path, plan: str) -> None:
    bodies = [str(row["body"]) for row in stores.rows(samples, "bodies")]
    app = opened(node=[plan, *bodies], open=bodies * 3)
    assert len(drawn(app)) <= 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stay_text(language: str, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(hostile))
    plan = stores.first(hostile, "plans", "plan")
    graph = neighbourhood(open_store(hostile), plan)
    bodies = sorted({str(row["body"]) for row in stores.rows(hostile, "bodies")})
    pages = [opened(lang=language, node=plan, at=node.uri, open=[node.uri]) for node in graph.nodes]
    pages += [opened(lang=language, node=plan, to=body) for body in bodies[:6]]
    if language == "zh":  # AppTest words the options of a select box outside of the run, and then in Chinese
        pages.append(opened(node=plan).text_input[0].set_value("window").run())
    for app in pages:
        assert not app.exception
        labels = [str(link.label) for link in app.get("page_link")] + [one.label for one in app.button]
        assert not any(shot in text for shot in stores.SHOTS for text in (said(app), *labels))
