from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import loaders
from qgraph.model import Plan
from qgraph.rdf import read, write
from tests.loaders.documents import CORPUS, needs_corpus
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


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("path", CORPUS[:6], ids=lambda path: path.stem[:24])
def test_real_plans_come_back_equal(path: Path) -> None:
    written = loaders.read(path)
    assert read.plan(write.plan_quads(written), written.source) == _sorted_basis(written)
