"""What is held side by side: a plan, or a place that stands for its plans.

Decisions
---------
* A name is a place's where a place of the store bears it (URI, full name), else a plan's (URI, file name, document number, title), else
  another name of a place.
* A place stands for its own plans that are in force on the day, not for those of places below it; where none is in force, for all it
  has, and the side says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from qgraph.errors import NotFoundError
from qgraph.model import Level
from qgraph.questions import names
from qgraph.questions.compare import words
from qgraph.questions.names import Spot, text
from qgraph.questions.validity import Validity, validity
from qgraph.store import Row, Store

PLAN, PLACE = "plan", "place"


@dataclass(frozen=True, slots=True)
class Side:
    """`name`: the plan's title or the place's name; `documents`: rows of `plans`, the oldest first; `reason`: why it is not those in
    force."""

    asked: str
    kind: str
    uri: str
    name: str
    level: Level | None
    documents: tuple[Row, ...]
    day: date
    reason: str | None = None

    @property
    def plans(self) -> tuple[str, ...]:
        """The URIs of its documents."""
        return tuple(str(row["plan"]) for row in self.documents)

    def to_json(self) -> dict[str, Any]:
        """The side as it stands in the answer."""
        kept = ("title", "doc_number", "issued_on", "period_start", "period_end", "nature", "place_name", "file")
        documents = [{"uri": row["plan"], **{key: row[key] for key in kept}, "in_force": validity(row, self.day)} for row in self.documents]
        return {"title": self.name, "uri": self.uri, "kind": self.kind, "level": self.level, "documents": documents, "reason": self.reason}


def sides(store: Store, asked: list[str], spots: dict[str, Spot], day: date) -> list[Side]:
    """The sides that some names mean. Raises `NotFoundError`, `AmbiguousError`."""
    plans = store.run("plans")
    if not plans:
        raise NotFoundError(words.said("empty"))
    borne = {*spots, *(spot.name for spot in spots.values())}
    return [(None if name in borne else _plan(store, name, day)) or _place(name, plans, spots, day) for name in asked]


def _plan(store: Store, name: str, day: date) -> Side | None:
    try:
        row = names.plan(store, name)
    except NotFoundError:
        return None
    level = text(row["level"])
    return Side(name, PLAN, str(row["plan"]), str(row["title"]), Level(level) if level else None, (row,), day)


def _place(name: str, plans: list[Row], spots: dict[str, Spot], day: date) -> Side:
    try:
        spot = names.place(name, spots)
    except NotFoundError:
        raise NotFoundError(words.said("unknown", name=name, near=_near(name, plans, spots))) from None
    own = sorted((row for row in plans if row["place"] == spot.uri), key=_since)
    if not own:
        raise NotFoundError(words.said("no_plans", place=spot.name or name))
    binding = [row for row in own if validity(row, day) is Validity.IN_FORCE]
    reason = None if binding else words.said("none_in_force", n=len(own))
    return Side(name, PLACE, spot.uri, spot.name or str(own[-1]["title"]), spot.level, tuple(binding or own), day, reason)


def _since(row: Row) -> tuple[str, str]:
    return text(row["issued_on"]) or text(row["period_start"]) or "", str(row["plan"])


def _near(name: str, plans: list[Row], spots: dict[str, Spot]) -> str:
    """Names like one that is unknown."""
    likest = names.like(name, plans, spots)
    return words.said("near", names="、".join(likest)) if likest else ""
