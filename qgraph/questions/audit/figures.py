"""Figures: targets weaker than those above, and readings in doubt.

Decisions
---------
* Verdicts are those of the roll-up (`verdicts.compare` on `ladder.rungs`): every target is held against every one of every place above.
  Counts are not held one by one, as there.
* One finding a target, with the nearest figure it falls short of; the further ones are named behind it.
* What no table knows may be counted, and a city's count is no part of a rate: of unknown indicators only rates are held.
* A published figure of the place itself is no figure of the plan and gives no finding.
* In doubt is what the reader doubted, and a figure that its indicator cannot have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from qgraph.model import TargetKind
from qgraph.questions import names
from qgraph.questions.audit.dossier import Dossier, Surroundings
from qgraph.questions.audit.findings import Finding, Item, Kind, few, found, item, listed, texts, words
from qgraph.questions.ladder import Rung, in_order, rungs
from qgraph.questions.severity import kinds, severity
from qgraph.questions.verdicts import Finding as Result
from qgraph.questions.verdicts import Verdict, compare
from qgraph.registries import indicators
from qgraph.registries.indicators import Aggregation
from qgraph.store import Row

OLDER = "lower_older"  # the rule of the roll-up for a plan that is older than what it falls short of


class Ladders:
    """The rungs of some plans and of all places above them, by place and by what they are about."""

    def __init__(self, around: Surroundings, plans: Collection[str]) -> None:
        spots, rows = around.spots, around.plans
        places = {str(rows[uri]["place"]) for uri in plans}
        wanted = {str(row["indicator"]) for uri in plans for row in around.store.run("plan_targets", plan=uri)}
        higher = {step.uri for uri in places if wanted and (spot := spots.get(uri)) for step in names.above(spot, spots)}
        among = {uri for uri, row in rows.items() if uri in plans or row["place"] in higher}
        zeros = kinds(
            str(row["indicator_as_written"])
            for uri in plans
            for row in around.store.run("plan_targets", plan=uri)
            if row["kind"] == TargetKind.ZERO
        )
        alike = {str(row["indicator"]) for row in around.store.run("indicators") if zeros and severity(str(row["alias"]))[0] in zeros}
        self.of_plan: dict[str, list[Rung]] = {}
        self._standing: dict[tuple[str, str], list[Rung]] = {}
        for rung in in_order(list(rungs(around.store, sorted(wanted | alike), spots, rows, among))):
            self.of_plan.setdefault(rung.plan_uri or "", []).append(rung)
            for about in _about(rung):
                self._standing.setdefault((rung.place or "", about), []).append(rung)

    def above(self, place: str, rung: Rung) -> Iterator[Rung]:
        """What stands at a place on what a rung is about."""
        yield from dict.fromkeys(upper for about in _about(rung) for upper in self._standing.get((place, about), ()))


def weaker_than_above(dossier: Dossier, ladders: Ladders) -> Iterator[Finding]:
    """The targets of a plan that are weaker than one above."""
    findings = []
    for rung in ladders.of_plan.get(dossier.uri, ()):
        held = list(_weaker(dossier, ladders, rung))
        if held:
            _, result = held[0]
            others = texts("further", others=listed(upper.told() for upper, _ in held[1:])) if held[1:] else ""
            rule = "weaker_older" if result.rule == OLDER else "weaker"
            findings.append(found(Kind.WEAKER_THAN_ABOVE, rule, _item(rung), verdict=result.reason, others=others))
    yield from few(Kind.WEAKER_THAN_ABOVE, findings, "weaker_many")


def doubtful_reading(dossier: Dossier, ladders: Ladders) -> Iterator[Finding]:
    """The facts of a plan whose reading is in doubt."""
    doubted: list[tuple[Item, object]] = [(_item(rung), rung.doubt) for rung in ladders.of_plan.get(dossier.uri, ()) if rung.doubt]
    doubted += [(_of_unit(row), row["doubt"]) for row in dossier.units if row["doubt"]]
    findings = [found(Kind.DOUBTFUL_READING, "doubt", about, doubt=doubt) for about, doubt in doubted]
    yield from few(Kind.DOUBTFUL_READING, findings, "doubts_many")


def _weaker(dossier: Dossier, ladders: Ladders, lower: Rung) -> Iterable[tuple[Rung, Result]]:
    known = indicators.get(names.local(lower.indicator) or "")
    added = known.aggregation is Aggregation.SUM if known else lower.unit not in words()["rates"]
    for step in names.above(dossier.spot, dossier.around.spots) if dossier.spot else ():
        for upper in ladders.above(step.uri, lower):
            result = compare(lower, upper, known)
            if result.verdict is Verdict.WEAKER and (not added or upper.applies_to):
                yield upper, result


def _about(rung: Rung) -> tuple[str, ...]:
    """What a rung may be held against: its indicator, and other severities of an event that must not happen."""
    return (rung.indicator, severity(rung.indicator_as_written)[0]) if rung.kind is TargetKind.ZERO else (rung.indicator,)


def _item(rung: Rung) -> Item:
    return Item(rung.fact, rung.indicator_as_written, rung.quote, rung.found, rung.start, rung.end)


def _of_unit(row: Row) -> Item:
    return item(row, str(row["responsibility"]), row["resolved"])
