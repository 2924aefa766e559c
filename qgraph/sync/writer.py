"""One group of graphs, written into Neo4j inside one transaction.

Decisions
---------
* Every statement is text of ours with parameters; labels are set dynamically from the ontology's classes, relationship types
  come from a closed form (`TYPE_NAME`) and are checked before they enter a statement.
* Each function is the work of one managed transaction and gives back what it changed, so that one the driver had to repeat
  counts once.
* The nodes of a graph the database knows nothing of are created, all others merged: a third quicker, and as safe, for a node that is
  there already breaks the constraint and the graph is merged after all.
* Relationships are written in the order of their ends, so that writers beside each other seldom wait for each other in a circle; where
  they do, the server gives one up and the driver repeats it.
* `SyncGraph` nodes remember each graph: the digest of its quads (`source`; none while its sending is not complete), and how many nodes and
  relationships it has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, LiteralString, cast

from neo4j import ManagedTransaction

from qgraph.errors import StoreError
from qgraph.sync.graphs import UNKNOWN, Sent
from qgraph.sync.mapping import SEATS

TYPE_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,63}")

SETUP: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (n:Resource) REQUIRE n.uri IS UNIQUE",
    "CREATE CONSTRAINT qgraph_sync_graph IF NOT EXISTS FOR (g:SyncGraph) REQUIRE g.name IS UNIQUE",
    "CREATE INDEX qgraph_resource_graph IF NOT EXISTS FOR (n:Resource) ON (n.graph)",
    *(f"CREATE INDEX qgraph_{kind.lower()}_graph IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.graph)" for kind in SEATS),
)

# Every relationship of a graph has an end that the graph owns, so the index on Resource.graph finds them all; but a shortcut
# from a body to a leading group has none, so those have an index of their own.
DROP_EDGES: tuple[LiteralString, ...] = (
    """
MATCH (n:Resource) WHERE n.graph IN $graphs
MATCH (n)-[r]-(:Resource) WHERE r.graph IN $graphs
WITH DISTINCT r DELETE r""",
    *(f"MATCH (:Resource)-[r:{kind}]->(:Resource) WHERE r.graph IN $graphs DELETE r" for kind in SEATS),
)

# Relationships far from the nodes of their graph were put there by somebody else.
DROP_STRAY: LiteralString = """
MATCH (a:Resource)-[r]->(b:Resource)
WHERE r.graph IN $graphs AND NOT type(r) IN $seats AND coalesce(a.graph, '') <> r.graph AND coalesce(b.graph, '') <> r.graph
DELETE r"""

PUT_NODES: LiteralString = """
UNWIND $rows AS row
MERGE (n:Resource {uri: row.uri})
SET n = row.properties
SET n:$(row.labels)
WITH n, row, [label IN labels(n) WHERE label <> 'Resource' AND NOT label IN row.labels] AS stale
WHERE size(stale) > 0
REMOVE n:$(stale)"""

CREATE_NODES: LiteralString = """
UNWIND $rows AS row
CREATE (n:Resource) SET n = row.properties SET n:$(row.labels)"""

MISSING_ENDS: LiteralString = """
UNWIND $uris AS uri
OPTIONAL MATCH (n:Resource {uri: uri})
WITH uri, n WHERE n IS NULL
RETURN uri LIMIT 3"""

# A node that another graph still points at must not vanish in silence.
STILL_USED: LiteralString = """
MATCH (n:Resource) WHERE n.graph IN $graphs AND NOT n.uri IN $keep
MATCH (n)-[r]-(:Resource) WHERE NOT r.graph IN $graphs
RETURN n.uri AS uri, r.graph AS graph LIMIT 3"""

DROP_NODES: LiteralString = """
MATCH (n:Resource) WHERE n.graph IN $graphs AND NOT n.uri IN $keep
DETACH DELETE n"""

REMEMBER: LiteralString = """
UNWIND $rows AS row
MERGE (g:SyncGraph {name: row.name})
SET g = row"""

FORGET: LiteralString = "MATCH (g:SyncGraph) WHERE g.name IN $graphs DELETE g"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was changed in the database."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0

    def __add__(self, other: Any) -> Counts:
        """The sum with other counts, or with the counters of a statement."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in Counts.__slots__))


def put(tx: ManagedTransaction, graphs: Mapping[str, Sent]) -> Counts:
    """Put graphs in place of what stood under their names, nodes that went included.

    Raises `StoreError` where a relationship's end is not in the database; the transaction is rolled back.
    """
    return upsert(tx, graphs) + finish(tx, graphs)


def create(tx: ManagedTransaction, graphs: Mapping[str, Sent]) -> Counts:
    """Put graphs the database knows nothing of. Raises what `put` raises, and `ConstraintError` where one of their nodes is there."""
    counts = _run(tx, CREATE_NODES, rows=_nodes(graphs)) + _edges(tx, graphs)
    _remember(tx, graphs)
    return counts


def upsert(tx: ManagedTransaction, graphs: Mapping[str, Sent]) -> Counts:
    """Nodes and relationships as they should be; nodes that went are still there, and the graphs do not count as complete."""
    counts = _drop_edges(tx, graphs) + _run(tx, PUT_NODES, rows=_nodes(graphs)) + _edges(tx, graphs)
    _remember(tx, {name: replace(sent, digest=None) for name, sent in graphs.items()})
    return counts


def _nodes(graphs: Mapping[str, Sent]) -> list[dict[str, object]]:
    return [
        {"uri": node.uri, "labels": sorted(node.labels), "properties": {**node.properties, "uri": node.uri, "graph": name}}
        for name, sent in graphs.items()
        for node in sent.rows.nodes
    ]


def _edges(tx: ManagedTransaction, graphs: Mapping[str, Sent]) -> Counts:
    counts = Counts()
    by_type: dict[str, list[dict[str, str]]] = defaultdict(list)
    for name, sent in graphs.items():
        for edge in sent.rows.edges:
            by_type[edge.type].append({"start": edge.start, "end": edge.end, "graph": name})
    for kind, edges in sorted(by_type.items()):
        edges.sort(key=itemgetter("end", "start"))
        made = _run(tx, _put_edges(kind), rows=edges)
        if made.relationships_created != len(edges):
            ends = sorted({end for edge in edges for end in (edge["start"], edge["end"])})
            missing = ", ".join(record["uri"] for record in tx.run(MISSING_ENDS, uris=ends))
            raise StoreError(f"sync stopped: {kind} leads to nodes that no graph of the store describes: {missing}; load the plans again")
        counts += made
    return counts


def finish(tx: ManagedTransaction, graphs: Mapping[str, Sent]) -> Counts:
    """Take out the nodes that these graphs own but no longer describe; the graphs are complete. Raises `StoreError` where another
    graph still needs one."""
    keep = [node.uri for sent in graphs.values() for node in sent.rows.nodes]
    counts = _delete(tx, list(graphs), keep)
    _remember(tx, graphs)
    return counts


def drop(tx: ManagedTransaction, graphs: Iterable[str]) -> Counts:
    """Take whole graphs out. Raises `StoreError` where another graph still points into one."""
    names = list(graphs)
    counts = _drop_edges(tx, names) + _delete(tx, names, [])
    tx.run(FORGET, graphs=names).consume()
    return counts


def drop_stray(tx: ManagedTransaction, graphs: Iterable[str]) -> Counts:
    """Take out relationships of graphs that no node of theirs has, and that replacing them would never find."""
    return _run(tx, DROP_STRAY, graphs=list(graphs), seats=SEATS)


def _drop_edges(tx: ManagedTransaction, graphs: Iterable[str]) -> Counts:
    return sum((_run(tx, statement, graphs=list(graphs)) for statement in DROP_EDGES), Counts())


def _delete(tx: ManagedTransaction, graphs: list[str], keep: list[str]) -> Counts:
    used = [f"{record['uri']} (by {record['graph']})" for record in tx.run(STILL_USED, graphs=graphs, keep=keep)]
    if used:
        raise StoreError(f"sync stopped: nodes that should go are still used: {', '.join(used)}; run `qgraph sync --repair`")
    return _run(tx, DROP_NODES, graphs=graphs, keep=keep)


def _remember(tx: ManagedTransaction, graphs: Mapping[str, Sent]) -> None:
    """Write down what the database now holds of these graphs."""
    tx.run(REMEMBER, rows=list(_memories(graphs))).consume()


def _memories(graphs: Mapping[str, Sent]) -> Iterator[dict[str, object]]:
    for name, sent in graphs.items():
        yield {
            "name": name,
            "source": sent.digest,
            "nodes": len(sent.rows.nodes),
            "relationships": len(sent.rows.edges),
            "derived": name == UNKNOWN,
        }


def _run(tx: ManagedTransaction, statement: LiteralString, **parameters: object) -> Counts:
    return Counts() + tx.run(statement, cast(dict[str, Any], parameters)).consume().counters


def _put_edges(kind: str) -> LiteralString:
    """The statement that creates relationships of one type. Raises ValueError for a type that is not of the closed form."""
    if not TYPE_NAME.fullmatch(kind):
        raise ValueError(f"{kind!r} is no relationship type of ours")
    ends = "MATCH (a:Resource {uri: row.start}) MATCH (b:Resource {uri: row.end})"
    return f"UNWIND $rows AS row {ends} CREATE (a)-[:`{kind}` {{graph: row.graph}}]->(b)"
