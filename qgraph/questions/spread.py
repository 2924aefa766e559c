"""How widely indicators are used: in how many places each of them, and of one how many of the places directly below each.

Decisions
---------
* A place has an indicator where one of its plans, or a published figure, sets a target of it.
* The places directly below one are those of the register that stand today, and any others that the store speaks of: what is not in the
  store must not look as if it were not there. Development zones count only where the store speaks of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from qgraph.questions import names
from qgraph.questions.names import Spot, text
from qgraph.questions.remembered import remembered
from qgraph.questions.rollup import Answer
from qgraph.questions.standing import standing
from qgraph.registries import places
from qgraph.store import Store


@dataclass(frozen=True, slots=True)
class Use:
    """An indicator with the number of places that have a target of it; `aggregation` is None for one that the registry does not know."""

    uri: str
    name: str
    aggregation: str | None
    places: int


@dataclass(frozen=True, slots=True)
class Share:
    """Of the places directly below one: those that have an indicator, those that have plans without it, those without any plan."""

    place: Spot
    have: tuple[Spot, ...]
    unsaid: tuple[Spot, ...]
    without: tuple[Spot, ...]

    @property
    def below(self) -> int:
        """How many there are."""
        return len(self.have) + len(self.unsaid) + len(self.without)


def uses(store: Store) -> tuple[Use, ...]:
    """All indicators, those that most places have first; those that nobody has at the end."""
    return remembered(store, _uses)


def shares(store: Store, answer: Answer, *, place: str | None = None) -> tuple[Share, ...]:
    """Each place with plans or an indicator below it and what part of the places directly below it have the indicator of an answer (about
    all places), the nation first; of one place: itself, those above and those below it. Raises `NotFoundError`, `AmbiguousError`."""
    spots = names.spots(store)
    concerned = names.column(names.place(place, spots), spots) if place else spots.keys()
    found = answer.reach
    have = {spot.uri for spot in found.have}
    planned = {str(row["place"]) for row in store.run("plans")}
    upper = {spots[uri].within for uri in have} | {rung.place for rung in found.only_above}
    some = [spots[uri] for uri in upper if uri in spots and uri in concerned]
    some.sort(key=lambda spot: (names.rank(spot.level), spot.adcode or "", spot.uri))
    shared = []
    every = directly_below(some, spots)
    for spot in some:
        below = every[spot.uri]
        rest = [one for one in below if one.uri not in have]
        shared.append(
            Share(
                spot,
                tuple(one for one in below if one.uri in have),
                tuple(one for one in rest if one.uri in planned),
                tuple(one for one in rest if one.uri not in planned),
            )
        )
    return tuple(one for one in shared if one.below)


def directly_below(above: Collection[Spot], spots: dict[str, Spot]) -> dict[str, list[Spot]]:
    """The places directly below each of some, by their codes; those of the register that the store does not hold are put in `spots`."""
    held = {one.adcode for one in spots.values()}
    codes = {spot.adcode for spot in above if spot.adcode}
    for one in places.everywhere():
        if one.within in codes and one.stands and one.adcode not in held:
            names.registered(one, spots)
    below: dict[str, list[Spot]] = {spot.uri: [] for spot in above}
    for spot in sorted(spots.values(), key=lambda one: (one.adcode or "", one.uri)):
        if spot.within in below:
            below[spot.within].append(spot)
    return below


def _uses(store: Store) -> tuple[Use, ...]:
    having: defaultdict[str, set[str]] = defaultdict(set)
    where = {str(row["plan"]): str(row["place"]) for row in store.run("plans")}
    for row in standing(store.run("all_targets")):
        having[str(row["indicator"])].add(where[str(row["plan"])])
    for row in store.run("all_figures"):
        if row["nature"] == "target":
            having[str(row["indicator"])].add(str(row["place"]))
    named = {str(row["indicator"]): row for row in store.run("indicators")}
    found = [Use(uri, str(row["name"]), text(row["aggregation"]), len(having[uri])) for uri, row in named.items()]
    return tuple(sorted(found, key=lambda use: (-use.places, use.aggregation is None, use.name, use.uri)))
