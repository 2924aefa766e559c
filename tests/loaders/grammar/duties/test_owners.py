"""The clause that orders the decomposition: only where no measure names a department."""

from __future__ import annotations

import pytest

from loaders.grammar import duties
from tests.loaders.documents import document, front

PLAN = "市领导小组统筹推进。各有关部门要结合实际，制定具体实施方案，分解落实任务。"


def test_classes_and_groups_leave_the_owners_open() -> None:
    doc = document(PLAN, "safeguard")
    clause = duties.owner_clause(doc, duties.find(doc, front()))
    assert clause is not None
    assert clause.quote == "各有关部门要结合实际，制定具体实施方案，分解落实任务。"


@pytest.mark.parametrize("text", [PLAN + "建设平台。（市市场监管局负责）", "大力推进质量工作。"])
def test_none_where_a_department_is_named_or_nothing_is_ordered(text: str) -> None:
    doc = document(text, "safeguard")
    assert duties.owner_clause(doc, duties.find(doc, front())) is None
