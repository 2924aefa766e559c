"""The section on answering of RESULTS.md: every named query of a large store, and the questions built on them.

python -m benchmarks.answering --store DIR [--seed 1]

Decisions
---------
* Any store will do; `fresh` gives one that remembers nothing. What needs no parameter is asked of a fresh one each time, for a store may
  keep its answer. The first time, the worst, is what the first question after a publication waits for.
* Parameters are drawn by a seed, evenly from all plans, tasks, bodies and indicators that there are; each is asked once. The worst of
  them stands beside the 95th percentile: of the indicator that everybody promises there is only one.
* Questions are asked of one store that has answered before, as in an app.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Callable, Iterable, Sequence, Sized
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, TypeVar

from benchmarks import china
from benchmarks.inventions import WORDS
from qgraph.questions.audit import audit
from qgraph.questions.compare import compare
from qgraph.questions.coverage import coverage
from qgraph.questions.overview import overview
from qgraph.questions.rollup import rollup
from qgraph.questions.search import search
from qgraph.questions.trace import trace
from qgraph.questions.who import who
from qgraph.registries import body_types
from qgraph.store import CATALOGUE, Store, open_store

DRAWN, FRESH = 200, 5  # parameters of a query; times one without parameters is asked
BAR, WHOLE_BAR = 100, 3_000  # milliseconds, the 95th percentile: of a question about one thing, and about everything
LONG_OF = ("obligations", "ladder", "hits", "findings", "matches", "themes", "bodies")
ON = datetime.date(2024, 7, 1)  # the day asked about
HEAD = ["| what | asked | rows | median ms | p95 ms | worst ms | bar |", "|---|---|---|---|---|---|---|"]
T = TypeVar("T")


def rows(fresh: Callable[[], Store], seed: int = china.SEED, bar: int = BAR) -> list[str]:
    """The lines of the section; `bar`: milliseconds."""
    return ["## Answering", "", *HEAD, *queries(fresh, seed, bar), *questions(fresh(), seed, bar)]


def queries(fresh: Callable[[], Store], seed: int, bar: int = BAR) -> list[str]:
    """A row a named query."""
    store, dice = fresh(), Random(seed)
    known = {one: _values(store, several, one) for one, several in (("plan", "plans"), ("body", "bodies"), ("indicator", "indicators"))}
    known["task"] = [task for plan in _drawn(dice, known["plan"]) for task in _values(store, "tasks", "task", plan=plan)]
    table = []
    for name, query in CATALOGUE.items():
        if query.parameters:
            (parameter,) = query.parameters
            store.run(name, **{parameter: known[parameter][0]})
            drawn = _drawn(dice, known[parameter])
            table.append(_row(name, (partial(store.run, name, **{parameter: value}) for value in drawn), bar))
        else:
            table.append(_row(name, (partial(fresh().run, name) for _ in range(FRESH)), bar))
    return table


def questions(store: Store, seed: int, bar: int = BAR) -> list[str]:
    """A row a question."""
    dice = Random(seed)
    kinds = [kind.local for one in WORDS["foremost"] if (kind := body_types.get(one))]
    plans = {str(row["plan"]): str(row["place"]) for row in store.run("plans")}
    places = list(plans.values())
    named = _values(store, "indicators", "indicator")
    shared = WORDS["shared"]
    above = {str(row["place"]): str(row["within"]) for row in store.run("places")}
    latest = {place: plan for plan, place in sorted(plans.items())}
    nested = [(latest[above[place]], plan) for place, plan in latest.items() if above[place] in latest]
    tasks = [str(row["task"]) for plan in _drawn(dice, list(plans)) for row in store.run("tasks", plan=plan)]
    words = [name[:4] for name in _values(store, "bodies", "name")]
    for ask in (partial(who, store, kinds[0], place=places[0], on=ON), partial(rollup, store, shared), partial(search, store, words[0])):
        ask()  # what is made of the whole store is made once
    everything: list[tuple[str, list[Callable[[], Any]]]] = [
        ("`who`, a body of a place", [partial(who, store, dice.choice(kinds), place=place, on=ON) for place in _drawn(dice, places)]),
        ("`rollup`, an indicator", [partial(rollup, store, name) for name in _drawn(dice, named)]),
        ("`compare`, two plans", [partial(compare, store, dice.sample(list(plans), 2), on=ON) for _ in range(DRAWN)]),
        ("`coverage`, of the plan above", [partial(coverage, store, upper, lower) for upper, lower in _drawn(dice, nested)]),
        ("`trace`, a task", [partial(trace, store, task) for task in _drawn(dice, tasks)]),
        ("`audit`, a plan", [partial(audit, store, plan=plan, on=ON) for plan in _drawn(dice, list(plans))]),
        ("`overview`, a place", [partial(overview, store, place=place, on=ON) for place in _drawn(dice, places)]),
        ("`search`, the beginning of a body's name", [partial(search, store, word) for word in _drawn(dice, words)]),
    ]
    whole: list[tuple[str, list[Callable[[], Any]]]] = [
        ("`who`, a body everywhere", [partial(who, store, kind, on=ON) for kind in kinds]),
        (f"`rollup` {shared}", [partial(rollup, store, shared)] * FRESH),
        ("`audit` of everything", [partial(audit, store, on=ON)] * FRESH),
        ("`overview` of everything", [partial(overview, store, on=ON)] * FRESH),
    ]
    rows = [(what, asks, bar) for what, asks in everything] + [(what, asks, WHOLE_BAR) for what, asks in whole]
    return [_row(*row) for row in rows if row[1]]  # a small store may have no plan below another


def main() -> int:
    """Print the section; 0."""
    parser = argparse.ArgumentParser(description="what answers cost in an embedded store")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=china.SEED)
    asked = parser.parse_args()
    print("\n".join(rows(lambda: open_store(asked.store), asked.seed)))
    return 0


def _row(what: str, asks: Iterable[Callable[[], Any]], bar: int) -> str:
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
    return f"| {what} | {len(taken)} | {median(sizes):,.0f} to {max(sizes):,} | {figures} | ≤ {bar:,} |"


def _said(answer: Any) -> Sized:
    """What an answer is long of: its rows, obligations, rungs, findings …"""
    found: Sized = answer if isinstance(answer, list) else next((getattr(answer, name) for name in LONG_OF if hasattr(answer, name)), ())
    return found


def _values(store: Store, query: str, column: str, **parameters: str) -> list[str]:
    """The values of a column, each once, in order."""
    return sorted({str(row[column]) for row in store.run(query, **parameters)})


def _drawn(dice: Random, values: Sequence[T]) -> list[T]:
    return dice.sample(values, min(DRAWN, len(values)))


if __name__ == "__main__":
    sys.exit(main())
