"""Sync: bring a Neo4j database to the state of a store."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import ConstraintError

from qgraph.errors import StoreError
from qgraph.store.failures import failing
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync import writer
from qgraph.sync.compare import differences
from qgraph.sync.graphs import Graphs, Origin, Sent, counted, in_order, split, stages, unsent
from qgraph.sync.turn import Turn, turn, unfinished
from qgraph.sync.writer import Counts

AT_ONCE = 50  # graphs taken out in one transaction
WRITERS = 3  # transactions at a time: more than the two processors of a small server, for each waits for the other end
Progress = Callable[[int, int], None]  # graphs done, graphs in all
Work = Callable[[ManagedTransaction, dict[str, Sent]], Counts]


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
    with failing(), target.session() as session:
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
            with turn(target) as mine:
                if repair or not known:
                    for statement in writer.SETUP:
                        session.run(statement).consume()
                stray = session.execute_write(writer.drop_stray, broken) if broken else Counts()
                sending = _Sending(target, graphs, set(known) | broken, mine, progress or _silent, len(changed) + len(gone))
                report.counts = stray + sending.send(changed, gone)
        elif not dry_run and unfinished(target):
            with turn(target):
                pass  # the last run was cut off behind its last transaction: all is there, and now the record says so
    report.seconds = time.perf_counter() - began
    return report


@dataclass(slots=True)
class _Sending:
    """One run on its way. `held`: the graphs of which the database may hold nodes; `total`: graphs to send and to take out."""

    target: Neo4jStore
    graphs: Graphs
    held: set[str]
    turn: Turn
    progress: Progress
    total: int
    done: int = 0
    counts: Counts = field(default_factory=Counts)

    def send(self, changed: list[str], gone: list[str]) -> Counts:
        """Shared graphs first, so that every relationship of a plan finds its ends; the nodes that shared graphs no longer describe
        last, when nothing that went points at them any more. Until then such a graph has no digest, so a run cut off is taken up again."""
        shared, plans = split(changed)
        gone_shared, gone_plans = split(gone)
        for stage in stages(shared):
            self._put([name for name in stage if name not in self.held], writer.create)
            self._put([name for name in stage if name in self.held], writer.upsert, finished=False)
        self._put([name for name in plans if name not in self.held], writer.create)
        self._put([name for name in plans if name in self.held], writer.put)
        self._drop(gone_plans)
        self._drop(list(reversed(gone_shared)))
        self._put([name for name in shared if name in self.held], writer.finish)
        return self.counts

    def _put(self, names: list[str], work: Work, finished: bool = True) -> None:
        """Every group in a transaction of its own, `WRITERS` at a time; no more groups are made than can soon be sent, so that memory
        does not grow with the store."""
        with ThreadPoolExecutor(WRITERS) as pool:
            waiting: dict[Future[Counts], int] = {}
            try:
                for group in self.graphs.groups(names):
                    self.turn.check()
                    waiting[pool.submit(self._transaction, work, group)] = len(group) if finished else 0
                    if len(waiting) > WRITERS:
                        self._take(waiting, FIRST_COMPLETED)
                self._take(waiting, ALL_COMPLETED)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _take(self, waiting: dict[Future[Counts], int], when: str) -> None:
        """Add up what has been written. Raises what a writer raised."""
        for future in wait(waiting, return_when=when).done:
            self.counts += future.result()
            self._progressed(waiting.pop(future))

    def _transaction(self, work: Work, group: dict[str, Sent]) -> Counts:
        """One group; what cannot be created is merged, for one of its nodes is there already: left by hand, or by another graph."""
        with self.target.session() as session:
            try:
                return session.execute_write(work, group)
            except ConstraintError:
                if work is not writer.create:
                    raise
                return session.execute_write(writer.put, group)

    def _drop(self, names: list[str]) -> None:
        with self.target.session() as session:
            for start in range(0, len(names), AT_ONCE):
                self.turn.check()
                group = names[start : start + AT_ONCE]
                self.counts += session.execute_write(writer.drop, group)
                self._progressed(len(group))

    def _progressed(self, graphs: int) -> None:
        self.done += graphs
        if graphs:
            self.progress(self.done, self.total)


def _known(session: Session) -> dict[str, str | None]:
    """The graphs the database holds, with the digests of their quads (None: not complete). They come in one record: one for each takes
    several times as long."""
    query = "MATCH (g:SyncGraph) RETURN collect([g.name, g.source]) AS held"
    return dict(session.execute_read(lambda tx: tx.run(query).single(strict=True))["held"])


def _refuse_foreign(session: Session) -> None:
    """`Resource` nodes in a database we never wrote to are somebody else's, and would be mixed up with ours."""
    if session.execute_read(lambda tx: tx.run("MATCH (n:Resource) RETURN n.uri AS uri LIMIT 1").single()) is not None:
        raise StoreError(
            "this Neo4j database already holds `Resource` nodes that qgraph did not write; use an empty one, or another: --neo4j-database",
            "这个 Neo4j 数据库里已有不是本程序写入的 Resource 节点：请用空的数据库，或用 --neo4j-database 另指一个",
        )


def _silent(done: int, total: int) -> None:
    """No progress is shown."""
