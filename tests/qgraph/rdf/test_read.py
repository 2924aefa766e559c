from __future__ import annotations

from dataclasses import replace

import pytest

from qgraph.model import Plan
from qgraph.rdf import read, write
from tests.qgraph.plans import MASKED, plan


def _sorted_basis(p: Plan) -> Plan:
    return replace(p, basis=tuple(sorted(set(p.basis))))


@pytest.mark.parametrize(
    "written",
    [plan(), plan(MASKED), Plan(plan().source, "无文号"), plan(issued_on=None, owner_clause=None, tasks=())],
    ids=["whole", "masked", "bare", "partial"],
)
def test_a_plan_comes_back_equal(written: Plan) -> None:
    assert read.plan(write.plan_quads(written), written.source) == _sorted_basis(written)


def test_the_order_of_the_quads_does_not_matter() -> None:
    quads = write.plan_quads(plan())
    assert read.plan(reversed(quads), plan().source) == read.plan(quads, plan().source)
