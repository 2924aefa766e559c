"""The gate: what breaks the shapes does not enter the store.

Two things are held: the shapes of `ontology/shapes.ttl` (`shapes`), and what no shape can say, that the spans of every
evidence give back its quotes out of the two texts (`spans`).
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from qgraph.errors import GateError
from qgraph.model import Evidence, Plan


def spans(plan: Plan) -> None:
    """Raises `GateError` where an evidence does not give back its quotes."""
    found, reading = plan.source.found, plan.source.reading
    for evidence in evidences(plan):
        if not (
            0 <= evidence.reading_start < evidence.reading_end <= len(reading)
            and 0 <= evidence.start < evidence.end <= len(found)
            and reading[evidence.reading_start : evidence.reading_end] == evidence.quote
            and found[evidence.start : evidence.end] == evidence.found
        ):
            raise GateError(
                f"{plan.source.name}: the evidence at {evidence.reading_start}..{evidence.reading_end} does not give back its quote "
                f"“{evidence.quote[:30]}”; this is a fault of the reader, please report it with the file"
            )


def evidences(plan: Plan) -> Iterable[Evidence]:
    """Every evidence of a plan."""
    for facts in (plan.targets, plan.tasks, plan.memberships, plan.funding, plan.programmes, plan.bodies):
        for fact in facts:
            yield fact.evidence
    for task in plan.tasks:
        if task.units:
            yield task.units
        for part in task.responsible:
            yield part.evidence
    if plan.owner_clause:
        yield plan.owner_clause


def check(plan: Plan, graph: Iterable[Quad]) -> None:
    """Hold one plan and the graph written from it. Raises `GateError` with the first fault."""
    spans(plan)
