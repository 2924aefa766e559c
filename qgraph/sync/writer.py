"""One group of graphs, written into Neo4j inside one transaction.

Every statement is text of ours with parameters; labels are set dynamically from the ontology's classes, relationship types
come from a closed form (`TYPE_NAME`) and are checked before they enter a statement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, LiteralString, cast

from neo4j import ManagedTransaction

from qgraph.errors import StoreError
from qgraph.sync.mapping import Rows

TYPE_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,63}")

SETUP: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (n:Resource) REQUIRE n.uri IS UNIQUE",
    "CREATE CONSTRAINT qgraph_sync_graph IF NOT EXISTS FOR (g:SyncGraph) REQUIRE g.name IS UNIQUE",
    "CREATE INDEX qgraph_resource_graph IF NOT EXISTS FOR (n:Resource) ON (n.graph)",
)

# Every relationship of a graph has at least one end that the graph owns, so the index on Resource.graph finds them all.
DROP_EDGES: LiteralString = """
MATCH (n:Resource) WHERE n.graph IN $graphs
MATCH (n)-[r]-() WHERE r.graph IN $graphs
WITH DISTINCT r DELETE r"""

PUT_NODES: LiteralString = """
UNWIND $rows AS row
MERGE (n:Resource {uri: row.uri})
SET n = row.properties
SET n:$(row.labels)
WITH n, row, [label IN labels(n) WHERE label <> 'Resource' AND NOT label IN row.labels] AS stale
WHERE size(stale) > 0
REMOVE n:$(stale)"""

MISSING_ENDS: LiteralString = """
UNWIND $uris AS uri
OPTIONAL MATCH (n:Resource {uri: uri})
WITH uri, n WHERE n IS NULL
RETURN uri LIMIT 3"""

# A node that another graph still points at must not vanish in silence.
STILL_USED: LiteralString = """
MATCH (n:Resource) WHERE n.graph IN $graphs AND NOT n.uri IN $keep
MATCH (n)-[r]-() WHERE NOT r.graph IN $graphs
RETURN n.uri AS uri, r.graph AS graph LIMIT 3"""

DROP_NODES: LiteralString = """
MATCH (n:Resource) WHERE n.graph IN $graphs AND NOT n.uri IN $keep
DETACH DELETE n"""

REMEMBER: LiteralString = """
UNWIND $rows AS row
MERGE (g:SyncGraph {name: row.name})
SET g = row"""

FORGET: LiteralString = "MATCH (g:SyncGraph) WHERE g.name IN $graphs DELETE g"


@dataclass(slots=True)
class Counts:
    """What a sync changed in the database."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0

    def add(self, counters: Any) -> None:
        """Add a statement's summary counters."""
        for name in ("nodes_created", "nodes_deleted", "relationships_created", "relationships_deleted"):
            setattr(self, name, getattr(self, name) + getattr(counters, name))


def put(tx: ManagedTransaction, graphs: Mapping[str, tuple[str, Rows]], counts: Counts) -> None:
    """Put graphs (name → digest of their quads, rows) in place of what stood under their names, nodes that went included.

    Raises `StoreError` where a relationship's end is not in the database; the transaction is rolled back.
    """
    upsert(tx, graphs, counts)
    sweep(tx, graphs, counts)
    remember(tx, graphs, counts)


def upsert(tx: ManagedTransaction, graphs: Mapping[str, tuple[str, Rows]], counts: Counts) -> None:
    """Nodes and relationships as they should be; nodes that went are still there."""
    _run(tx, counts, DROP_EDGES, graphs=list(graphs))
    nodes = [
        {"uri": node.uri, "labels": sorted(node.labels), "properties": {**node.properties, "uri": node.uri, "graph": name}}
        for name, (_, rows) in graphs.items()
        for node in rows.nodes
    ]
    _run(tx, counts, PUT_NODES, rows=nodes)
    by_type: dict[str, list[dict[str, str]]] = defaultdict(list)
    for name, (_, rows) in graphs.items():
        for edge in rows.edges:
            by_type[edge.type].append({"start": edge.start, "end": edge.end, "graph": name})
    for kind, edges in sorted(by_type.items()):
        created = _run(tx, counts, _put_edges(kind), rows=edges).relationships_created
        if created != len(edges):
            ends = sorted({end for edge in edges for end in (edge["start"], edge["end"])})
            missing = [record["uri"] for record in tx.run(MISSING_ENDS, uris=ends)]
            raise StoreError(
                f"sync stopped: {kind} needs nodes that no graph in the store describes: {', '.join(missing)}; run `qgraph load` again"
            )


def sweep(tx: ManagedTransaction, graphs: Mapping[str, tuple[str, Rows]], counts: Counts) -> None:
    """Take out the nodes that these graphs own but no longer describe. Raises `StoreError` where another graph needs one."""
    keep = [node.uri for _, rows in graphs.values() for node in rows.nodes]
    _delete(tx, list(graphs), keep, counts)


def remember(tx: ManagedTransaction, graphs: Mapping[str, tuple[str, Rows]], counts: Counts) -> None:
    """Write down what the database now holds of these graphs."""
    rows = [
        {"name": name, "source": source, "digest": rows.digest(), "nodes": len(rows.nodes), "relationships": len(rows.edges)}
        for name, (source, rows) in graphs.items()
    ]
    tx.run(REMEMBER, rows=rows).consume()


def drop(tx: ManagedTransaction, graphs: Iterable[str], counts: Counts) -> None:
    """Take whole graphs out. Raises `StoreError` where another graph still points into one."""
    names = list(graphs)
    _run(tx, counts, DROP_EDGES, graphs=names)
    _delete(tx, names, [], counts)
    tx.run(FORGET, graphs=names).consume()


def _delete(tx: ManagedTransaction, graphs: list[str], keep: list[str], counts: Counts) -> None:
    used = [f"{record['uri']} (by {record['graph']})" for record in tx.run(STILL_USED, graphs=graphs, keep=keep)]
    if used:
        raise StoreError(f"sync stopped: nodes that should go are still used: {', '.join(used)}; run `qgraph sync --repair`")
    _run(tx, counts, DROP_NODES, graphs=graphs, keep=keep)


def _run(tx: ManagedTransaction, counts: Counts, statement: LiteralString, **parameters: object) -> Any:
    counters = tx.run(statement, cast(dict[str, Any], parameters)).consume().counters
    counts.add(counters)
    return counters


def _put_edges(kind: str) -> LiteralString:
    """The statement that creates relationships of one type. Raises ValueError for a type that is not of the closed form."""
    if not TYPE_NAME.fullmatch(kind):
        raise ValueError(f"{kind!r} is no relationship type of ours")
    ends = "MATCH (a:Resource {uri: row.start}) MATCH (b:Resource {uri: row.end})"
    return f"UNWIND $rows AS row {ends} CREATE (a)-[:`{kind}` {{graph: row.graph}}]->(b)"
