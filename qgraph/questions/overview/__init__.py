"""An overview: who has most to do, what is due when, whose money is for what, and how many plans there are.

Decisions
---------
* Of one place: the plans that its own government issued, not those of the places below.
* Facts of all plans are asked for at once and kept by plan while the store stays as it is: asking plan by plan takes half a minute
  on a country of plans.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from qgraph.questions import names
from qgraph.questions.answers import said
from qgraph.questions.names import LEVELS, text
from qgraph.questions.overview.calendar import Calendar, calendar
from qgraph.questions.overview.loads import Load, loads
from qgraph.questions.overview.money import Purse, money
from qgraph.questions.overview.scope import Scope
from qgraph.questions.validity import Validity
from qgraph.store import Store
from qgraph.told import Told, joined

UNKNOWN = "unknown"  # the level of a plan that does not say


@dataclass(frozen=True, slots=True)
class Counts:
    """How many plans there are, of how many places; by level (the nation first), by validity on the day and by nature."""

    plans: int
    places: int
    levels: dict[str, int]
    validity: dict[str, int]
    natures: dict[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """`place` and `plan` are set where the overview is about one. `reason` says why a part is empty."""

    on: date
    place: str | None
    place_uri: str | None
    plan: str | None
    plan_uri: str | None
    counts: Counts
    bodies: tuple[Load, ...]
    collectives: tuple[Load, ...]
    calendar: Calendar
    money: tuple[Purse, ...]
    reason: str | None

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph overview`."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | {"on": self.on.isoformat()}


def overview(store: Store, *, place: str | None = None, plan: str | None = None, on: date | None = None) -> Overview:
    """What the plans of a store, of one place or one plan alone, lay on whom, until when, with whose money, seen from a day (default:
    today). Raises `NotFoundError` and `AmbiguousError` for the names."""
    known = names.spots(store)
    where = names.place(place, known) if place else None
    one = names.plan(store, plan) if plan else None
    chosen = {
        str(row["plan"]): row
        for row in store.run("plans")
        if (where is None or row["place"] == where.uri) and (one is None or row["plan"] == one["plan"])
    }
    scope = Scope(store, known, chosen, on or date.today())
    bodies, many = loads(scope)
    dates, purses = calendar(scope), money(scope)
    return Overview(
        scope.on,
        where.name if where else None,
        where.uri if where else None,
        str(one["title"]) if one else None,
        str(one["plan"]) if one else None,
        _counts(scope),
        tuple(bodies),
        tuple(many),
        dates,
        tuple(purses),
        _reason(scope, bool(bodies), bool(many), any(getattr(dates, field.name) for field in fields(dates)), bool(purses)),
    )


def _counts(scope: Scope) -> Counts:
    levels = Counter(text(plan["level"]) or UNKNOWN for plan in scope.plans.values())
    valid = Counter(scope.validity.values())
    natures = Counter(str(plan["nature"]) for plan in scope.plans.values())
    return Counts(
        len(scope.plans),
        len({plan["place"] for plan in scope.plans.values()}),
        {level: levels[level] for level in (*LEVELS, UNKNOWN) if levels[level]},
        {kind.value: valid[kind] for kind in Validity},
        dict(sorted(natures.items())),
    )


def _reason(scope: Scope, bodies: bool, many: bool, dates: bool, purses: bool) -> str | None:
    """Why some part is empty."""
    if not scope.plans:
        return said("overview.out_of_scope" if scope.store.run("plans") else "store.empty")
    lacking = []
    if not bodies:
        lacking.append(said("overview.only_collectives") if many else _unowned(scope))
    if not dates:
        lacking.append(said("overview.no_dates"))
    if not purses:
        lacking.append(said("overview.no_money"))
    return joined(lacking) if lacking else None


def _unowned(scope: Scope) -> Told:
    """That no task names a body; of a single plan with the clause that orders the decomposition."""
    clauses = scope.store.run("owner_clause", plan=next(iter(scope.plans))) if len(scope.plans) == 1 else []
    return said("overview.only_ordered", quote=clauses[0]["quote"]) if clauses else said("overview.no_bodies")
