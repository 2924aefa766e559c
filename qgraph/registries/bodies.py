"""Names → bodies: which organ a name in a plan means, seen from the government that speaks.

Decisions
---------
* A name is a place or a level word, then a core: 青岛市|市场监管局, 区|市场监管局. Without either the body belongs to the
  government that speaks; a central organ (公安部, 国家税务总局) to the nation.
* A level word means the speaker or a government above it; one below it (市X in a province's plan) names no single body.
* 市 is what the speaker calls itself: a prefecture, a county-level city or a municipality.
* A short name of a place (安徽证监局) counts only before a known core; a county's only where it stands in, or above, the
  speaker's place. A place that stays open is None.
* 市科技局（知识产权局） is one body with a second plate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from qgraph.model import BodyKind, Jurisdiction, Level
from qgraph.registries import places
from qgraph.registries.body_types import BodyType, body_type, candidates, national_type, words
from qgraph.registries.places import NATION, Place

LONGEST_PLACE = 24  # characters of a place before a core
OPENING, CLOSING = "（(〔", "）)〕"


class Whose(StrEnum):
    """How a name says which government a body belongs to; ontology/data/resolution.toml has the words."""

    COLLECTIVE = "collective"  # 各有关部门: many bodies
    NATIONAL = "national"  # 公安部: a central organ
    BRANCH = "branch"  # 国家税务总局青岛市税务局: a branch of one
    PLACE = "place"  # 青岛市市场监管局: the name says its place
    OWN = "own"  # 市场监管局, 区市场监管局: the government that speaks
    ABOVE = "above"  # 省市场监管局 in a city's plan
    BELOW = "below"  # 市发改委 in a province's plan: no single body
    NAMED = "named"  # 流亭街道办事处, 安徽电信公司: known by its own name only


@dataclass(frozen=True, slots=True)
class BodyRef:
    """What a name says. `core` is the name without place or level; `place` is None where it is masked, open or nobody's own;
    `own`: it belongs to the government that speaks, whether its place is known or not; `place_name`: the place it names itself;
    `places`, `types`: the codes and type ids it may mean where it leaves several."""

    name: str
    core: str
    place: str | None = None
    level: Level | None = None
    type_id: str | None = None
    plate: str | None = None
    kind: BodyKind | None = None
    own: bool = False
    place_name: str | None = None
    whose: Whose = Whose.NAMED
    places: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a body sits, and of which type it may be."""

    core: str
    whose: Whose
    place: str | None = None
    level: Level | None = None
    own: bool = False
    place_name: str | None = None
    types: tuple[BodyType, ...] = ()
    places: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def identify(name: str, jurisdiction: Jurisdiction = Jurisdiction(), on: int | None = None) -> BodyRef:
    """The body a name means in a plan of `jurisdiction`; `on` is the year of the plan."""
    text = "".join(name.split()).strip("“”\"'《》、，,；;。")
    if is_collective(text):
        return BodyRef(name, text, kind=BodyKind.COLLECTIVE, whose=Whose.COLLECTIVE)
    text, plate = _plate(text)
    seat = (
        _national(text, jurisdiction, on)
        or _in_zone(text, jurisdiction, on)
        or _plain(text, jurisdiction, on)
        or _at_place(text, jurisdiction, on)
        or _at_level(text, jurisdiction, on)
    )
    if seat is None:
        kind = kind_of(text)
        township = any(text.endswith(end) for end in words()["township_ends"])
        own = not township and kind in OWN
        level = Level.TOWNSHIP if township else jurisdiction.level if own else None
        whose = Whose.OWN if own else Whose.NAMED
        return BodyRef(name, text, jurisdiction.adcode if own else None, level, None, plate, kind, own, whose=whose)
    kind = kind_of(seat.core)
    only = seat.types[0] if len(seat.types) == 1 else None
    if only and not (only.kind == BodyKind.DEPARTMENT and kind == BodyKind.INSTITUTION):  # 政务服务中心 is no department
        kind = only.kind
    types = () if only else tuple(kind.id for kind in seat.types)
    at = (seat.place, seat.level, only.id if only else None)
    return BodyRef(name, seat.core, *at, plate, kind, seat.own, seat.place_name, seat.whose, seat.places, types)


OWN = frozenset({BodyKind.DEPARTMENT, BodyKind.OFFICE, BodyKind.GOVERNMENT, BodyKind.LEADING_GROUP, BodyKind.WORKING_GROUP})


def is_collective(name: str) -> bool:
    """Whether a name stands for many bodies (各有关部门, 各区政府)."""
    table = words()
    return name.startswith(tuple(table["collective_starts"])) or any(part in name for part in table["collective_parts"])


def kind_of(name: str) -> BodyKind | None:
    """The kind of a body by how its name ends (… 领导小组, … 公司)."""
    for row in words()["kinds"]:
        if name.endswith(tuple(row["ends"])):
            return BodyKind(row["kind"])
    return None


def _plate(text: str) -> tuple[str, str | None]:
    """市科技局（知识产权局） → 市科技局, 知识产权局; a bracket that names no organ stays in the name."""
    opened = max(text.rfind(mark) for mark in OPENING)
    if opened < 2 or text[-1] not in CLOSING:
        return text, None
    inside = text[opened + 1 : -1]
    return (text[:opened], inside) if candidates(inside) or kind_of(inside) in OWN else (text, None)


def _national(text: str, speaker: Jurisdiction, on: int | None) -> _Seat | None:
    """An organ of the central government, or a branch of one (中国人民银行南通市中心支行, 国家税务总局青岛市税务局)."""
    found = national_type(text)
    prefix = next((p for p in words()["prefixes"]["national"] if text.startswith(p)), "")
    own = speaker.level == Level.NATIONAL
    if found and (prefix or own or body_type(text, on) is None or text.endswith(tuple(words()["national_ends"]))):
        return _Seat(text, Whose.NATIONAL, NATION, Level.NATIONAL, own, types=(found,))
    for cut in range(len(text) - 3, 1, -1):
        head = national_type(text[:cut])
        branch = _at_place(text[cut:], speaker, on) if head else None
        if head and branch:
            return replace(branch, core=text, whose=Whose.BRANCH, types=branch.types or (head,))
    rest = text[len(prefix) :]
    if prefix and len(rest) > 1 and kind_of(rest) != BodyKind.ENTERPRISE:
        return _Seat(rest, Whose.NATIONAL, NATION, Level.NATIONAL, own, types=candidates(rest, on))
    return None


def _in_zone(text: str, speaker: Jurisdiction, on: int | None) -> _Seat | None:
    """A body of a zone that is named without its city: 高新区管委会 in a plan of 合肥市 is that of 合肥高新区."""
    head, mark, core = text.partition("区")
    if not mark or not core or not speaker.adcode or places.candidates(head + mark):
        return None
    for city in places.ladder(speaker.adcode)[:-1]:
        if any(zone.zone for zone in places.candidates(city.name + head + mark)):
            return _at_place(city.name + text, speaker, on)
    return None


def _plain(text: str, speaker: Jurisdiction, on: int | None) -> _Seat | None:
    """A known core alone: the speaker's own."""
    found = candidates(text, on)
    return _Seat(text, Whose.OWN, speaker.adcode, speaker.level, own=True, types=found) if found else None


def _at_place(text: str, speaker: Jurisdiction, on: int | None) -> _Seat | None:
    """A place, then a core. A cut before a known core goes before a longer name of a place (南通|市场监管局)."""
    cuts = [
        (cut, found, candidates(text[cut:], on))
        for cut in range(min(len(text) - 1, LONGEST_PLACE), 1, -1)
        if (found := places.candidates(text[:cut], on))
    ]
    for cut, found, types in sorted(cuts, key=lambda c: not c[2]):
        written, core = text[:cut], text[cut:]
        if not types:
            types = candidates(_without_organ(core), on) or candidates(core.removeprefix(written[-1]), on)  # 泰安市|市|财政局
        full = any(written.endswith(place.name) or place.zone for place in found)  # the short name of a zone has its city in front
        if not types and not (full and len(core) > 1 and kind_of(core)):
            continue
        place = _choose(found, speaker, full)
        if place is None and not full:
            continue
        at, level, several = (place.adcode, place.level, ()) if place else (None, found[0].level, tuple(one.adcode for one in found))
        own = at is not None and at == speaker.adcode
        return _Seat(core, Whose.PLACE, at, level, own, written, types, tuple(dict.fromkeys(several)))
    return None


def _choose(found: list[Place], speaker: Jurisdiction, full: bool) -> Place | None:
    """The candidate on the speaker's ladder, else the only one in the speaker's place, else the only one there is."""
    if speaker.adcode:
        above = {place.adcode for place in places.ladder(speaker.adcode)}
        for chosen in ([p for p in found if p.adcode in above], [p for p in found if places.is_within(p.adcode, speaker.adcode)]):
            if len({p.adcode for p in chosen}) == 1:
                return chosen[0]
    standing = [p for p in found if full or p.level in (Level.PROVINCE, Level.PREFECTURE)]
    standing = [p for p in standing if p.valid_to is None] or standing
    return standing[0] if len({p.adcode for p in standing}) == 1 else None


def _at_level(text: str, speaker: Jurisdiction, on: int | None) -> _Seat | None:
    """A level word, then a core."""
    table = words()
    if text.startswith(tuple(table["not_prefixes"])):
        return None
    for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP):
        for prefix in table["prefixes"][level]:
            core = text[len(prefix) :]
            if not text.startswith(prefix) or not core:
                continue
            types = candidates(core, on) or candidates(_without_organ(core), on)
            if not types and kind_of(core) is None and len(core) > 1:
                continue
            whose, place, at = _above(prefix.removesuffix("级"), level, speaker)
            return _Seat(core if len(core) > 1 or types else text, whose, place, at, whose is Whose.OWN, types=types)
    return None


def _above(word: str, level: Level, speaker: Jurisdiction) -> tuple[Whose, str | None, Level]:
    """Whose a body with a level word is, seen from the speaker: the code of its place, where it is known, and its level."""
    own = places.by_code(speaker.adcode) if speaker.adcode else None
    name = own.name if own else speaker.name or ""
    calls_itself = name.endswith(word) if name else speaker.level == level
    if speaker.level and (speaker.level == level or (calls_itself and speaker.level in CALLED.get(word, ()))):
        # 市X in a plan of a prefecture, a county-level city, a municipality; 区X in a plan of an autonomous region
        return Whose.OWN, speaker.adcode, speaker.level
    for place in places.ladder(speaker.adcode or "")[1:]:
        if place.level == level or (word == "市" and place.level == Level.PROVINCE and place.name.endswith("市")):
            return Whose.ABOVE, place.adcode, place.level
    below = speaker.level is not None and LEVELS.index(level) > LEVELS.index(speaker.level)
    return Whose.BELOW if below else Whose.ABOVE, None, level


LEVELS = list(Level)  # the nation first
CALLED = {"市": (Level.PROVINCE, Level.COUNTY), "区": (Level.PROVINCE,)}


def _without_organ(core: str) -> str:
    """委网信办 → 网信办, 政府国资委 → 国资委."""
    organ = next((organ for organ in words()["organs"] if core.startswith(organ)), "")
    return core[len(organ) :]
