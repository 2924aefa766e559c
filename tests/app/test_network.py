"""The picture's page: complete, the same every time, silent on the network, and nothing but data from a plan in it."""

from __future__ import annotations

import json
import re

import pytest

from qgraph.app.graph.layout import COLUMN, FORCE, LAYOUTS, LEVELS, column, positions
from qgraph.app.graph.network import COLOURS, LABELLED, MARKED, page
from qgraph.questions.neighbourhood import KINDS as EVERY_KIND
from qgraph.questions.neighbourhood import Edge, Node, Subgraph
from tests.app.stores import SHOTS

KINDS = {kind: f"词{number}" for number, kind in enumerate(EVERY_KIND)} | {"plan": "文件", "task": "任务"}
SAID = {"ofPlan": "载于"}


def star(leaves: int, opened: int = 0) -> Subgraph:
    """A plan with tasks around it, each named by markup; the first was opened, and has so many bodies."""
    centre = Node("plan", "plan", "计划", level="county")
    tasks = tuple(Node(f"task-{i}", "task", SHOTS[i % len(SHOTS)], SHOTS[i % len(SHOTS)]) for i in range(leaves))
    bodies = tuple(Node(f"body-{i}", "body", f"单位{i}") for i in range(opened))
    edges = [Edge(task.uri, "plan", "ofPlan") for task in tasks]
    edges += [Edge(body.uri, task.uri, "lead") for body in bodies for task in tasks]
    steps = (("task-0", leaves + 1),) if opened else ()
    return Subgraph(centre, (centre, *tasks, *bodies), tuple(edges), steps, 0, (), (), ())


def drawn(
    graph: Subgraph, kinds: dict[str, str] | None = None, language: str = "zh", layout: str = FORCE, way: tuple[Edge, ...] = ()
) -> str:
    return page(graph, positions(graph, layout), SAID, kinds or KINDS, language, layout, way)


def data(html: str, name: str) -> list[dict[str, object]]:
    """What the page gives to the picture."""
    found = re.search(rf"const {name} = new vis\.DataSet\((.*)\);\n", html)
    assert found
    read: list[dict[str, object]] = json.loads(json.loads(found[1])) if found[1].startswith('"') else json.loads(found[1])
    return read


def without_script(html: str) -> str:
    """The page without vis-network, which is the longest script in it."""
    script = max(re.findall(r"<script>(.*?)</script>", html, re.DOTALL), key=len)
    return html.replace(script, "")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_page_is_ours_and_asks_for_nothing(layout: str) -> None:
    html = drawn(star(len(SHOTS)), layout=layout)
    assert "default-src 'none'" in html
    assert re.findall(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=", html) == []
    ours = re.sub(r"new vis\.DataSet\(.*\);\n", "", without_script(html))  # all but what a plan says
    assert re.findall(r"https?://(?!www\.w3\.org)", ours) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_markup_in_names_stays_data(layout: str) -> None:
    html = drawn(star(len(SHOTS)), layout=layout)
    assert [shot for shot in SHOTS if "<" in shot and shot in without_script(html)] == []
    assert {str(node["title"]).split("\n")[-1] for node in data(html, "nodes")} >= set(SHOTS)


def test_the_legend_names_the_kinds_that_are_drawn_with_their_number() -> None:
    html = drawn(star(2), {**KINDS, "body": "部门"}, "en")
    legend = html[html.index('<ul id="legend">') : html.index("</ul>")]
    assert re.findall(r"</svg>(.*?)</li>", legend) == ["文件 1", "任务 2"]
    assert '<html lang="en">' in html


def test_every_kind_has_a_colour_of_its_own_and_a_column() -> None:
    assert set(COLOURS) == set(EVERY_KIND)
    assert len(set(COLOURS.values())) == len(COLOURS)
    assert all(column(Node("x", kind, "x")) >= 0 for kind in EVERY_KIND)


def test_two_pages_do_not_share_their_words() -> None:
    graph = star(2)
    where = positions(graph)
    assert drawn(graph) != page(graph, where, {"ofPlan": "in plan"}, {**KINDS, "plan": "Plan", "task": "Task"}, "en")
    assert drawn(graph) == drawn(graph)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_node_has_a_place_of_its_own(layout: str) -> None:
    for leaves in (0, 1, 80, 299):
        where = positions(star(leaves), layout)
        assert len(where) == leaves + 1
        assert len(set(where.values())) == leaves + 1


def test_opening_a_node_moves_nothing_and_the_new_ones_keep_their_distance() -> None:
    before, after = positions(star(20)), positions(star(20, opened=9))
    assert {uri: after[uri] for uri in before} == before
    root = after["task-0"]
    for uri in after.keys() - before.keys():
        x, y = after[uri]
        assert min((x - a) ** 2 + (y - b) ** 2 for one, (a, b) in after.items() if one != uri) > 20**2
        assert (x - root[0]) ** 2 + (y - root[1]) ** 2 < 500**2


def test_columns_go_from_the_nation_down_to_the_body() -> None:
    kinds = [("place", "national"), ("place", "province"), ("place", "prefecture"), ("place", "county")]
    kinds += [("plan", "county"), ("task", ""), ("body", "county")]
    nodes = tuple(Node(str(number), kind, "名", level=level) for number, (kind, level) in enumerate(kinds))
    edges = tuple(Edge(str(number), str(number + 1), "within") for number in range(len(nodes) - 1))
    where = positions(Subgraph(nodes[0], nodes, edges, (), 0, (), (), ()), LEVELS)
    across = [where[str(number)][0] for number in range(len(nodes))]
    assert across == sorted(set(across))


def test_a_tall_column_goes_on_beside_itself() -> None:
    where = positions(star(120), LEVELS)
    tasks = {x for uri, (x, _) in where.items() if uri != "plan"}
    assert len(tasks) > 1
    assert max(tasks) - min(tasks) == COLUMN * (len(tasks) - 1)
    assert where["plan"][0] < min(tasks)


def test_a_crowded_picture_says_relations_in_tooltips_only() -> None:
    few, many = (data(drawn(star(n)), "edges") for n in (LABELLED, LABELLED + 1))
    assert [edge.get("label") for edge in few] == ["载于"] * LABELLED
    assert [edge.get("label") for edge in many] == [None] * (LABELLED + 1)
    assert {edge["title"] for edge in many} == {"载于"}


def test_a_way_stands_out() -> None:
    way = (Edge("task-3", "plan", "ofPlan"),)
    edges = data(drawn(star(LABELLED + 5), way=way), "edges")
    (marked,) = (edge for edge in edges if edge.get("color") == MARKED)
    assert (marked["from"], marked["to"], marked["label"]) == ("task-3", "plan", "载于")
