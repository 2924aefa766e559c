"""The picture's page: complete, the same every time, silent on the network, and nothing but data from a plan in it."""

from __future__ import annotations

import re

from qgraph.app.graph.network import LABELLED, page, positions
from qgraph.questions.neighbourhood import Edge, Node, Subgraph
from tests.app.stores import SHOTS

KINDS = {"plan": "文件", "task": "任务"}


def star(leaves: int) -> Subgraph:
    """A plan with tasks around it, each named by markup."""
    centre = Node("plan", "plan", "计划")
    tasks = tuple(Node(f"task-{i}", "task", SHOTS[i % len(SHOTS)], SHOTS[i % len(SHOTS)]) for i in range(leaves))
    return Subgraph(centre, (centre, *tasks), tuple(Edge(task.uri, "plan", "ofPlan") for task in tasks), 0)


def without_script(html: str) -> str:
    """The page without vis-network, which is the longest script in it."""
    script = max(re.findall(r"<script>(.*?)</script>", html, re.DOTALL), key=len)
    return html.replace(script, "")


def test_the_page_is_ours_and_asks_for_nothing() -> None:
    html = page(star(len(SHOTS)), {"ofPlan": "载于"}, KINDS, "zh")
    assert "default-src 'none'" in html
    assert re.findall(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=", html) == []
    assert re.findall(r"https?://(?!www\.w3\.org)", without_script(html).replace("https://outside.invalid", "")) == []


def test_markup_in_names_stays_data() -> None:
    html = without_script(page(star(len(SHOTS)), {"ofPlan": "载于"}, KINDS, "zh"))
    assert [shot for shot in SHOTS if "<" in shot and shot in html] == []


def test_the_legend_names_the_kinds_that_are_drawn() -> None:
    html = page(star(2), {"ofPlan": "载于"}, {**KINDS, "body": "部门"}, "en")
    legend = html[html.index('<ul id="legend">') : html.index("</ul>")]
    assert re.findall(r"</svg>(.*?)</li>", legend) == ["文件", "任务"]
    assert '<html lang="en">' in html


def test_two_pages_do_not_share_their_words() -> None:
    graph = star(2)
    assert page(graph, {"ofPlan": "载于"}, KINDS, "zh") != page(graph, {"ofPlan": "in plan"}, {"plan": "Plan", "task": "Task"}, "en")
    assert page(graph, {"ofPlan": "载于"}, KINDS, "zh") == page(graph, {"ofPlan": "载于"}, KINDS, "zh")


def test_every_node_has_a_place_of_its_own() -> None:
    for leaves in (0, 1, 80, 350):
        where = positions(star(leaves))
        assert len(where) == leaves + 1
        assert len(set(where.values())) == leaves + 1


def test_a_crowded_picture_says_relations_in_tooltips_only() -> None:
    few, many = (page(star(n), {"ofPlan": "载于"}, KINDS, "zh") for n in (LABELLED, LABELLED + 1))
    word = r'"label": "\u8f7d\u4e8e"'
    assert (few.count(word), many.count(word)) == (LABELLED, 0)
    assert many.count(r'"title": "\u8f7d\u4e8e"') == LABELLED + 1
