"""图谱浏览 in words: counts, the table, a way step by step, and the bodies of a task."""

from __future__ import annotations

import pytest

from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.views import graph as view
from qgraph.model import MemberRole, Role
from qgraph.questions.neighbourhood import KINDS, Edge, Node, Subgraph
from qgraph.questions.paths import Way

PLAN = "https://w3id.org/qgraph/id/plan/abc"
TASK = Node(f"{PLAN}/task/1", "task", "（一）修桥", "修桥。")
BODY, OTHER = Node("body-1", "body", "区水利局", "南浦区", "county"), Node("body-2", "body", "区财政局", "南浦区", "county")


def test_kinds_and_relations_all_have_words() -> None:
    assert list(view.kinds()) == list(KINDS)
    assert all(view.kinds().values())
    assert set(view.relations()) == {*Role, *MemberRole, "ofPlan", "ofJurisdiction", "indicator", "within"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_relation_can_be_said_in_a_step(language: str) -> None:
    for relation in view.relations():
        sentence = words(language)[f"graph.step.{relation}"].format(start="甲", end="乙")
        assert "甲" in sentence
        assert "乙" in sentence


def test_counts_say_of_how_many_only_where_some_are_missing() -> None:
    graph = Subgraph(BODY, (BODY, TASK), (Edge(BODY.uri, TASK.uri, "lead"),), (), 5, (), (("body", 1), ("task", 6)), (("lead", 6),))
    assert view.counted_kinds(graph) == {"body": "部门或单位 1", "task": "任务 1/6"}
    assert view.counted_relations(graph) == {"lead": "牵头 1/6"}


def test_the_table_has_a_row_for_every_node() -> None:
    rows = view.nodes(Subgraph(BODY, (BODY, TASK), (), (), 0, (), (), ()))
    assert [list(row.values()) for row in rows] == [["部门或单位", "区水利局", "区县级", "南浦区"], ["任务", "（一）修桥", "", "修桥。"]]


def test_a_way_is_said_in_the_direction_of_the_plan_with_its_sentence() -> None:
    way = Way((BODY, TASK, OTHER), (Edge(BODY.uri, TASK.uri, "lead"), Edge(OTHER.uri, TASK.uri, "participate")))
    one, two = view.steps(way)
    assert one == ("区水利局牵头“（一）修桥”。", PLAN, TASK.uri)
    assert two.sentence == "区财政局配合“（一）修桥”。"


def test_a_step_without_a_plan_has_no_text() -> None:
    place, above = Node("p", "place", "南浦区"), Node("q", "place", "栖陵市")
    (step,) = view.steps(Way((above, place), (Edge("p", "q", "within"),)))
    assert step == ("南浦区隶属栖陵市。", None, None)
    (stated,) = view.steps(Way((Node(PLAN, "plan", "规划"), place), (Edge(PLAN, "p", "ofJurisdiction"),)))
    assert (stated.plan, stated.fact) == (PLAN, None)


def test_long_names_are_cut_and_short_ones_are_not() -> None:
    assert view.short("长" * 41) == "长" * 39 + "…"
    assert view.short("长" * 40) == "长" * 40


def test_the_bodies_of_a_task_come_with_those_who_lead_first() -> None:
    def unit(body: str, role: Role, start: int, task: str = "t") -> dict[str, object]:
        return {"task": task, "body": body, "role": str(role), "start": start, "resolved": body, "body_as_written": "原文"}

    units = [unit("配", Role.PARTICIPATE, 1), unit("后", Role.LEAD, 9), unit("先", Role.LEAD, 5), unit("别", Role.LEAD, 0, "other")]
    assert [owner.body for owner in view.owners(units, "t")] == ["先", "后", "配"]
    assert view.owners(units, "t")[0].said == "牵头：先"


def test_every_node_has_its_page_and_facts_no_second_link_to_the_text() -> None:
    pages = {kind: [page for page, _ in view.elsewhere(Node("u", kind, "n"))] for kind in KINDS}
    assert all("entity" in some for some in pages.values())
    assert pages["body"] == ["duty", "entity"]
    assert pages["plan"] == ["source", "audit", "entity"]
    assert pages["indicator"] == ["rollup", "entity"]
    assert pages["task"] == ["entity"]
