"""The section on Neo4j of RESULTS.md: our sync against rdflib-neo4j, on one real server and the same triples; then every named query there.

python -m benchmarks.syncing [--share 0.3] [--seed 1]

Decisions
---------
* Ours starts from the published store on disk. Theirs is given the same triples as ready rdflib terms, sorted by subject, the case it is
  quickest in; reading a file into such terms, which its users pay for besides, is not counted.
* First load: both load the same share of China into the emptied database, in turns. A server works ever quicker as its compiler learns:
  the first, discarded turn is the one on a cold server, so it stands in the text.
* After a change: one plan in a hundred gets a new edition, and is sent; five times. Theirs knows no difference, so it sends everything
  again, into a database that already has it.
* Memory: the sync of a tenth, and of all, each in a process of its own; the most it held, imports among it.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random
from statistics import median

import neo4j
import rdflib
from pyoxigraph import Literal, Quad
from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStoreConfig
from rdflib_neo4j import Neo4jStore as TheirStore

from benchmarks import answering, china
from benchmarks.alone import alone
from benchmarks.speed import seconds
from deploy import neo4j_server
from qgraph.model import Plan
from qgraph.rdf.vocabulary import uri
from qgraph.store import open_store
from qgraph.store.embedded import EmbeddedReader, EmbeddedWriter
from qgraph.store.neo4j import Neo4jStore, connect
from qgraph.sync.run import SyncReport, sync

TURNS, FIRST = 5, 0.3  # turns that count; the share of China both load in turns
LOAD_BAR, CHANGE_BAR, NOTHING_BAR, ANSWER_BAR = 1.7, 20, 2.0, 200  # their time over ours, the same, seconds, milliseconds
SMALL = 0.1
Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


def rows(seed: int = china.SEED, share: float = 1.0) -> list[str]:
    """The lines of the section. Raises `deploy.neo4j_server.ServerError` where no server can be had."""
    with tempfile.TemporaryDirectory() as folder:
        stores = {part: Path(folder, f"store-{part}") for part in (SMALL, FIRST, 1.0)}
        for part, directory in stores.items():
            china.load(directory, china.plans(seed, part * share))
        with neo4j_server.running(Path(folder, "neo4j"), neo4j_server.free_port()) as address, connect(address) as target:
            loaded = first(open_store(stores[FIRST]), target)
            empty(target)
            small = alone("benchmarks.syncing", "once", stores[SMALL], address)
            empty(target)
            whole = alone("benchmarks.syncing", "once", stores[1.0], address)
            after = changed(stores[1.0], list(china.plans(seed, share)), target, seed)
            answers = answering.rows(lambda: target, seed, ANSWER_BAR)[1:]
            empty(target)
            triples = ready(open_store(stores[1.0]))
            theirs = [seconds(lambda: send(triples, target.driver)) for _ in range(3)]
    again = median(theirs[1:])
    return [
        "## Neo4j",
        "",
        f"Neo4j {neo4j_server.VERSION} Community, neo4j {neo4j.__version__}, rdflib-neo4j {version('rdflib-neo4j')}; "
        "the same synthetic China.",
        "",
        "| what | ours s | rdflib-neo4j s | theirs / ours | bar |",
        "|---|---|---|---|---|",
        *loaded,
        f"| 1 % of the plans changed, of {len(triples):,} triples; theirs sends all again | {after.changed:.2f} | {again:.1f} | "
        f"{again / after.changed:.0f} | ≥ {CHANGE_BAR} |",
        "",
        f"All {len(triples):,} triples at once, on the server as it then was: ours {whole.seconds:.1f} s, theirs {theirs[0]:.1f} s. "
        f"Nothing changed: {after.nothing:.2f} s (bar {NOTHING_BAR:g} s), {after.writes} writes (bar 0). "
        f"Most memory of a sync: {small.memory:,.0f} MB for a tenth of that, {whole.memory:,.0f} MB for all.",
        "",
        "### Answering from Neo4j",
        *answers,
    ]  # fmt: skip


def first(origin: EmbeddedReader, target: Neo4jStore) -> list[str]:
    """A row of the table: the first load of a share, in turns."""
    triples = ready(origin)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(TURNS + 1):
        empty(target)
        ours.append(seconds(lambda: sync(origin, target)))
        empty(target)
        theirs.append(seconds(lambda: send(triples, target.driver)))
    mine, other = median(ours[1:]), median(theirs[1:])
    return [
        f"| first load of {len(triples):,} triples, in turns | {mine:.1f} | {other:.1f} | {other / mine:.2f} | ≥ {LOAD_BAR} |",
        f"| the discarded first turn, on a cold server | {ours[0]:.1f} | {theirs[0]:.1f} | {theirs[0] / ours[0]:.2f} | |",
    ]


@dataclass(frozen=True, slots=True)
class Changed:
    """Seconds of a sync into a database that had everything: after 1 % of the plans changed, and after nothing did, with its writes."""

    changed: float
    nothing: float
    writes: int


def changed(directory: Path, plans: list[Plan], target: Neo4jStore, seed: int) -> Changed:
    """Editions of one plan in a hundred, sent, `TURNS` times after a first; then nothing."""
    dice = Random(seed)
    taken = []
    for edition in range(1, TURNS + 2):
        with EmbeddedWriter(directory) as store:
            china.put(store, [china.change(plan, seed + edition) for plan in dice.sample(plans, max(1, len(plans) // 100))])
            store.publish()
        taken.append(seconds(lambda: sync(open_store(directory), target)))
    reports: list[SyncReport] = []
    nothing = median(seconds(lambda: reports.append(sync(open_store(directory), target))) for _ in range(TURNS))
    return Changed(median(taken[1:]), nothing, sum(sum(asdict(report.counts).values()) for report in reports))


def ready(origin: EmbeddedReader) -> list[Triple]:
    """All triples of a store as rdflib's terms, sorted by subject."""
    quads = itertools.chain.from_iterable(origin.graph(name) for name in origin.digests())
    return sorted(map(_terms, quads), key=lambda triple: str(triple[0]))


def send(triples: list[Triple], driver: neo4j.Driver) -> None:
    """Everything by rdflib-neo4j, in batches, under the names our graph has. What it prints is dropped."""
    settings = Neo4jStoreConfig(handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE, batching=True)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        graph = rdflib.Graph(store=TheirStore(config=settings, neo4j_driver=driver))
        for triple in triples:
            graph.add(triple)
        graph.close(commit_pending_transaction=True)


def once(directory: str, address: str) -> None:
    """One sync."""
    with connect(address) as target:
        sync(open_store(Path(directory)), target)


def empty(target: Neo4jStore) -> None:
    """Take everything out of the database, a part at a time."""
    query = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS"
    with target.session() as session:
        session.run(query).consume()


def _terms(quad: Quad) -> Triple:
    return rdflib.URIRef(uri(quad.subject)), rdflib.URIRef(quad.predicate.value), _object(quad.object)


def _object(node: object) -> rdflib.term.Node:
    if isinstance(node, Literal):
        return rdflib.Literal(node.value, lang=node.language, datatype=None if node.language else rdflib.URIRef(node.datatype.value))
    return rdflib.URIRef(uri(node))


def main() -> int:
    """Print the section; 0."""
    parser = argparse.ArgumentParser(description="what a sync costs")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=china.SEED)
    asked = parser.parse_args()
    print("\n".join(rows(asked.seed, asked.share)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
