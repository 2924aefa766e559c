"""Deadlines on a calendar: tasks and targets by year, half, quarter, month or day, as exact as they were written.

Decisions
---------
* 2023年底前 is read as December, yet it is a deadline of the year; the words decide how exact a date is (`ontology/data/overview.toml`).
* A deadline is past when its last day is; a deadline of a whole year is open until the year ends.
* What comes again (每年, 每季度) stands apart, whatever date is beside it; so do words that give no date (长期坚持).
* A target whose sentence is silent falls due with its plan's period: that is marked (`assumed`).
* A row of a task table that repeats the deadline of its measure is not shown twice; one that differs is.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qgraph.questions.names import text
from qgraph.questions.overview.scope import Scope
from qgraph.questions.overview.words import words
from qgraph.questions.validity import Validity
from qgraph.store import Row


class Exact(StrEnum):
    """How exact a deadline is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


BY_LENGTH = {4: Exact.YEAR, 7: Exact.MONTH, 10: Exact.DAY}  # of the date as read
COARSE = list(Exact)
MONTHS = {Exact.HALF: 6, Exact.QUARTER: 3}


@dataclass(frozen=True, slots=True)
class Due:
    """A task or target that has a deadline or comes again."""

    kind: str  # task, target
    number: str | None
    name: str | None
    deadline: str | None
    deadline_as_written: str | None
    assumed: bool
    recurrence: str | None
    plan: str
    plan_uri: str
    place: str | None
    place_uri: str
    in_force: Validity
    quote: str
    status: str
    fact: str


@dataclass(frozen=True, slots=True)
class Period:
    """What is due in one period: `when` is 2023, 2023-H1, 2023-Q2, 2023-06 or 2023-06-30; `last` its last day."""

    when: str
    exact: Exact
    last: str
    tasks: int
    targets: int
    entries: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """`recurrent` and `undated` have no period; the others are in order of time."""

    past: tuple[Period, ...]
    this_year: tuple[Period, ...]
    later: tuple[Period, ...]
    recurrent: tuple[Due, ...]
    undated: tuple[Due, ...]


def calendar(scope: Scope) -> Calendar:
    """What is due when, seen from the day of the scope."""
    rows = {str(row["fact"]): row for row in scope.dates()}
    again = {
        task for task, measure in scope.restated.items() if task in rows and measure in rows and _date(rows[task]) == _date(rows[measure])
    }
    found = sorted((_due(scope, row) for fact, row in rows.items() if fact not in again), key=_order)
    dated: dict[tuple[str, str, Exact], list[Due]] = {}
    for due in found:
        if due.recurrence is None and due.deadline:
            exact = exactness(due.deadline, due.deadline_as_written)
            when, last = period(due.deadline, exact)
            dated.setdefault((last.isoformat(), when, exact), []).append(due)
    in_time = sorted(dated.items(), key=lambda item: (item[0][0], -COARSE.index(item[0][2])))
    periods = [
        Period(when, exact, last, _count(dues, "task"), _count(dues, "target"), tuple(dues)) for (last, when, exact), dues in in_time
    ]
    today, year = scope.on.isoformat(), str(scope.on.year)
    return Calendar(
        past=tuple(one for one in periods if one.last < today),
        this_year=tuple(one for one in periods if one.last >= today and one.last[:4] == year),
        later=tuple(one for one in periods if one.last[:4] > year),
        recurrent=tuple(due for due in found if due.recurrence is not None),
        undated=tuple(due for due in found if due.recurrence is None and not due.deadline),
    )


def exactness(deadline: str, as_written: str | None) -> Exact:
    """How exact a deadline is, by its words, and never more than the date that was read from them."""
    read = BY_LENGTH[len(deadline)]
    if read in (Exact.YEAR, Exact.DAY):
        return read
    return next((Exact(row["exact"]) for row in words()["exactness"] if _has(as_written or "", row["words"])), read)


def period(deadline: str, exact: Exact) -> tuple[str, date]:
    """The period a deadline (YYYY, YYYY-MM or YYYY-MM-DD) falls in, and its last day."""
    year, month, day = map(int, [*deadline.split("-"), "12", "31"][:3])
    if exact is Exact.DAY:
        return deadline, date(year, month, day)
    if exact is Exact.YEAR:
        return str(year), date(year, 12, 31)
    if exact is Exact.MONTH:
        return deadline, _last(year, month)
    number = (month - 1) // MONTHS[exact] + 1
    return f"{year}-{'H' if exact is Exact.HALF else 'Q'}{number}", _last(year, number * MONTHS[exact])


def _count(dues: list[Due], kind: str) -> int:
    return sum(due.kind == kind for due in dues)


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _has(said: str, some: Iterable[str]) -> bool:
    return any(word in said for word in some)


def _date(row: Row) -> tuple[object, ...]:
    return row["deadline"], row["recurrence"], None if row["deadline"] or row["recurrence"] else row["deadline_as_written"]


def _order(due: Due) -> tuple[str, ...]:
    return due.deadline or "", due.place_uri, due.plan_uri, due.kind, due.number or "", due.name or "", due.fact


def _due(scope: Scope, row: Row) -> Due:
    plan = scope.plans[str(row["plan"])]
    stated, assumed = text(row["deadline"]), text(row["deadline_assumed"])
    silent = stated is None and text(row["deadline_as_written"]) is None
    return Due(
        kind=str(row["kind"]),
        number=text(row["number"]),
        name=text(row["name"]),
        deadline=assumed if silent else stated,
        deadline_as_written=text(row["deadline_as_written"]),
        assumed=silent and assumed is not None,
        recurrence=text(row["recurrence"]),
        plan=str(plan["title"]),
        plan_uri=str(row["plan"]),
        place=text(plan["place_name"]),
        place_uri=str(plan["place"]),
        in_force=scope.validity[str(row["plan"])],
        quote=str(row["quote"]),
        status=str(row["status"]),
        fact=str(row["fact"]),
    )
