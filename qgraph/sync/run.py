"""Sync: bring a Neo4j database to the state of a store."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from neo4j import Session

from qgraph.errors import StoreError
from qgraph.store.neo4j import Neo4jStore, failing
from qgraph.sync import writer
from qgraph.sync.compare import differences
from qgraph.sync.graphs import Graphs, Origin, counted, in_order, split, unsent
from qgraph.sync.writer import Counts

AT_ONCE = 50  # graphs taken out in one transaction
Progress = Callable[[int, int], None]  # graphs done, graphs in all


@dataclass(slots=True)
class SyncReport:
    """What a sync did. `new` to `unchanged` count plans only, as users count; `counts` is about all nodes and relationships."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    counts: Counts = field(default_factory=Counts)
    seconds: float = 0.0

    def to_json(self) -> dict[str, object]:
        """The document of `qgraph sync`."""
        c = self.counts
        return {
            "plans": {"new": self.new, "changed": self.changed, "removed": self.removed, "unchanged": self.unchanged},
            "nodes": {"created": c.nodes_created, "deleted": c.nodes_deleted},
            "relationships": {"created": c.relationships_created, "deleted": c.relationships_deleted},
            "seconds": round(self.seconds, 3),
        }


def sync(
    origin: Origin, target: Neo4jStore, *, dry_run: bool = False, repair: bool = False, progress: Progress | None = None
) -> SyncReport:
    """Send what is new or changed, take out what went. A second run writes nothing. With `repair` the database is read back first,
    and graphs that somebody else changed are sent again.

    Raises `StoreError` when the server cannot be reached or fails, the store lacks the end of a relationship, or the database holds
    `Resource` nodes of somebody else.
    """
    began, report = time.perf_counter(), SyncReport()
    graphs = Graphs(origin)
    with failing(), target.driver.session(database=target.database) as session:
        known = _known(session)
        if not known:
            _refuse_foreign(session)
        broken = {found.graph for found in differences(graphs, session)} if repair else set()
        changed = in_order({*unsent(graphs.digests, known), *(broken & graphs.digests.keys())})
        gone = in_order((known.keys() | broken) - graphs.digests.keys())
        report.new = counted(name for name in changed if name not in known)
        report.changed = counted(changed) - report.new
        report.removed = counted(gone)
        report.unchanged = counted(graphs.digests) - counted(changed)
        if (changed or gone) and not dry_run:
            if repair or not known:
                for statement in writer.SETUP:
                    session.run(statement).consume()
            report.counts = _Sending(session, graphs, set(known) | broken, progress or _silent).send(changed, gone)
    report.seconds = time.perf_counter() - began
    return report


@dataclass(slots=True)
class _Sending:
    """One run on its way. `held`: the graphs of which the database may hold nodes."""

    session: Session
    graphs: Graphs
    held: set[str]
    progress: Progress
    counts: Counts = field(default_factory=Counts)

    def send(self, changed: list[str], gone: list[str]) -> Counts:
        """Shared graphs first, so that every relationship of a plan finds its ends; the nodes that shared graphs no longer describe
        last, when no old plan points at them any more. Until then such a graph has no digest, so a run cut off is taken up again."""
        shared, plans = split(changed)
        gone_shared, gone_plans = split(gone)
        stale = [name for name in shared if name in self.held]
        total, done = len(changed) + len(gone), 0
        for group in self.graphs.groups(shared):
            fresh = {name: sent for name, sent in group.items() if name not in self.held}
            self.counts += self.session.execute_write(writer.upsert, group)
            if fresh:
                self.counts += self.session.execute_write(writer.finish, fresh)
            self.progress(done := done + len(fresh), total)
        for group in self.graphs.groups(plans):
            self.counts += self.session.execute_write(writer.put, group)
            self.progress(done := done + len(group), total)
        done = self._drop(gone_plans, done, total)
        for group in self.graphs.groups(stale):
            self.counts += self.session.execute_write(writer.finish, group)
            self.progress(done := done + len(group), total)
        self._drop(list(reversed(gone_shared)), done, total)
        return self.counts

    def _drop(self, names: list[str], done: int, total: int) -> int:
        for start in range(0, len(names), AT_ONCE):
            group = names[start : start + AT_ONCE]
            self.counts += self.session.execute_write(writer.drop, group)
            self.progress(done := done + len(group), total)
        return done


def _known(session: Session) -> dict[str, str | None]:
    """The graphs the database holds, with the digests of their quads (None: not complete)."""
    query = "MATCH (g:SyncGraph) RETURN g.name AS name, g.source AS source"
    return {row["name"]: row["source"] for row in session.execute_read(lambda tx: list(tx.run(query)))}


def _refuse_foreign(session: Session) -> None:
    """`Resource` nodes in a database we never wrote to are somebody else's, and would be mixed up with ours."""
    if session.execute_read(lambda tx: tx.run("MATCH (n:Resource) RETURN n.uri AS uri LIMIT 1").single()) is not None:
        raise StoreError(
            "this Neo4j database already holds `Resource` nodes that qgraph did not write; use an empty one, or another with --database"
        )


def _silent(done: int, total: int) -> None:
    """No progress is shown."""
