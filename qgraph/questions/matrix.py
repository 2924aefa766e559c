"""Which of the places directly below one have which indicators: places × indicators, a place's last figure in each cell.

Decisions
---------
* The rows are the indicators that the place or one of those below it has a target of; those that most places have come first. An
  indicator that only one place knows by a name of its own says nothing of coverage: it is a row only where the place above has it too.
* The columns are the places that have plans or published targets. Those that have none would be empty columns: they are named beside.
* A cell holds the targets for the latest year of that place. An empty one says only that no plan of the place names the indicator;
  whether it ought to (`missing`) is for the roll-up, which holds the years against each other.
* Everything is asked at once: a nation of many plans has hundreds of indicators.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgraph.questions import names
from qgraph.questions.gathered import Gathered
from qgraph.questions.ladder import Rung, in_order, latest, rungs
from qgraph.questions.names import Spot, local
from qgraph.questions.spread import directly_below
from qgraph.registries import indicators
from qgraph.store import Store

ROWS, COLUMNS = 100, 40


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator with the targets of the place above (`own`) and of each place below, in the order of the columns; `having`: how many of
    all the places below have it, whether drawn or not."""

    uri: str
    name: str
    own: tuple[Rung, ...]
    cells: tuple[tuple[Rung, ...], ...]
    having: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`places`: the columns; `planless`: the URIs of those of them that have published targets and no plan in the store; `without`: the
    places below that have neither; `rows_left`, `places_left`: what is not drawn."""

    place: Spot
    places: tuple[Spot, ...]
    planless: frozenset[str]
    without: tuple[Spot, ...]
    lines: tuple[Line, ...]
    rows_left: int
    places_left: int

    @property
    def below(self) -> int:
        """How many places there are directly below."""
        return len(self.places) + self.places_left + len(self.without)


def matrix(store: Store, place: str) -> Answer:
    """The matrix of a place (name or URI) and the places directly below it. Raises `NotFoundError`, `AmbiguousError`."""
    spots = names.spots(store)
    where = names.place(place, spots)
    below = directly_below([where], spots)[where.uri]
    concerned = {where.uri, *(spot.uri for spot in below)}
    plans = {str(row["plan"]): row for row in store.run("plans")}
    among = {uri for uri, row in plans.items() if row["place"] in concerned}
    planned = {str(plans[uri]["place"]) for uri in among}
    found = _found(store, spots, concerned, among)
    having = planned | {uri for by_place in found.values() for uri in by_place}
    columns = [spot for spot in below if spot.uri in having]
    shown = columns[:COLUMNS]
    named = {str(row["indicator"]): str(row["name"]) for row in store.run("indicators")}
    lines = [
        Line(
            uri,
            named.get(uri) or next(iter(by_place.values()))[0].indicator_as_written,
            tuple(latest(by_place.get(where.uri, []))),
            tuple(tuple(latest(by_place.get(spot.uri, []))) for spot in shown),
            len(by_place.keys() - {where.uri}),
        )
        for uri, by_place in found.items()
    ]
    lines = [line for line in lines if line.own or line.having > 1 or indicators.get(local(line.uri) or "")]
    lines.sort(key=lambda line: (-line.having, not line.own, line.name, line.uri))
    return Answer(
        where,
        tuple(shown),
        frozenset(spot.uri for spot in shown if spot.uri not in planned),
        tuple(spot for spot in below if spot.uri not in having),
        tuple(lines[:ROWS]),
        max(0, len(lines) - ROWS),
        len(columns) - len(shown),
    )


def _found(store: Store, spots: dict[str, Spot], concerned: set[str], among: set[str]) -> dict[str, dict[str, list[Rung]]]:
    """The rungs of some places and their plans, by indicator and place."""
    wanted = {str(row["indicator"]) for row in store.run("all_targets") if row["plan"] in among}
    wanted |= {str(row["indicator"]) for row in store.run("all_figures") if row["place"] in concerned and row["nature"] == "target"}
    everything = Gathered(store, ("plan_targets", "targets", "figures"))
    plans = {str(row["plan"]): row for row in store.run("plans")}
    found: dict[str, dict[str, list[Rung]]] = {}
    for rung in in_order(list(rungs(everything, sorted(wanted), spots, plans, among))):
        if rung.place in concerned:
            found.setdefault(rung.indicator, {}).setdefault(rung.place, []).append(rung)
    return found
