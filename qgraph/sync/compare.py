"""Check: read a Neo4j database back and say where it is not what the store of record says.

Decisions
---------
* Both sides are compared as rows; equal digests settle a graph at once, and where they differ the nodes and relationships are
  named, a few a graph.
* The database is read a few graphs at a time, so that memory does not grow with it. The server counts nodes and relationships by graph
  once, so that nothing stands outside of what is read: a graph nobody knows, a relationship far from the nodes of its graph.
* Nodes without the label `Resource`, and relationships without a `graph`, are other people's and take no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import LiteralString

from neo4j import Record, Session

from qgraph.store.failures import failing
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.graphs import Graphs, Origin
from qgraph.sync.mapping import SEATS, Edge, Node, Rows

NAMED = 5  # nodes and relationships that are named a graph
AT_ONCE = 50  # graphs that are read back at a time
NAMES: LiteralString = """
MATCH (n:Resource) WHERE n.graph IS NOT NULL RETURN n.graph AS graph, 0 AS edges
UNION
MATCH (:Resource)-[r]->(:Resource) WHERE r.graph IS NOT NULL RETURN r.graph AS graph, count(*) AS edges"""
NODES: LiteralString = """
MATCH (n:Resource) WHERE n.graph IN $graphs
RETURN n.graph AS graph, labels(n) AS labels, properties(n) AS properties"""
# A relationship stands beside a node that its graph owns; only seats join two nodes of places, and have an index of their own.
EDGES: tuple[LiteralString, ...] = (
    """
MATCH (n:Resource) WHERE n.graph IN $graphs
MATCH (n)-[r]-(:Resource) WHERE r.graph IN $graphs AND NOT type(r) IN $seats
WITH DISTINCT r
RETURN r.graph AS graph, type(r) AS type, startNode(r).uri AS start, endNode(r).uri AS end""",
    *(
        f"MATCH (a:Resource)-[r:{kind}]->(b:Resource) WHERE r.graph IN $graphs "
        "RETURN r.graph AS graph, type(r) AS type, a.uri AS start, b.uri AS end"
        for kind in SEATS
    ),
)
ALL_EDGES: LiteralString = """
MATCH (a:Resource)-[r]->(b:Resource) WHERE r.graph = $graph
RETURN r.graph AS graph, type(r) AS type, a.uri AS start, b.uri AS end"""
EMPTY = Rows((), ())


@dataclass(frozen=True, slots=True)
class Difference:
    """A graph that is not the same on both sides; `reason` is missing, surplus or differs; `details` names some nodes and relationships."""

    graph: str
    reason: str
    details: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """As one entry of the document of `qgraph sync --check`."""
        return {"graph": self.graph, "reason": self.reason, "details": list(self.details)}


def check(origin: Origin, target: Neo4jStore) -> list[Difference]:
    """Where the database differs from the store. Empty: the two are equal. Raises `StoreError` when the server fails."""
    with failing(), target.session() as session:
        return differences(Graphs(origin), session)


def differences(graphs: Graphs, session: Session) -> list[Difference]:
    """Where the database of a session differs from the graphs."""
    edges: dict[str, int] = {}  # how many relationships the server counts in each graph
    for record in session.run(NAMES):
        edges[record["graph"]] = edges.get(record["graph"], 0) + record["edges"]
    surplus = sorted(edges.keys() - graphs.digests.keys())
    found = [Difference(name, "surplus", _details(there, EMPTY)) for name, there in _held(session, surplus, edges)]
    for name, there in _held(session, graphs.digests, edges):
        wanted = graphs.rows(name)
        if wanted.digest() != there.digest():
            reason = "differs" if there.nodes or there.edges else "missing"
            found.append(Difference(name, reason, _details(there, wanted)))
    return found


def _held(session: Session, names: Iterable[str], counted: Mapping[str, int]) -> Iterator[tuple[str, Rows]]:
    """What the database holds of some graphs, one after the other."""
    left = iter(names)
    while some := list(islice(left, AT_ONCE)):
        nodes: dict[str, list[Node]] = {}
        edges: dict[str, list[Edge]] = {}
        for record in session.run(NODES, graphs=some):
            properties = dict(record["properties"])
            name, node = properties.pop("graph"), Node(str(properties.pop("uri", "")), set(record["labels"]) - {"Resource"}, properties)
            nodes.setdefault(name, []).append(node)
        for statement in EDGES:
            for record in session.run(statement, graphs=some, seats=SEATS):
                edges.setdefault(record["graph"], []).append(_edge(record))
        for name in some:
            if counted.get(name, 0) != len(edges.get(name, ())):
                edges[name] = [_edge(record) for record in session.run(ALL_EDGES, graph=name)]
            yield name, Rows(tuple(sorted(nodes.get(name, []), key=lambda node: node.uri)), tuple(sorted(edges.get(name, []))))


def _edge(record: Record) -> Edge:
    return Edge(record["type"], str(record["start"]), str(record["end"]))


def _details(there: Rows, wanted: Rows) -> tuple[str, ...]:
    return tuple(islice(_differing(there, wanted), NAMED))


def _differing(there: Rows, wanted: Rows) -> Iterator[str]:
    has, should = ({node.uri: node for node in rows.nodes} for rows in (there, wanted))
    yield from (f"{name} is missing" for name in should if name not in has)
    yield from (f"{name} should not be there" for name in has if name not in should)
    for name in should.keys() & has.keys():
        yield from _of_node(has[name], should[name])
    edges, expected = Counter(there.edges), Counter(wanted.edges)
    yield from (f"{_arrow(edge)} is missing" for edge in expected - edges)
    yield from (f"{_arrow(edge)} should not be there" for edge in edges - expected)


def _of_node(has: Node, should: Node) -> Iterator[str]:
    if has.labels != should.labels:
        yield f"{has.uri} has the labels {', '.join(sorted(has.labels))}, not {', '.join(sorted(should.labels))}"
    for name in sorted(has.properties.keys() | should.properties.keys()):
        one, other = has.properties.get(name), should.properties.get(name)
        if type(one) is not type(other) or one != other:
            yield f"{has.uri} has {name} {one!r}, not {other!r}"


def _arrow(edge: Edge) -> str:
    return f"{edge.start} -[{edge.type}]-> {edge.end}"
