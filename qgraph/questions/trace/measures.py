"""The chain of a task: the tasks of plans above that it carries out, and those of plans below that carry it out.

Decisions
---------
* A plan is asked only where it belongs to the chain: it is named as a basis, or has the same subject (`related`). Of the same place only
  what is named as a basis counts.
* Up, every place above is asked; the first with such a task is `nearest`, the others `chain`. Down, a place is asked where none between
  it and the task's own has a related plan: what stands further below answers to that one.
* Below a national plan there may be hundreds: so many are asked, those that name it as their basis first, then those nearest in rank,
  and the chain says how many were left out.
* Tasks belong together where the alignment of their two plans says so, so `coverage` and `trace` never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qgraph.questions import alignment, names
from qgraph.questions.alignment import Item, Pair, align
from qgraph.questions.alignment.pairs import settings
from qgraph.questions.coverage.facts import Fact
from qgraph.questions.coverage.tasks import fact
from qgraph.questions.coverage.words import said
from qgraph.questions.names import Spot
from qgraph.questions.remembered import remembered
from qgraph.questions.rollup import CHAIN, NEAREST
from qgraph.questions.trace.links import Chain, Link
from qgraph.questions.trace.related import Why, related
from qgraph.store import Row, Store

SHORT = 2  # characters of a place's name that cannot be shortened
LIMIT = 40  # plans below that are asked
TOLD = 3  # plans that are named where none of them has such a task


@dataclass(frozen=True, slots=True)
class Related:
    """A plan that belongs to a chain, and why; `by_name`: one of the two names the other as its basis."""

    plan: Row
    why: str
    by_name: bool


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of a store by place (URI), and what each names as its basis (by URI)."""

    spots: dict[str, Spot]
    by_place: dict[str, list[Row]]
    basis: dict[str, list[str]]

    def above(self, plan: Row) -> Iterator[Related]:
        """The plans that a plan carries out, those of the nearest place first."""
        spot = self.spots.get(str(plan["place"]))
        for step in [spot, *names.above(spot, self.spots)] if spot else []:
            for upper in self.by_place.get(step.uri, ()):
                if upper["plan"] != plan["plan"] and (why := self._why(upper, plan)):
                    yield Related(upper, why.told, why.by_name)

    def below(self, plan: Row) -> Iterator[Related]:
        """The plans that carry a plan out, with no related plan of a place between."""
        own = str(plan["place"])
        beneath: list[tuple[list[str], str]] = []  # the places between, and the place
        for uri in self.by_place:
            steps = [step.uri for step in names.above(self.spots[uri], self.spots)] if uri in self.spots else []
            if own in steps:
                beneath.append((steps[: steps.index(own)], uri))
        answered: set[str] = set()
        for between, uri in [([], own), *sorted(beneath, key=lambda one: (len(one[0]), one[1]))]:
            if answered.isdisjoint(between):
                for lower in self.by_place.get(uri, ()):
                    if lower["plan"] != plan["plan"] and (why := self._why(plan, lower)):
                        answered.add(uri)
                        yield Related(lower, why.told, why.by_name)

    def _why(self, upper: Row, lower: Row) -> Why | None:
        basis = self.basis.get(str(lower["plan"]), ())
        return related(upper, lower, basis, self._names(lower) | self._names(upper), by_subject=upper["place"] != lower["place"])

    def _names(self, plan: Row) -> frozenset[str]:
        spot = self.spots.get(str(plan["place"]))
        column = [spot, *names.above(spot, self.spots)] if spot else []
        return frozenset(form for step in column if step.name for form in _forms(step.name))


def all_plans(store: Store) -> Plans:
    """Those of a store."""
    by_place: dict[str, list[Row]] = {}
    for row in sorted(store.run("plans"), key=lambda row: (str(row["issued_on"] or ""), str(row["plan"]))):
        by_place.setdefault(str(row["place"]), []).append(row)
    basis: dict[str, list[str]] = {}
    for row in store.run("basis"):
        basis.setdefault(str(row["plan"]), []).append(str(row["basis"]))
    return Plans(names.spots(store), by_place, basis)


def task_chains(store: Store, task: Fact, limit: int = LIMIT) -> tuple[Chain, Chain]:
    """The chain up and the chain down; `limit`: how many plans below are asked."""
    plans = remembered(store, all_plans)
    own = alignment.tasks(store, str(task.plan["plan"]))
    above, below = list(plans.above(task.plan)), sorted(plans.below(task.plan), key=lambda one: not one.by_name)
    up, down = list(_up(store, task, own, above)), list(_down(store, task, own, below[:limit]))
    left_out = max(0, len(below) - limit)
    return Chain(tuple(up), _reason("above", up, above)), Chain(tuple(down), _reason("below", down, below[:limit], left_out), left_out)


def _up(store: Store, task: Fact, own: Sequence[Item], above: Iterable[Related]) -> Iterator[Link]:
    nearest: object = None
    for one in above:
        for pair in align(alignment.tasks(store, str(one.plan["plan"])), own).pairs:
            if pair.lower.uri == task.uri:
                nearest = nearest or one.plan["place"]
                yield _link(pair, pair.upper, one, NEAREST if one.plan["place"] == nearest else CHAIN)


def _down(store: Store, task: Fact, own: Sequence[Item], below: Iterable[Related]) -> Iterator[Link]:
    for one in below:
        for pair in align(own, alignment.tasks(store, str(one.plan["plan"]))).pairs:
            if pair.upper.uri == task.uri:
                yield _link(pair, pair.lower, one, NEAREST)


def _link(pair: Pair, other: Item, one: Related, via: str) -> Link:
    return Link(fact(other, one.plan), via, (one.why, *pair.reasons), pair.score)


def _reason(where: str, links: list[Link], plans: list[Related], left_out: int = 0) -> str | None:
    """Why there is no link, or not all of them."""
    rest = said("trace.left_out", n=left_out) if left_out else None
    if links:
        return rest
    if not plans:
        return said(f"trace.no_plan_{where}")
    titles = "、".join(f"《{one.plan['title']}》" for one in plans[:TOLD]) + (
        said("trace.and_more", n=len(plans)) if len(plans) > TOLD else ""
    )
    none = said(f"trace.no_task_{where}", plans=titles, threshold=settings()["threshold"])
    return f"{none}；{rest}" if rest else none


def _forms(name: str) -> tuple[str, ...]:
    """A place's name, and without its last character (栖陵市, 栖陵)."""
    return (name, name[:-1]) if len(name) > SHORT else (name,)
