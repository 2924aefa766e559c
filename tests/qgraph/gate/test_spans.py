"""Every evidence of a plan gives back its quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from qgraph.errors import GateError
from qgraph.gate import spans
from qgraph.model import Evidence, Plan
from tests.qgraph.plans import plan


def _with_evidence(**changes: object) -> Plan:
    p = plan()
    broken = replace(p.programmes[0].evidence, **changes)  # type: ignore[arg-type]
    return replace(p, programmes=(replace(p.programmes[0], evidence=broken),))


def test_a_sound_plan_passes() -> None:
    spans.check(plan())


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
        {"start": 5, "end": 5, "found": ""},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_an_evidence_that_does_not_give_back_its_quote_is_stopped(changes: dict[str, object]) -> None:
    with pytest.raises(GateError, match=r"^临泽\.txt：.*与所记位置上的原文不符；.* / 临泽\.txt: .*is not what stands at that place"):
        spans.check(_with_evidence(**changes))


def test_the_sentence_says_where() -> None:
    with pytest.raises(GateError) as stopped:
        spans.check(_with_evidence(quote="别的", reading_start=6, path=("二", "(一)")))
    assert "“别的”（二 (一)，整理后文本第7字起）" in str(stopped.value)
    assert "“别的” (二 (一), from character 7 of the reading text)" in str(stopped.value)


BROKEN = Evidence("别的", 0, 2, "别的", 0, 2)


def _everywhere() -> Iterator[tuple[str, Plan]]:
    """The plan with one evidence broken, for every place that has one."""
    p = plan()
    (task,) = p.tasks
    yield "owner clause", replace(p, owner_clause=BROKEN)
    yield "validity", replace(p, validity=(*p.validity, BROKEN))
    yield "units", replace(p, tasks=(replace(task, units=BROKEN),))
    yield "responsibility", replace(p, tasks=(replace(task, responsible=(replace(task.responsible[0], evidence=BROKEN),)),))
    for field in ("targets", "tasks", "memberships", "funding", "programmes", "bodies"):
        *facts, last = getattr(p, field)
        changed: dict[str, Any] = {field: (*facts, replace(last, evidence=BROKEN))}
        yield field, replace(p, **changed)


@pytest.mark.parametrize("changed", [pytest.param(read, id=where) for where, read in _everywhere()])
def test_every_evidence_of_a_plan_is_looked_at(changed: Plan) -> None:
    with pytest.raises(GateError, match="“别的”"):
        spans.check(changed)
