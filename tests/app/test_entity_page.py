"""实体: a page for each thing, with its sentence and its relations as links; a search where none is asked for."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.views.entity import grouped
from qgraph.questions.entity import entity
from qgraph.questions.entity.facts import KINDS
from qgraph.questions.search import search
from qgraph.store import open_store
from tests.app import stores
from tests.app.test_pages import address, opened, said

ZH = words("zh")
LINKS = 12  # of a relation


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


def some(folder: Path) -> list[str]:
    """A thing of every kind."""
    plan = next(str(row["plan"]) for row in stores.rows(folder, "plans") if str(row["file"]).startswith("qiling-2021"))
    group = next(str(row["plan"]) for row in stores.rows(folder, "plans") if str(row["file"]).startswith("qiling-group"))
    facts = [
        str(found[0][column])
        for query, column in KINDS.values()
        for owner in (plan, group)
        if (found := stores.rows(folder, query, plan=owner))
    ]
    seat = stores.rows(folder, "members", plan=group)[0]
    tables = [
        stores.first(folder, query, column) for query, column in (("bodies", "body"), ("places", "place"), ("indicators", "indicator"))
    ]
    return [plan, str(seat["group"]), *facts, *tables]


def test_every_kind_has_its_page_in_both_languages(samples: Path) -> None:
    things = some(samples)
    assert len(things) > 8
    for uri, language in zip([*things, *things], cycle(LANGUAGES)):
        app = opened("entity", lang=language, id=uri)
        assert not app.exception, uri
        thing = entity(open_store(samples), uri)
        assert [header.value for header in app.header] == [escaped(thing.name)]
        assert len(app.get("page_link")) >= len([one for one in thing.related[:3] if one.uri])
        if thing.evidence:
            assert f"> {escaped(thing.evidence.quote)}" in [mark.value for mark in app.markdown]


def test_what_is_not_said_is_said(samples: Path) -> None:
    store = open_store(samples)
    plan = next(str(row["plan"]) for row in store.run("plans") if str(row["file"]).startswith("yanhu-2016"))
    task = next(str(row["task"]) for row in store.run("tasks", plan=plan) if entity(store, str(row["task"])).missing)
    assert words("zh")["entity.missing"].partition("{")[0] in said(opened("entity", id=task))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_thing_there_is_a_search(language: str, samples: Path) -> None:
    app = opened("entity", lang=language, q="教育局")
    assert not app.exception
    answer = search(open_store(samples), "教育局")
    assert len(app.get("page_link")) > len(answer.hits)
    assert address(app, "q") == "教育局"


def test_a_search_without_hits_gives_the_reason_and_near_names() -> None:
    app = opened("entity", q="教育菊")
    assert not app.exception
    assert app.info


def test_an_unknown_thing_is_said() -> None:
    app = opened("entity", id="https://w3id.org/qgraph/id/body/none")
    assert not app.exception
    assert len(app.info) == 1


def test_the_rest_of_many_things_stands_in_a_table_with_their_pages(samples: Path) -> None:
    rate = next(str(row["indicator"]) for row in stores.rows(samples, "indicators") if row["name"] == "食品抽检合格率")
    thing = entity(open_store(samples), uri=rate)
    some = next(some for some in grouped(thing).values() if len(some) > LINKS)
    table = opened("entity", id=rate).dataframe[0].value
    assert list(table[ZH["column.name"]]) == [str(one.name) for one in some[LINKS:]]
    assert all(link.startswith("/entity?lang=zh&id=https") for link in table[ZH["page.entity"]])
