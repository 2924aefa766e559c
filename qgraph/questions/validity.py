"""Whether a plan is in force on a day, and who holds a body's function today.

Decisions
---------
* A plan is in force from its issue to the last day it gives itself (有效期至), else to the end of its period; without either nobody can
  tell. One that is marked as repealed is not. A draft or a report never binds.
* A body that was merged away is followed through the reforms that moved whole bodies. A reform known for the place gives its
  source; the general rule gives a name and the mark 待三定核实, for the place's own 三定规定 decides.
* A function that left a body which still stands is told beside its name, not decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qgraph.model import Level, Nature
from qgraph.questions.names import Organ, Spot, text
from qgraph.registries import body_types, places
from qgraph.store import Row

UNCHECKED = "待三定核实"


class Validity(StrEnum):
    """Whether a plan is in force on a day; unknown where nobody can tell."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a body's function: a name, and why (None: the body itself still stands)."""

    name: str
    source: str | None = None


def validity(plan: Row, on: date) -> Validity:
    """Whether the plan of a row of `plans` is in force on a day."""
    end, start, issued = plan["period_end"], plan["period_start"], text(plan["issued_on"])
    until = text(plan["effective_until"])
    if plan["repealed"] or (until < on.isoformat() if until else isinstance(end, int) and end < on.year):
        return Validity.EXPIRED
    if plan["nature"] in (Nature.DRAFT, Nature.EXPERIENCE, Nature.TEMPLATE) or (issued and issued > on.isoformat()):
        return Validity.UNKNOWN
    began = issued is not None or (isinstance(start, int) and start <= on.year)
    return Validity.IN_FORCE if (until or isinstance(end, int)) and began else Validity.UNKNOWN


def holder(organ: Organ, spot: Spot | None, on: date, issued: str | None = None) -> Holder | None:
    """Who holds the function of a body on a day; `issued` is the date of the plan that speaks of it. None: a body of no known type."""
    kind = body_types.get(organ.type_id or "")
    if kind is None:
        return None
    adcode = spot.adcode if spot else None
    steps: list[body_types.Reform] = []
    while (step := _whole(kind.id, adcode, on)) is not None and len(steps) < 5:
        following = body_types.get(step.target)
        if following is None:
            break
        steps.append(step)
        kind = following
    if steps:
        return Holder(name_in(kind, spot), "；".join(_source(step) for step in steps))
    return Holder(organ.name, _moved(kind.id, adcode, on, issued))


def predecessors(type_id: str, place: str | None) -> set[str]:
    """The ids of all types that were merged into one, directly or on the way."""
    found: set[str] = set()
    ahead = [type_id]
    while ahead:
        for reform in body_types.predecessors(ahead.pop(), place):
            if reform.whole and reform.source not in found and reform.source != type_id:
                found.add(reform.source)
                ahead.append(reform.source)
    return found


def name_in(kind: body_types.BodyType, spot: Spot | None) -> str:
    """The usual name of a body of a type in a place."""
    if spot and spot.adcode == places.NATION:
        return kind.national[0] if kind.national else kind.name
    usual = (kind.province if spot and spot.level is Level.PROVINCE else kind.local) or kind.name
    return (spot.name or "" if spot else "") + usual


def _whole(type_id: str, place: str | None, on: date) -> body_types.Reform | None:
    found = [r for r in body_types.successors(type_id, place) if r.whole and r.date <= on.isoformat()[: len(r.date)]]
    return found[0] if found else None


def _source(reform: body_types.Reform) -> str:
    told = f"{reform.date}年 {reform.note or ''}（{reform.address or '未见文件原文'}）"
    return told if reform.certainty == "local" else f"{UNCHECKED}：{told}"


def _moved(type_id: str, place: str | None, on: date, issued: str | None) -> str | None:
    """Functions that left the body between the plan and the day."""
    since = (issued or "")[:4]
    moved = [
        f"{reform.function}（{reform.date}年划入{target.name}）"
        for reform in body_types.successors(type_id, place)
        if reform.function and since and since <= reform.date[:4] <= str(on.year) and (target := body_types.get(reform.target))
    ]
    return f"{UNCHECKED}：部分职能已划出，{'、'.join(moved)}" if moved else None
