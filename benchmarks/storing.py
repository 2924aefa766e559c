"""The section on storing of RESULTS.md: a synthetic China in the embedded store, against rdflib reading the same N-Quads.

python -m benchmarks.storing [--share 0.1] [--seed 1]

Decisions
---------
* Both start from one file of N-Quads, graph after graph. Ours ends on disk, with digests and texts, published to readers; rdflib's, a
  `Dataset`, in memory. At full size each runs once, in a process of its own, after a small pass of each; at a tenth they take turns.
* A plan is replaced as `qgraph.ingest` does it: what changes in the place graphs, then one commit. Reading the file and writing its plan
  to triples come before it and do not count. Each plan is replaced once, by a new edition of it.
* Memory is the most a process ever held, the interpreter and its imports among it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median

import rdflib

from benchmarks import china
from benchmarks.alone import alone
from benchmarks.speed import Ratio, alternate
from qgraph.model import Plan
from qgraph.rdf import lines, write
from qgraph.store import open_store
from qgraph.store.embedded import EmbeddedWriter

LOAD_BAR, REPLACE_BAR = 0.25, 10  # a share of rdflib's time, milliseconds
TENTH = 0.1
SMALL = 0.01  # the share of China that is loaded before the whole
REPLACED = 200  # plans
TAKEN = 32 * 2**20  # bytes of N-Quads that are brought into the store at a time


def rows(seed: int = china.SEED, share: float = 1.0) -> list[str]:
    """The lines of the section."""
    with tempfile.TemporaryDirectory() as folder:
        whole, part, store = Path(folder, "whole.nq"), Path(folder, "part.nq"), Path(folder, "store")
        line = alone("benchmarks.storing", "line", store, str(seed), str(share))
        triples = export(store, whole)
        some = _plans(seed, share * TENTH, part)
        turns = alternate(f"{some:,} triples, in turns", lambda: _once(part), lambda: theirs(part), bar=LOAD_BAR)
        _plans(seed, share * SMALL, part)
        for way in ("ours", "theirs"):
            alone("benchmarks.storing", way, part, Path(folder, f"small-{way}"))
        mine, rdf = (alone("benchmarks.storing", way, whole, Path(folder, way)) for way in ("ours", "theirs"))
        once = Ratio(f"{triples:,} triples, once", mine.seconds, rdf.seconds, LOAD_BAR)
        return [
            "## Storing",
            "",
            f"A synthetic China (`benchmarks/china.py`, seed {seed}) of {triples:,} triples.",
            "",
            "| embedded load, against rdflib | ours ms | theirs ms | ratio | bar |",
            "|---|---|---|---|---|",
            turns.row(),
            once.row(),
            "",
            f"Most memory: ours {mine.memory:,.0f} MB, rdflib {rdf.memory:,.0f} MB. Invented, written and brought in plan by plan, as "
            f"`qgraph load` does: {line.seconds:.1f} s, {line.memory:,.0f} MB.",
            "",
            *changed(store, list(china.plans(seed, share)), seed),
        ]


def changed(directory: Path, plans: Sequence[Plan], seed: int) -> list[str]:
    """What changes cost in a large store: everything put again with nothing changed, plans replaced, the snapshot after them."""
    table = ["| in the store of all | plans | triples | median ms | p95 ms | bar |", "|---|---|---|---|---|---|"]
    largest = sorted(plans, key=lambda plan: -len(plan.source.reading))[: len(plans) // 100 or 1]
    with EmbeddedWriter(directory) as store:
        commits = store.commit
        again = sum(_put(store, plan)[0] for plan in plans)
        commits = store.commit - commits
        for what, several in (("a plan replaced", Random(seed).sample(plans, min(REPLACED, len(plans)))), ("a large one", largest)):
            seed += 1  # no edition twice
            taken, triples = zip(*(_put(store, china.change(plan, seed)) for plan in several), strict=True)
            high = sorted(taken)[int(0.95 * (len(taken) - 1))]
            table.append(
                f"| {what} | {len(several)} | {median(triples):,.0f} | {median(taken) * 1e3:.1f} | {high * 1e3:.1f} | ≤ {REPLACE_BAR} |"
            )
        began = time.perf_counter()
        store.publish()
        published = time.perf_counter() - began
    return [
        *table,
        "",
        f"Published after that in {published:.2f} s. All {len(plans):,} plans put again with nothing changed: {again:.1f} s, "
        f"{commits} commits.",
    ]


def line(directory: str, seed: str, share: str) -> None:
    """A share of China brought into a store as `qgraph load` does."""
    china.load(Path(directory), china.plans(int(seed), float(share)))


def ours(quads: str | Path, directory: str | Path) -> None:
    """The embedded store of a file of N-Quads, published."""
    with EmbeddedWriter(Path(directory)) as store:
        for several in _pieces(Path(quads)):
            store.replace_lines(lines.by_graph(several))
        store.publish()


def theirs(quads: str | Path, _directory: str | Path = "") -> None:
    """The same in rdflib, in memory."""
    rdflib.Dataset().parse(Path(quads), format="nquads")


def export(directory: Path, quads: Path) -> int:
    """A store as a file of N-Quads, graph after graph; how many there are."""
    store = open_store(directory)
    return _write(quads, (lines.nquads(store.graph(name)) for name in store.digests()))


def main() -> int:
    """Print the section; 0."""
    parser = argparse.ArgumentParser(description="what storing costs")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=china.SEED)
    asked = parser.parse_args()
    print("\n".join(rows(asked.seed, asked.share)))
    return 0


def _put(store: EmbeddedWriter, plan: Plan) -> tuple[float, int]:
    """The seconds in which a plan was committed, and its triples."""
    graph, rows, said = china.as_written(plan)
    began = time.perf_counter()
    china.commit(store, graph, rows, said)
    return time.perf_counter() - began, len(rows)


def _once(quads: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours(quads, Path(folder))


def _plans(seed: int, share: float, quads: Path) -> int:
    """The graphs of a share of all plans as a file; how many triples there are."""
    return _write(quads, (lines.nquads(write.plan_quads(plan)) for plan in china.plans(seed, share)))


def _write(quads: Path, graphs: Iterable[bytes]) -> int:
    count = 0
    with quads.open("wb") as file:
        for text in graphs:
            file.write(text)
            count += text.count(b"\n")
    return count


def _pieces(quads: Path) -> Iterator[bytes]:
    """A file of N-Quads in pieces of whole graphs."""
    rest: list[bytes] = []
    with quads.open("rb") as file:
        while several := rest + file.readlines(TAKEN):
            cut = len(several) if len(several) == len(rest) else _last_graph(several)
            rest = several[cut:]
            yield b"".join(several[:cut])


def _last_graph(quads: list[bytes]) -> int:
    """Where the last graph begins."""
    last = quads[-1].rsplit(b" ", 2)[1]
    return next((at for at in range(len(quads), 0, -1) if quads[at - 1].rsplit(b" ", 2)[1] != last), 0)


if __name__ == "__main__":
    sys.exit(main())
