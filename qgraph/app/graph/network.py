"""A subgraph → a web page of its own that draws it, without any network.

Decisions (research and measurements: stock pyvis goes to CDNs in every mode, simulates physics for seconds and lets hostile titles run)
* Positions are computed before (`layout`); the browser only draws.
* Our own template takes vis-network from pyvis' own package, has a policy that forbids every request, and passes data as JSON only.
* pyvis' lists are filled directly: its `add_node` is linear in the nodes already there, and drops parallel edges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader
from pyvis.network import Network

from qgraph.app.graph.layout import FORCE, LEVELS, Point
from qgraph.questions.neighbourhood import Edge, Node, Subgraph

COLOURS = {
    "place": "#6f6f6f",
    "plan": "#4c72b0",
    "group": "#8172b3",
    "body": "#3f8a52",
    "indicator": "#c44e52",
    "task": "#ccb974",
    "target": "#64b5cd",
    "programme": "#dd8452",
    "funding": "#da8bc3",
}
SHAPES = {
    "plan": "box",
    "body": "ellipse",
    "group": "ellipse",
    "indicator": "diamond",
    "place": "square",
    "programme": "triangle",
    "funding": "hexagon",
}
INSIDE = ("box", "ellipse")  # shapes that hold their label
DARK = ("place", "plan", "group", "body", "indicator")  # colours that white is read on
LABEL, LONG = 10, 15  # characters of a label, by force and in columns; the whole name stands in the tooltip and beside the picture
LABELLED = 40  # edges up to which each bears its relation; beyond, only its tooltip does
MARKED, PLAIN = "#d62728", "#aaaaaa"  # edges


def page(
    graph: Subgraph,
    where: Mapping[str, Point],
    relations: Mapping[str, str],
    kinds: Mapping[str, str],
    language: str,
    layout: str = FORCE,
    way: Collection[Edge] = (),
) -> str:
    """The web page; `relations` and `kinds` are their words in the language of the screen, `way` the edges that stand out."""
    network = Network(directed=True, height="100%", width="100%")
    network.nodes = [_node(node, where[node.uri], node == graph.centre, kinds[node.kind], layout) for node in graph.nodes]
    network.node_ids = [node.uri for node in graph.nodes]
    quiet = len(graph.edges) > LABELLED
    network.edges = [_edge(i, edge, relations.get(edge.relation, edge.relation), quiet, edge in way) for i, edge in enumerate(graph.edges)]
    drawn = Counter(node.kind for node in graph.nodes)
    legend = [(colour, f"{kinds[kind]} {drawn[kind]}") for kind, colour in COLOURS.items() if drawn[kind]]
    network.templateEnv, network.path = _templates(language, legend), "graph.html"
    return str(network.generate_html())


def _node(node: Node, at: Point, centre: bool, kind: str, layout: str) -> dict[str, Any]:
    shape = "box" if layout == LEVELS else SHAPES.get(node.kind, "dot")
    longest = LONG if layout == LEVELS else LABEL
    return {
        "id": node.uri,
        "label": node.name if len(node.name) <= longest else node.name[: longest - 1] + "…",
        "title": f"{kind} {node.name}\n{node.detail}".strip(),
        "shape": shape,
        "color": {
            "background": COLOURS[node.kind],
            "border": COLOURS[node.kind],
            "highlight": {"background": COLOURS[node.kind], "border": MARKED},
        },
        "size": 22 if centre else 14,
        "borderWidth": 4 if centre else 1,
        "borderWidthSelected": 5,
        "font": {"color": "#ffffff" if shape in INSIDE and node.kind in DARK else "#222222"},
        "x": at[0],
        "y": at[1],
    }


def _edge(number: int, edge: Edge, word: str, quiet: bool, marked: bool) -> dict[str, Any]:
    drawn = {"id": number, "from": edge.start, "to": edge.end, "arrows": "to", "relation": edge.relation, "title": word}
    if marked:
        drawn |= {"color": MARKED, "width": 3}
    return drawn if quiet and not marked else drawn | {"label": word}


def _templates(language: str, legend: list[tuple[str, str]]) -> Environment:
    """Our template, everything escaped, with what it says beside the graph; one a page, for sessions run side by side."""
    templates = Environment(loader=PackageLoader("qgraph.app.graph"), autoescape=True)
    templates.globals.update(script=_script(), language=language, legend=legend, plain=PLAIN)
    return templates


@cache
def _script() -> str:
    """vis-network, from pyvis' own package."""
    return files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
