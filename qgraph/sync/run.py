"""Sync, check: bring a Neo4j database to the state of a store, or say where it differs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import LiteralString, Protocol

from neo4j import Driver, ManagedTransaction, Record, Session
from neo4j.exceptions import AuthError, DriverError, Neo4jError
from pyoxigraph import Quad

from qgraph.errors import StoreError
from qgraph.rdf.vocabulary import GRAPH
from qgraph.sync import writer
from qgraph.sync.mapping import Edge, Node, Rows, rows

GROUP = 50  # whole graphs in one transaction: about 2,000 nodes and 6,000 relationships
Progress = Callable[[int, int], None]  # graphs done, graphs in all


class Origin(Protocol):
    """What sync needs of the store of record."""

    def digests(self) -> dict[str, str]: ...

    def quads(self, graph: str) -> Iterable[Quad]: ...


@dataclass(slots=True)
class SyncReport:
    """What a sync did. `graphs` counts plans only, as users count; nodes and relationships count everything."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    counts: writer.Counts = field(default_factory=writer.Counts)
    seconds: float = 0.0

    def to_json(self) -> dict[str, object]:
        """The document of `qgraph sync` (DESIGN §9)."""
        c = self.counts
        return {
            "plans": {"new": self.new, "changed": self.changed, "removed": self.removed, "unchanged": self.unchanged},
            "nodes": {"created": c.nodes_created, "deleted": c.nodes_deleted},
            "relationships": {"created": c.relationships_created, "deleted": c.relationships_deleted},
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """A graph that is not the same on both sides; `reason` is missing, surplus or differs."""

    graph: str
    reason: str


def sync(
    origin: Origin, driver: Driver, database: str | None = None, dry_run: bool = False, progress: Progress | None = None
) -> SyncReport:
    """Send what is new or changed, take out what went. A second run writes nothing.

    Raises `StoreError` when the server cannot be reached, refuses, or holds somebody else's `Resource` nodes.
    """
    began, report = time.perf_counter(), SyncReport()
    with _session(driver, database) as session:
        here, there = origin.digests(), _known(session)
        changed = [name for name in here if there.get(name) != here[name]]
        gone = [name for name in there if name not in here]
        plans = [name for name in changed if _is_plan(name)]
        report.new = sum(name not in there for name in plans)
        report.changed = len(plans) - report.new
        report.removed = sum(map(_is_plan, gone))
        report.unchanged = sum(map(_is_plan, here)) - len(plans)
        if (changed or gone) and not dry_run:
            _setup(session, first=not there)
            _send(session, origin, here, changed, gone, report.counts, progress or (lambda done, of: None))
    report.seconds = time.perf_counter() - began
    return report


def check(origin: Origin, driver: Driver, database: str | None = None) -> list[Difference]:
    """Read every graph back and compare it with the store, row by row (through digests). Empty: the two are equal."""
    with _session(driver, database) as session:
        held = _held(session)
        names = origin.digests()
        found = [Difference(name, "surplus") for name in sorted(held.keys() - names.keys())]
        for name in sorted(names):
            wanted = rows(origin.quads(name))
            if name not in held:
                if wanted.nodes or wanted.edges:
                    found.append(Difference(name, "missing"))
            elif held[name].digest() != wanted.digest():
                found.append(Difference(name, "differs"))
        return found


def _send(
    session: Session, origin: Origin, here: dict[str, str], changed: list[str], gone: list[str], counts: writer.Counts, progress: Progress
) -> None:
    shared, plans = sorted(n for n in changed if not _is_plan(n)), sorted(filter(_is_plan, changed))
    total, done = len(changed) + len(gone), 0
    loaded = {name: (here[name], rows(origin.quads(name))) for name in shared}
    # Shared graphs first, so that every relationship of a plan finds its ends; the nodes they no longer describe last, when
    # no old plan points at them any more. Until then the old digest stands, so a cut-off run is done again.
    if loaded:
        session.execute_write(writer.upsert, loaded, counts)
    for group in _groups(plans):
        sent = {name: (here[name], rows(origin.quads(name))) for name in group}
        session.execute_write(writer.put, sent, counts)
        progress(done := done + len(group), total)
    for group in _groups(sorted(filter(_is_plan, gone))):
        session.execute_write(writer.drop, group, counts)
        progress(done := done + len(group), total)
    if loaded:
        session.execute_write(_finish_shared, loaded, counts)
    rest = sorted(n for n in gone if not _is_plan(n))
    if rest:
        session.execute_write(writer.drop, rest, counts)
    progress(total, total)


def _finish_shared(tx: ManagedTransaction, graphs: dict[str, tuple[str, Rows]], counts: writer.Counts) -> None:
    writer.sweep(tx, graphs, counts)
    writer.remember(tx, graphs, counts)


def _groups(names: list[str]) -> Iterator[list[str]]:
    remaining = iter(names)
    while group := list(islice(remaining, GROUP)):
        yield group


def _is_plan(graph: str) -> bool:
    return graph.startswith(f"{GRAPH}plan/")


def _known(session: Session) -> dict[str, str]:
    return {
        r["name"]: r["source"]
        for r in session.execute_read(lambda tx: list(tx.run("MATCH (g:SyncGraph) RETURN g.name AS name, g.source AS source")))
    }


def _setup(session: Session, first: bool) -> None:
    """Constraints and index. On a first run a database with `Resource` nodes of others is refused: they would be mixed up with ours."""
    if first:
        foreign = session.execute_read(lambda tx: tx.run("MATCH (n:Resource) WHERE n.graph IS NULL RETURN n LIMIT 1").single())
        if foreign is not None:
            raise StoreError(
                "this Neo4j database already holds `Resource` nodes that qgraph did not write; use an empty database, or another --database"
            )
    for statement in writer.SETUP:
        session.run(statement).consume()


def _held(session: Session) -> dict[str, Rows]:
    """What the database holds, by graph."""

    def read(query: LiteralString) -> list[Record]:
        return session.execute_read(lambda tx: list(tx.run(query)))

    nodes: dict[str, list[Node]] = {}
    for record in read("MATCH (n:Resource) RETURN n.graph AS graph, labels(n) AS labels, properties(n) AS properties"):
        properties = {k: v for k, v in record["properties"].items() if k not in ("uri", "graph")}
        nodes.setdefault(record["graph"], []).append(Node(record["properties"]["uri"], set(record["labels"]) - {"Resource"}, properties))
    edges: dict[str, list[Edge]] = {}
    for record in read("MATCH (a:Resource)-[r]->(b:Resource) RETURN r.graph AS graph, type(r) AS type, a.uri AS start, b.uri AS end"):
        edges.setdefault(record["graph"], []).append(Edge(record["type"], record["start"], record["end"]))
    return {
        name: Rows(tuple(sorted(nodes.get(name, []), key=lambda n: n.uri)), tuple(sorted(edges.get(name, []))))
        for name in nodes.keys() | edges.keys()
        if name is not None
    }


@contextmanager
def _session(driver: Driver, database: str | None) -> Iterator[Session]:
    """A session whose driver errors come out as one sentence."""
    try:
        with driver.session(database=database) as session:
            yield session
    except AuthError as error:
        raise StoreError("Neo4j refused the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD") from error
    except (Neo4jError, DriverError) as error:
        raise StoreError(f"Neo4j failed: {error}") from error
