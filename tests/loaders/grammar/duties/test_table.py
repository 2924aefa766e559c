"""Tables of tasks in text: heads, partings, cells, rows that end them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.grammar import duties
from qgraph.model import Cell, Role, Task
from tests.loaders.documents import document, front


def rows(text: str) -> tuple[Task, ...]:
    return duties.find(document(text, "annex"), front())


@pytest.mark.parametrize("parting", ["\t", " | ", "　　", "  ", " "])
def test_partings(parting: str) -> None:
    lines = [["序号", "工作任务", "牵头单位", "配合单位", "完成时限"], ["1", "编制清单", "市司法局", "市财政局、审计局", "2023年9月"]]
    (task,) = rows("附件\n" + "\n".join(parting.join(cells) for cells in lines) + "\n")
    assert (task.number, task.title, task.deadline) == ("1", "编制清单", "2023-09")
    assert [(r.resolved, r.role) for r in task.responsible] == [
        ("市司法局", Role.LEAD),
        ("市财政局", Role.PARTICIPATE),
        ("市审计局", Role.PARTICIPATE),
    ]


def test_cells_are_the_evidence() -> None:
    (task,) = rows("序号\t任务\t责任单位\n1\t编制清单\t市司法局\n")
    assert (task.evidence.quote, task.evidence.row, task.evidence.column) == ("编制清单", 2, 2)
    assert (task.responsible[0].evidence.quote, task.responsible[0].evidence.column) == ("市司法局", 3)


def test_a_group_column_is_no_task_and_prose_ends_a_table() -> None:
    text = (
        "序号\t重点任务\t具体措施\t责任单位\n1\t提升服务\t推行一窗受理。\t市审批局\n\t\t缩短时限。\t市审批局牵头，市公安局配合\n"
        "以上任务按季通报。\n2\t不是表\t了\n"
    )
    first, second = rows(text)
    assert (first.title, second.title) == ("推行一窗受理", "缩短时限")
    assert [(r.body, r.role) for r in second.responsible] == [("市审批局", Role.LEAD), ("市公安局", Role.PARTICIPATE)]


def test_a_table_without_units_or_tasks_is_none() -> None:
    assert rows("序号\t指标名称\t单位\t目标值\n1\t合格率\t%\t95\n") == ()


@pytest.mark.parametrize("over", ["责任分工", "责任单位"])
def test_a_head_of_two_rows(over: str) -> None:
    head = f"序号\t重点任务\t{over}\t\t完成时限\n\t\t牵头单位\t配合单位\n"
    text = f"{head}1\t编制清单\t市司法局\t市财政局\t2023年9月\n2\t建立台账\t市审批局\t\t2023年底\n"
    first, second = rows(text)
    assert [(r.body, r.role) for r in first.responsible] == [("市司法局", Role.LEAD), ("市财政局", Role.PARTICIPATE)]
    assert [(r.body, r.role) for r in second.responsible] == [("市审批局", Role.LEAD)]
    assert (first.deadline, second.deadline) == ("2023-09", "2023-12")


def test_a_row_below_a_head_that_names_no_units_is_a_row() -> None:
    (task,) = rows("序号\t任务\t责任单位\n\t编制清单\t市司法局\n")
    assert task.title == "编制清单"


def test_a_cell_that_reaches_down_holds_for_each_row() -> None:
    lines = ["序号\t任务\t责任单位", "1\t编制清单\t市司法局", "2\t建立台账", "3\t公布结果"]
    text = "\n".join(lines) + "\n"
    at = text.index("市司法局")
    cells = tuple(
        Cell(text.index(word), text.index(word) + len(word), 1, row, column, span)
        for word, row, column, span in [("编制清单", 2, 2, 1), ("市司法局", 2, 3, 2), ("建立台账", 3, 2, 1), ("公布结果", 4, 2, 1)]
    )
    plain = document(text, "annex")
    tasks = duties.find(replace(plain, source=replace(plain.source, cells=cells)), front())
    assert [[(r.body, r.evidence.start, r.evidence.row) for r in task.responsible] for task in tasks] == [
        [("市司法局", at, 2)],
        [("市司法局", at, 2)],
        [],
    ]
