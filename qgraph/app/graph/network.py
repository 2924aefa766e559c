"""A subgraph → a web page of its own that draws it, without any network.

Decisions (research and measurements: stock pyvis goes to CDNs in every mode, simulates physics for seconds and lets hostile titles run)
* Positions are computed here (networkx, seeded: the same graph always looks the same); the browser only draws.
* Our own template takes vis-network from pyvis' own package, has a policy that forbids every request, and passes data as JSON only.
* pyvis' lists are filled directly: its `add_node` is linear in the nodes already there, and drops parallel edges.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import networkx as nx
from jinja2 import Environment, PackageLoader
from pyvis.network import Network

from qgraph.questions.neighbourhood import Edge, Node, Subgraph

COLOURS = {
    "plan": "#4c72b0",
    "body": "#55a868",
    "group": "#8172b3",
    "task": "#ccb974",
    "target": "#64b5cd",
    "indicator": "#c44e52",
    "place": "#8c8c8c",
}
SHAPES = {"plan": "box", "body": "ellipse", "group": "ellipse", "indicator": "diamond", "place": "square"}
LABEL = 10  # characters of a label; the whole name stands in the tooltip and beside the picture
SPREAD = 290  # pixels from the centre
LABELLED = 40  # edges up to which each bears its relation; beyond, only its tooltip does
SPRING = 300  # nodes up to which a force layout is worth its time


def page(graph: Subgraph, relations: dict[str, str], kinds: dict[str, str], language: str) -> str:
    """The web page; `relations` and `kinds` are their words in the language of the screen."""
    network = Network(directed=True, height="100%", width="100%")
    where = positions(graph)
    network.nodes = [_node(node, where[node.uri], node == graph.centre) for node in graph.nodes]
    network.node_ids = [node.uri for node in graph.nodes]
    network.edges = [_edge(i, edge, relations.get(edge.relation, edge.relation), len(graph.edges)) for i, edge in enumerate(graph.edges)]
    drawn = {node.kind for node in graph.nodes}
    legend = [(colour, kinds[kind]) for kind, colour in COLOURS.items() if kind in drawn]
    network.templateEnv, network.path = _templates(language, legend), "graph.html"
    return str(network.generate_html())


def positions(graph: Subgraph) -> dict[str, tuple[float, float]]:
    """Where every node stands, in pixels from the centre."""
    net = nx.Graph()
    net.add_nodes_from(node.uri for node in graph.nodes)
    net.add_edges_from((edge.start, edge.end) for edge in graph.edges)
    if len(graph.nodes) <= SPRING:
        found = nx.spring_layout(net, seed=7, iterations=80, k=1.6 / max(1, len(graph.nodes)) ** 0.5)
    else:
        found = nx.shell_layout(net)
    scale = SPREAD * max(1.0, (len(graph.nodes) / 24) ** 0.5)
    return {uri: (round(float(x) * scale, 1), round(float(y) * scale, 1)) for uri, (x, y) in found.items()}


def _node(node: Node, at: tuple[float, float], centre: bool) -> dict[str, Any]:
    return {
        "id": node.uri,
        "label": node.name if len(node.name) <= LABEL else node.name[: LABEL - 1] + "…",
        "title": f"{node.name}\n{node.detail}".strip(),
        "shape": SHAPES.get(node.kind, "dot"),
        "color": COLOURS[node.kind],
        "size": 22 if centre else 14,
        "borderWidth": 4 if centre else 1,
        "font": {"color": "#ffffff" if node.kind in ("plan", "body", "group") else "#333333"},
        "x": at[0],
        "y": at[1],
    }


def _edge(number: int, edge: Edge, word: str, edges: int) -> dict[str, Any]:
    drawn = {"id": number, "from": edge.start, "to": edge.end, "arrows": "to", "relation": edge.relation, "title": word}
    return drawn | {"label": word} if edges <= LABELLED else drawn


def _templates(language: str, legend: list[tuple[str, str]]) -> Environment:
    """Our template, everything escaped, with what it says beside the graph; one a page, for sessions run side by side."""
    templates = Environment(loader=PackageLoader("qgraph.app.graph"), autoescape=True)
    templates.globals.update(script=_script(), language=language, legend=legend)
    return templates


@cache
def _script() -> str:
    """vis-network, from pyvis' own package."""
    return files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
