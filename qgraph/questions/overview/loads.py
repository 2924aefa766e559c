"""Bodies by load: how many tasks each leads, answers for, takes part in and supervises.

Decisions
---------
* A body is one of one place: 栖陵市's bureau of a type and 南浦区's are two rows.
* A row of a task table that says a measure again is no further task.
* A task counts once for each role a body has in it, and once in `tasks`.
* Collective addressees (各有关部门) stand apart: what they owe is nobody's by name.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgraph.model import BodyKind, Role
from qgraph.questions.names import organs, text
from qgraph.questions.overview.scope import Scope
from qgraph.questions.validity import Validity


@dataclass(frozen=True, slots=True)
class Load:
    """What a body has to do in the plans looked at. `in_force`: how many of its tasks stand in plans that are in force."""

    body: str
    uri: str
    kind: str | None
    type: str | None
    place: str | None
    place_uri: str
    tasks: int
    lead: int
    responsible: int
    participate: int
    supervise: int
    in_force: int
    plans: int


def loads(scope: Scope) -> tuple[list[Load], list[Load]]:
    """Bodies and collective addressees, the busiest first."""
    parts: dict[str, dict[Role, set[str]]] = {}
    plan_of: dict[str, str] = {}
    many: set[str] = set()
    for row in scope.duties():
        task = scope.restated.get(str(row["task"]), str(row["task"]))
        body = str(row["body"])
        parts.setdefault(body, {}).setdefault(Role(str(row["role"])), set()).add(task)
        plan_of[task] = str(row["plan"])
        if row["collective"] is True:
            many.add(body)
    found: list[Load] = []
    for organ in organs(scope.store).values():
        if organ.uri not in parts:
            continue
        roles = parts[organ.uri]
        tasks = set().union(*roles.values())
        if organ.kind == BodyKind.COLLECTIVE:
            many.add(organ.uri)
        spot = scope.known.get(organ.place)
        found.append(
            Load(
                body=organ.name,
                uri=organ.uri,
                kind=organ.kind,
                type=organ.type_id,
                place=text(spot.name) if spot else None,
                place_uri=organ.place,
                tasks=len(tasks),
                lead=len(roles.get(Role.LEAD, ())),
                responsible=len(roles.get(Role.RESPONSIBLE, ())),
                participate=len(roles.get(Role.PARTICIPATE, ())),
                supervise=len(roles.get(Role.SUPERVISE, ())),
                in_force=sum(scope.validity[plan_of[task]] is Validity.IN_FORCE for task in tasks),
                plans=len({plan_of[task] for task in tasks}),
            )
        )
    found.sort(key=lambda one: (-one.tasks, -one.lead, -one.responsible, one.body, one.uri))
    return [one for one in found if one.uri not in many], [one for one in found if one.uri in many]
