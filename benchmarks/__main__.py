"""`make bench`: speed as ratios, answers in milliseconds, written to RESULTS.md with the machine.

python -m benchmarks ../shared
"""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import rdflib

import loaders
from benchmarks import gating, knowing, reading
from benchmarks.speed import alternate, milliseconds
from qgraph import __version__, ingest
from qgraph.questions.rollup import rollup
from qgraph.questions.who import who
from qgraph.rdf import lines, write
from qgraph.store import open_store
from qgraph.store.embedded import EmbeddedWriter

RESULTS = Path(__file__).with_name("RESULTS.md")
SAMPLES = Path(__file__).parents[1] / "samples" / "plans"


def main(shared: Path) -> int:
    """0 when everything was measured; 1 where the real documents are absent."""
    documents = sorted((shared / "corpus" / "plans").glob("*.txt"))
    if not documents:
        print(f"no documents in {shared / 'corpus' / 'plans'}: nothing to measure", file=sys.stderr)
        return 1
    sections = (reading.rows(shared), knowing.rows(documents), gating.rows(documents), _storing(documents), _answering(documents))
    text = "\n" + "\n\n".join("\n".join(rows) for rows in sections) + "\n"
    score = subprocess.run([sys.executable, "-m", "benchmarks.score", shared], capture_output=True, text=True, check=False).stdout
    RESULTS.write_text(f"{_head(len(documents))}{text}\n## Accuracy (in sample)\n\n{SAMPLE_NOTE}\n\n```\n{score}```\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


SAMPLE_NOTE = "The rules were written with these documents open. Others, kept back, will score lower."


def _head(documents: int) -> str:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return (
        f"# Results\n\nqgraph {__version__}, {datetime.date.today().isoformat()}, {machine}; {documents} real documents.\n"
        "Alternating runs, one pass discarded, median of five. A ratio below 1 means that we are quicker.\n"
    )


def _storing(documents: list[Path]) -> list[str]:
    graphs = {}
    for path in documents:
        quads = write.plan_quads(loaders.read(path))
        graphs[str(quads[0].graph_name.value)] = quads
    flat = b"".join(lines.nquads(quads) for quads in graphs.values())

    def ours() -> None:
        with tempfile.TemporaryDirectory() as folder, EmbeddedWriter(Path(folder)) as store:
            store.replace(graphs)

    def theirs() -> None:
        rdflib.Dataset().parse(data=flat, format="nquads")

    ratio = alternate(f"embedded load of {sum(map(len, graphs.values())):,} triples, against rdflib", ours, theirs, bar=0.25)
    with tempfile.TemporaryDirectory() as folder, EmbeddedWriter(Path(folder)) as store:
        store.replace(graphs)
        name, quads = next(iter(graphs.items()))
        turn = iter(range(10_000))
        mid, high = milliseconds(lambda: store.replace({name: quads[next(turn) % 2 :]}))
    return [
        "## Storing", "", "| what | ours ms | theirs ms | ratio | bar |", "|---|---|---|---|---|", ratio.row(), "",
        f"One plan replaced: median {mid:.1f} ms, p95 {high:.1f} ms (bar 10 ms).",
    ]  # fmt: skip


def _answering(documents: list[Path]) -> list[str]:
    rows = ["## Answering", "", "| question | median ms | p95 ms |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        ingest.load(Path(folder), [SAMPLES, *documents], None)
        store = open_store(Path(folder))
        for name, ask in (
            ("who 市场监管局", lambda: who(store, "市场监管局", on=datetime.date.today())),
            ("rollup 制造业产品质量合格率", lambda: rollup(store, "制造业产品质量合格率")),
        ):
            mid, high = milliseconds(ask)
            rows.append(f"| {name} ({len(documents)} real plans and the samples) | {mid:.0f} | {high:.0f} |")
    return rows


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
