"""What a name in a question means in a store: a plan, a place, an indicator. For bodies see `bodies`.

Decisions
---------
* A URI is taken as it is; a name goes through the registries first, then over the names the store holds.
* Nothing is guessed: no match is `NotFoundError`, several are `AmbiguousError` with candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeVar

from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.model import BodyKind, Level
from qgraph.questions.answers import said
from qgraph.questions.remembered import remembered
from qgraph.registries import body_types, indicators, places, themes
from qgraph.store import Row, Store

LEVELS = list(Level)  # the nation first
NEAR = 5  # names that are offered for an unknown one


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the store."""

    uri: str
    name: str | None
    level: Level | None
    adcode: str | None
    within: str | None  # URI of the place above


@dataclass(frozen=True, slots=True)
class Organ:
    """A body in the store; `plates`: its second names."""

    uri: str
    name: str
    kind: str | None
    type_id: str | None
    place: str  # URI
    plates: tuple[str, ...] = ()


def rank(level: Level | None) -> int:
    """How far down a level stands: the nation 0, what is not known last."""
    return LEVELS.index(level) if level else len(LEVELS)


def text(value: object) -> str | None:
    """A column as text."""
    return None if value is None else str(value)


def local(uri: str | None) -> str | None:
    """The last part of a URI."""
    return uri.rsplit("/", 1)[-1] if uri else None


def spots(store: Store) -> dict[str, Spot]:
    """The places of a store by URI, to which a question may add."""
    return dict(remembered(store, _spots))


def organs(store: Store) -> Mapping[str, Organ]:
    """The bodies of a store by URI."""
    return remembered(store, _organs)


def _spots(store: Store) -> dict[str, Spot]:
    found: dict[str, Spot] = {}
    for row in store.run("places"):
        level = text(row["level"])
        uri = str(row["place"])
        found[uri] = Spot(uri, text(row["name"]), Level(level) if level else None, text(row["adcode"]), text(row["within"]))
    return found


def _organs(store: Store) -> dict[str, Organ]:
    """Of several names of one body the first in order is its name, the others are second names."""
    found: dict[str, Organ] = {}
    for row in sorted(store.run("bodies"), key=lambda row: (str(row["name"]), str(row["alias"]), str(row["kind"] or ""))):
        uri, name, alias = str(row["body"]), str(row["name"]), text(row["alias"])
        known = found.get(uri) or Organ(uri, name, text(row["kind"]), local(text(row["body_type"])), str(row["place"]))
        found[uri] = known if alias in (None, name) else replace(known, plates=(*known.plates, str(alias)))
    return found


def place(name: str, known: dict[str, Spot]) -> Spot:
    """The place a name or URI means; one that the store does not hold is put in `known` with those above it.

    Raises `NotFoundError`, `AmbiguousError`.
    """
    if name in known:
        return known[name]
    codes = {found.adcode for found in places.candidates(name)}
    standing = [spot for spot in known.values() if spot.adcode in codes] or [spot for spot in known.values() if spot.name == name]
    if len(standing) > 1 and (one := places.resolve(name)) and any(spot.adcode == one.adcode for spot in standing):
        standing = [spot for spot in standing if spot.adcode == one.adcode]
    if not standing and (found := places.resolve(name)):
        return registered(found, known)
    if not standing and len(codes) > 1:
        rows = [registered(found, dict(known)) for found in places.candidates(name)]
        return one_of(rows, said("names.place", name=name), ((spot.name or "", spot.uri) for spot in rows))
    return one_of(standing, said("names.place", name=name), ((_where(spot, known), spot.uri) for spot in standing))


def registered(found: places.Place, known: dict[str, Spot]) -> Spot:
    """A place of the register that no plan speaks of, put in `known` with those above it."""
    base = next(iter(known), "").rpartition("/")[0]
    for step in reversed(places.ladder(found.adcode)):
        uri = f"{base}/{step.adcode}"
        known.setdefault(uri, Spot(uri, step.name, step.level, step.adcode, f"{base}/{step.within}" if step.within else None))
    return known[f"{base}/{found.adcode}"]


def plan(store: Store, name: str) -> Row:
    """The plan a URI, file name, document number or title means. Raises `NotFoundError`, `AmbiguousError`."""
    plans = store.run("plans")
    if known := next((row for row in plans if row["plan"] == name), None):
        return known
    wanted = name.translate(BRACKETS)
    found = [row for row in plans if name in (row["file"], row["title"]) or (text(row["doc_number"]) or "").translate(BRACKETS) == wanted]
    return one_of(found, said("names.plan", name=name), ((str(row["title"]), str(row["plan"])) for row in found))


BRACKETS = str.maketrans("[【()（）】]", "〔〔〔〕〔〕〕〕", " 　")


def indicator(store: Store, name: str) -> tuple[Row, indicators.Indicator | None]:
    """The row of the indicator a name or URI means, and what the registry knows of it. Raises `NotFoundError`, `AmbiguousError`."""
    rows = {str(row["indicator"]): row for row in store.run("indicators")}
    known = indicators.resolve(name)
    if name in rows:
        found = [rows[name]]
    elif known:
        found = [row for uri, row in rows.items() if local(uri) == known.id]
    else:
        found = [row for row in rows.values() if row["name"] == name]
    row = one_of(found, said("names.indicator", name=name), ((str(r["name"]), str(r["indicator"])) for r in found))
    return row, indicators.get(local(str(row["indicator"])) or "")


def theme(name: str) -> themes.Theme:
    """The theme of an id, a name or a term. Raises `NotFoundError` with those that are like it."""
    found = themes.resolve(name)
    if found is None:
        near = "、".join(one.name for one in themes.suggestions(name))
        raise NotFoundError(said("names.theme_like" if near else "names.theme", name=name, near=near))
    return found


def full_names(kind: body_types.BodyType) -> tuple[str, ...]:
    """The names of a type as people say them: 市监 → 市监局; one that already ends like an organ stays."""
    endings = tuple(body_types.words()["endings"])
    usual = kind.local or kind.province or kind.name
    ending = next((end for end in endings if usual.endswith(end)), "") if kind.kind is BodyKind.DEPARTMENT else ""
    return tuple(dict.fromkeys(name if name.endswith(endings) else name + ending for name in (*kind.aliases, *kind.former)))


def above(spot: Spot, known: dict[str, Spot]) -> list[Spot]:
    """The places above one, the nearest first; places the store does not hold are left out."""
    steps: list[Spot] = []
    step = spot.within
    while step and step in known and len(steps) <= len(LEVELS):
        steps.append(known[step])
        step = known[step].within
    return steps


def column(spot: Spot, known: dict[str, Spot]) -> frozenset[str]:
    """The URIs of a place, of those above it and of all below it."""
    below: dict[str, list[str]] = {}
    for other in known.values():
        below.setdefault(other.within or "", []).append(other.uri)
    found = {step.uri for step in above(spot, known)}
    ahead = [spot.uri]
    while ahead:
        step = ahead.pop()
        if step not in found:
            found.add(step)
            ahead += below.get(step, [])
    return frozenset(found)


def title(organ: Organ, known: dict[str, Spot]) -> str:
    """The name of a body; one that does not name its place (各有关部门) with the place in front."""
    spot = known.get(organ.place)
    return organ.name if spot is None or not spot.name or spot.name in organ.name else f"{spot.name} {organ.name}"


def _where(spot: Spot, known: dict[str, Spot]) -> str:
    return " › ".join(step.name or "?" for step in reversed([spot, *above(spot, known)[:-1]]))


def like(name: str, plans: Iterable[Row], known: dict[str, Spot]) -> list[str]:
    """The titles of plans and the names of places that are most like a name nobody bears."""
    borne = dict.fromkeys([str(row["title"]) for row in plans] + [spot.name for spot in known.values() if spot.name])
    return get_close_matches(name, borne, n=NEAR, cutoff=0.5)


T = TypeVar("T")


def one_of(found: list[T], what: str, candidates: Iterable[tuple[str, str]]) -> T:
    if not found:
        raise NotFoundError(said("names.none", what=what))
    if len(found) > 1:
        rows = [{"name": name, "uri": uri} for name, uri in candidates]
        raise AmbiguousError(said("names.several", what=what, count=len(found)), rows)
    return found[0]
