"""The section on answering of RESULTS.md: every named query of a large store, and the questions built on them.

python -m benchmarks.answering --store DIR [--seed 1]

Decisions
---------
* Any store will do; `fresh` gives one that remembers nothing. What needs no parameter is asked of a fresh one each time, for a store may
  keep its answer. The first time, the worst, is what the first question after a publication waits for.
* Parameters are drawn by a seed, evenly from all plans, tasks, bodies and indicators that there are; each is asked once. The worst of
  them stands beside the 95th percentile: of the indicator that everybody promises there is only one.
* Questions (`who`, `rollup`) are asked of one store that has answered before, as in an app.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Callable, Iterable, Sequence, Sized
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, TypeVar

from benchmarks import china
from benchmarks.inventions import WORDS
from qgraph.questions.rollup import Answer as Ladder
from qgraph.questions.rollup import rollup
from qgraph.questions.who import Answer, who
from qgraph.registries import body_types
from qgraph.store import CATALOGUE, Row, Store, open_store

DRAWN, FRESH = 200, 5  # parameters of a query; times one without parameters is asked
BAR = 100  # milliseconds, the 95th percentile
ON = datetime.date(2024, 7, 1)  # the day asked about
HEAD = ["| what | asked | rows | median ms | p95 ms | worst ms | bar |", "|---|---|---|---|---|---|---|"]
T = TypeVar("T")


def rows(fresh: Callable[[], Store], seed: int = china.SEED, bar: int = BAR) -> list[str]:
    """The lines of the section; `bar`: milliseconds."""
    table = [*queries(fresh, seed), *questions(fresh(), seed)]
    return ["## Answering", "", *HEAD, *(f"{row} ≤ {bar} |" for row in table)]


def queries(fresh: Callable[[], Store], seed: int) -> list[str]:
    """A row a named query, without the bar."""
    store, dice = fresh(), Random(seed)
    known = {one: _values(store, several, one) for one, several in (("plan", "plans"), ("body", "bodies"), ("indicator", "indicators"))}
    known["task"] = [task for plan in _drawn(dice, known["plan"]) for task in _values(store, "tasks", "task", plan=plan)]
    table = []
    for name, query in CATALOGUE.items():
        if query.parameters:
            (parameter,) = query.parameters
            store.run(name, **{parameter: known[parameter][0]})
            drawn = _drawn(dice, known[parameter])
            table.append(_row(name, (_asked(store.run, name, **{parameter: value}) for value in drawn)))
        else:
            table.append(_row(name, (_asked(fresh().run, name) for _ in range(FRESH))))
    return table


def questions(store: Store, seed: int) -> list[str]:
    """A row a question, without the bar."""
    dice = Random(seed)
    kinds = [kind.local for one in WORDS["foremost"] if (kind := body_types.get(one))]
    places = [str(row["place"]) for row in store.run("plans")]
    named = _values(store, "indicators", "indicator")
    shared = WORDS["shared"]
    who(store, kinds[0], place=places[0], on=ON)
    rollup(store, shared)
    return [
        _row("`who`, a body of a place", (_asked(who, store, dice.choice(kinds), place=place, on=ON) for place in _drawn(dice, places))),
        _row("`who`, a body everywhere", (_asked(who, store, kind, on=ON) for kind in kinds)),
        _row("`rollup`", (_asked(rollup, store, name) for name in _drawn(dice, named))),
        _row(f"`rollup` {shared}", (_asked(rollup, store, shared) for _ in range(FRESH))),
    ]


def main() -> int:
    """Print the section; 0."""
    parser = argparse.ArgumentParser(description="what answers cost in an embedded store")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=china.SEED)
    asked = parser.parse_args()
    print("\n".join(rows(lambda: open_store(asked.store), asked.seed)))
    return 0


def _row(what: str, asks: Iterable[Callable[[], Any]]) -> str:
    """A row of the table; a call is made ready before its time is taken."""
    taken, sizes = [], []
    for ask in asks:
        began = time.perf_counter()
        answer = ask()
        taken.append((time.perf_counter() - began) * 1e3)
        sizes.append(len(_said(answer)))
    ordered = sorted(taken)
    high = ordered[int(0.95 * (len(ordered) - 1))]
    figures = f"{median(ordered):.1f} | {high:.1f} | {ordered[-1]:.1f}"
    return f"| {what} | {len(taken)} | {median(sizes):,.0f} to {max(sizes):,} | {figures} |"


def _said(answer: Answer | Ladder | list[Row]) -> Sized:
    """What an answer is long of: its rows, obligations or rungs."""
    return answer if isinstance(answer, list) else answer.obligations if isinstance(answer, Answer) else answer.ladder


def _asked(question: Callable[..., Any], *about: object, **more: object) -> Callable[[], Any]:
    return lambda: question(*about, **more)


def _values(store: Store, query: str, column: str, **parameters: str) -> list[str]:
    """The values of a column, each once, in order."""
    return sorted({str(row[column]) for row in store.run(query, **parameters)})


def _drawn(dice: Random, values: Sequence[T]) -> list[T]:
    return dice.sample(values, min(DRAWN, len(values)))


if __name__ == "__main__":
    sys.exit(main())
