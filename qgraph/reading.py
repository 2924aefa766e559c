"""One file on its way to the store: read, reviewed, written as quads, held against the gate. Many at once, in processes of their own.

Decisions
---------
* What is read from a file is a pure function of the file, the reader and the log of its plan's decisions.
* Where decisions would break the shapes (the ontology is another than when they were taken) the plan stands as read, and says so.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pyoxigraph import Triple

import loaders
from loaders import formats
from qgraph import gate
from qgraph.errors import QgraphError
from qgraph.model import Plan
from qgraph.rdf import identity, lines, places, write
from qgraph.reviews import graph, log
from qgraph.reviews.apply import review
from qgraph.reviews.log import Log

WORTH_A_POOL = 8  # files to read; fewer are read sooner than other processes start


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read and held: its plan as it stands after review, the graph of it as lines of triples, what it says of places, and
    the digest of the log that was followed; or the reason why there is none. A plan with a reason stands as read, without its decisions."""

    plan: Plan | None = None
    names: identity.Names | None = None
    rows: frozenset[bytes] = frozenset()
    said: dict[str, set[Triple]] = field(default_factory=dict)
    log: str = ""
    reason: str = ""

    @property
    def uri(self) -> str:
        return self.names.plan if self.names else ""

    @property
    def graph_name(self) -> str:
        return self.names.graph if self.names else ""


def read(directory: Path, path: Path) -> Reading:
    """Read one file for the store in a folder; never raises."""
    try:
        return followed(directory, loaders.read(path))
    except QgraphError as error:
        return Reading(reason=str(error))
    except Exception as error:  # a fault of ours must not stop the other files
        return Reading(reason=f"{formats.shown(path)}: the reader failed ({type(error).__name__}: {error}); please report it with the file")


def followed(directory: Path, plan: Plan, uri: str | None = None) -> Reading:
    """A plan, as read, with the decisions of its log; as read, with the reason, where these cannot be followed. `uri`: the plan's, where
    its words give another. Raises `GateError` where the plan itself breaks the shapes."""
    key = identity.key_of_plan(uri) if uri else identity.plan_key(plan)
    try:
        return held(plan, log.read(directory, key), uri)
    except QgraphError as error:
        if not (digest := log.digest(directory, key)):
            raise
        said = f"{plan.source.name}: its decisions cannot be followed, so it stands as read: {error}"
        return replace(held(plan, Log(digest=digest), uri), reason=said)


def held(plan: Plan, known: Log, uri: str | None = None) -> Reading:
    """A plan, as read, with the decisions of its log, held against the gate. Raises `GateError`."""
    reviewed = review(plan, known.state(), uri)
    quads = [*write.plan_quads(reviewed.plan, reviewed.names), *graph.quads(reviewed)]
    said = places.statements(quads)
    marks = gate.check(reviewed.plan, itertools.chain(quads, *said.values()), reviewed.names.graph)
    return Reading(reviewed.plan, reviewed.names, frozenset(lines.triples([*quads, *marks])), said, known.digest)


def read_all(directory: Path, paths: Sequence[Path], workers: int | None) -> Iterator[Reading]:
    """The readings of files, in their order. `workers`: processes that read (None: as many as pay)."""
    if workers is None:
        workers = 1 if len(paths) < WORTH_A_POOL else os.cpu_count() or 1
    if workers == 1 or len(paths) < 2:
        yield from map(partial(read, directory), paths)
        return
    done = 0
    with _readers(workers) as pool:
        try:
            for reading in pool.map(partial(read, directory), paths, chunksize=4):
                done += 1
                yield reading
        except BrokenProcessPool:
            pass
    # a file brought its process down: the rest one by one, each in a process of its own
    for path in paths[done:]:
        yield _read_alone(directory, path)


def _read_alone(directory: Path, path: Path) -> Reading:
    with _readers(1) as pool:
        try:
            return pool.submit(read, directory, path).result()
        except BrokenProcessPool:
            return Reading(reason=f"{formats.shown(path)}: the reader broke down on it; please report it with the file")


def _readers(workers: int) -> ProcessPoolExecutor:
    """Processes that read files, and end when the load is killed: left alone they would wait for their next file for ever."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _end_with_the_load)


def _end_with_the_load() -> None:
    def wait() -> None:
        if load := multiprocessing.parent_process():
            load.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
