"""What `faults` kills: a Neo4j server of our own, and the command `qgraph sync`, each in a process of its own.

Decisions
---------
* The command is the real one. It gets its imports behind it ahead of time and then waits for its arguments, so that rounds are short.
* Its transactions are small, so that a run has many. How long it tries again where the server does not answer is said by us.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from deploy import neo4j_server
from qgraph.store.neo4j import Neo4jStore
from tests.qgraph.sync.states import State

LIMIT = 80  # nodes and relationships in one transaction of the command
LONGEST = 90  # seconds in which anything ends
LONGEST_SENTENCE = 300  # characters
TICK = 0.01  # seconds between two looks
COMMAND = """
import json, sys
import neo4j
from qgraph.cli import main
from qgraph.sync import graphs
asked, made = json.loads(sys.stdin.readline()), neo4j.GraphDatabase.driver
graphs.LIMIT = asked["limit"]
neo4j.GraphDatabase.driver = lambda *given, **settings: made(*given, max_transaction_retry_time=asked["patience"], **settings)
main(asked["arguments"], "qgraph")
"""
KNOWN = """
RETURN EXISTS { (:SyncRun {state: 'running', process: $process}) } AS running,
  COLLECT { MATCH (g:SyncGraph) RETURN [g.name, coalesce(g.source, '')] } AS graphs"""


class Server:
    """A server that can be killed; a context manager."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, neo4j_server.free_port()
        self.uri = neo4j_server.address(self.port)
        self.start()

    def start(self) -> None:
        """Start it, on the data it has; it answers."""
        self.process = neo4j_server.start(self.home, self.port, java=neo4j_server.BRIEF)

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Kill it, or end it in another way; it is gone."""
        self.process.send_signal(how)
        self.process.wait(LONGEST)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


class Command:
    """A process that is ready to be the command."""

    def __init__(self) -> None:
        asked = [sys.executable, "-c", COMMAND]
        self.process = subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def sync(self, state: State, target: Neo4jStore, uri: str, patience: int) -> None:
        """Have it sync a state; it has begun to write, or it has ended."""
        arguments = ["--store", str(state.store), "--neo4j", uri, "sync"]
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"limit": LIMIT, "patience": patience, "arguments": arguments}) + "\n")
        self.process.stdin.flush()
        while self.process.poll() is None and self.known(target) is None:
            time.sleep(TICK)

    def known(self, target: Neo4jStore) -> dict[str, str] | None:
        """While it writes: the graphs that the database knows, with their digests, "" where one is not complete. Else None."""
        (record,) = target.driver.execute_query(KNOWN, process=self.process.pid).records
        return dict(record["graphs"]) if record["running"] else None

    def end(self) -> tuple[int | None, str]:
        """Its exit code and what it said; no code: it did not end in time and was killed."""
        try:
            said = self.process.communicate(timeout=LONGEST)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None, self.process.communicate()[1]
        return self.process.returncode, said

    def kill(self) -> None:
        """Kill it; it is gone."""
        self.process.kill()
        self.process.communicate()


def ended_badly(code: int | None, said: str) -> str:
    """What is wrong with how a command ended; "" where nothing is."""
    match code:
        case None:
            return f"the command did not end within {LONGEST} s"
        case 0:
            return said and f"the command ended well, but said {said!r}"
        case 3:
            return unclear(said)
    return f"the command ended with exit code {code}: {said[-LONGEST_SENTENCE:]!r}"


def unclear(said: str) -> str:
    """What is wrong with what a command said when it gave up: it should be one sentence, what is wrong and what to do."""
    lines = said.splitlines()
    if len(lines) != 1 or not lines[0].startswith("qgraph: ") or len(said) > LONGEST_SENTENCE or "qgraph: Neo4j failed" in said:
        return f"the error is not one clear sentence: {said[-LONGEST_SENTENCE:]!r}"
    return ""
