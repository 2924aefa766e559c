"""What an audit has before it: one plan with all its facts, and what the store knows around it.

Decisions
---------
* A rejected fact is none, nor is a unit of a rejected task.
* A row of a task table that restates a measure is no second measure: what it adds belongs to the measure.
* Where a thing stands is told by the numbers of its headings: whatever stands under a measure's heading belongs to the measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from qgraph.questions.audit.findings import Item, item, words
from qgraph.questions.names import Organ, Spot, organs, spots
from qgraph.questions.standing import standing
from qgraph.questions.validity import Validity, validity
from qgraph.store import Row, Store


class Surroundings:
    """What a store knows around its plans, read once an audit."""

    def __init__(self, store: Store, on: date) -> None:
        self.store = store
        self.on = on
        self.spots: dict[str, Spot] = spots(store)
        self.organs: Mapping[str, Organ] = organs(store)
        self.plans: dict[str, Row] = {str(row["plan"]): row for row in store.run("plans")}
        self.measure_of: dict[str, str] = {str(row["task"]): str(row["measure"]) for row in store.run("restated")}


@dataclass(frozen=True)
class Dossier:
    """One plan. All rows stand in the order of the text."""

    around: Surroundings
    uri: str

    @property
    def plan(self) -> Row:
        return self.around.plans[self.uri]

    @property
    def spot(self) -> Spot | None:
        """The place it speaks for."""
        return self.around.spots.get(str(self.plan["place"]))

    @cached_property
    def validity(self) -> Validity:
        return validity(self.plan, self.around.on)

    @property
    def is_about_a_group(self) -> bool:
        """Whether it says who sits in a leading group, and sets no target."""
        return not self.targets and any(word in str(self.plan["title"]) for word in words()["groups"])

    @cached_property
    def tasks(self) -> list[Row]:
        """Its measures and the rows of its tables."""
        return self._live("tasks", "task")

    @cached_property
    def measures(self) -> list[Row]:
        """Its tasks without the rows that restate one."""
        return [row for row in self.tasks if str(row["task"]) not in self.around.measure_of]

    @cached_property
    def units(self) -> list[Row]:
        """The bodies of its tasks."""
        there = {row["task"] for row in self.tasks}
        return [row for row in self._live("units", "responsibility") if row["task"] in there]

    @cached_property
    def targets(self) -> list[Row]:
        return self._live("plan_targets", "target")

    @cached_property
    def funding(self) -> list[Row]:
        return self._live("funding", "funding")

    @cached_property
    def members(self) -> list[Row]:
        """The seats of its leading groups."""
        return self._live("members", "membership")

    @cached_property
    def clause(self) -> Row | None:
        """The clause that orders the decomposition."""
        return next(iter(self.around.store.run("owner_clause", plan=self.uri)), None)

    @cached_property
    def units_of(self) -> dict[str, list[Row]]:
        """The units of each task by its URI."""
        found: dict[str, list[Row]] = {}
        for row in self.units:
            found.setdefault(str(row["task"]), []).append(row)
        return found

    @cached_property
    def rows_of(self) -> dict[str, list[Row]]:
        """The rows of tables that restate a measure, by its URI."""
        found: dict[str, list[Row]] = {}
        for row in self.tasks:
            if measure := self.around.measure_of.get(str(row["task"])):
                found.setdefault(measure, []).append(row)
        return found

    def owners(self, measure: Row) -> list[Row]:
        """The units of a measure and of the rows that restate it."""
        uri = str(measure["task"])
        return [unit for task in (uri, *(str(row["task"]) for row in self.rows_of.get(uri, ()))) for unit in self.units_of.get(task, ())]

    def _live(self, query: str, column: str) -> list[Row]:
        rows = standing(self.around.store.run(query, plan=self.uri))
        return sorted(rows, key=lambda row: (int(str(row["start"])), int(str(row["end"])), str(row[column])))


def of_task(row: Row) -> Item:
    """A task as an item."""
    return item(row, str(row["task"]), row["title"])


def of_target(row: Row) -> Item:
    """A target as an item."""
    return item(row, str(row["target"]), row["indicator_as_written"])


def within(inner: object, outer: object) -> bool:
    """Whether something stands under the heading of another; what stands under no heading is within nothing."""
    return bool(inner and outer) and f"{inner} ".startswith(f"{outer} ")
