"""Where a measure stands (按序时, 滞后, 逾期, 已销号), by its deadline and by what was reported.

Decisions
---------
* Done is what every office that reported calls done. Overdue is what is not done after the last day of its deadline; that an office calls
  it on track changes nothing.
* Behind is what an office calls behind, or what falls due soon while nothing was reported lately (`ledger.toml`).
* Without a report and without a deadline near, nothing is known: that is no praise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qgraph.questions.ledger.people import Reported
from qgraph.questions.overview.calendar import exactness, period
from qgraph.registries import tables
from qgraph.store import Row
from qgraph.told import Told, told


class Light(StrEnum):
    """Where a measure stands."""

    ON_TRACK = "on_track"
    BEHIND = "behind"
    OVERDUE = "overdue"
    DONE = "done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Lit:
    """A light and why; `due` is the last day of the deadline."""

    light: Light = Light.UNKNOWN
    reason: Told | None = None
    due: date | None = None


def due_day(measure: Row) -> date | None:
    """The last day of a measure's deadline; None where it has none or comes again."""
    deadline = measure["deadline"]
    if not deadline or measure["recurrence"]:
        return None
    written = measure["deadline_as_written"]
    return period(str(deadline), exactness(str(deadline), str(written) if written else None))[1]


def lit(measure: Row, reports: Sequence[Reported], on: date) -> Lit:
    """The light of a measure on a day, by its last reports (`Said.last_reports`)."""
    due, words = due_day(measure), tables.words("ledger.toml")
    reasons, limits = words["reason"], words["lights"]
    claimed = [one.claimed for one in reports if one.claimed]
    if claimed and all(one == Light.DONE for one in claimed):
        return Lit(Light.DONE, told(reasons["done"], by="、".join(one.who for one in reports)), due)
    if due and due < on:
        return Lit(Light.OVERDUE, told(reasons["overdue"], day=due.isoformat(), days=(on - due).days), due)
    behind = [one for one in reports if one.claimed in (Light.BEHIND, Light.OVERDUE)]
    if behind:
        return Lit(Light.BEHIND, told(reasons["claimed"], by="、".join(one.who for one in behind)), due)
    last = max((one.at[:10] for one in reports), default=None)
    silent = last is None or date.fromisoformat(last) < on - timedelta(days=limits["silent_days"])
    if due and silent and due - on <= timedelta(days=limits["near_days"]):
        return Lit(Light.BEHIND, told(reasons["silent"], day=due.isoformat()), due)
    if reports:
        return Lit(Light.ON_TRACK, told(reasons["reported"], day=last), due)
    return Lit(Light.UNKNOWN, told(reasons["unknown"]), due)
