"""How one target stands against another above it, and a sum of targets against the one they share.

Decisions
---------
* A verdict is about the plan's figure, not about what was achieved. Each names its rule; rules and their words are data
  (`ontology/data/rollup_rules.toml`).
* 达到X is a floor for an indicator that should rise and a ceiling for one that should fall. A range counts with its weaker end.
* A zero is held by the severity of what must not happen. Places in a ranking are compared only within one field (全省): the smaller
  is the stricter.
* A figure whose reading is in doubt is not compared. Where the only doubt is whether it is a target or a base (压减至3天的基础上) it is,
  and the reason says so; it is in no sum.
* Rates, indices, scores and ranks are compared and never added. Only counts of distinct things are added; where things may be
  counted twice (joint drafting, nested levels) the reason says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from qgraph.model import Comparator, Level, TargetKind
from qgraph.questions import rules
from qgraph.questions.ladder import Rung, plain
from qgraph.questions.rules import said
from qgraph.questions.severity import severity
from qgraph.registries.indicators import Aggregation, Indicator
from qgraph.told import joined, told


class Verdict(StrEnum):
    MEETS = "meets"
    STRICTER = "stricter"
    WEAKER = "weaker"
    NEAR = "near"
    NOT_COMPARABLE = "not_comparable"
    MISSING = "missing"
    NO_PLAN = "no_plan"
    SHORTFALL = "shortfall"
    OVER_PLEDGED = "over_pledged"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with the id of its rule and the reason in words."""

    verdict: Verdict
    rule: str
    reason: str


CHANGES = (Comparator.INCREASE, Comparator.DECREASE)
FLOORS, CEILINGS = (Comparator.GE, Comparator.GT), (Comparator.LE, Comparator.LT)


def grave(rung: Rung) -> str | None:
    """Why a figure may not be what was written, so that it is not compared. One that may be a base and no target was read well enough."""
    return None if rung.doubt is None or any(word in rung.doubt for word in rules.table()["mild_doubts"]) else rung.doubt


def finding(rule: str, **words: object) -> Finding:
    """The finding of a rule, its reason filled with words."""
    found = rules.rule(rule)
    return Finding(Verdict(found["verdict"]), rule, told(found, **words))


def _held(rule: str, lower: Rung, upper: Rung, known: Indicator | None) -> Finding:
    """The finding of a rule about two rungs; a mild doubt is told beside it."""
    held = finding(
        rule,
        lower=lower.told(),
        upper=upper.told(),
        lower_issued=_issued(lower),
        upper_issued=_issued(upper),
        lower_name=lower.indicator_as_written,
        upper_name=upper.indicator_as_written,
        lower_unit=_unit(lower, known) or said("no_unit"),
        upper_unit=_unit(upper, known) or said("no_unit"),
        doubt=grave(lower) or grave(upper),
    )
    doubts = [finding("mild_doubt", rung=rung.told(), doubt=rung.doubt).reason for rung in (lower, upper) if rung.doubt and not grave(rung)]
    return replace(held, reason=joined((held.reason, *doubts)))


def _issued(rung: Rung) -> str:
    if rung.issued is None:
        return said("not_issued_since", year=rung.began) if rung.began else said("not_issued")
    return said("issued_in" if len(rung.issued) == 4 else "issued", date=rung.issued)


def compare(lower: Rung, upper: Rung, known: Indicator | None) -> Finding:
    """Hold a target against one of a place above."""
    return _held(_obstacle(lower, upper, known) or _relation(lower, upper, known), lower, upper, known)


def _relation(lower: Rung, upper: Rung, known: Indicator | None) -> str:
    """The rule for two rungs that nothing forbids to compare."""
    if lower.kind is TargetKind.ZERO:
        milder = severity(lower.indicator_as_written)[1] - severity(upper.indicator_as_written)[1]
        return "zero_both" if milder == 0 else "zero_milder" if milder > 0 else "zero_severer"
    rises = _rises(lower, upper, known)
    if rises is None:
        return "other_comparator"
    below, above = _bound(lower, rises), _bound(upper, rises)
    if below is None or above is None:
        return "no_value"
    if below == above:
        return "equal"
    if (below > above) == rises:
        return "higher"
    return "lower_older" if _older(lower.issued, upper.issued) else "lower"


def add(lower: list[Rung], upper: Rung, known: Indicator, places_below: int) -> Finding | None:
    """Hold the sum of the targets of the places below, one a place, against the one above. None where they cannot be added."""
    if known.aggregation is not Aggregation.SUM or upper.doubt or upper.value is None:
        return None
    total = sum((rung.value for rung in lower if rung.value is not None), Decimal(0))
    wanted = upper.value
    words = {
        "n": len(lower), "of": places_below, "sum": plain(total), "unit": upper.unit or "", "upper": upper.told(),
        "gap": plain(abs(wanted - total)), "caution": said("caution", caution=known.caution) if known.caution else "",
    }  # fmt: skip
    if (upper.value_high is not None and wanted <= total <= upper.value_high) or total == wanted:
        return finding("sum_equal", **words)
    if total > wanted:
        return finding("sum_over", **words)
    return finding("sum_short" if len(lower) >= places_below else "sum_short_partly", **words)


def addable(lower: Rung, upper: Rung, known: Indicator | None) -> bool:
    """Whether a target may stand in a sum held against another: the same thing, unit, scope and year, counted absolutely."""
    absolute = lower.kind is upper.kind is TargetKind.ABSOLUTE and not {lower.comparator, upper.comparator} & {*CEILINGS, *CHANGES}
    return (
        absolute and lower.doubt is None and lower.value is not None and upper.applies_to is None and _obstacle(lower, upper, known) is None
    )


def _obstacle(lower: Rung, upper: Rung, known: Indicator | None) -> str | None:
    """The rule that forbids holding one against the other."""
    if grave(lower) or grave(upper):
        return "reading_in_doubt"
    if lower.indicator != upper.indicator and not _same_event(lower, upper):
        return "near_indicator"
    if known and known.aggregation is Aggregation.MONEY:
        return "money"
    if _kind(lower) != _kind(upper) or TargetKind.RELATIVE in (lower.kind, upper.kind):
        return "other_kind"
    if lower.kind is not TargetKind.ZERO and _unit(lower, known) != _unit(upper, known):
        return "other_unit"
    if lower.unit in rules.table()["ranks"] and (lower.reference is None or lower.reference != upper.reference):
        return "other_field"
    if (lower.scope or upper.scope) and lower.scope != upper.scope and not (lower.published or upper.published):
        return "other_scope"
    if lower.applies_to or (upper.applies_to and lower.level is not Level.COUNTY):
        return "other_scope"
    if lower.recurrence != upper.recurrence:
        return "other_period"
    if lower.year is None or upper.year is None:
        return "no_year"
    return "other_year" if lower.year != upper.year else None


def _same_event(lower: Rung, upper: Rung) -> bool:
    """Whether both rule out one kind of event, whatever its severity."""
    both = lower.kind is upper.kind is TargetKind.ZERO
    return both and severity(lower.indicator_as_written)[0] == severity(upper.indicator_as_written)[0]


def _older(one: str | None, other: str | None) -> bool:
    """Whether one date is before another, as exactly as both are written."""
    exact = min(len(one or ""), len(other or ""))
    return exact > 0 and (one or "")[:exact] < (other or "")[:exact]


def _kind(rung: Rung) -> tuple[bool, bool]:
    """Zero or not, a change or a level."""
    return rung.kind is TargetKind.ZERO, rung.kind is TargetKind.DIRECTIONAL or rung.comparator in CHANGES


def _unit(rung: Rung, known: Indicator | None) -> str | None:
    """The unit; where none is written, the indicator's own; points of an index are no unit."""
    if known and known.aggregation is Aggregation.INDEX and rung.unit in (None, "分", "点"):
        return known.unit
    return rung.unit or (known.unit if known else None)


def _rises(lower: Rung, upper: Rung, known: Indicator | None) -> bool | None:
    """Whether a larger figure is the stricter one; None where the two bound in different directions."""
    both = {lower.comparator, upper.comparator}
    if both & set(CHANGES):
        return True if len(both) == 1 else None  # a larger rise or a larger fall is the stricter one
    if lower.unit in rules.table()["ranks"]:
        return False
    if both & set(FLOORS) and both & set(CEILINGS):
        return None
    if both & set(FLOORS):
        return True
    if both & set(CEILINGS):
        return False
    return known is None or known.direction != "down"


def _bound(rung: Rung, rises: bool) -> Decimal | None:
    """The figure a target binds to: of a range its weaker end."""
    return rung.value if rises or rung.value_high is None else rung.value_high
