"""Which of the places directly below one have which indicators: places × indicators, a place's last figure in each cell.

Decisions
---------
* The rows are the indicators that the place or one of those below it has a target of; those that most places have come first. An
  indicator that only one place knows by a name of its own says nothing of coverage: it is a row only where the place above has it too.
* A cell holds the targets for the latest year of that place. An empty cell is a plan that does not say (`missing`) or no plan at all.
* Only so many rows and columns are drawn; the answer says how many more there are.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgraph.questions import names
from qgraph.questions.ladder import Rung, in_order, rungs
from qgraph.questions.names import Spot, local
from qgraph.registries import indicators
from qgraph.store import Store

ROWS, COLUMNS = 40, 30


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator with the targets of the place above (`own`) and of each place below, in the order of the columns."""

    uri: str
    name: str
    own: tuple[Rung, ...]
    cells: tuple[tuple[Rung, ...], ...]

    @property
    def having(self) -> int:
        """How many of the places below have it."""
        return sum(map(bool, self.cells))


@dataclass(frozen=True, slots=True)
class Answer:
    """`places`: the columns, those with plans; `without`: places below that have no plan in the store; `rows_left`, `places_left`: what is
    not drawn."""

    place: Spot
    places: tuple[Spot, ...]
    without: int
    lines: tuple[Line, ...]
    rows_left: int
    places_left: int


def matrix(store: Store, place: str) -> Answer:
    """The matrix of a place (name or URI) and the places directly below it. Raises `NotFoundError`, `AmbiguousError`."""
    spots = names.spots(store)
    where = names.place(place, spots)
    plans = {str(row["plan"]): row for row in store.run("plans")}
    planned = {str(row["place"]) for row in plans.values()}
    below = sorted((spot for spot in spots.values() if spot.within == where.uri), key=lambda spot: (spot.adcode or "", spot.uri))
    columns = [spot for spot in below if spot.uri in planned]
    shown = columns[:COLUMNS]
    concerned = {where.uri, *(spot.uri for spot in shown)}
    among = {uri for uri, row in plans.items() if row["place"] in concerned}
    wanted = {str(row["indicator"]) for uri in among for row in store.run("plan_targets", plan=uri)}
    named = {str(row["indicator"]): str(row["name"]) for row in store.run("indicators")}
    found: dict[str, dict[str, list[Rung]]] = {}
    for rung in in_order(list(rungs(store, sorted(wanted), spots, plans, among))):
        if rung.place in concerned:
            found.setdefault(rung.indicator, {}).setdefault(rung.place or "", []).append(rung)
    lines = [
        Line(
            uri,
            named.get(uri) or next(iter(by_place.values()))[0].indicator_as_written,
            tuple(_last(by_place.get(where.uri, []))),
            tuple(tuple(_last(by_place.get(spot.uri, []))) for spot in shown),
        )
        for uri, by_place in found.items()
    ]
    lines = [line for line in lines if line.own or line.having > 1 or (line.having and indicators.get(local(line.uri) or ""))]
    lines.sort(key=lambda line: (-line.having, not line.own, line.name, line.uri))
    return Answer(
        where, tuple(shown), len(below) - len(columns), tuple(lines[:ROWS]), max(0, len(lines) - ROWS), max(0, len(columns) - COLUMNS)
    )


def _last(found: list[Rung]) -> list[Rung]:
    """Those for the latest year."""
    latest = max((rung.year or 0 for rung in found), default=0)
    return [rung for rung in found if (rung.year or 0) == latest]
