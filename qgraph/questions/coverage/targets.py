"""Targets of two plans held together: by indicator, each with its verdict; what no indicator joins, by its sentence.

Decisions
---------
* Each target answers to one of the other plan at most. Of several of one indicator those that may be compared go together first (same
  year, scope, unit), then those of another year; among equals the most alike sentences.
* Another year is another deadline; the figures are then compared as if for one year, and both is said.
* Targets whose indicator no registry knows often have other words below. Where their sentences are much alike, with one unit and one
  kind, they are shown together as `near`, for reference only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qgraph.questions.alignment import Item, align
from qgraph.questions.alignment.items import in_text
from qgraph.questions.coverage.deadlines import deadline_change
from qgraph.questions.coverage.facts import TARGET, Alone, Change, Fact, Match
from qgraph.questions.coverage.tasks import Held
from qgraph.questions.coverage.words import entry, said
from qgraph.questions.ladder import Rung, rung_of
from qgraph.questions.names import Spot, local, text
from qgraph.questions.standing import standing
from qgraph.questions.verdicts import Finding, Verdict, compare, finding
from qgraph.registries import indicators
from qgraph.store import Row, Store

OTHER_YEAR = ("other_year", "no_year")
NEAR = 4  # the last rank of what may go together
ANY_YEAR = 1  # both rungs get it, so that only the figures are compared
COMPARED = (Verdict.MEETS, Verdict.STRICTER, Verdict.WEAKER)


@dataclass(frozen=True, slots=True)
class Figure:
    """A target of a plan and its rung."""

    row: Row
    rung: Rung
    place: int  # among the targets of its plan

    def fact(self, plan: Row) -> Fact:
        """The target as it stands in an answer."""
        return Fact(TARGET, self.rung.fact, self.rung.indicator_as_written, self.row, plan, figure=self.rung.told())

    def item(self) -> Item:
        """The target as something to align by its sentence."""
        return Item(self.rung.fact, self.rung.indicator_as_written, str(self.row["quote"]))


def figures(store: Store, plan: Row, spots: dict[str, Spot]) -> list[Figure]:
    """The targets of a plan, in the order of its text."""
    rows = sorted(standing(store.run("plan_targets", plan=str(plan["plan"]))), key=in_text)
    return [Figure(row, rung_of(row, plan, spots), place) for place, row in enumerate(rows)]


def hold_targets(upper: Row, lower: Row, above: list[Figure], below: list[Figure], manner: str) -> Held:
    """Hold the targets of two plans (rows of `plans`) together; `manner`: in whose words, `coverage` or `history`."""
    alike = _alike(above, below)
    found: list[tuple[int, Match]] = []
    left, new = {one.rung.fact: one for one in above}, {one.rung.fact: one for one in below}
    for _, high, low in sorted(_candidates(above, below, alike), key=lambda one: one[0]):
        if high.rung.fact in left and low.rung.fact in new:
            del left[high.rung.fact], new[low.rung.fact]
            score = alike.get((high.rung.fact, low.rung.fact), 0.0)
            found.append((high.place, _match(high, low, upper, lower, score, manner)))
    return Held(
        tuple(match for _, match in sorted(found, key=lambda one: one[0])),
        tuple(Alone(one.fact(upper), 0.0, said(f"{manner}.alone.target")) for one in left.values()),
        tuple(Alone(one.fact(lower), 0.0, said(f"{manner}.alone.new_target")) for one in new.values()),
    )


def _alike(above: list[Figure], below: list[Figure]) -> dict[tuple[str, str], float]:
    """How like the sentences of each two targets are, where they are at all."""
    aligned = align([one.item() for one in above], [one.item() for one in below])
    return {
        (high.rung.fact, low.rung.fact): aligned.scores[m][n]
        for m, low in enumerate(below)
        for n, high in enumerate(above)
        if aligned.scores[m][n]
    }


def _candidates(
    above: list[Figure], below: list[Figure], alike: dict[tuple[str, str], float]
) -> Iterator[tuple[tuple[float, ...], Figure, Figure]]:
    """What may go together, with its rank: the smallest first, the same whichever side is above."""
    for high in above:
        for low in below:
            score = alike.get((high.rung.fact, low.rung.fact), 0.0)
            if high.rung.indicator == low.rung.indicator:
                rank = _rank(_compared(low.rung, high.rung))
            elif _near(high.rung, low.rung) or (score >= entry("target.alike_from") and _same_measure(high.rung, low.rung)):
                rank = NEAR
            else:
                continue
            yield (rank, -score, abs(high.place - low.place), high.place + low.place), high, low


def _rank(finding: Finding) -> int:
    if finding.verdict in COMPARED:
        return 0
    return 1 if finding.rule in OTHER_YEAR else 3 if finding.verdict is Verdict.DOUBTED else 2


def _near(one: Rung, other: Rung) -> bool:
    """Whether the registry says that the two indicators are of a near caliber."""
    return indicators.are_near(local(one.indicator) or "", local(other.indicator) or "")


def _same_measure(one: Rung, other: Rung) -> bool:
    """Whether two targets of indicators that no registry joins may be one: at least one is unknown to it, unit and kind are the same."""
    known = [indicators.get(local(rung.indicator) or "") for rung in (one, other)]
    return not all(known) and (one.unit, one.kind, one.scope) == (other.unit, other.kind, other.scope)


def _compared(lower: Rung, upper: Rung) -> Finding:
    if lower.applies_to == upper.applies_to:  # both for each county, say: one scope
        lower, upper = replace(lower, applies_to=None), replace(upper, applies_to=None)
    elif lower.place == upper.place:  # only one of the two is for each county: two scopes, whichever of them it is
        lower = replace(lower, applies_to=lower.applies_to or upper.applies_to)
    return compare(lower, upper, indicators.get(local(lower.indicator) or ""))


def _for_one_year(lower: Rung, upper: Rung) -> Finding:
    """How two figures stand against each other whatever their years."""
    held = _compared(replace(lower, year=ANY_YEAR), replace(upper, year=ANY_YEAR))
    return finding(held.rule, lower=lower.told(), upper=upper.told()) if held.verdict is Verdict.NOT_COMPARABLE else held


def _match(high: Figure, low: Figure, upper: Row, lower: Row, score: float, manner: str) -> Match:
    one, other = high.rung, low.rung
    held = _compared(other, one)
    if one.indicator != other.indicator:
        names = {"upper": one.indicator_as_written, "lower": other.indicator_as_written}
        reason = held.reason if _near(one, other) else said("target.alike", **names)
        return Match(high.fact(upper), low.fact(lower), score, (reason,), (Change(Verdict.NEAR, reason),), Verdict.NEAR)
    due = _deadlines(high, low, held)
    if other_year := held.rule in OTHER_YEAR:
        held = _for_one_year(other, one)
    told = held.reason  # in the words of the roll-up: of a lower plan and one above it, for one year
    if held.verdict in COMPARED and (other_year or manner != "coverage"):
        told = said(f"{manner}.figure.{held.verdict}", lower=other.told(), upper=one.told())
    changes = [due] if due else []
    if held.verdict is not Verdict.MEETS:
        changes.append(Change(held.verdict, told))
    reasons = (said("target.same", name=one.indicator_as_written), told)
    return Match(high.fact(upper), low.fact(lower), score, reasons, tuple(changes), held.verdict)


def _deadlines(high: Figure, low: Figure, held: Finding) -> Change | None:
    """How the deadlines differ: of another year also those the plans' periods give, else only such as both sentences state."""
    stated = [text(one.row["deadline"]) for one in (high, low)]
    if held.rule in OTHER_YEAR:
        return deadline_change(_due(high), _due(low))
    return deadline_change(*stated) if all(stated) else None


def _due(figure: Figure) -> str | None:
    return text(figure.row["deadline"]) or text(figure.row["deadline_assumed"])
