"""The line itself: file → Plan → RDF → gate → store.

Decisions
---------
* A plan is one commit, with its place graphs and digests. Stopped at any moment, the store holds whole plans only, and the next
  `load` goes on where it was stopped; readers see the state of the last finished `load`.
* A file costs nothing where its bytes, the reader and the ontology are those of its receipt.
* Files are taken in the order of their paths, whoever reads them: the same folder always gives the same store. A second file
  that gives a plan already there is refused as its duplicate, unless it is the same file, changed; one of the same bytes is unchanged.
* One bad file never stops the rest: what is wrong with it is its `reason`.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from loaders import formats
from loaders.folders import gather
from loaders.grammar.rules import certainties as certainties  # the app shows them and may not ask the loaders itself
from qgraph.editions import earlier
from qgraph.model import Plan
from qgraph.rdf import identity, lines, places, reference
from qgraph.reading import Reading, followed, read_all
from qgraph.reviews import log
from qgraph.store import sources
from qgraph.store.disk import failing
from qgraph.store.embedded import EmbeddedWriter

FACTS = ("targets", "tasks", "responsibilities", "memberships", "funding", "programmes")
COUNTED = (*FACTS, "repairs", "gaps")
READER = ("loaders", "ontology", "qgraph.registries", "qgraph.rdf", "qgraph.gate", "qgraph.reviews")
BATCH, MOST = 64_000, 500  # triples, and plans, that are brought into the store at a time
Progress = Callable[[int, int, str], None]  # files done, files in all, name of the file just done


class LoadStatus(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; `reason` says why it was refused."""

    name: str
    status: LoadStatus
    reason: str | None = None
    facts: dict[str, int] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """As a flat row: name, status, reason, number of facts of each kind."""
        return {"name": self.name, "status": self.status, "reason": self.reason, **{kind: self.facts.get(kind, 0) for kind in COUNTED}}


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all files, in the order they were taken."""

    files: tuple[FileReport, ...]
    seconds: float

    @property
    def refused(self) -> int:
        return sum(report.status is LoadStatus.REFUSED for report in self.files)

    def summary(self) -> str:
        """What a clerk wants to know at the end, in one sentence."""
        statuses = Counter(report.status for report in self.files)
        total = {kind: sum(report.facts.get(kind, 0) for report in self.files) for kind in COUNTED}
        became = ", ".join(f"{statuses[status]} {status}" for status in LoadStatus if statuses[status])
        facts = ", ".join(f"{total[kind]:,} {kind}" for kind in FACTS)
        said = f"{len(self.files)} file{'s' * (len(self.files) != 1)} in {self.seconds:.1f} s: {became or 'none that may be a plan'}."
        if statuses[LoadStatus.REFUSED] < len(self.files):
            said += f" Those in the store hold {facts}."
        if total["repairs"] or total["gaps"]:
            said += (
                f" {total['repairs']:,} repairs and {total['gaps']:,} places left open in all; `qgraph extract FILE --explain` shows them."
            )
        return said


def load(directory: Path, paths: Sequence[Path], workers: int | None = None, progress: Progress | None = None) -> Report:
    """Bring files, and the files of folders, into the store. `workers`: processes that read (None: as many as pay).

    Raises `StoreError` where the store fails; what is wrong with a file is in the report.
    """
    began = time.perf_counter()
    with EmbeddedWriter(directory) as store, _unpacking(directory) as folder:
        gathered = gather(paths, folder)
        wanted = gathered.files
        _refresh_reference(store)
        line = _Line(store)
        known = {path: line.known(path) for path in wanted}
        readings = line.ahead(line.editions(read_all(directory, [path for path in wanted if known[path] is None], workers)))
        reports = []
        for path in wanted:
            reports.append(known[path] or line.put(path, next(readings)))
            if progress:
                progress(len(reports), len(wanted), formats.shown(path))
        line.close()
    reports += [FileReport(refusal.name, LoadStatus.REFUSED, refusal.reason) for refusal in gathered.refused]
    return Report(tuple(reports), time.perf_counter() - began)


def remove(directory: Path, plans: Iterable[str]) -> None:
    """Take plans (URIs) out of the store. Raises `StoreError`."""
    with EmbeddedWriter(directory) as store:
        for uri in plans:
            graph = identity.plan_graph(identity.key_of_plan(uri))
            store.replace({graph: [], **places.changes(store, graph, {})})
        _Line(store).close()


@contextmanager
def _unpacking(directory: Path) -> Iterator[Path]:
    """An empty folder for what archives hold. It lies in the store, so that what a stopped load leaves there goes with the next."""
    folder = directory / "unpacked"
    with failing(directory, "written"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Line:
    """The store's end of the line: knows which file each plan came from, and commits plans one by one."""

    def __init__(self, store: EmbeddedWriter) -> None:
        self.store = store
        self.loaded = {str(row["plan"]): (str(row["sha256"]), str(row["file"])) for row in store.run("plans")}
        self.taken: dict[str, str] = {}  # plan → the file it was taken from in this run

    def known(self, path: Path) -> FileReport | None:
        """The report of a file that need not be read, None where it must be."""
        if not path.is_file():  # opening a pipe would wait for its writer
            return None
        try:
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None  # reading it will say why
        receipt = sources.receipt(self.store.directory, sha256)
        if receipt is None or receipt.reader != reader_version():
            return None
        if receipt.log != log.digest(self.store.directory, identity.key_of_plan(receipt.plan)):
            return None
        loaded_sha256, name = self.loaded.get(receipt.plan, ("", ""))
        if loaded_sha256 != sha256:
            return None
        if name != formats.shown(path) or receipt.plan in self.taken:
            return _same_file(path, name, receipt.facts)
        self.taken[receipt.plan] = formats.shown(path)
        return FileReport(formats.shown(path), LoadStatus.UNCHANGED, facts=receipt.facts)

    def editions(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        """The same readings; one of an anonymised plan that is in the store is known by that plan's URI."""
        claimed: set[str] = set()
        for reading in readings:
            plan = reading.plan
            if plan and reading.uri not in self.loaded:
                uri = earlier(self.store.directory, plan, self.loaded, {*self.taken, *claimed})
                if uri:
                    reading = followed(self.store.directory, plan, uri)
            claimed.add(reading.uri)
            yield reading

    def ahead(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        """The same readings; the graphs of new plans are brought into the store some at a time, ahead of their commits."""
        for batch in _batches(readings):
            new = {graph: reading for reading in reversed(batch) if (graph := reading.graph_name) and reading.uri not in self.loaded}
            if len(new) > 1:
                self.store.load_ahead({graph: reading.rows for graph, reading in new.items()})
            yield from batch

    def put(self, path: Path, reading: Reading) -> FileReport:
        """Commit what was read from a file."""
        plan = reading.plan
        if plan is None:
            return FileReport(formats.shown(path), LoadStatus.REFUSED, reading.reason)
        uri, sha256 = reading.uri, plan.source.sha256
        before_sha256, name = self.loaded.get(uri, ("", ""))
        if name and (name != formats.shown(path) or uri in self.taken):
            return _same_file(path, name, {}) if before_sha256 == sha256 else _same_plan(path, name)
        before = self.store.commit
        sources.write(self.store.directory, plan.source, path.read_bytes())
        commit(self.store, reading, is_new=not name)
        self.loaded[uri], self.taken[uri] = (sha256, formats.shown(path)), formats.shown(path)
        status = LoadStatus.NEW if not name else LoadStatus.CHANGED if self.store.commit > before else LoadStatus.UNCHANGED
        return FileReport(formats.shown(path), status, reading.reason or None, _facts(plan))

    def close(self) -> None:
        """Take away the files of plans that are gone and let readers see the rest."""
        sources.keep(self.store.directory, {str(row["sha256"]) for row in self.store.run("plans")})
        self.store.publish()


def commit(store: EmbeddedWriter, reading: Reading, is_new: bool = False) -> None:
    """Bring what was read from a file, whose source is in the store, into it. Raises `StoreError`."""
    assert reading.plan
    around = places.changes(store, reading.graph_name, reading.said, is_new)
    store.replace_lines({reading.graph_name: reading.rows, **{name: lines.triples(quads) for name, quads in around.items()}})
    receipt = sources.Receipt(reading.uri, reader_version(), _facts(reading.plan), reading.log)
    sources.sign(store.directory, reading.plan.source.sha256, receipt)


def _batches(readings: Iterator[Reading]) -> Iterator[list[Reading]]:
    """Readings together, until they are worth a load of their own."""
    batch: list[Reading] = []
    triples = 0
    for reading in readings:
        batch.append(reading)
        triples += len(reading.rows)
        if triples >= BATCH or len(batch) >= MOST:
            yield batch
            batch, triples = [], 0
    if batch:
        yield batch


def _same_file(path: Path, name: str, facts: dict[str, int]) -> FileReport:
    """A file that is in the store, byte by byte, under a name."""
    shown = formats.shown(path)
    return FileReport(shown, LoadStatus.UNCHANGED, f"{shown}: the same file as {name}, which is in the store", facts)


def _same_plan(path: Path, name: str) -> FileReport:
    """Another file of a plan that is in the store from a file of some name."""
    shown = formats.shown(path)
    reason = f"{shown}: gives the same plan as {name}, which is in the store: the same place and document number (or title and period)"
    return FileReport(
        shown, LoadStatus.REFUSED, f"{reason}; if this is the better copy, remove that one (`qgraph remove`) and load this one"
    )


def _facts(plan: Plan) -> dict[str, int]:
    counts = {kind: len(getattr(plan, kind)) for kind in FACTS if kind != "responsibilities"}
    source = plan.source
    return {
        **counts,
        "responsibilities": sum(len(task.responsible) for task in plan.tasks),
        "repairs": len(source.repairs),
        "gaps": len(source.gaps),
    }


def _refresh_reference(store: EmbeddedWriter) -> None:
    """Write the reference graphs where the ontology is another than the one they were written from."""
    mark = store.directory / "reference"
    if mark.exists() and mark.read_bytes() == reader_version().encode():
        return
    store.replace(reference.graphs())
    with failing(store.directory, "written"):
        sources.write_aside(mark, reader_version())


@cache
def reader_version() -> str:
    """A digest of everything that decides what is read from a file: the loaders, the registries, the writer and the ontology."""
    total = hashlib.sha256()
    for package in READER:
        for name, data in sorted(_contents(files(package))):
            total.update(f"{package}/{name}".encode() + hashlib.sha256(data).digest())
    return total.hexdigest()


def _contents(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if not entry.name.startswith(("__pycache__", ".")):
                yield from _contents(entry, f"{above}{entry.name}/")
        elif not entry.name.endswith(".pyc"):
            yield above + entry.name, entry.read_bytes()
