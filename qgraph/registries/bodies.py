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

from dataclasses import dataclass
from functools import lru_cache

from qgraph.model import BodyKind, Jurisdiction, Level
from qgraph.registries import places
from qgraph.registries.body_types import BodyType, body_type, national_type, successors, types, words
from qgraph.registries.places import NATION, Place

__all__ = ["BodyRef", "BodyType", "body_type", "identify", "successors", "types"]

LONGEST_PLACE = 24  # characters of a place before a core
OPENING, CLOSING = "（(〔", "）)〕"


@dataclass(frozen=True, slots=True)
class BodyRef:
    """What a name says. `core` is the name without place or level; `place` is None where it is masked, open or nobody's own;
    `own`: it belongs to the government that speaks, whether its place is known or not; `place_name`: the place it names itself."""

    name: str
    core: str
    place: str | None = None
    level: Level | None = None
    type_id: str | None = None
    plate: str | None = None
    kind: BodyKind | None = None
    own: bool = False
    place_name: str | None = None


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a body sits."""

    core: str
    place: str | None = None
    level: Level | None = None
    own: bool = False
    place_name: str | None = None
    type: BodyType | None = None


@lru_cache(maxsize=16384)
def identify(name: str, jurisdiction: Jurisdiction = Jurisdiction(), on: int | None = None) -> BodyRef:
    """The body a name means in a plan of `jurisdiction`; `on` is the year of the plan."""
    text = "".join(name.split()).strip("“”\"'《》、，,；;。")
    if is_collective(text):
        return BodyRef(name, text, kind=BodyKind.COLLECTIVE)
    text, plate = _plate(text)
    seat = (
        _national(text, jurisdiction, on)
        or _plain(text, jurisdiction)
        or _at_place(text, jurisdiction, on)
        or _at_level(text, jurisdiction)
    )
    if seat is None:
        kind = kind_of(text)
        township = any(text.endswith(end) for end in words()["township_ends"])
        own = not township and kind in OWN
        level = Level.TOWNSHIP if township else jurisdiction.level if own else None
        return BodyRef(name, text, jurisdiction.adcode if own else None, level, None, plate, kind, own)
    kind = kind_of(seat.core)
    if seat.type and not (seat.type.kind == BodyKind.DEPARTMENT and kind == BodyKind.INSTITUTION):  # 政务服务中心 is no department
        kind = seat.type.kind
    type_id = seat.type.id if seat.type else None
    return BodyRef(name, seat.core, seat.place, seat.level, type_id, plate, kind, seat.own, seat.place_name)


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
    return (text[:opened], inside) if body_type(inside) or kind_of(inside) in OWN else (text, None)


def _national(text: str, speaker: Jurisdiction, on: int | None) -> _Seat | None:
    """An organ of the central government, or a branch of one (中国人民银行南通市中心支行, 国家税务总局青岛市税务局)."""
    found = national_type(text)
    prefix = next((p for p in words()["prefixes"]["national"] if text.startswith(p)), "")
    if found and (prefix or speaker.level == Level.NATIONAL or body_type(text) is None or text.endswith(tuple(words()["national_ends"]))):
        return _Seat(text, NATION, Level.NATIONAL, speaker.level == Level.NATIONAL, type=found)
    for cut in range(len(text) - 3, 1, -1):
        head = national_type(text[:cut])
        branch = _at_place(text[cut:], speaker, on) if head else None
        if head and branch:
            return _Seat(text, branch.place, branch.level, branch.own, branch.place_name, branch.type or head)
    rest = text[len(prefix) :]
    if prefix and len(rest) > 1 and kind_of(rest) != BodyKind.ENTERPRISE:
        return _Seat(rest, NATION, Level.NATIONAL, speaker.level == Level.NATIONAL, type=body_type(rest))
    return None


def _plain(text: str, speaker: Jurisdiction) -> _Seat | None:
    """A known core alone: the speaker's own."""
    found = body_type(text)
    return _Seat(text, speaker.adcode, speaker.level, own=True, type=found) if found else None


def _at_place(text: str, speaker: Jurisdiction, on: int | None) -> _Seat | None:
    """A place, then a core. A cut before a known core goes before a longer name of a place (南通|市场监管局)."""
    cuts = [
        (cut, found, body_type(text[cut:]))
        for cut in range(min(len(text) - 1, LONGEST_PLACE), 1, -1)
        if (found := places.candidates(text[:cut], on))
    ]
    for cut, found, kind in sorted(cuts, key=lambda c: c[2] is None):
        written, core = text[:cut], text[cut:]
        if kind is None:
            kind = body_type(_without_organ(core)) or body_type(core.removeprefix(written[-1]))  # 泰安市|市|财政局
        full = any(written.endswith(place.name) for place in found)
        if kind is None and not (full and len(core) > 1 and kind_of(core)):
            continue
        place = _choose(found, speaker, full)
        if place is None and not full:
            continue
        own = place is not None and place.adcode == speaker.adcode
        return _Seat(core, place.adcode if place else None, place.level if place else found[0].level, own, written, kind)
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


def _at_level(text: str, speaker: Jurisdiction) -> _Seat | None:
    """A level word, then a core."""
    table = words()
    if text.startswith(tuple(table["not_prefixes"])):
        return None
    for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP):
        for prefix in table["prefixes"][level]:
            core = text[len(prefix) :]
            if not text.startswith(prefix) or not core:
                continue
            kind = body_type(core) or body_type(_without_organ(core))
            if kind is None and kind_of(core) is None and len(core) > 1:
                continue
            place, at, own = _above(prefix.removesuffix("级"), level, speaker)
            return _Seat(core if len(core) > 1 or kind else text, place, at, own, type=kind)
    return None


def _above(word: str, level: Level, speaker: Jurisdiction) -> tuple[str | None, Level, bool]:
    """Whose a body with a level word is, seen from the speaker: the code of its place, the level, whether it is the speaker's."""
    own = places.by_code(speaker.adcode) if speaker.adcode else None
    name = own.name if own else speaker.name or ""
    calls_itself = name.endswith(word) if name else speaker.level == level
    if speaker.level and (speaker.level == level or (calls_itself and speaker.level in CALLED.get(word, ()))):
        # 市X in a plan of a prefecture, a county-level city, a municipality; 区X in a plan of an autonomous region
        return speaker.adcode, speaker.level, True
    for place in places.ladder(speaker.adcode or "")[1:]:
        if place.level == level or (word == "市" and place.level == Level.PROVINCE and place.name.endswith("市")):
            return place.adcode, place.level, False
    return None, level, False


CALLED = {"市": (Level.PROVINCE, Level.COUNTY), "区": (Level.PROVINCE,)}


def _without_organ(core: str) -> str:
    """委网信办 → 网信办, 政府国资委 → 国资委."""
    organ = next((organ for organ in words()["organs"] if core.startswith(organ)), "")
    return core[len(organ) :]
