"""The embedded store: RDF on disk (pyoxigraph), one writer, readers on snapshots.

    DIR/format             what this folder is, and in which version
    DIR/live/              the graphs as the writer knows them
    DIR/snapshots/<n>/     the graphs after commit n, for readers, with what was asked of them (`answers`)
    DIR/current            the number of the snapshot to read
    DIR/sources/<sha256>/  the files the plans were read from (`sources`)
    DIR/texts/<sha256>     the N-Quads of each graph, by digest (`texts`)

Decisions
---------
* A commit is one SPARQL update: the difference between what a graph was and what it shall be, its digest, and the number of the
  commit. pyoxigraph applies an update whole or not at all, so a crash at any moment leaves the state before or after it.
* What a graph was is read from its text, a help that the database can always do without.
* New graphs may be loaded ahead as a file for each of two threads, which is many times quicker; each gets its digest with its
  commit. A graph without a digest is no part of the store and is dropped when the next writer opens it.
* A snapshot is made aside and renamed, then the pointer is replaced: readers see one commit or the next, never a mixture, and
  never open the live files. The last two snapshots stay, for readers that have just looked at the pointer.
* The catalogue graph holds the digests and the commit number; it is the store's own and part of no answer.
* Queries ask for optional columns inside LATERAL (SPARQL SEP-0006): row by row. A plain OPTIONAL is joined over the whole store.
* Graphs go in with their literals in canonical form (`qgraph.rdf`), so what is read back is what was written, byte for byte.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.resources import files
from pathlib import Path
from threading import Lock
from types import TracebackType

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolution, QuerySolutions, RdfFormat, Triple, Variable, parse
from pyoxigraph import Store as Database

from qgraph.errors import StoreError
from qgraph.model import Source
from qgraph.rdf import lines
from qgraph.rdf.vocabulary import GRAPH, INTEGER, scalar, term, text, uri
from qgraph.store import CATALOGUE, Row, answers, sources, texts
from qgraph.store.disk import failing
from qgraph.store.folder import check_format, prepare
from qgraph.store.snapshots import can_be_read, open_snapshot

Term = NamedNode | BlankNode | Literal | Triple
CATALOGUE_GRAPH = NamedNode(f"{GRAPH}catalogue")
DIGEST, COMMIT = term("digest"), term("commit")
KEPT = 2  # snapshots
LATELY = 300  # answers that a reader remembers
BULK = 5000  # triples of new graphs from which loading them ahead, as one file, pays
LOADERS = 2  # threads that bring a file in; each needs a processor
SMALL = 16_384  # bytes of a graph's text, some 100 triples
STATS = "SELECT ?class (COUNT(DISTINCT ?node) AS ?nodes) WHERE { ?node a ?class } GROUP BY ?class"


class _Graphs:
    """What readers and the writer have in common: questions to an open database."""

    def __init__(self, directory: Path, graphs: Database) -> None:
        self.directory = directory
        self._graphs = graphs

    def digests(self) -> dict[str, str]:
        """See `qgraph.store.Store`."""
        return dict(self._digests)

    @cached_property
    def _digests(self) -> dict[str, str]:
        """Read once: a snapshot never changes, and nobody but the one writer changes the live files."""
        rows = self._graphs.quads_for_pattern(None, DIGEST, None, CATALOGUE_GRAPH)
        return {uri(quad.subject): text(quad.object) for quad in rows}

    def run(self, query: str, **parameters: str) -> list[Row]:
        """See `qgraph.store.Store`."""
        wanted = CATALOGUE[query]
        bound: dict[Variable, Term] = {Variable(name): NamedNode(parameters.pop(name)) for name in wanted.parameters}
        if parameters:
            raise KeyError(f"query {query} has no parameter {', '.join(sorted(parameters))}")
        return [{column: scalar(row[column]) for column in wanted.columns} for row in self._select(query_text(query), bound)]

    def stats(self) -> dict[str, int]:
        """See `qgraph.store.Store`."""
        return {uri(row["class"]).rpartition("#")[2]: int(text(row["nodes"])) for row in self._select(STATS, {})}

    def match(
        self, subject: NamedNode | None, predicate: NamedNode | None, node: NamedNode | None, graph: str | None = None
    ) -> Iterator[Quad]:
        """The quads of a pattern; None stands for any."""
        name = NamedNode(graph) if graph else None
        for quad in self._graphs.quads_for_pattern(subject, predicate, node, name):
            if quad.graph_name != CATALOGUE_GRAPH:
                yield quad

    def graph(self, name: str) -> Iterator[Quad]:
        """The quads of one graph; several times quicker than `match` where its text is at hand."""
        text = texts.read(self.directory, self._digests.get(name, ""))
        return self.match(None, None, None, name) if text is None else iter(parse(text, format=RdfFormat.N_QUADS, lenient=True))

    def source(self, sha256: str) -> Source:
        """The two texts of a file a plan was read from. Raises `NotFoundError`."""
        return sources.read(self.directory, sha256)

    def _select(self, query: str, bound: dict[Variable, Term]) -> Iterator[QuerySolution]:
        with failing(self.directory, "read"):
            answer = self._graphs.query(query, substitutions=bound, use_default_graph_as_union=True)
            assert isinstance(answer, QuerySolutions)
            yield from answer


class EmbeddedReader(_Graphs):
    """The store as last published. Raises `StoreError` where there is none. A snapshot never changes, so what was asked once without
    parameters (all plans, places, bodies, indicators) is kept here, and beside the snapshot for other readers (`answers`)."""

    def __init__(self, directory: Path) -> None:
        check_format(directory)
        self._snapshot, graphs = open_snapshot(directory)
        super().__init__(directory, graphs)
        self._kept: dict[str, list[Row]] = {}
        self._lately: dict[tuple[str, ...], list[Row]] = {}  # the oldest first
        self._lock = Lock()  # an app asks from several threads

    def edition(self) -> str | None:
        """See `qgraph.store.Store`: the number of the snapshot."""
        return self._snapshot.name

    def run(self, query: str, **parameters: str) -> list[Row]:
        """See `qgraph.store.Store`."""
        if CATALOGUE[query].parameters or parameters:
            return list(self._again(query, parameters))
        if query not in self._kept:
            self._kept[query] = answers.kept(self._snapshot, query, query_text(query), partial(super().run, query))
        return list(self._kept[query])

    def _again(self, query: str, parameters: dict[str, str]) -> list[Row]:
        """What was asked lately (the plans of the nation and of a province, by everybody below them), else the database's answer."""
        asked = query, *itertools.chain.from_iterable(sorted(parameters.items()))
        with self._lock:
            rows = self._lately.pop(asked, None)
        if rows is None:
            rows = super().run(query, **parameters)
        with self._lock:
            self._lately[asked] = rows
            if len(self._lately) > LATELY:
                del self._lately[next(iter(self._lately))]
        return rows


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A graph that was loaded ahead of its commit: its digest, and the lines it came as."""

    digest: str
    rows: Set[bytes]


class EmbeddedWriter(_Graphs):
    """The one writer of a store, a context manager. Raises `StoreError` where another process is writing."""

    def __init__(self, directory: Path) -> None:
        prepare(directory)
        if (directory / "current").exists() and not (directory / "live" / "CURRENT").exists():  # RocksDB would start an empty one
            raise StoreError(
                f"the store in {directory} has lost its live files: move the folder away and load the plans again",
                f"{directory} 中的存储缺了文件：请移走这个文件夹，重新载入",
            )
        with failing(directory, "opened"):
            graphs = Database(str(directory / "live"))
        super().__init__(directory, graphs)
        self._ahead: dict[str, _Ahead] = {}  # graphs loaded ahead of their commit
        with failing(directory, "opened"):
            self._clean()
            self._drop_unfinished()

    def __enter__(self) -> EmbeddedWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the live files; nothing can be asked of this writer afterwards."""
        del self._graphs

    def replace(self, graphs: Mapping[str, Iterable[Quad]]) -> None:
        """See `qgraph.store.WritableStore`. A graph that stays as it is costs no write."""
        self.replace_lines({name: lines.triples(quads) for name, quads in graphs.items()})

    def replace_lines(self, graphs: Mapping[str, Set[bytes]]) -> None:
        """`replace` for graphs that come as lines of N-Triples, written by `qgraph.rdf.lines`; twice as quick as quads."""
        before = self._digests
        fresh = {name: rows for name, rows in graphs.items() if name not in before and name not in self._ahead}
        if sum(map(len, fresh.values())) >= BULK:
            self.load_ahead(fresh)
        after, written = {}, {}
        for name, rows in graphs.items():
            ahead = self._ahead.get(name)
            if ahead and ahead.rows is rows:
                after[name] = ahead.digest
            elif rows:
                text = lines.in_graph(NamedNode(name), rows)
                after[name] = lines.digest(text)
                written[name] = text
        changed = [name for name in graphs if before.get(name) != after.get(name)]
        steps = [step for name in changed for step in self._difference(name, written.get(name, b""), after.get(name))]
        if steps:
            steps += _exchange(CATALOGUE_GRAPH, _commit(self.commit) if self.commit else set(), _commit(self.commit + 1))
            with failing(self.directory, "written"):
                for name in changed:
                    if name in written:
                        self._keep(after[name], written[name])
                self._graphs.update(" ;\n".join(steps))
            for name in changed:
                self._digests.pop(name, None)
            self._digests |= after

    def load_ahead(self, graphs: Mapping[str, Set[bytes]]) -> None:
        """Bring the lines of new graphs in as one file, much quicker than one by one. They belong to the store once they are replaced by
        the same lines, and are dropped by the next writer where they never were."""
        whole = {name: lines.in_graph(NamedNode(name), rows) for name, rows in graphs.items() if rows}
        with failing(self.directory, "written"), ThreadPoolExecutor(LOADERS) as pool:
            list(pool.map(self._load, _pieces(whole.values())))
            for name, text in whole.items():
                digest = lines.digest(text)
                self._keep(digest, text)
                self._ahead[name] = _Ahead(digest, graphs[name])

    def match(
        self, subject: NamedNode | None, predicate: NamedNode | None, node: NamedNode | None, graph: str | None = None
    ) -> Iterator[Quad]:
        """The quads of a pattern in the graphs of the store; what is only loaded ahead is no part of it yet."""
        return (
            quad for quad in super().match(subject, predicate, node, graph) if not self._ahead or uri(quad.graph_name) not in self._ahead
        )

    def edition(self) -> str | None:
        """See `qgraph.store.Store`: the number of the commit."""
        return None if self._ahead else str(self.commit)

    @property
    def commit(self) -> int:
        """How many commits the store has seen."""
        return next((int(text(quad.object)) for quad in self._graphs.quads_for_pattern(None, COMMIT, None, CATALOGUE_GRAPH)), 0)

    def publish(self) -> None:
        """See `qgraph.store.WritableStore`. Costs nothing where nothing was written since and readers find it."""
        commit = self.commit
        if can_be_read(self.directory, commit):
            return
        target = self.directory / "snapshots" / str(commit)
        fresh = target.with_name(f"{commit}.new")
        with failing(self.directory, "published"):
            target.parent.mkdir(exist_ok=True)
            self._graphs.backup(str(fresh))
            if target.exists():  # left by a writer that stopped between this rename and the next
                shutil.rmtree(target)
            fresh.rename(target)
            sources.write_aside(self.directory / "current", str(commit))
            texts.keep(self.directory, set(self._digests.values()))
            for old in sorted((int(entry.name) for entry in target.parent.iterdir() if entry.name.isdigit()), reverse=True)[KEPT:]:
                shutil.rmtree(target.parent / str(old), ignore_errors=True)

    def _load(self, text: bytes) -> None:
        self._graphs.bulk_load(text, format=RdfFormat.N_QUADS, lenient=True)

    def _keep(self, digest: str, text: bytes) -> None:
        """Keep the text of a graph; a small one the database gives back as soon."""
        if len(text) >= SMALL:
            texts.write(self.directory, digest, text)

    def _difference(self, name: str, text: bytes, after: str | None) -> list[str]:
        """The update steps that bring a graph to a text (its digest: `after`; None: the graph goes)."""
        graph, before, ahead = NamedNode(name), self._digests.get(name), self._ahead.pop(name, None)
        if after is None:
            steps = [f"DROP SILENT GRAPH {graph}"]
        elif ahead and ahead.digest == after:
            steps = []
        else:
            kept = texts.read(self.directory, before) if before else None
            old = set((self._text(graph) if kept is None else kept).splitlines(keepends=True))
            new = set(text.splitlines(keepends=True))
            steps = _exchange(graph, lines.out_of_graph(graph, old - new), lines.out_of_graph(graph, new - old))
        return steps + _exchange(CATALOGUE_GRAPH, _said(graph, DIGEST, before), _said(graph, DIGEST, after))

    def _text(self, graph: NamedNode) -> bytes:
        return lines.in_graph(graph, lines.triples(self._graphs.quads_for_pattern(None, None, None, graph)))

    def _clean(self) -> None:
        """Take away what a load that failed or was stopped has left half written, so that it never grows."""
        sources.clean(self.directory)
        for unfinished in (self.directory / "snapshots").glob("*.new"):
            shutil.rmtree(unfinished)
        for unfinished in (self.directory / "live").glob("bulk-*.sst"):  # the database takes in what it has finished under another name
            unfinished.unlink()

    def _drop_unfinished(self) -> None:
        """A graph without a digest was being loaded when its writer stopped: it is no part of any commit."""
        known = self._digests
        for graph in list(self._graphs.named_graphs()):
            if uri(graph) not in known and graph != CATALOGUE_GRAPH:
                self._graphs.remove_graph(graph)


def _pieces(whole: Iterable[bytes]) -> list[bytes]:
    """The texts of graphs as one file a loader, of like sizes."""
    files: list[list[bytes]] = [[] for _ in range(LOADERS)]
    sizes = [0] * LOADERS
    for graph in sorted(whole, key=len, reverse=True):
        least = sizes.index(min(sizes))
        files[least].append(graph)
        sizes[least] += len(graph)
    return [b"".join(file) for file in files if file]


@cache
def query_text(name: str) -> str:
    """The SPARQL text of a named query."""
    return files("qgraph.store").joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")


def _exchange(graph: NamedNode, old: Set[bytes], new: Set[bytes]) -> list[str]:
    steps = (("DELETE DATA", old), ("INSERT DATA", new))
    return [f"{verb} {{ GRAPH {graph} {{\n{b''.join(rows).decode()}}} }}" for verb, rows in steps if rows]


def _said(subject: NamedNode, predicate: NamedNode, value: str | None) -> set[bytes]:
    return {f"{subject} {predicate} {Literal(value)} .\n".encode()} if value else set()


def _commit(number: int) -> set[bytes]:
    return {f"{CATALOGUE_GRAPH} {COMMIT} {Literal(str(number), datatype=INTEGER)} .\n".encode()}
