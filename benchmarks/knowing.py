"""How soon the registries answer: names of real plans resolved with nothing remembered, the reference facts loaded.

Decisions
---------
* A name is resolved by the function behind its cache, with the tables read: what the first plan of a batch pays. Remembered, a name
  costs a quarter of a microsecond.
* The reference facts are loaded in processes of their own, interpreter and imports aside: tables read, checked and written as quads.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import loaders
from qgraph.registries import indicators
from qgraph.registries.bodies import identify

LOADED = """
import time
from qgraph.rdf import reference
began = time.perf_counter()
quads = sum(map(len, reference.graphs().values()))
print(quads, time.perf_counter() - began)
"""


def rows(documents: list[Path]) -> list[str]:
    """The section of RESULTS.md."""
    plans = [loaders.read(path) for path in documents]
    bodies = {
        (part.resolved, plan.jurisdiction, plan.period_start): None for plan in plans for task in plan.tasks for part in task.responsible
    }
    named = {(target.indicator,): None for plan in plans for target in plan.targets}
    quads, seconds = _loaded()
    return [
        "## Knowing",
        "",
        "| what | median | p95 | bar |",
        "|---|---|---|---|",
        _row(f"a body's name resolved, of {len(bodies)}", identify.__wrapped__, bodies),
        _row(f"an indicator's name matched, of {len(named)}", indicators.match.__wrapped__, named),
        f"| {quads:,} quads of reference facts loaded | {seconds * 1000:.0f} ms |  | < 1 s |",
    ]


def _row(what: str, ask: Callable[..., Any], asked: Iterable[tuple[Any, ...]]) -> str:
    """Microseconds a name; the best of five passes of each, so that another process does not count."""
    best = [min(_seconds(ask, arguments) for _ in range(5)) for arguments in asked]
    high = statistics.quantiles(best, n=20)[-1]
    return f"| {what} | {statistics.median(best) * 1e6:.0f} µs | {high * 1e6:.0f} µs | < 50 µs |"


def _seconds(ask: Callable[..., Any], arguments: tuple[Any, ...]) -> float:
    began = time.perf_counter()
    ask(*arguments)
    return time.perf_counter() - began


def _loaded() -> tuple[int, float]:
    """How many quads, and the median of five processes."""
    runs = [subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout.split() for _ in range(5)]
    return int(runs[0][0]), statistics.median(float(run[1]) for run in runs)


if __name__ == "__main__":
    print("\n".join(rows(sorted(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared").joinpath("corpus", "plans").glob("*.txt")))))
