"""Which of two targets is the stricter one, or why they may not be held against each other; neither side comes first.

Decisions
---------
* What forbids to hold a target against one above it forbids it here too, whichever of the two is taken as the lower one
  (`questions.verdicts`): other scope, unit, kind, year, ranking, a reading in doubt, money.
* Beyond that nothing is ranked where nobody knows which way is good, where one figure covers several indicators, and where counts come
  from places of different levels: a province has more of everything.
* The strictest are those that are weaker than none and stricter than one. For another year, or another scope, others may be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qgraph.model import TargetKind
from qgraph.questions.compare import words
from qgraph.questions.ladder import Rung
from qgraph.questions.verdicts import CEILINGS, CHANGES, FLOORS, Verdict, compare
from qgraph.registries.indicators import Aggregation, Indicator

EQUAL, STRICTER, ONE_PLAN, TWO_PLANS = "equal", "stricter", "one_plan", "two_plans"
RATE = "%"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two targets: `verdict` is `stricter` (then `one` is the stricter), `equal`, or why they are not held against each other."""

    one: str  # fact
    other: str
    verdict: str
    rule: str
    reason: str


def pair(first: Rung, second: Rung, known: Indicator | None, joint: bool = False) -> Pair:
    """How two targets of an indicator stand to each other; the same whichever comes first. `joint`: one of them covers several."""
    one, other = sorted((first, second), key=lambda rung: rung.fact)
    there, back = compare(one, other, known), compare(other, one, known)
    barred = next((found for found in (there, back) if found.verdict in (Verdict.NOT_COMPARABLE, Verdict.NEAR, Verdict.DOUBTED)), None)
    if joint:
        return _told(one, other, Verdict.NOT_COMPARABLE, "joint")
    if barred:
        return Pair(one.fact, other.fact, barred.verdict, barred.rule, barred.reason)
    if there.verdict is Verdict.MEETS:
        return _told(one, other, EQUAL, EQUAL)
    if rule := _undecided(one, other, known):
        return _told(one, other, Verdict.NOT_COMPARABLE, rule)
    firm, weak = (one, other) if there.verdict is Verdict.STRICTER else (other, one)
    return _told(firm, weak, STRICTER, STRICTER)


def strictest(pairs: Iterable[Pair]) -> frozenset[str]:
    """The facts that are stricter than some and weaker than none."""
    decided = [pair for pair in pairs if pair.verdict == STRICTER]
    return frozenset(pair.one for pair in decided) - {pair.other for pair in decided}


def contradiction(one: Rung, other: Rung, known: Indicator | None) -> Pair | None:
    """What two targets of one side say where they do not agree, else None."""
    found = pair(one, other, known)
    if found.verdict != STRICTER:
        return None
    first, second = (one, other) if found.one == one.fact else (other, one)
    return _told(first, second, STRICTER, ONE_PLAN if one.plan_uri == other.plan_uri else TWO_PLANS)


def _undecided(one: Rung, other: Rung, known: Indicator | None) -> str | None:
    """The rule that leaves two different figures unranked, though they are of one kind, unit, scope and year."""
    bounds = {one.comparator, other.comparator}
    if one.kind is not TargetKind.ZERO and not bounds & {*FLOORS, *CEILINGS, *CHANGES}:
        if known is None:
            return "unknown_direction"
        if known.direction == "hold":
            return "no_direction"
    counted = known.aggregation is Aggregation.SUM if known else one.unit not in (None, RATE)
    return "other_level" if counted and one.level != other.level else None


def _told(one: Rung, other: Rung, verdict: str, rule: str) -> Pair:
    names = {"one_name": one.indicator_as_written, "other_name": other.indicator_as_written}
    return Pair(one.fact, other.fact, verdict, rule, words.reason(rule, one=one.told(), other=other.told(), **names))
