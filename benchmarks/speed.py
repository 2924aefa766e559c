"""Ratios measured side by side in one run: A and B alternate, the first pass is discarded, the median counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Ratio:
    """`ours` and `theirs` in seconds; `bar` is the largest `ours / theirs` that will do, None where there is none."""

    what: str
    ours: float
    theirs: float
    bar: float | None = None

    def row(self) -> str:
        """A row of the table in RESULTS.md."""
        ratio = self.ours / self.theirs
        bar = "" if self.bar is None else f"≤ {self.bar:g}"
        return f"| {self.what} | {self.ours * 1e3:,.1f} | {self.theirs * 1e3:,.1f} | {ratio:.2f} | {bar} |"


def seconds(run: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def in_turn(*runs: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median seconds of each run; they take turns, and the first turn is discarded."""
    taken: list[list[float]] = [[] for _ in runs]
    for turn in range(rounds + 1):
        for run, kept in zip(runs, taken, strict=True):
            passed = seconds(run)
            if turn:
                kept.append(passed)
    return [median(kept) for kept in taken]


def alternate(what: str, ours: Callable[[], object], theirs: Callable[[], object], bar: float | None = None) -> Ratio:
    """Measure two ways of doing one thing, turn by turn."""
    return Ratio(what, *in_turn(ours, theirs), bar)
