"""One sync at a time, against a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from qgraph.errors import StoreError
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync import turn as turns
from qgraph.sync.run import sync
from qgraph.sync.turn import SILENCE, turn, unfinished
from qgraph.sync.writer import Counts
from tests.qgraph.plans import LINZE, plan
from tests.qgraph.sync.world import World

pytestmark = pytest.mark.neo4j
RUN = "CREATE (:SyncRun {id: 'other', state: 'running', host: $host, process: $process, started: timestamp(), alive: timestamp() - $ago})"


def states(store: Neo4jStore) -> list[str]:
    found = store.driver.execute_query("MATCH (r:SyncRun) RETURN r.state AS state ORDER BY r.started, r.state").records
    return [str(row["state"]) for row in found]


def other(store: Neo4jStore, host: str, process: int, silent: int = 0) -> None:
    """The record of a run of somebody else."""
    store.driver.execute_query(RUN, host=host, process=process, ago=silent * 1000)


def gone() -> int:
    """The number of a process that was."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_second_run_is_refused_while_one_is_alive(neo4j_store: Neo4jStore, tmp_path: Path) -> None:
    with World(tmp_path) as world:
        world.put(plan(LINZE))
        with turn(neo4j_store), pytest.raises(StoreError, match=f"another sync .*process {os.getpid()} on"):
            sync(world.store, neo4j_store)
        assert not neo4j_store.digests()
        sync(world.store, neo4j_store)
        assert states(neo4j_store) == ["finished", "finished"]


@pytest.mark.parametrize(("host", "alive", "silent"), [(socket.gethostname(), False, 0), ("elsewhere", True, SILENCE + 1)])
def test_a_run_that_was_cut_off_is_taken_over(neo4j_store: Neo4jStore, host: str, alive: bool, silent: int) -> None:
    other(neo4j_store, host, os.getpid() if alive else gone(), silent)
    assert unfinished(neo4j_store) == "running"
    with turn(neo4j_store):
        assert sorted(states(neo4j_store)) == ["cut off", "running"]
    assert unfinished(neo4j_store) is None


def test_a_run_elsewhere_that_gives_signs_of_life_is_not(neo4j_store: Neo4jStore) -> None:
    other(neo4j_store, "elsewhere", 1)
    with pytest.raises(StoreError, match="process 1 on elsewhere"), turn(neo4j_store):
        pass
    assert states(neo4j_store) == ["running"]


def test_a_run_that_fails_says_so(neo4j_store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match="disk"), turn(neo4j_store):
        raise StoreError("the disk is full")
    assert unfinished(neo4j_store) == "failed"


def test_a_run_that_was_taken_over_stops(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PULSE", 0.05)

    def run() -> None:
        with turn(neo4j_store) as mine:
            neo4j_store.driver.execute_query("MATCH (r:SyncRun) SET r.state = 'cut off'")
            for _ in range(100):
                mine.over.wait(0.05)
                mine.check()

    with pytest.raises(StoreError, match="took over"):
        run()
    assert states(neo4j_store) == ["cut off"]


def test_a_run_cut_off_at_its_very_end_is_closed_by_the_next(neo4j_store: Neo4jStore, tmp_path: Path) -> None:
    with World(tmp_path) as world:
        sync(world.store, neo4j_store)
        neo4j_store.driver.execute_query("MATCH (r:SyncRun) SET r.state = 'running', r.process = $process", process=gone())
        assert sync(world.store, neo4j_store, dry_run=True).counts == Counts()
        assert unfinished(neo4j_store) == "running"
        assert sync(world.store, neo4j_store).counts == Counts()
        assert unfinished(neo4j_store) is None


def test_only_the_last_records_stay(neo4j_store: Neo4jStore) -> None:
    for _ in range(turns.KEPT + 3):
        with turn(neo4j_store):
            pass
    assert len(states(neo4j_store)) == turns.KEPT


def test_a_run_that_begins_twice_is_one_run(neo4j_store: Neo4jStore) -> None:
    turns._run(neo4j_store, turns.SETUP)
    with neo4j_store.session() as session:
        for _ in range(2):  # as the driver does where the connection is lost between commit and answer
            session.execute_write(turns._begin, "one")
    assert states(neo4j_store) == ["running"]
