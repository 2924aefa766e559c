"""The yearly values of a target: those its plan states, those that people set, and whether they reach the figure of the period.

Decisions
---------
* What the plan states of the same indicator for another year is stated; what a person set for a year is set, and never the plan's words.
* New ones add up over the years; of anything else the last year must reach the figure. A figure that is no number, or is in doubt, is not
  judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qgraph.errors import NotFoundError
from qgraph.model import Comparator
from qgraph.questions.standing import standing
from qgraph.registries import tables
from qgraph.store import Row, Scalar, Store
from qgraph.told import Told, told

FLOORS = (Comparator.GE, Comparator.GT, Comparator.EQ)
CEILINGS = (Comparator.LE, Comparator.LT)


@dataclass(frozen=True, slots=True)
class Year:
    """A value of one year. `fact`: the target that states it, None where a person set it; then `by` says who."""

    year: int
    value: Decimal
    fact: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Yearly:
    """The years of a target in order, and what they come to: `reached` is None where nothing can be said."""

    years: tuple[Year, ...]
    reached: bool | None
    reason: Told


def yearly(store: Store, plan: str, target: str) -> Yearly:
    """The yearly values of a target of a plan (URIs). Raises `NotFoundError`."""
    rows = standing(store.run("plan_targets", plan=plan))
    row = next((row for row in rows if row["target"] == target), None)
    if row is None:
        raise NotFoundError(f"库中没有目标 {target}")
    years = [
        Year(int(str(other["deadline"])[:4]), value, str(other["target"]), None)
        for other in rows
        if _same_measure(other, row) and other["deadline"] and (value := _number(other["value"])) is not None
    ]
    years += [
        Year(int(str(said["year"])), value, None, str(said["by"]))
        for said in store.run("yearly_values", plan=plan)
        if said["target"] == target and (value := _number(said["value"])) is not None
    ]
    years.sort(key=lambda one: (one.year, one.fact is None))
    return Yearly(tuple(years), *_judged(row, years))


def _same_measure(other: Row, row: Row) -> bool:
    """Whether another target states the same thing for another year."""
    same = ("indicator", "unit", "scope", "comparator")
    return other["target"] != row["target"] and all(other[name] == row[name] for name in same) and other["deadline"] != row["deadline"]


def _judged(row: Row, years: list[Year]) -> tuple[bool | None, Told]:
    words, figure = tables.words("ledger.toml")["yearly"], _number(row["value"])
    if not years:
        return None, told(words["none"])
    comparator = Comparator(str(row["comparator"]))
    if figure is None or row["doubt"] or comparator not in (*FLOORS, *CEILINGS):
        return None, told(words["no_figure"])
    adds_up = row["scope"] == "new" and comparator in FLOORS
    amount = sum((one.value for one in years), Decimal(0)) if adds_up else years[-1].value
    reached = amount <= figure if comparator in CEILINGS else amount >= figure
    key = ("sum" if adds_up else "last") + ("_reached" if reached else "_short")
    return reached, told(words[key], amount=amount, figure=figure, unit=row["unit"] or "", year=years[-1].year)


def _number(value: Scalar) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
