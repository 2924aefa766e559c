"""One contract for both stores: every named query gives the same rows, of the same columns and types."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest

from qgraph import ingest
from qgraph.model import Plan, Role
from qgraph.rdf import write
from qgraph.reviews import graph
from qgraph.store import CATALOGUE, Row, Store, open_store
from qgraph.store.embedded import EmbeddedReader
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.run import sync
from tests.conftest import empty
from tests.ontology.paper import Paper
from tests.qgraph.plans import LINZE, MASKED, TEXT, plan
from tests.qgraph.reviews.decisions import reviewed
from tests.qgraph.sync.world import World

SAMPLES = Path(__file__).parents[3] / "samples" / "plans"
TRIED = 120  # parameters of one kind
pytestmark = pytest.mark.neo4j


class Both(NamedTuple):
    embedded: EmbeddedReader
    neo4j: Neo4jStore


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, neo4j_server_store: Neo4jStore) -> Both:
    """The samples, and a plan with one of everything in a place of no register and in a masked one, in both stores."""
    directory = tmp_path_factory.mktemp("contract") / "store"
    assert not ingest.load(directory, [SAMPLES], workers=1).refused
    with World(directory) as world:
        world.put(plan(MASKED, TEXT + "附则。\n", "某县.txt"), tabled())
        decided = reviewed(plan(LINZE))
        world.write(decided.names.graph, [*write.plan_quads(decided.plan, decided.names), *graph.quads(decided)])
        world.store.publish()
    embedded = open_store(directory)
    empty(neo4j_server_store)
    sync(embedded, neo4j_server_store)
    return Both(embedded, neo4j_server_store)


def tabled() -> Plan:
    """A plan with a row of a task table that restates a measure."""
    said = Paper(LINZE, "任务分解表")
    for row in (None, 2):
        said.task("1", "建设县级检测公共平台", ("县市场监管局", Role.LEAD), row=row)
    return said.plan()


def known(store: Store, parameter: str) -> list[str]:
    """URIs to ask with, and one that nothing has."""
    if parameter == "task":
        found = {row["task"] for row in store.run("plans") for row in store.run("tasks", plan=str(row["plan"]))}
    else:
        found = {row[parameter] for row in store.run({"plan": "plans", "body": "bodies", "indicator": "indicators"}[parameter])}
    return [*islice(sorted(map(str, found)), TRIED), "https://example.org/nothing"]


def calls(store: Store, query: str) -> Iterator[dict[str, str]]:
    parameters = CATALOGUE[query].parameters
    assert len(parameters) < 2
    yield from ({name: value} for name in parameters for value in known(store, name))
    if not parameters:
        yield {}


def comparable(rows: list[Row]) -> list[str]:
    """Rows of which equal ones are equal in types too: 95 is not Decimal(95), 1 is not True."""
    return sorted(repr([(column, type(value).__name__, value) for column, value in row.items()]) for row in rows)


@pytest.mark.parametrize("query", CATALOGUE)
def test_both_stores_give_the_same_rows(both: Both, query: str) -> None:
    total = 0
    for parameters in calls(both.embedded, query):
        wanted, found = both.embedded.run(query, **parameters), both.neo4j.run(query, **parameters)
        assert comparable(found) == comparable(wanted), parameters
        assert all(tuple(row) == CATALOGUE[query].columns for row in found)
        total += len(found)
    assert total, f"nothing in the samples answers {query}"


def test_decimals_come_out_exact(both: Both) -> None:
    values = [
        row["value"] for known_plan in both.neo4j.run("plans") for row in both.neo4j.run("plan_targets", plan=str(known_plan["plan"]))
    ]
    assert Decimal("95.5") in values
    assert all(value is None or isinstance(value, Decimal) for value in values)


def test_both_stores_hold_the_same_graphs_and_counts(both: Both) -> None:
    assert both.neo4j.digests() == both.embedded.digests()
    assert both.neo4j.stats() == both.embedded.stats()


@pytest.mark.parametrize("which", ["embedded", "neo4j"])
def test_unknown_names_are_refused_alike(both: Both, which: str) -> None:
    store: Store = getattr(both, which)
    with pytest.raises(KeyError):
        store.run("nothing")
    with pytest.raises(KeyError):
        store.run("tasks")
    with pytest.raises(KeyError):
        store.run("plans", plan="https://example.org/nothing")


def test_parameters_are_values_never_text_of_a_query(both: Both) -> None:
    hostile = "x'}) MATCH (n) DETACH DELETE n //"
    before = both.neo4j.stats()
    assert both.neo4j.run("tasks", plan=hostile) == []
    assert both.neo4j.stats() == before
