"""The task or target that a question means: a URI, or a plan and the number or name of one of its items."""

from __future__ import annotations

from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.questions.coverage.facts import TARGET, TASK, Fact
from qgraph.questions.coverage.plans import one_plan
from qgraph.questions.coverage.tasks import number
from qgraph.questions.coverage.words import said
from qgraph.questions.folding import folded
from qgraph.questions.names import Spot
from qgraph.questions.neighbourhood import plan_of
from qgraph.questions.standing import standing
from qgraph.store import Row, Store


def found(store: Store, fact: str, item: str | None, spots: dict[str, Spot]) -> Fact:
    """The task or target of a URI; with `item`, that of the plan `fact` with this number (二(一)1, or 1 alone) or name.

    Raises `NotFoundError`, `AmbiguousError`.
    """
    if item is None:
        return _of_uri(store, fact)
    plan = one_plan(store, fact, spots)
    facts = _facts(store, plan)
    asked = folded(item)
    for names in ((lambda one: (one.number and folded(one.number),)), (lambda one: (one.row.get("number"), folded(one.name)))):
        hits = [one for one in facts if asked in names(one)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            candidates = [{"name": f"{one.number or ''} {one.name}".strip(), "uri": one.uri} for one in hits]
            raise AmbiguousError(said("trace.numbers", plan=plan["title"], number=item, n=len(hits)), candidates)
    raise NotFoundError(said("trace.no_number", plan=plan["title"], number=item))


def _of_uri(store: Store, uri: str) -> Fact:
    plan = next((row for row in store.run("plans") if row["plan"] == plan_of(uri)), None)
    one = next((one for one in _facts(store, plan) if one.uri == uri), None) if plan else None
    if one is None:
        raise NotFoundError(said("trace.no_fact", fact=uri))
    return one


def _facts(store: Store, plan: Row) -> list[Fact]:
    uri = str(plan["plan"])
    tasks = [
        Fact(TASK, str(row["task"]), str(row["title"] or row["quote"]), row, plan, number=number(row))
        for row in standing(store.run("tasks", plan=uri))
    ]
    targets = [
        Fact(TARGET, str(row["target"]), str(row["indicator_as_written"]), row, plan)
        for row in standing(store.run("plan_targets", plan=uri))
    ]
    return sorted([*tasks, *targets], key=lambda one: (int(str(one.row["reading_start"])), one.uri))
