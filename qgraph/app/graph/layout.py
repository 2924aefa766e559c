"""Where every node of a picture stands: by force, or in columns from the nation down to the one who does it.

Decisions
---------
* Seeded and computed here: the same graph always looks the same, and the browser only draws.
* By force, opening a node leaves everything that was drawn where it was: what is new finds its place around it.
* In columns, a column that is too tall goes on beside itself, and everything stands near what it is joined to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, cos, pi, sin
from statistics import fmean

import networkx as nx

from qgraph.model import Level
from qgraph.questions.neighbourhood import KINDS, Node, Subgraph

FORCE, LEVELS = "force", "levels"
LAYOUTS = (FORCE, LEVELS)
SPACE = 92  # pixels that nodes keep from each other by force
SPREAD = 290  # pixels from the centre, of a picture of 24 nodes
COLUMN, NARROW, ROW = 235, 130, 36  # pixels; the names of places are short
SHAPE = 0.95  # width of the frame to its height
COLUMNS = {"plan": 5, "group": 6, "task": 7, "target": 7, "programme": 7, "funding": 7, "body": 8, "indicator": 8}  # places come first
RANKS = {level: number for number, level in enumerate(Level)}  # the nation first

Point = tuple[float, float]


def positions(graph: Subgraph, layout: str = FORCE) -> dict[str, Point]:
    """Where every node stands, in pixels."""
    found = _columns(graph) if layout == LEVELS else _forced(graph)
    return {uri: (round(x, 1), round(y, 1)) for uri, (x, y) in found.items()}


def _net(graph: Subgraph, among: Iterable[str]) -> nx.Graph:
    net = nx.Graph()
    net.add_nodes_from(among)
    net.add_edges_from((edge.start, edge.end) for edge in graph.edges if edge.start in net and edge.end in net)
    return net


def _forced(graph: Subgraph) -> dict[str, Point]:
    """First what was there before any node was opened, then step by step what each added."""
    uris = [node.uri for node in graph.nodes]
    cuts = [*(cut for _, cut in graph.steps), len(uris)]
    first = cuts[0]
    spread = SPREAD * max(1.0, (first / 24) ** 0.5)
    placed = _points(nx.spring_layout(_net(graph, uris[:first]), seed=7, iterations=80, k=1.6 / first**0.5, scale=spread))
    for (root, start), end in zip(graph.steps, cuts[1:], strict=True):
        fresh = [uri for uri in uris[start:end] if uri != root]
        if root in uris[start:end]:
            placed[root] = (0.0, min(y for _, y in placed.values()) - SPREAD)
        if fresh:  # they are held by the one that brought them, and by nothing else: else all would gather in the middle
            net = nx.Graph((root, uri) for uri in fresh)
            net.add_nodes_from(placed)
            begun = placed | _fan(fresh, placed[root])
            placed = _points(nx.spring_layout(net, pos=begun, fixed=list(placed), seed=7, iterations=40, k=SPACE))
    return placed


def _fan(fresh: list[str], root: Point) -> dict[str, Point]:
    """New nodes around the one that brought them, on the side away from the middle."""
    away = 1 + 1.2 * SPACE / max(1.0, (root[0] ** 2 + root[1] ** 2) ** 0.5)
    reach = SPACE * (0.6 + len(fresh) / 16)
    turns = (2 * pi * number / len(fresh) for number in range(len(fresh)))
    return {uri: (root[0] * away + reach * cos(turn), root[1] * away + reach * sin(turn)) for uri, turn in zip(fresh, turns, strict=True)}


def _points(found: Mapping[str, Iterable[float]]) -> dict[str, Point]:
    return {uri: (float(x), float(y)) for uri, (x, y) in found.items()}


def _columns(graph: Subgraph) -> dict[str, Point]:
    """Column by column from the left; in each, kind by kind, nodes in the order of what they are joined to on the left."""
    net = _net(graph, (node.uri for node in graph.nodes))
    by_column: dict[int, list[Node]] = {}
    for node in graph.nodes:
        by_column.setdefault(column(node), []).append(node)
    tallest = _tallest({number: len(some) for number, some in by_column.items()})
    placed: dict[str, Point] = {}
    across = 0
    for number, some in sorted(by_column.items()):
        heights = {node.uri: [placed[one][1] for one in net[node.uri] if one in placed] for node in some}
        some.sort(key=lambda node: (KINDS.index(node.kind), fmean(heights[node.uri]) if heights[node.uri] else 0.0))
        beside = ceil(len(some) / tallest)
        rows = ceil(len(some) / beside)
        for position, node in enumerate(some):
            aside, down = divmod(position, rows)
            placed[node.uri] = (across + aside * _wide(number), (down - (rows - 1) / 2) * ROW)
        across += beside * _wide(number)
    return placed


def _wide(number: int) -> int:
    return NARROW if number < len(RANKS) else COLUMN


def _tallest(lengths: Mapping[int, int]) -> int:
    """Nodes of a column so that the whole is drawn largest."""

    def size(tallest: int) -> float:
        return max(sum(ceil(length / tallest) * _wide(number) for number, length in lengths.items()) / SHAPE, tallest * ROW)

    return min(range(1, max(lengths.values()) + 1), key=size)


def column(node: Node) -> int:
    """The column of a node: places by level, then by kind."""
    if node.kind == "place":
        return RANKS.get(Level(node.level), len(RANKS)) if node.level in tuple(Level) else len(RANKS) - 1
    return COLUMNS[node.kind]
