"""The section on the gate of RESULTS.md: the gate against pySHACL on the graphs of real plans, and its share of reading a file.

Decisions
---------
* Both start from what they need in memory: ours from the quads of the writer, pySHACL from an rdflib graph of the same triples. The
  shapes stand ready on both sides (ours compiled, pySHACL's read into its shapes graph). Timed is everything from there to the list of
  findings: on our side also the sorting of quads into nodes, on pySHACL's its (empty) report. What ours spares a load, building that
  rdflib graph, is not counted.
* The graphs are sound, as real ones are. A broken one would be unfair: pySHACL counts its whole graph for each thing it finds.
* The share of the gate, spans included, is that of all a file goes through before the store: reading, writing, what it says of bodies
  and places, lines of triples.
"""

from __future__ import annotations

import itertools
import time
from importlib.resources import files
from pathlib import Path
from statistics import median

import rdflib
from pyshacl import Validator
from pyshacl.graph_abstraction import DataGraph

import loaders
from benchmarks.speed import ROUNDS, alternate
from qgraph import gate
from qgraph.rdf import lines, places, write

BAR = 0.2  # at least five times as quick


def rows(documents: list[Path]) -> list[str]:
    """The lines of the section: the plan with the fewest triples, one in the middle, the one with the most; then the share."""
    graphs = sorted((write.plan_quads(loaders.read(path)) for path in documents), key=len)
    shapes = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    table = ["## The gate", "", "| what | ours ms | pySHACL ms | ratio | bar |", "|---|---|---|---|---|"]
    for quads in (graphs[0], graphs[len(graphs) // 2], graphs[-1]):
        graph = rdflib.Graph().parse(data=b"".join(lines.triples(quads)), format="nt")
        validator = Validator(DataGraph.from_rdflib_graph(graph), shacl_graph=shapes)
        assert validator.run()[0]  # type: ignore[no-untyped-call]
        assert not gate.findings(quads)
        ratio = alternate(f"a plan of {len(quads):,} triples", lambda quads=quads: gate.findings(quads), validator.run, bar=BAR)  # type: ignore[misc]
        table.append(ratio.row())
    return [*table, "", share(documents)]


def share(documents: list[Path]) -> str:
    """How much of what a file goes through before the store is the gate."""
    passes = [[_through(path) for path in documents] for _ in range(ROUNDS + 1)][1:]
    gated, whole = (median(sum(times[which] for times in one) for one in passes) for which in (0, 1))
    return (
        f"All {len(documents)} documents: gate and spans {gated * 1e3:,.0f} ms of {whole * 1e3:,.0f} ms from file to lines of triples "
        f"({gated / whole:.0%})."
    )


def _through(path: Path) -> tuple[float, float]:
    """The seconds of the gate and of all that one file goes through."""
    began = time.perf_counter()
    plan = loaders.read(path)
    quads = write.plan_quads(plan)
    said = places.statements(quads)
    held = time.perf_counter()
    marks = gate.check(plan, itertools.chain(quads, *said.values()))
    gated = time.perf_counter() - held
    lines.triples([*quads, *marks])
    return gated, time.perf_counter() - began


if __name__ == "__main__":
    print("\n".join(rows(sorted(Path("../shared/corpus/plans").glob("*.txt")))))
