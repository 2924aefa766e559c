"""What an overview looks at: the plans it is about, and the facts of all plans, plan by plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from qgraph.questions.names import Spot
from qgraph.questions.remembered import remembered
from qgraph.questions.standing import standing
from qgraph.questions.validity import Validity, validity
from qgraph.store import Row, Store

ByPlan = dict[str, list[Row]]


@dataclass(frozen=True)
class Scope:
    """The plans an overview is about (rows of `plans` by URI) on a day, and the places of the store."""

    store: Store
    known: dict[str, Spot]
    plans: dict[str, Row]
    on: date

    @cached_property
    def validity(self) -> dict[str, Validity]:
        """Whether each plan is in force on the day."""
        return {uri: validity(plan, self.on) for uri, plan in self.plans.items()}

    @cached_property
    def restated(self) -> dict[str, str]:
        """The measure that a row of a task table says again."""
        return {str(row["task"]): str(row["measure"]) for row in self.store.run("restated")}

    def duties(self) -> Iterator[Row]:
        """The bodies of the tasks of the plans (rows of `loads`)."""
        return self._of(remembered(self.store, _duties))

    def dates(self) -> Iterator[Row]:
        """What has a deadline or comes again (rows of `dates`)."""
        return self._of(remembered(self.store, _dates))

    def money(self) -> Iterator[Row]:
        """What is to be paid (rows of `all_funding`)."""
        return self._of(remembered(self.store, _money))

    def programmes(self) -> Iterator[Row]:
        """Rows of `all_programmes`."""
        return self._of(remembered(self.store, _programmes))

    def _of(self, facts: ByPlan) -> Iterator[Row]:
        for plan in self.plans:
            yield from facts.get(plan, ())


def _duties(store: Store) -> ByPlan:
    return _by_plan(store, "loads")


def _dates(store: Store) -> ByPlan:
    return _by_plan(store, "dates")


def _money(store: Store) -> ByPlan:
    return _by_plan(store, "all_funding")


def _programmes(store: Store) -> ByPlan:
    return _by_plan(store, "all_programmes")


def _by_plan(store: Store, query: str) -> ByPlan:
    found: ByPlan = {}
    for row in standing(store.run(query)):
        found.setdefault(str(row["plan"]), []).append(row)
    return found
