"""What no shape can say: the spans of every evidence give back its quotes out of the two texts."""

from __future__ import annotations

from collections.abc import Iterator

from qgraph.errors import GateError
from qgraph.gate.shape import Message
from qgraph.gate.wording import quoted, sentence
from qgraph.model import Evidence, Plan

ASTRAY = Message("这段引文与所记位置上的原文不符", "The quote is not what stands at that place of the text")


def check(plan: Plan) -> None:
    """Raises `GateError` where an evidence does not give back its quotes."""
    found, reading = plan.source.found, plan.source.reading
    for e in evidences(plan):
        inside = 0 <= e.reading_start < e.reading_end <= len(reading) and 0 <= e.start < e.end <= len(found)
        if not inside or reading[e.reading_start : e.reading_end] != e.quote or found[e.start : e.end] != e.found:
            raise GateError(sentence(plan.source.name, quoted(e.quote, e.reading_start, " ".join(e.path)), ASTRAY))


def evidences(plan: Plan) -> Iterator[Evidence]:
    """Every evidence of a plan."""
    for facts in (plan.targets, plan.tasks, plan.memberships, plan.funding, plan.programmes, plan.bodies):
        yield from (fact.evidence for fact in facts)
    for task in plan.tasks:
        yield from (part.evidence for part in task.responsible)
        if task.units:
            yield task.units
    if plan.owner_clause:
        yield plan.owner_clause
    yield from plan.validity
