"""Duties of real documents, counted by hand."""

from __future__ import annotations

import pytest

import loaders
from loaders.grammar.names import kind_of
from qgraph.model import BodyKind, Plan, Role, Task
from tests.loaders.documents import CORPUS, needs_corpus

pytestmark = needs_corpus


def read(stem: str) -> Plan:
    (path,) = (path for path in CORPUS if path.stem.startswith(f"{stem}_") and path.suffix == ".txt")
    return loaders.read(path)


def answers(task: Task) -> list[tuple[str, Role, bool]]:
    return [(part.resolved, part.role, part.sole) for part in task.responsible]


def test_the_measures_of_a_district() -> None:
    tasks = read("404").tasks
    (tenth,) = (task for task in tasks if task.number == "(十)" and "告知承诺省心办" in task.title)
    assert answers(tenth) == [("区市场监管局", Role.LEAD, False), ("区级有关部门", Role.RESPONSIBLE, False)]
    (fourteenth,) = (task for task in tasks if task.number == "(十四)")
    assert answers(fourteenth) == [("区市场监管局", Role.RESPONSIBLE, True)]
    unled = [task.number for task in tasks if not any(part.role is Role.LEAD or part.sole for part in task.responsible)]
    assert unled == ["(十三)", "(十六)", "(二十五)", "(二十八)", "(三十)", "(三十一)", "(三十二)"]


def test_an_item_has_the_lead_of_its_heading_beside_its_own_units() -> None:
    (item,) = (task for task in read("314").tasks if task.number == "2" and task.path == ("二", "(一)"))
    assert [(part.resolved, part.inherited) for part in item.responsible if part.role is Role.LEAD] == [("市交通运输局", True)]
    kinds = [kind_of(part.resolved) for part in item.responsible if part.role is Role.RESPONSIBLE]
    counted = {BodyKind.DEPARTMENT: 3, BodyKind.GOVERNMENT: 5 + 2, BodyKind.ENTERPRISE: 1}  # five governments, two boards of zones
    assert {kind: kinds.count(kind) for kind in kinds} == counted


def test_a_plan_that_names_no_department() -> None:
    plan = read("001")
    named = {part.resolved for task in plan.tasks for part in task.responsible if not part.collective}
    assert named == {"区质量领导小组"}
    assert plan.owner_clause is not None


@pytest.mark.parametrize(("stem", "members"), [("003", 24)])
def test_a_leading_group_has_all_its_members(stem: str, members: int) -> None:
    plan = read(stem)
    assert sum(seat.role == "member" for seat in plan.memberships) == members
    assert [seat.body for seat in plan.memberships if seat.role == "chair"] == ["市长"]
    assert [seat.body for seat in plan.memberships if seat.role == "host"] == ["质监局"]
