"""One sync at a time: the record of a run in the database (`SyncRun`), and the refusal of a second one.

Decisions
---------
* A run that has something to write leaves one `SyncRun` node: who (host, process), since when, last sign of life, and how it ended. The
  last few stay, so that readers see whether the graph is whole.
* A second run refuses while one is alive. One that was cut off is taken over: at once where its process is gone from this machine,
  else when it has given no sign of life for `SILENCE`.
* Signs of life are given by a thread of their own, so that no writer waits for another. A run that finds itself taken over stops.
* All times are the server's.
"""

from __future__ import annotations

import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import LiteralString

from neo4j import ManagedTransaction, Record, RoutingControl
from neo4j.exceptions import DriverError, Neo4jError

from qgraph.errors import StoreError
from qgraph.store.failures import failing
from qgraph.store.neo4j import LAST_SYNC, Neo4jStore

SILENCE = 60  # seconds without a sign of life after which a run counts as cut off
PULSE = 5  # seconds between two signs of life
KEPT = 10  # records of runs that stay

SETUP: LiteralString = "CREATE CONSTRAINT qgraph_sync_lock IF NOT EXISTS FOR (l:SyncLock) REQUIRE l.name IS UNIQUE"
# The lock node is written first, so that of two runs that begin at once one waits for the other's record.
LOCK: LiteralString = "MERGE (l:SyncLock {name: 'sync'}) SET l.asked = timestamp()"
RUNNING: LiteralString = """
MATCH (r:SyncRun {state: 'running'}) WHERE r.id <> $id
RETURN r.id AS id, r.host AS host, r.process AS process, toString(datetime({epochMillis: r.started})) AS started,
  (timestamp() - r.alive) / 1000 AS silent"""
BEGIN: LiteralString = """
MERGE (r:SyncRun {id: $id})
ON CREATE SET r += {state: 'running', host: $host, process: $process, started: timestamp(), alive: timestamp()}"""
BEAT: LiteralString = "MATCH (r:SyncRun {id: $id}) SET r.alive = timestamp() RETURN r.state AS state"
END: LiteralString = "MATCH (r:SyncRun {id: $id}) SET r.state = $state, r.finished = timestamp(), r.reason = $reason"
FORGET: LiteralString = "MATCH (r:SyncRun) WITH r ORDER BY r.started DESC SKIP $kept DELETE r"


@dataclass(slots=True)
class Turn:
    """A run that may write."""

    target: Neo4jStore
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    lost: bool = False
    over: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Raises `StoreError` where another run took over."""
        if self.lost:
            raise StoreError(
                "another sync took over after this one had given no sign of life; run `qgraph sync` again to be sure",
                "同步中途没有动静，另一次同步已经接手；为稳妥请再同步一次",
            )

    def beat(self) -> None:
        """Give signs of life until the run is over."""
        while not self.over.wait(PULSE):
            try:
                rows = _run(self.target, BEAT, id=self.id)
                self.lost = not rows or rows[0]["state"] != "running"
            except (Neo4jError, DriverError):
                continue  # whoever writes will notice


@contextmanager
def turn(target: Neo4jStore) -> Iterator[Turn]:
    """Have the turn to write. Raises `StoreError` where another run has it."""
    _run(target, SETUP)
    mine = Turn(target)
    with target.session() as session:
        session.execute_write(_begin, mine.id)
        pulse = threading.Thread(target=mine.beat, daemon=True)
        pulse.start()
        state, reason = "failed", "stopped"
        try:
            yield mine
            mine.check()
            state, reason = "finished", ""
        except Exception as error:
            reason = str(error)[:200]
            raise
        finally:
            mine.over.set()
            pulse.join()
            if not mine.lost:
                _end(target, mine.id, state, reason)


def unfinished(target: Neo4jStore) -> str | None:
    """Why what the database holds may not be whole: the state of the last run, None where it finished or there was none."""
    with failing():
        rows = target.driver.execute_query(LAST_SYNC, database_=target.database, routing_=RoutingControl.READ).records
    return None if not rows or rows[0]["state"] == "finished" else str(rows[0]["state"])


def _run(target: Neo4jStore, query: LiteralString, **parameters: str) -> list[Record]:
    """A statement in a transaction of its own."""
    return target.driver.execute_query(query, dict(parameters), database_=target.database).records


def _begin(tx: ManagedTransaction, own: str) -> None:
    """Write down that a run began; the driver may do so twice, where the answer to the first time was lost."""
    tx.run(LOCK).consume()
    for row in list(tx.run(RUNNING, id=own)):
        if not _is_cut_off(row["host"], row["process"], row["silent"]):
            raise StoreError(
                f"another sync is writing to this database (process {row['process']} on {row['host']}, since {row['started']}): "
                "wait until it has finished, or stop it",
                f"另一次同步正在写这个数据库（{row['host']} 上的进程 {row['process']}，开始于 {row['started']}）：请等它结束，或停掉它",
            )
        tx.run(END, id=row["id"], state="cut off", reason="").consume()
    tx.run(BEGIN, id=own, host=socket.gethostname(), process=os.getpid()).consume()
    tx.run(FORGET, kept=KEPT).consume()


def _is_cut_off(host: str, process: int, silent: int) -> bool:
    if silent > SILENCE:
        return True
    return host == socket.gethostname() and not _is_alive(process)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _end(target: Neo4jStore, own: str, state: str, reason: str) -> None:
    """Write down how a run ended. One that failed is not tried twice, and where the server is gone it stays a run that is cut off."""
    if state == "finished":
        _run(target, END, id=own, state=state, reason=reason)
        return
    with suppress(Neo4jError, DriverError), target.session() as session:
        session.run(END, id=own, state=state, reason=reason).consume()
