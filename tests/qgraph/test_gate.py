from __future__ import annotations

from dataclasses import replace

import pytest

from qgraph import gate
from qgraph.errors import GateError
from qgraph.model import Evidence, Plan
from tests.qgraph.plans import plan


def _with_evidence(**changes: object) -> Plan:
    p = plan()
    broken = replace(p.programmes[0].evidence, **changes)  # type: ignore[arg-type]
    return replace(p, programmes=(replace(p.programmes[0], evidence=broken),))


def test_a_sound_plan_passes() -> None:
    gate.spans(plan())


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "别的"},
        {"found": "别的"},
        {"reading_start": 0},
        {"end": 99999},
        {"reading_end": 99999},
        {"start": -1},
        {"reading_start": 5, "reading_end": 5, "quote": ""},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_an_evidence_that_does_not_give_back_its_quote_is_stopped(changes: dict[str, object]) -> None:
    with pytest.raises(GateError, match="does not give back its quote"):
        gate.spans(_with_evidence(**changes))


def test_every_evidence_of_a_plan_is_looked_at() -> None:
    broken = Evidence("别的", 0, 2, "别的", 0, 2)
    p = plan()
    (task,) = p.tasks
    part = task.responsible[0]
    for changed in (
        replace(p, owner_clause=broken),
        replace(p, tasks=(replace(task, units=broken),)),
        replace(p, tasks=(replace(task, responsible=(replace(part, evidence=broken),)),)),
        replace(p, bodies=(replace(p.bodies[0], evidence=broken),)),
    ):
        with pytest.raises(GateError):
            gate.spans(changed)
