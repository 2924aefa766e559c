"""What one side says: how firmly a target is meant, and which headings speak for a fact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qgraph.model import Heading
from qgraph.questions.compare.facts import LONGEST_HEADING, Fact, facts, wording
from qgraph.questions.compare.sides import sides
from qgraph.questions.names import spots
from qgraph.store import Row
from tests.qgraph.questions.compared import DAY
from tests.qgraph.questions.worlds import CITY, document, store


@pytest.mark.parametrize(
    ("quote", "name", "grade", "written", "level", "word"),
    [
        ("规上企业全部设立质量总监", "规上企业质量总监", None, None, "complete", "全部"),
        ("规上企业全部设立质量总监", "规上企业全部设立质量总监", None, None, "complete", "全部"),  # its name says it
        ("工程建设审批时限60天", "工程建设审批时限", None, None, None, None),  # but 建设 there says nothing
        ("争创省级奖3个", "省级奖", "strive", "争创", "strive", "争创"),
        ("3个省级奖", "省级奖", "strive", "力争", "strive", "力争"),  # said further on in front
        ("企业全部参加诊断", "参加诊断", "strive", "力争", "strive", "力争"),  # what softens counts
        ("逐步实现覆盖90%", "覆盖", "reach", "实现", "pilot", "逐步"),
        ("确保达标率90%", "达标率", "reach", "达到", "must", "确保"),  # of two the firmer
        ("实现达标率90%", "达标率", "binding", "约束性", "binding", "约束性"),
        ("达标率90%", "达标率", "expected", "预期性", "expected", "预期性"),
        ("达标率90%", "达标率", None, None, None, None),
    ],
)
def test_how_firmly_a_target_is_meant(
    quote: str, name: str, grade: str | None, written: str | None, level: str | None, word: str | None
) -> None:
    row: Row = {"quote": quote, "indicator_as_written": name, "firmness": grade, "firmness_as_written": written}
    found = wording(Fact("target", "t", row, {}, quote, ()))
    assert ((found.level.id, found.word) if found else (None, None)) == (level, word)


def test_the_last_heading_of_a_number_before_a_fact_speaks_for_it(tmp_path: Path) -> None:
    plan = document(CITY, "栖陵市方案", [], [("公开维保记录", []), ("评选好产品", [])])
    first, second = (task.evidence.reading_start for task in plan.tasks)
    sentence = "长" * (LONGEST_HEADING + 1)
    headings = (
        Heading(1, "一", "电梯专项", 0, 4),
        Heading(2, "(一)", sentence, first, first + 4, ("一",)),
        Heading(1, "一", "品牌专项", second, second + 4),
        Heading(2, "(一)", "甲" * LONGEST_HEADING, second, second + 4, ("一",)),
    )
    tasks = tuple(replace(task, evidence=replace(task.evidence, path=("一", "(一)"))) for task in plan.tasks)
    graph = store(tmp_path / "store", replace(plan, headings=headings, tasks=tasks))
    known = spots(graph)
    (side,) = sides(graph, ["栖陵市"], known, DAY)
    said = {str(fact.row["title"]): fact.headings for fact in facts(graph, side, known)}
    assert said == {"公开维保记录": ("电梯专项",), "评选好产品": ("品牌专项", "甲" * LONGEST_HEADING)}
