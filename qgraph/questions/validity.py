"""Whether a plan is in force on a day, and who holds a body's function today.

Decisions
---------
* A plan is in force from its issue to the last day it gives itself (有效期至), else to the end of its period; without either nobody can
  tell. One that is marked as repealed is not. A draft or a report never binds.
* Who holds a function is asked step by step: a function that left the body since the plan, where the sentence speaks of it, goes before
  the reform that moved the whole body. A reform known for the place gives its source; the general rule gives a name and the mark
  待三定核实, for the place's own 三定规定 decides.
* A function that left a body which still stands, and of which the sentence does not speak, is told beside its name, not decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qgraph.model import Nature
from qgraph.questions.names import Organ, Spot, text
from qgraph.registries import body_types, places, reforms
from qgraph.store import Row


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


def holder(organ: Organ, spot: Spot | None, on: date, issued: str | None = None, sentence: str = "") -> Holder | None:
    """Who holds on a day the function of a body that a plan's sentence speaks of; `issued` is the date of the plan (None: not known).

    None for a body of no known type.
    """
    kind = body_types.get(organ.type_id or "")
    if kind is None:
        return None
    adcode, level = (spot.adcode, spot.level) if spot else (None, None)
    steps = reforms.chain(kind.id, adcode, level, on, issued, sentence)
    last = body_types.get(steps[-1].target) if steps else None
    if last:
        return Holder(name_in(last, spot), "；".join(step.told for step in steps))
    return Holder(organ.name, _moved(reforms.gone(kind.id, adcode, level, on), issued))


def predecessors(type_id: str, place: str | None) -> set[str]:
    """The ids of all types that were merged into one, directly or on the way."""
    found: set[str] = set()
    ahead = [type_id]
    while ahead:
        for reform in reforms.towards(ahead.pop(), place):
            if reform.whole and reform.source not in found and reform.source != type_id:
                found.add(reform.source)
                ahead.append(reform.source)
    return found


def name_in(kind: body_types.BodyType, spot: Spot | None) -> str:
    """The usual name of a body of a type in a place."""
    register = places.by_code(spot.adcode) if spot and spot.adcode else None
    return kind.usual_name(register, spot.name if spot else None, spot.level if spot else None)


def _moved(left: list[reforms.Reform], issued: str | None) -> str | None:
    """Functions that left the body since the plan."""
    since = (issued or "")[:4]
    moved = [
        f"{reform.function.name}（{reform.when}划入{target.name}）"
        for reform in left
        if reform.function and since and since <= reform.date[:4] and (target := body_types.get(reform.target))
    ]
    return f"{reforms.UNCHECKED}：部分职能已划出，{'、'.join(moved)}" if moved else None
