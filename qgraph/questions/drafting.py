"""What who drafts a plan wants to see: each indicator with our last target, what was reached, what those above want, what neighbours wrote.

Decisions
---------
* The indicators are those that the place or a place above it has a target of. Neighbours are the places of the same level below the same
  place; what they alone write is their own affair and no row.
* The last target is that for the latest year; of one year all are shown, for two plans may differ. Nothing is added or averaged.
* What was reached is what somebody published (`figures.csv`), with its year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from qgraph.questions import names
from qgraph.questions.ladder import Rung, in_order, latest, rungs
from qgraph.questions.names import Spot, text
from qgraph.registries import indicators
from qgraph.registries.indicators import Indicator
from qgraph.store import Row, Store

ACTUAL = "actual"  # the nature of a published figure that says what was reached


@dataclass(frozen=True, slots=True)
class Reached:
    """A published figure of what was reached in a year."""

    place_name: str | None
    value: Decimal | None
    unit: str | None
    year: str | None
    document: str
    address: str | None
    source: str  # official, mirror (not verified)


@dataclass(frozen=True, slots=True)
class Draft:
    """A row: an indicator with the last targets of the place (`own`), of the places `above` it, the nearest first, and of those `beside`
    it."""

    uri: str
    name: str
    known: Indicator | None
    own: tuple[Rung, ...]
    reached: tuple[Reached, ...]
    above: tuple[Rung, ...]
    beside: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`steps`: the places above, the nearest first; `neighbours`: those that have plans."""

    place: Spot
    steps: tuple[Spot, ...]
    neighbours: tuple[Spot, ...]
    rows: tuple[Draft, ...]


def drafting(store: Store, place: str) -> Answer:
    """The drafter's table of a place (name or URI). Raises `NotFoundError`, `AmbiguousError`."""
    spots = names.spots(store)
    where = names.place(place, spots)
    steps = names.above(where, spots)
    plans = {str(row["plan"]): row for row in store.run("plans")}
    planned = {str(row["place"]) for row in plans.values()}
    beside = sorted(
        (
            spot
            for spot in spots.values()
            if spot.uri in planned and spot.uri != where.uri and (spot.within, spot.level) == (where.within, where.level)
        ),
        key=lambda spot: (spot.adcode or "", spot.uri),
    )
    concerned = {where.uri, *(step.uri for step in steps)}
    wanted = _indicators(store, plans, concerned)
    among = {uri for uri, row in plans.items() if row["place"] in concerned | {spot.uri for spot in beside}}
    found = in_order(list(rungs(store, wanted, spots, plans, among)))
    named = {str(row["indicator"]): str(row["name"]) for row in store.run("indicators")}
    by_indicator: dict[str, list[Rung]] = {}
    for rung in found:
        by_indicator.setdefault(rung.indicator, []).append(rung)
    rows = [_row(store, uri, named.get(uri), some, where, steps, beside) for uri, some in by_indicator.items()]
    rows.sort(key=lambda row: (not row.own, not row.above, row.known is None, row.name, row.uri))
    return Answer(where, tuple(steps), tuple(beside), tuple(row for row in rows if row.own or row.above))


def _indicators(store: Store, plans: dict[str, Row], places: set[str]) -> list[str]:
    """The indicators that the plans and the published figures of some places name."""
    found = {str(row["indicator"]) for uri, plan in plans.items() if plan["place"] in places for row in store.run("plan_targets", plan=uri)}
    found |= {str(row["indicator"]) for row in store.run("all_figures") if row["place"] in places}
    return sorted(found)


def _row(store: Store, uri: str, name: str | None, found: list[Rung], where: Spot, steps: Iterable[Spot], beside: Iterable[Spot]) -> Draft:
    by_place: dict[str, list[Rung]] = {}
    for rung in found:
        by_place.setdefault(rung.place or "", []).append(rung)
    concerned = [where.uri, *(step.uri for step in steps)]
    return Draft(
        uri,
        name or found[0].indicator_as_written,
        indicators.get(names.local(uri) or ""),
        tuple(latest(by_place.get(where.uri, []))),
        tuple(
            sorted(
                (_reached(row) for row in store.run("figures", indicator=uri) if row["nature"] == ACTUAL and row["place"] in concerned),
                key=lambda one: (one.year or "", one.document),
            )
        ),
        tuple(rung for step in concerned[1:] for rung in latest(by_place.get(step, []))),
        tuple(rung for spot in beside for rung in latest(by_place.get(spot.uri, []))),
    )


def _reached(row: Row) -> Reached:
    value = row["value"]
    return Reached(
        text(row["place_name"]),
        None if value is None else Decimal(str(value)),
        text(row["unit"]),
        text(row["deadline"]) or text(row["year"]),
        str(row["document"]),
        text(row["address"]),
        text(row["source_kind"]) or "mirror",
    )
