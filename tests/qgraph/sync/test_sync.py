"""Sync against a real server: what is written, what is not, and what becomes of a run that is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import neo4j
import pytest

from qgraph.errors import StoreError
from qgraph.model import Plan
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync import writer
from qgraph.sync.compare import check
from qgraph.sync.run import SyncReport, sync
from qgraph.sync.writer import Counts
from tests.qgraph.plans import LINZE, MASKED, TEXT, plan
from tests.qgraph.sync.world import World, graph_of

pytestmark = pytest.mark.neo4j
FIRST, SECOND = plan(LINZE), plan(MASKED, TEXT + "附则。\n", "某县.txt")


class Pair(NamedTuple):
    world: World
    target: Neo4jStore

    def sync(self, **options: bool) -> SyncReport:
        return sync(self.world.store, self.target, **options)

    def differences(self) -> list[str]:
        return [detail for found in check(self.world.store, self.target) for detail in (found.reason, *found.details)]

    def cypher(self, query: Any, **parameters: Any) -> list[neo4j.Record]:
        return self.target.driver.execute_query(query, parameters).records

    def contents(self) -> list[str]:
        """Everything in the database; nodes by identity, so that one made anew is another."""
        nodes = self.cypher("MATCH (n) RETURN elementId(n), labels(n), properties(n)")
        edges = self.cypher("MATCH (a)-[r]->(b) RETURN elementId(r), elementId(a), type(r), elementId(b), properties(r)")
        return sorted(repr(sorted(map(repr, record.values()))) for record in [*nodes, *edges])


@pytest.fixture
def pair(tmp_path: Path, neo4j_store: Neo4jStore) -> Iterator[Pair]:
    with World(tmp_path) as world:
        world.put(FIRST, SECOND)
        yield Pair(world, neo4j_store)


def changed(plan: Plan) -> Plan:
    """The same plan with another figure, another name of a body, and no leading group."""
    task = plan.tasks[0]
    renamed = replace(task.responsible[1], resolved="市畜牧样式局", body="市畜牧样式局")
    return replace(
        plan,
        targets=(replace(plan.targets[0], value=Decimal(97)), *plan.targets[1:]),
        tasks=(replace(task, responsible=(task.responsible[0], renamed, *task.responsible[2:])),),
        memberships=(),
    )


def test_the_first_run_writes_everything_and_the_second_nothing(pair: Pair) -> None:
    first = pair.sync()
    assert (first.new, first.changed, first.removed, first.unchanged) == (2, 0, 0, 0)
    assert first.counts.nodes_created == pair.cypher("MATCH (n:Resource) RETURN count(n) AS n")[0]["n"]
    assert first.counts.relationships_created == pair.cypher("MATCH ()-[r]->() RETURN count(r) AS n")[0]["n"]
    assert pair.differences() == []
    before = pair.contents()
    second = pair.sync()
    assert (second.new, second.changed, second.removed, second.unchanged, second.counts) == (0, 0, 0, 2, Counts())
    assert pair.contents() == before


def test_the_report_is_the_document_of_the_command(pair: Pair) -> None:
    document = pair.sync().to_json()
    assert document["plans"] == {"new": 2, "changed": 0, "removed": 0, "unchanged": 0}
    assert {name: set(part) for name, part in document.items() if isinstance(part, dict)} == {
        "plans": {"new", "changed", "removed", "unchanged"},
        "nodes": {"created", "deleted"},
        "relationships": {"created", "deleted"},
    }


def test_a_dry_run_counts_and_writes_nothing(pair: Pair) -> None:
    report = pair.sync(dry_run=True)
    assert (report.new, report.counts) == (2, Counts())
    assert pair.contents() == []


def test_a_changed_plan_travels_alone(pair: Pair) -> None:
    pair.sync()
    other = "MATCH (n:Resource {graph: $graph}) RETURN elementId(n), properties(n) ORDER BY n.uri"
    before = pair.cypher(other, graph=graph_of(SECOND))
    pair.world.put(changed(FIRST))
    report = pair.sync()
    assert (report.new, report.changed, report.removed, report.unchanged) == (0, 1, 0, 1)
    assert report.counts.nodes_deleted > 0
    assert pair.differences() == []
    assert pair.cypher(other, graph=graph_of(SECOND)) == before
    assert [record["name"] for record in pair.cypher("MATCH (b:Body) WHERE b.name CONTAINS '畜牧样式' RETURN b.name AS name")]
    assert not pair.cypher("MATCH (b:Body {name: '临泽市科技局'}) RETURN b")
    assert not pair.cypher("MATCH ()-[r:CHAIRS]->() WHERE r.graph = $graph RETURN r", graph=graph_of(FIRST))
    pair.world.put(FIRST)
    pair.sync()
    assert pair.differences() == []


def test_a_removed_plan_goes_with_what_only_it_spoke_of(pair: Pair) -> None:
    pair.sync()
    pair.world.remove(FIRST)
    report = pair.sync()
    assert (report.removed, report.unchanged) == (1, 1)
    assert pair.differences() == []
    assert not pair.cypher("MATCH (n) WHERE n.graph = $graph RETURN n", graph=graph_of(FIRST))
    pair.world.remove(SECOND)
    pair.sync()
    assert pair.differences() == []
    assert set(pair.target.stats()) == {"BodyType", "Indicator"}


def test_nodes_of_others_are_never_touched(pair: Pair) -> None:
    pair.cypher("CREATE (:Person {uri: 'https://w3id.org/qgraph/id/place/mine', graph: $graph})-[:KNOWS]->(:Person)", graph=graph_of(FIRST))
    pair.sync()
    pair.cypher("MATCH (p:Person {graph: $graph}), (n:Plan) CREATE (p)-[:READS {graph: $graph}]->(n)", graph=graph_of(FIRST))
    others = "MATCH (p:Person) RETURN elementId(p), labels(p), properties(p)"
    before = pair.cypher(others)
    pair.world.put(changed(FIRST))
    pair.world.remove(SECOND)
    pair.sync()
    assert pair.cypher(others) == before
    assert pair.cypher("MATCH (:Person)-[r:KNOWS]->(:Person) RETURN r")
    assert pair.cypher("MATCH (:Person)-[r:READS]->(:Plan) RETURN r")
    assert pair.differences() == []


def test_a_database_with_resources_of_others_is_refused(pair: Pair) -> None:
    pair.cypher("CREATE (:Resource {uri: 'https://example.org/theirs'})")
    before = pair.contents()
    with pytest.raises(StoreError, match="already holds `Resource` nodes"):
        pair.sync()
    assert pair.contents() == before


TAMPERED = {
    "property": ("MATCH (t:Target {value: 95.5}) SET t.value = 96.5", "has value 96.5, not 95.5"),
    "type": ("MATCH (c:Clause) SET c.level = toFloat(c.level)", "has level 1.0, not 1"),
    "foreign type": ("MATCH (t:Task) SET t.seen = date()", "has seen"),
    "label": ("MATCH (t:Task) SET t:Done", "has the labels Done, Task, not Task"),
    "node gone": ("MATCH (t:Programme) DETACH DELETE t", "is missing"),
    "node added": ("MATCH (t:Task) CREATE (:Resource:Task {uri: t.uri + '/copy', graph: t.graph})", "/copy should not be there"),
    "edge gone": ("MATCH ()-[r:LEADS]->() DELETE r", "-[LEADS]->"),
    "edge added": ("MATCH (b:Body)-[r:LEADS]->(t) CREATE (b)-[:SUPERVISES {graph: r.graph}]->(t)", "-[SUPERVISES]->"),
    "edge twice": ("MATCH (b)-[r:CHAIRS]->(t) CREATE (b)-[:CHAIRS {graph: r.graph}]->(t)", "-[CHAIRS]->"),
    "edge far away": (
        "MATCH (t:Task) WITH t.graph AS graph LIMIT 1 MATCH (a:BodyType {name: '财政'}), (b:BodyType {name: '审计'}) "
        "CREATE (a)-[:SUPERVISES {graph: graph}]->(b)",
        "-[SUPERVISES]->",
    ),
    "graph added": ("CREATE (:Resource:Plan {uri: 'https://example.org/x', graph: 'https://example.org/g'})", "surplus"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_others_changed_is_named_and_repaired(pair: Pair, what: str) -> None:
    query, expected = TAMPERED[what]
    pair.sync()
    pair.cypher(query)
    found = pair.differences()
    assert any(expected in line for line in found), found
    assert pair.sync().counts == Counts()  # digests alone do not see it
    pair.sync(repair=True)
    assert pair.differences() == []
    assert pair.sync(repair=True).counts == Counts()


def test_an_end_that_is_missing_rolls_the_group_back_and_is_named(pair: Pair) -> None:
    store = pair.world.store
    place = next(name for name in store.digests() if "/place/" in name and "masked" not in name)
    quads = list(store.match(None, None, None, place))
    gone = next(quad.subject for quad in quads if "/body/" in str(quad.subject))
    store.replace({place: [quad for quad in quads if quad.subject != gone]})
    with pytest.raises(StoreError, match=str(gone).strip("<>")):
        pair.sync()
    assert not pair.cypher("MATCH (p:Plan) RETURN p")


# the record of the run; unknown indicators, a new and an old place; a new and an old plan; a plan and its place that go
WORK = ("_begin", "create", "create", "upsert", "create", "put", "drop", "drop", "finish")
STEPS = len(WORK)


@pytest.mark.parametrize("after", range(STEPS + 1))
def test_a_run_that_is_cut_off_anywhere_is_finished_by_the_next(pair: Pair, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Every transaction sends one graph; the server is gone after some of them. Plans are whole at any moment."""
    monkeypatch.setattr("qgraph.sync.graphs.LIMIT", 1)
    monkeypatch.setattr("qgraph.sync.run.WRITERS", 1)
    third = plan(MASKED, TEXT + "另一附则。\n", "又一县.txt")
    pair.world.put(third)
    pair.world.remove(SECOND)
    pair.sync()
    pair.world.put(changed(FIRST), SECOND)
    pair.world.remove(third)
    whole = {graph_of(p): {rows_of(pair, graph_of(p))} for p in (FIRST, SECOND, third)}
    with monkeypatch.context() as cut:
        write, done = neo4j.Session.execute_write, []

        def failing(session: neo4j.Session, work: Any, *arguments: Any) -> Any:
            if len(done) == after:
                raise neo4j.exceptions.ServiceUnavailable("cut off")
            done.append(work)
            return write(session, work, *arguments)

        cut.setattr(neo4j.Session, "execute_write", failing)
        if after < STEPS:
            with pytest.raises(StoreError, match="no Neo4j server answers"):
                pair.sync()
        else:
            pair.sync()
        assert [work.__name__ for work in done] == list(WORK[:after])
    between = {name: rows_of(pair, name) for name in whole}
    pair.sync()
    assert pair.differences() == []
    for name, states in whole.items():
        assert between[name] in {*states, rows_of(pair, name)}
    assert pair.sync().counts == Counts()


def rows_of(pair: Pair, graph: str) -> str:
    """The nodes and relationships of one graph."""
    nodes = pair.cypher("MATCH (n:Resource {graph: $graph}) RETURN properties(n) AS node", graph=graph)
    edges = pair.cypher("MATCH (a)-[r {graph: $graph}]->(b) RETURN a.uri, type(r), b.uri", graph=graph)
    return repr(sorted(repr(sorted(map(repr, record.values()))) for record in [*nodes, *edges]))


def test_a_transaction_that_fails_half_way_leaves_the_plan_as_it_was(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    pair.sync()
    before = rows_of(pair, graph_of(FIRST))
    pair.world.put(changed(FIRST))
    monkeypatch.setattr(writer, "REMEMBER", "RETURN 1/0 AS failed, $rows AS rows")
    with pytest.raises(StoreError, match="Neo4j failed"):
        pair.sync()
    assert rows_of(pair, graph_of(FIRST)) == before
    monkeypatch.undo()
    pair.sync()
    assert pair.differences() == []


def test_progress_ends_with_all_graphs(pair: Pair) -> None:
    seen: list[tuple[int, int]] = []
    sync(pair.world.store, pair.target, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] == len(pair.target.digests()) + 1  # and the graph of unknown indicators
    assert seen == sorted(seen)


def test_no_type_enters_a_statement_that_is_not_of_the_closed_form() -> None:
    with pytest.raises(ValueError, match="no relationship type"):
        writer._put_edges("X`]->() DETACH DELETE n //")
