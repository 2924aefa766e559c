"""What a name in a question means in a store: a plan, a place, an indicator, the bodies of a type.

Decisions
---------
* A URI is taken as it is; a name goes through the registries first, then over the names the store holds.
* Nothing is guessed: no match is `NotFoundError`, several are `AmbiguousError` with candidates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.model import BodyKind, Jurisdiction, Level
from qgraph.registries import bodies, body_types, indicators, places
from qgraph.store import Row, Store

LEVELS = list(Level)  # the nation first


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the name of a body means: its type, where a registry knows one, and the bodies of the store it covers."""

    name: str
    type: body_types.BodyType | None
    organs: tuple[Organ, ...]
    place: Spot | None  # set where the question, or the name, is about one place
    around: tuple[Organ, ...]  # all bodies of that place and of those above it; without a place, all there are, or those of a level


def text(value: object) -> str | None:
    """A column as text."""
    return None if value is None else str(value)


def local(uri: str | None) -> str | None:
    """The last part of a URI."""
    return uri.rsplit("/", 1)[-1] if uri else None


def spots(store: Store) -> dict[str, Spot]:
    """The places of a store by URI."""
    found: dict[str, Spot] = {}
    for row in store.run("places"):
        level = text(row["level"])
        uri = str(row["place"])
        found[uri] = Spot(uri, text(row["name"]), Level(level) if level else None, text(row["adcode"]), text(row["within"]))
    return found


def organs(store: Store, within: Collection[str] | None = None) -> list[Organ]:
    """The bodies of a store, those of some places (URIs) or all."""
    found: dict[str, Organ] = {}
    for row in store.run("bodies"):
        spot = str(row["place"])
        if within is not None and spot not in within:
            continue
        uri, name, alias = str(row["body"]), str(row["name"]), text(row["alias"])
        known = found.get(uri) or Organ(uri, name, text(row["kind"]), local(text(row["body_type"])), spot)
        found[uri] = known if alias in (None, name) else replace(known, plates=(*known.plates, str(alias)))
    return list(found.values())


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
        return _registered(found, known)
    if not standing and len(codes) > 1:
        rows = [_registered(found, dict(known)) for found in places.candidates(name)]
        return _one(rows, f"地方 {name}", ((spot.name or "", spot.uri) for spot in rows))
    return _one(standing, f"地方 {name}", ((_where(spot, known), spot.uri) for spot in standing))


def _registered(found: places.Place, known: dict[str, Spot]) -> Spot:
    """A place of the register that no plan speaks of, put in `known` with those above it."""
    base = next(iter(known), "").rpartition("/")[0]
    for step in reversed(places.ladder(found.adcode)):
        uri = f"{base}/{step.adcode}"
        known.setdefault(uri, Spot(uri, step.name, step.level, step.adcode, f"{base}/{step.within}" if step.within else None))
    return known[f"{base}/{found.adcode}"]


def plan(store: Store, name: str) -> Row:
    """The plan a URI, file name, document number or title means. Raises `NotFoundError`, `AmbiguousError`."""
    wanted = name.translate(BRACKETS)
    found = [
        row
        for row in store.run("plans")
        if name in (row["plan"], row["file"], row["title"]) or (text(row["doc_number"]) or "").translate(BRACKETS) == wanted
    ]
    return _one(found, f"文件 {name}", ((str(row["title"]), str(row["plan"])) for row in found))


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
    row = _one(found, f"指标 {name}", ((str(r["name"]), str(r["indicator"])) for r in found))
    return row, indicators.get(local(str(row["indicator"])) or "")


def body(store: Store, name: str, known: dict[str, Spot], where: Spot | None = None) -> Asked:
    """The bodies a name or URI means, in one place or in all. Raises `NotFoundError`, `AmbiguousError`."""
    speaker = Jurisdiction(where.name, where.level, where.adcode) if where else Jurisdiction()
    ref = bodies.identify(name, speaker)
    uri_of_place = next((uri for uri in known if f"{uri.replace('/place/', '/body/')}/" in name), None) if "/" in name else None
    if uri_of_place:
        where = known[uri_of_place]
    elif ref.place_name and where is None:
        where = place(ref.place_name, known)
    elif ref.place and where is not None and ref.place != where.adcode:
        where = next((spot for spot in known.values() if spot.adcode == ref.place), where)
    around = organs(store, {where.uri, *(step.uri for step in above(where, known))} if where else None)
    exact = [organ for organ in around if organ.uri == name]
    if exact:
        return Asked(exact[0].name, body_types.get(exact[0].type_id or ""), tuple(exact), where, tuple(around))
    kind = body_types.get(ref.type_id) if ref.type_id else None
    if where is None and ref.level:  # 市市场监管局: those of every city
        around = [organ for organ in around if (spot := known.get(organ.place)) and spot.level == ref.level]
    covered = [organ for organ in around if where is None or organ.place == where.uri]
    if kind:
        found = [organ for organ in covered if organ.type_id == kind.id or any(_is(kind, plate) for plate in organ.plates)]
        return Asked(name, kind, tuple(found), where, tuple(around))
    found = [organ for organ in covered if name in (organ.name, *organ.plates)]
    found = found or [organ for organ in covered if organ.name.endswith(ref.core)]
    if len({(organ.name, organ.place) for organ in found}) > 1:
        _one(found, f"机构 {name}", ((_title(organ, known), organ.uri) for organ in found))
    if not found:
        raise NotFoundError(f"库中没有机构 {name}")
    return Asked(name, None, tuple(found), where, tuple(around))


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


def _is(kind: body_types.BodyType, plate: str) -> bool:
    found = body_types.body_type(plate)
    return found is not None and found.id == kind.id


def _title(organ: Organ, known: dict[str, Spot]) -> str:
    """The name of a body; one that does not name its place (各有关部门) with the place in front."""
    spot = known.get(organ.place)
    return organ.name if spot is None or not spot.name or spot.name in organ.name else f"{spot.name} {organ.name}"


def _where(spot: Spot, known: dict[str, Spot]) -> str:
    return " › ".join(step.name or "?" for step in reversed([spot, *above(spot, known)[:-1]]))


T = TypeVar("T")


def _one(found: list[T], what: str, candidates: Iterable[tuple[str, str]]) -> T:
    if not found:
        raise NotFoundError(f"库中没有{what}")
    if len(found) > 1:
        rows = [{"name": name, "uri": uri} for name, uri in candidates]
        raise AmbiguousError(f"{what}有 {len(found)} 个可能，请用 URI 指明", rows)
    return found[0]
