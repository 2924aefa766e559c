"""A thing of the store: every URI of every kind has its page of facts, with sentence, relations and what is not said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from qgraph.cli import main
from qgraph.errors import NotFoundError
from qgraph.questions.entity import Entity, entity
from qgraph.questions.entity.facts import KINDS
from qgraph.questions.entity.parts import MOST, Related, entity_of
from qgraph.store import Store, open_store
from tests.app import stores

ON = date(2024, 7, 1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(stores.samples(Path(tmp_path_factory.mktemp("entity")) / "store"))


def plan(store: Store, file: str) -> str:
    return next(str(row["plan"]) for row in store.run("plans") if str(row["file"]).startswith(file))


def relations(thing: Entity) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in thing.related:
        found.setdefault(one.relation, []).append(one.name)
    return found


def everything(store: Store) -> list[tuple[str, str]]:
    """The kind and URI of each thing of the samples."""
    kinds = {"organ": "bodies", "place": "places", "indicator": "indicators"}
    found = [("plan", str(row["plan"])) for row in store.run("plans")]
    for uri in [uri for _, uri in found]:
        found += [(kind, str(row[column])) for kind, (query, column) in KINDS.items() for row in store.run(query, plan=uri)]
    named = {"bodies": "body", "places": "place", "indicators": "indicator"}
    found += [(kind, uri) for kind, query in kinds.items() for uri in sorted({str(row[named[query]]) for row in store.run(query)})[:150]]
    return found


def test_everything_has_its_facts(store: Store) -> None:
    for kind, uri in everything(store):
        thing = entity(store, uri, on=ON)
        assert thing.uri == uri
        assert thing.name, uri
        assert thing.kind == kind or (kind == "organ" and thing.kind in ("body", "group"))
        assert (thing.evidence is not None) == (kind in KINDS), uri
        assert json.dumps(thing.to_json(), ensure_ascii=False, default=str)


def test_every_relation_leads_to_a_thing(store: Store) -> None:
    for uri in (plan(store, "nanpu-2021"), plan(store, "qiling-group")):
        for one in entity(store, uri, on=ON).related:
            if one.uri:
                assert entity(store, one.uri, on=ON).uri == one.uri


def test_a_task_has_its_bodies_and_what_stands_in_its_clause(store: Store) -> None:
    uri = plan(store, "nanpu-2021")
    tasks = list(store.run("tasks", plan=uri))
    units = store.run("units", plan=uri)
    owned = next(row for row in tasks if any(unit["task"] == row["task"] for unit in units))
    thing = entity(store, str(owned["task"]), on=ON)
    said = relations(thing)
    assert sum(len(said.get(role, [])) for role in ("lead", "responsible", "participate", "supervise")) == len(
        {(unit["body"], unit["role"]) for unit in units if unit["task"] == owned["task"]}
    )
    assert thing.evidence is not None
    assert thing.evidence.quote == owned["quote"]
    assert said["ofPlan"] == ["南浦区质量强区建设行动计划（2021—2025年）"]


def test_what_is_not_said_is_missing(store: Store) -> None:
    silent = [entity(store, str(row["task"]), on=ON) for row in store.run("tasks", plan=plan(store, "yanhu-2016"))]
    for thing in silent:
        assert ("deadline" in thing.missing) == ("deadline" not in thing.about)
        assert ("responsible" in thing.missing) == (not {"lead", "responsible", "participate", "supervise"} & relations(thing).keys())


def test_a_target_knows_its_indicator_and_a_place_its_plans(store: Store) -> None:
    uri = plan(store, "nanpu-2021")
    row = store.run("plan_targets", plan=uri)[0]
    thing = entity(store, str(row["target"]), on=ON)
    assert str(row["indicator"]) in [one.uri for one in thing.related if one.relation == "indicator"]
    place = entity(store, str(next(one["place"] for one in store.run("plans") if one["plan"] == uri)), on=ON)
    assert uri in [one.uri for one in place.related if one.relation == "plan"]
    assert relations(place)["above"] == ["栖陵市", "云川省", "国家"]


def test_a_group_shows_its_seats(store: Store) -> None:
    row = store.run("members", plan=plan(store, "qiling-group"))[0]
    thing = entity(store, str(row["group"]), on=ON)
    assert thing.kind == "group"
    assert "member" in relations(thing)


@pytest.mark.parametrize("uri", ["", "x", "https://w3id.org/qgraph/id/plan/none/task/none", "' OR 1=1"])
def test_what_is_nothing_is_said(uri: str, store: Store) -> None:
    with pytest.raises(NotFoundError):
        entity(store, uri, on=ON)


def test_a_fact_under_another_plan_is_nothing(store: Store) -> None:
    uri = plan(store, "nanpu-2021")
    with pytest.raises(NotFoundError):
        entity(store, f"{uri}/unheard-of/1", on=ON)
    with pytest.raises(NotFoundError):
        entity(store, f"{uri}/task/none", on=ON)


def test_the_command_says_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = stores.samples(Path(tmp_path_factory.mktemp("show")) / "store")
    uri = plan(open_store(folder), "yanhu-2016")
    told = CliRunner().invoke(main, ["--store", str(folder), "show", uri, "--on", "2024-07-01", "--format", "json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["related"] == list(entity(open_store(folder), uri, on=ON).to_json()["related"])
    plain = CliRunner().invoke(main, ["--store", str(folder), "show", uri])
    assert plain.exit_code == 0
    assert "没有写明" in plain.stderr
    assert CliRunner().invoke(main, ["--store", str(folder), "show", f"{uri}/task/none"]).exit_code == 1


def test_more_than_a_page_holds_is_counted() -> None:
    many = [Related("below", "place", str(number), str(number)) for number in range(MOST + 7)]
    thing = entity_of("u", "place", "n", {"level": None, "count": 0}, ("plan", "below"), [*many, many[0]])
    assert (len(thing.related), thing.left_out, thing.missing, thing.about) == (MOST, {"below": 7}, ("plan",), {})
