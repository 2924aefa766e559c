"""The one plan that a name means: a plan's own name, or that of a place with one plan.

Decisions
---------
* A name is a plan's where a plan has it (URI, file name, document number, title), else a place's. Of several plans of a place none is
  chosen: whether it is the latest or the one in force that is meant, only who asks knows.
"""

from __future__ import annotations

from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.questions import names
from qgraph.questions.coverage.words import said
from qgraph.questions.names import Spot
from qgraph.store import Row, Store


def one_plan(store: Store, name: str, spots: dict[str, Spot]) -> Row:
    """The row of `plans` that a name means. Raises `NotFoundError`, `AmbiguousError`."""
    plans = store.run("plans")
    if not plans:
        raise NotFoundError(said("plans.empty"))
    try:
        return names.plan(store, name)
    except NotFoundError:
        pass
    try:
        spot = names.place(name, spots)
    except NotFoundError:
        near = "、".join(names.like(name, plans, spots))
        raise NotFoundError(said("plans.unknown", name=name, near=said("plans.near", names=near) if near else "")) from None
    own = sorted((row for row in plans if row["place"] == spot.uri), key=lambda row: (str(row["issued_on"] or ""), str(row["plan"])))
    if not own:
        raise NotFoundError(said("plans.none", place=spot.name or name))
    if len(own) > 1:
        candidates = [{"name": str(row["title"]), "uri": str(row["plan"])} for row in own]
        raise AmbiguousError(said("plans.several", place=spot.name or name, n=len(own)), candidates)
    return own[0]


def told(plan: Row) -> dict[str, object]:
    """A plan as it stands in an answer."""
    kept = ("title", "doc_number", "issued_on", "period_start", "period_end", "nature", "level", "place_name", "file")
    return {"uri": plan["plan"], **{key: plan[key] for key in kept}, "place_uri": plan["place"]}
