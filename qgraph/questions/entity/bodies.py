"""A body or a leading group: its names through the reforms, what it owes in figures, where it sits, who sits in it."""

from __future__ import annotations

from collections import Counter
from datetime import date

from qgraph.questions.entity.parts import Entity, Related, entity_of
from qgraph.questions.names import Organ, organs, spots
from qgraph.questions.standing import standing
from qgraph.questions.validity import Validity
from qgraph.questions.who import COLLECTIVE, MEMBERSHIP, who
from qgraph.store import Row, Store

GROUPS = ("leading_group", "working_group")


def body(store: Store, uri: str, on: date) -> Entity | None:
    """The body or group of a URI; None for another thing."""
    organ = organs(store).get(uri)
    if organ is None:
        return None
    spot = spots(store).get(organ.place)
    related = [Related("ofJurisdiction", "place", spot.uri, spot.name)] if spot and spot.name else []
    answer = who(store, uri, on=on)
    own = [duty for duty in answer.obligations if duty.via not in (COLLECTIVE, MEMBERSHIP)]
    roles = Counter(duty.role for duty in own)
    about: dict[str, object] = {
        "body_kind": organ.kind,
        "plates": organ.plates,
        "aliases": tuple(name for name in answer.aliases if name not in organ.plates),
        "predecessors": answer.predecessors,
        "successor": answer.successor,
        "line": None if answer.line in (None, "territorial") else answer.line,
        "count_in_force": sum(duty.in_force is Validity.IN_FORCE for duty in own),
        **{f"count_{role}": count for role, count in roles.items()},
        "count_collective": sum(duty.via == COLLECTIVE for duty in answer.obligations),
    }
    plans = {str(row["plan"]): row for row in store.run("plans")}
    related += [
        Related("seat", "group", str(row["group"]), str(row["group_name"]), str(row["role"]))
        for row in standing(store.run("seats", body=uri))
    ]
    if organ.kind in GROUPS:
        related += _seats(store, organ, plans)
    related += [
        Related(
            duty.role, "task", duty.task_uri, f"{duty.number or ''} {duty.task or duty.quote}".strip(), str(plans[duty.plan_uri]["title"])
        )
        for duty in own
        if duty.task_uri
    ]
    kind = "group" if organ.kind in GROUPS else "body"
    return entity_of(uri, kind, organ.name, about, ("member",) if kind == "group" else (), related)


def _seats(store: Store, group: Organ, plans: dict[str, Row]) -> list[Related]:
    """Who sits in a group, by the plans of its place."""
    known = organs(store)
    rows = [
        row
        for uri, plan in plans.items()
        if plan["place"] == group.place
        for row in standing(store.run("members", plan=uri))
        if row["group"] == group.uri
    ]
    return [
        Related(str(row["role"]), "body", str(row["body"]), organ.name, str(plans[str(row["plan"])]["title"]))
        if (organ := known.get(str(row["body"])))
        else Related(str(row["role"]), "title", "", str(row["body_as_written"]), str(plans[str(row["plan"])]["title"]))
        for row in rows
    ]
