"""The gate against pySHACL, on the graphs of real plans.

Both start from what they need in memory: ours from the quads of the writer, pySHACL from an rdflib graph of the same triples; the shapes
are parsed on both sides. What ours spares a load (no other graph to build) is not counted.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import rdflib
from pyshacl import validate

import loaders
from benchmarks.speed import alternate, in_turn
from qgraph import gate
from qgraph.rdf import lines, write

BAR = 0.2  # at least five times as quick


def rows(documents: list[Path]) -> list[str]:
    """The section of RESULTS.md: the plan with the fewest triples, one in the middle, the one with the most."""
    written = sorted(((plan := loaders.read(path), write.plan_quads(plan)) for path in documents), key=lambda pair: len(pair[1]))
    shapes = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    table = ["## The gate", "", "| what | ours ms | pySHACL ms | ratio | bar |", "|---|---|---|---|---|"]
    for _, quads in (written[0], written[len(written) // 2], written[-1]):
        graph = rdflib.Graph().parse(data=b"".join(lines.triples(quads)), format="nt")
        ratio = alternate(
            f"a plan of {len(quads):,} triples",
            lambda quads=quads: gate.findings(quads),  # type: ignore[misc]
            lambda graph=graph: validate(graph, shacl_graph=shapes, inference="none"),  # type: ignore[misc]
            bar=BAR,
        )
        table.append(ratio.row())
    plan, quads = written[len(written) // 2]
    path = next(path for path in documents if path.name == plan.source.name)
    held, read = in_turn(lambda: gate.check(plan, quads), lambda: loaders.read(path))
    return [*table, "", f"Gate and spans of the middle one: {held * 1e3:.1f} ms, beside {read * 1e3:.0f} ms for reading it."]


if __name__ == "__main__":
    print("\n".join(rows(sorted(Path("../shared/corpus/plans").glob("*.txt")))))
