"""What the name of a body means in a store: the one body of a place, those of many places, or a class of bodies.

Decisions
---------
* Names are compared in one form of letters, brackets and dashes, without blanks and invisible characters (`folded`).
* A class of bodies (各县（市）区人民政府) is known by its whole name only.
* A name that says its place, or a level that is not that of the place it is asked in, is of there: 南岸区市场监管局 asked in 重庆市 is the
  district's, 区市场监管局 asked in 泰安市 are those of its districts. Another body never answers in its stead.
* Without a place 市市场监管局 is that of every city; a municipality calls itself 市 too.
* A body that no type knows goes by its whole name, else by its end where one body only has it. The short name of a place (柳堰财政局) is
  tried last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qgraph.errors import NotFoundError
from qgraph.model import BodyKind, Jurisdiction, Level
from qgraph.questions import answers
from qgraph.questions.folding import folded
from qgraph.questions.names import Organ, Spot, above, column, one_of, organs, place, registered, title
from qgraph.registries import body_types, places
from qgraph.registries.bodies import CALLED, BodyRef, identify
from qgraph.store import Store

LONGEST_SHORT = 8  # characters of the short name of a place


@dataclass(frozen=True, slots=True)
class Asked:
    """What the name of a body means: its type, where a registry knows one, and the bodies of the store it covers."""

    name: str
    type: body_types.BodyType | None
    organs: tuple[Organ, ...]
    place: Spot | None  # set where the question, or the name, is about one place
    around: tuple[Organ, ...]  # all bodies of that place and of those above it; without a place, all there are, or those of a level


def body(store: Store, name: str, known: dict[str, Spot], where: Spot | None = None, year: int | None = None) -> Asked:
    """The bodies a name or URI means in a year (None: at any time), in one place or in all. Raises `NotFoundError`, `AmbiguousError`."""
    everybody = tuple(organs(store).values())
    if "/" in name:
        return _by_uri(name, everybody, known)
    said = folded(name)
    if not said:
        raise NotFoundError(answers.said("names.no_name"))
    if many := [
        one
        for one in everybody
        if one.kind == BodyKind.COLLECTIVE and folded(one.name) == said and (where is None or one.place == where.uri)
    ]:
        if len({one.place for one in many}) > 1:
            one_of(many, answers.said("names.body", name=name), ((title(one, known), one.uri) for one in many))
        return Asked(name, None, tuple(many), where, tuple(_around(everybody, known, where)))
    ref = identify(said, Jurisdiction(where.name, where.level, where.adcode) if where else Jurisdiction(), year)
    where = _place(ref, known, where)
    if where and _of_a_level_below(ref, where):
        around = _below(everybody, known, where, ref.level)
        where = None
    else:
        around = _around(everybody, known, where)
        if where is None and ref.level:
            word = said[: len(said) - len(ref.core)].removesuffix("级")
            around = [one for one in around if _is_of(known.get(one.place), ref.level, word)]
    kind = body_types.get(ref.type_id) if ref.type_id else None
    covered = [one for one in around if where is None or one.place == where.uri]
    if kind:
        found = [one for one in covered if one.type_id == kind.id or any(identify(plate).type_id == kind.id for plate in one.plates)]
        return Asked(name, kind, tuple(found), where, tuple(around))
    found = _untyped(said, ref, covered, where)
    if len({(one.name, one.place) for one in found}) > 1:
        one_of(found, answers.said("names.body", name=name), ((title(one, known), one.uri) for one in found))
    if not found and where is None and (short := _short(said, known)):
        return body(store, said[short[0] :], known, short[1], year)
    if not found:
        raise NotFoundError(answers.said("names.none", what=answers.said("names.body", name=name)))
    return Asked(name, None, tuple(found), where, tuple(around))


def _by_uri(uri: str, everybody: Sequence[Organ], known: dict[str, Spot]) -> Asked:
    found = next((one for one in everybody if one.uri == uri), None)
    if found is None:
        raise NotFoundError(answers.said("names.none", what=answers.said("names.body", name=uri)))
    where = known.get(found.place)
    return Asked(found.name, body_types.get(found.type_id or ""), (found,), where, tuple(_around(everybody, known, where)))


def _around(everybody: Iterable[Organ], known: dict[str, Spot], where: Spot | None) -> list[Organ]:
    """The bodies of a place and of those above it; all where no place is asked for."""
    near = {where.uri, *(step.uri for step in above(where, known))} if where else None
    return [one for one in everybody if near is None or one.place in near]


def _place(ref: BodyRef, known: dict[str, Spot], where: Spot | None) -> Spot | None:
    """The place a name is about: the one it says, else the one it is asked in."""
    if ref.place_name and (where is None or (ref.place is None and not ref.own)):
        return place(ref.place_name, known)
    if ref.place and where is not None and ref.place != where.adcode:
        held = next((spot for spot in known.values() if spot.adcode == ref.place), None)
        found = places.by_code(ref.place)
        return held or (registered(found, known) if found else where)
    return where


def _of_a_level_below(ref: BodyRef, where: Spot) -> bool:
    """Whether a name says a level that is not that of the place it is asked in, and no place of its own."""
    return bool(ref.type_id and where.level and ref.level not in (None, where.level) and not (ref.own or ref.place or ref.place_name))


def _below(everybody: Iterable[Organ], known: dict[str, Spot], where: Spot, level: Level | None) -> list[Organ]:
    """The bodies of the places of a level that lie in one; those without a code are keyed by the place they are seen from."""
    inside = column(where, known)
    own = f"{where.uri}-"
    return [one for one in everybody if (one.place in inside or one.place.startswith(own)) and _is_of(known.get(one.place), level, "")]


def _is_of(spot: Spot | None, level: Level | None, word: str) -> bool:
    """Whether a place is of a level, or calls itself by its word (市: a municipality, too)."""
    if spot is None:
        return False
    return spot.level == level or (spot.level in CALLED.get(word, ()) and (spot.name or "").endswith(word))


def _untyped(said: str, ref: BodyRef, covered: list[Organ], where: Spot | None) -> list[Organ]:
    """The bodies that bear a whole name, with or without the place in front, else those that end in it."""
    whole = {said, folded((where.name or "") + ref.core) if where else said}
    found = [one for one in covered if not whole.isdisjoint(map(folded, (one.name, *one.plates)))]
    return found or [one for one in covered if folded(one.name).endswith(folded(ref.core))]


def _short(said: str, known: dict[str, Spot]) -> tuple[int, Spot] | None:
    """The one place of the store whose short name a name begins with (柳堰财政局), and how long that is."""
    codes = {spot.adcode: spot for spot in known.values() if spot.adcode}
    for cut in range(min(len(said) - 2, LONGEST_SHORT), 1, -1):
        standing = {found.adcode for found in places.candidates(said[:cut])} & codes.keys()
        if len(standing) == 1:
            return cut, codes[standing.pop()]
    return None
