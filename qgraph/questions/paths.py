"""How two things hang together: the shortest ways between them over the links that `neighbourhood` shows.

Decisions
---------
* Rings grow around both ends, always the smaller one next, until they meet or together have gone as far as allowed.
* No way leads through a hub (an indicator that hundreds of plans name, the nation): everything hangs together there, and that says nothing.
  The two ends may be hubs.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise

import networkx

from qgraph.questions.answers import said
from qgraph.questions.neighbourhood import Edge, Node, View
from qgraph.store import Store

HOPS = 6  # links of the longest way
HUB = 200  # links of a node that no way leads through
MOST = 1000  # nodes looked around


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one thing to another: its nodes in order, and the edge between each two, in the direction it has in the graph."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The shortest ways, all of one length. `reason` says why there is none."""

    ways: tuple[Way, ...]
    reason: str | None


def paths(store: Store, start: str, end: str, hops: int = HOPS, limit: int = 10) -> Ways:
    """At most `limit` shortest ways between two URIs, of at most `hops` links. Raises `NotFoundError` for a URI the store does not have."""
    view = View(store)
    ends = view.node(start), view.node(end)
    if start == end:
        return Ways((Way(ends[:1], ()),), None)
    graph = networkx.Graph()
    for node in ends:
        graph.add_node(node.uri, node=node)
    rings = [[ends[0]], [ends[1]]]
    seen: tuple[set[str], set[str]] = {start}, {end}
    looked, hubs = 0, set[str]()
    for _ in range(hops):
        side = 0 if len(rings[0]) <= len(rings[1]) else 1
        looked += len(rings[side])
        if not rings[side] or looked > MOST:
            break
        rings[side] = _ring(view, graph, rings[side], seen[side], {start, end})
        met = (seen[0] & seen[1]) - hubs
        hubs |= {uri for uri in met - {start, end} if len(set(view.links(graph.nodes[uri]["node"]))) > HUB}
        graph.remove_nodes_from(met & hubs)
        if met - hubs:
            every = (_way(graph, way) for way in islice(networkx.all_shortest_paths(graph, start, end), MOST))
            return Ways(tuple(sorted(every, key=_weight)[:limit]), None)
    return Ways((), said("paths.too_far", hops=hops, hub=HUB) if looked <= MOST else said("paths.too_many", most=MOST, hub=HUB))


def _ring(view: View, graph: networkx.Graph, ring: list[Node], seen: set[str], ends: set[str]) -> list[Node]:
    """The nodes one link further than a ring, put in the graph with their edges."""
    following = []
    for node in ring:
        links = sorted(set(view.links(node)))
        if len(links) > HUB and node.uri not in ends:
            continue
        for neighbour, edge in links:
            graph.add_node(neighbour.uri, node=neighbour)
            if not graph.has_edge(node.uri, neighbour.uri):
                graph.add_edge(node.uri, neighbour.uri, edge=edge)
            if neighbour.uri not in seen:
                seen.add(neighbour.uri)
                following.append(neighbour)
    return following


def _weight(way: Way) -> tuple[int, tuple[Node, ...]]:
    """What is last said: that two things are of one place."""
    return sum(node.kind == "place" for node in way.nodes), way.nodes


def _way(graph: networkx.Graph, uris: list[str]) -> Way:
    nodes = tuple(graph.nodes[uri]["node"] for uri in uris)
    return Way(nodes, tuple(graph.edges[step]["edge"] for step in pairwise(uris)))
