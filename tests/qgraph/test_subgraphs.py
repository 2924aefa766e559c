"""A part of the graph as files: what is in the picture is in them, and what a document says stays text."""

from __future__ import annotations

import csv
import io

import networkx as nx
import pytest

from qgraph.export.subgraphs import edges_csv, graphml, nodes_csv
from qgraph.questions.neighbourhood import Edge, Node, Subgraph

KINDS, LEVELS, RELATIONS = {"plan": "文件", "task": "任务"}, {"county": "区县级"}, {"ofPlan": "载于", "lead": "牵头"}
HOSTILE = ("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "]]>&amp;\x00\x08\ud800", "+1", '"; DROP', "a\nb\tc")


def graph(names: tuple[str, ...]) -> Subgraph:
    plan = Node("plan", "plan", "规划", "文号", "county")
    tasks = tuple(Node(f"task-{number}", "task", name, name) for number, name in enumerate(names))
    edges = [Edge(task.uri, "plan", relation) for task in tasks for relation in ("ofPlan", "lead")]
    return Subgraph(plan, (plan, *tasks), tuple(edges), (), 0, (), (), ())


def table(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_tables_hold_every_node_and_edge() -> None:
    some = graph(("甲", "乙"))
    nodes, edges = table(nodes_csv(some, KINDS, LEVELS)), table(edges_csv(some, RELATIONS))
    assert nodes[0] == {"Id": "plan", "Label": "规划", "Kind": "文件", "Level": "区县级", "Detail": "文号"}
    assert [row["Label"] for row in nodes] == ["规划", "甲", "乙"]
    assert [(row["Source"], row["Target"], row["Label"]) for row in edges[:2]] == [("task-0", "plan", "载于"), ("task-0", "plan", "牵头")]
    assert {row["TargetName"] for row in edges} == {"规划"}


def test_graphml_reads_back_with_parallel_edges() -> None:
    some = graph(("甲", "乙"))
    net = nx.read_graphml(io.BytesIO(graphml(some, KINDS, LEVELS, RELATIONS)), force_multigraph=True)
    assert {uri: about["label"] for uri, about in net.nodes(data=True)} == {"plan": "规划", "task-0": "甲", "task-1": "乙"}
    assert net.nodes["plan"]["kind"] == "文件"
    assert sorted((start, end, about["relation"]) for start, end, about in net.edges(data=True)) == sorted(
        (edge.start, edge.end, edge.relation) for edge in some.edges
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    some = graph((name,))
    label = table(nodes_csv(some, KINDS, LEVELS))[1]["Label"]
    assert not label.startswith(("=", "@", "\t")) or label.startswith("'")
    net = nx.read_graphml(io.BytesIO(graphml(some, KINDS, LEVELS, RELATIONS)), force_multigraph=True)
    kept = net.nodes["task-0"]["label"]
    assert kept == name or "\N{REPLACEMENT CHARACTER}" in kept
    assert b"<script" not in graphml(some, KINDS, LEVELS, RELATIONS)


def test_a_node_alone_is_a_file_too() -> None:
    some = graph(())
    assert len(table(nodes_csv(some, KINDS, LEVELS))) == 1
    assert table(edges_csv(some, RELATIONS)) == []
    assert nx.read_graphml(io.BytesIO(graphml(some, KINDS, LEVELS, RELATIONS))).number_of_nodes() == 1
