"""What a list of obligations comes to: how many in each role, what stands in plans in force, what falls due next, what is overdue.

Decisions
---------
* Overdue is what had to be done by a day that is past, in a plan that is still in force: an expired plan asks nothing any more.
* What comes again (每年) has no day by which it is done, whatever date is beside it.
* A plan of which nobody can tell whether it is in force has deadlines ahead, but nothing overdue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qgraph.questions.overview.calendar import exactness, period
from qgraph.questions.validity import Validity
from qgraph.questions.who import COLLECTIVE, Obligation


@dataclass(frozen=True, slots=True)
class Tally:
    """`roles`: of what is owed by name; `collective`: of what is owed with everybody; `ahead`: how many fall due in each period from the
    day on, the next first; `overdue`: the facts that are."""

    roles: dict[str, int]
    collective: int
    in_force: int
    ahead: dict[str, int]
    overdue: frozenset[str]


def tally(duties: Iterable[Obligation], on: date) -> Tally:
    """What obligations come to on a day."""
    roles: Counter[str] = Counter()
    ahead: Counter[tuple[date, str]] = Counter()
    overdue: set[str] = set()
    collective = in_force = 0
    for duty in duties:
        if duty.via == COLLECTIVE:
            collective += 1
        else:
            roles[duty.role] += 1
        in_force += duty.in_force is Validity.IN_FORCE
        if not duty.deadline or duty.recurrence:
            continue
        when, last = period(duty.deadline, exactness(duty.deadline, duty.deadline_as_written))
        if last >= on and duty.in_force is not Validity.EXPIRED:
            ahead[last, when] += 1
        elif last < on and duty.in_force is Validity.IN_FORCE:
            overdue.add(duty.fact)
    return Tally(dict(roles), collective, in_force, {when: ahead[last, when] for last, when in sorted(ahead)}, frozenset(overdue))
