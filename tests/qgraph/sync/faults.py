"""Kills: a sync whose own process, or whose Neo4j server, is killed at a random moment. Every plan stays whole, and the next sync finishes.

    python -m tests.qgraph.sync.faults --client 100 --server 20 --seed 1

Exit code 1 where a promise is broken. The promises, after every kill:

* Every plan in the database is as it was or as it shall be; and where not all is as it shall be, the record of the run says so.
* Where the server was killed, the command ends in time: with exit code 3 and one sentence that says what to do; or well, with everything
  there, where it was done or the server came back while it was still trying.
* The next sync ends in parity and its record as finished; a further one writes nothing.

Decisions
---------
* What is killed is the real command, in a process of its own; its transactions are small, so that there are many. The server is a real
  process with its data on disk, started again on the same home.
* A moment is a random share of the way, as the graphs that the database knows tell it, and a random part of a transaction. So kills are
  spread over the whole run, whether the server is warm or cold. A run that ended before its moment is not counted as killed inside.
* Of four runs whose server is killed, three are impatient: they do not try again for half a minute, and the server is started after they
  have ended. The fourth tries until the server is back.
* After a kill the next sync goes to the state that was wanted or, as the store may have changed meanwhile, to the other one.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from rich.progress import track

from qgraph.errors import StoreError
from qgraph.store import open_store
from qgraph.store.neo4j import Neo4jStore, connect
from qgraph.sync.compare import check
from qgraph.sync.run import sync
from qgraph.sync.turn import unfinished
from qgraph.sync.writer import Counts
from tests.qgraph.sync import states
from tests.qgraph.sync.processes import TICK, Command, Server, ended_badly
from tests.qgraph.sync.states import NOTHING, State

SHARE = 0.02  # of China: some sixty plans a state
FRESH = 0.25  # of all moves begin at an empty database
STRAIGHT = 0.75  # of all kills are followed by a sync to the state that was wanted
PATIENT, IMPATIENT = 30, 0  # seconds that the command tries again: the driver's own choice, and ours
JITTER = 0.02  # seconds: about one transaction
OTHERS = "SHOW TRANSACTIONS YIELD transactionId RETURN count(*) - 1 AS n"  # one is this question
EMPTY = "MATCH (n) DETACH DELETE n"


@dataclass(slots=True)
class Tally:
    """What came of some kills: how many there were, how many fell inside a run, the promises that were broken, and how long the command
    took at most to end after its server had died."""

    kills: int = 0
    inside: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


class Killer:
    """Syncs between two states into one database that are killed; `tally` says what came of them. A context manager."""

    def __init__(self, seed: int, states: tuple[State, State]) -> None:
        self.chance, self.states = Random(seed), states
        self.tally = Tally()
        self.holds = NOTHING
        self.ready = Command()  # the one that runs, or waits to run

    def __enter__(self) -> Killer:
        return self

    def __exit__(self, *_: object) -> None:
        self.ready.kill()

    def clients(self, uri: str, numbers: Iterable[int]) -> None:
        """Kill the command, once for each number."""
        with connect(uri) as target:
            self._empty(target)
            for number in numbers:
                before, after = self._move(target)
                self.ready.sync(after, target, uri, PATIENT)
                inside = self._reaches(target, before, after)
                self.ready.kill()
                self._settle(target)
                self._judge(number, target, before, after, inside)

    def servers(self, server: Server, numbers: Iterable[int], how: signal.Signals = signal.SIGKILL) -> None:
        """Kill the server, once for each number; or end it in another way."""
        with connect(server.uri) as target:
            self._empty(target)
        for number in numbers:
            patient = number % 4 == 3
            with connect(server.uri) as target:
                before, after = self._move(target)
                self.ready.sync(after, target, server.uri, PATIENT if patient else IMPATIENT)
                inside = self._reaches(target, before, after)
                server.end(how)
            died = time.monotonic()
            if patient:
                server.start()
            code, said = self.ready.end()
            self.tally.slowest = max(self.tally.slowest, time.monotonic() - died)
            if not patient:
                server.start()
            with connect(server.uri) as target:
                self._settle(target)
                wrong = ended_badly(code, said)
                if code == 0 and (unfinished(target) or states.held(target) != after.graphs):
                    wrong = "the command ended well, but not all is there"
                self._judge(number, target, before, after, inside and (patient or code != 0), wrong)

    def _move(self, target: Neo4jStore) -> tuple[State, State]:
        """What the database holds, and another state to go to; at times the database is emptied before."""
        if self.chance.random() < FRESH:
            self._empty(target)
        return self.holds, self.chance.choice([state for state in self.states if state is not self.holds])

    def _empty(self, target: Neo4jStore) -> None:
        target.driver.execute_query(EMPTY)
        self.holds = NOTHING

    def _reaches(self, target: Neo4jStore, before: State, after: State) -> bool:
        """Whether a run still writes at a random moment, which has then come."""
        share = self.chance.random()
        while (known := self.ready.known(target)) is not None:
            gone, steps = states.way(known, before, after)
            if gone >= share * steps:
                break
            time.sleep(TICK)
        time.sleep(self.chance.uniform(0, JITTER))
        return self.ready.known(target) is not None

    def _settle(self, target: Neo4jStore) -> None:
        """Wait until the server is done with what it had received; it gives up whatever takes two minutes."""
        while target.driver.execute_query(OTHERS).records[0]["n"]:
            time.sleep(TICK)

    def _judge(self, number: int, target: Neo4jStore, before: State, after: State, inside: bool, wrong: str = "") -> None:
        """Count a kill, and go on to a state with a whole sync."""
        self.ready = Command()  # gets ready meanwhile
        found, record = states.held(target), unfinished(target)
        goal = after if self.chance.random() < STRAIGHT else next(state for state in self.states if state is not after)
        wrong = wrong or unsound(found, record, before, after) or left_undone(goal, target)
        self.tally.kills += 1
        self.tally.inside += inside
        self.holds = goal
        if wrong:
            self.tally.faults.append(f"kill {number}, from {before.name} to {after.name}, then {goal.name}: {wrong}")
            self._empty(target)


def unsound(found: dict[str, str], record: str | None, before: State, after: State) -> str:
    """What is wrong with a database after a kill, before the next sync; "" where nothing is."""
    if wrong := states.mixed(found, before, after):
        return f"{len(wrong)} plans are neither old nor new: {wrong[0]}"
    if found != after.graphs and found != before.graphs and record is None:
        return "readers are told that all is there"
    return ""


def left_undone(goal: State, target: Neo4jStore) -> str:
    """What a sync to a state leaves undone, and whether a further one writes; "" where all is well."""
    origin = open_store(goal.store)
    try:
        sync(origin, target)
        further = sync(origin, target).counts
    except StoreError as error:
        return f"the next sync fails: {error}"
    if differences := check(origin, target):
        return f"the next sync leaves {len(differences)} differences: {differences[0]}"
    if states.held(target) != goal.graphs:
        return "the next sync leaves differences that --check does not find"
    if record := unfinished(target):
        return f"the record of the next sync says: {record}"
    return f"a further sync writes: {further}" if further != Counts() else ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.qgraph.sync.faults", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--client", type=int, default=100, help="how often the command is killed")
    parser.add_argument("--server", type=int, default=20, help="how often the server is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help="a file to which the result is added")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        both = states.make(Path(folder), given.seed, SHARE)
        with Server(Path(folder, "neo4j")) as server, Killer(given.seed, both) as clients:
            clients.clients(server.uri, track(range(given.client), description="clients"))
        with Server(Path(folder, "killed")) as server, Killer(given.seed, both) as servers:
            servers.servers(server, track(range(given.server), description="servers"))
    faults = [*clients.tally.faults, *servers.tally.faults]
    for fault in faults:
        print(fault, file=sys.stderr)
    said = (
        f"seed {given.seed}: {clients.tally.kills} clients killed, {clients.tally.inside} inside a run; "
        f"{servers.tally.kills} servers killed, {servers.tally.inside} inside a run, whose command ended at most "
        f"{servers.tally.slowest:.1f} s later; {len(faults)} faults; {time.monotonic() - began:.0f} s"
    )
    print(said)
    if given.record:
        with given.record.open("a", encoding="utf-8") as record:
            record.write(f"* {said}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
