"""What stands around some nodes: the part of the graph a person looks at, opened node by node, and never all of it at once.

Decisions
---------
* A node that is opened shows so many of its neighbours and says how many more there are; of each kind some, so that two hundred tasks do
  not hide the one place. What is switched off (a kind, a relation) makes room for the rest.
* Opening one node more leaves what is drawn as it is: what is found from a node does not depend on those opened after it.
* What was asked for is drawn, whatever is switched off. All links between two drawn nodes are, too; who has a task and what a target
  measures is looked up only where the plan is drawn, for it takes a query a plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from qgraph.errors import NotFoundError
from qgraph.questions.neighbourhood.nodes import Counted, Edge, Node, Subgraph
from qgraph.questions.neighbourhood.view import FACTS, KINDS, Link, View, plan_of
from qgraph.store import Store

__all__ = ["CAP", "FACTS", "KINDS", "Edge", "Node", "Subgraph", "View", "neighbourhood", "plan_of"]

LIMIT = 80  # nodes of a first look
CAP = 300  # nodes of any picture: more are not to be read

_T = TypeVar("_T")


def neighbourhood(
    store: Store,
    uri: str,
    hops: int = 1,
    limit: int = LIMIT,
    *,
    others: Sequence[str] = (),
    opened: Sequence[str] = (),
    kinds: Collection[str] = (),
    relations: Collection[str] = (),
) -> Subgraph:
    """The nodes within `hops` steps of `uri` and of `others`, nearest first, and the neighbours of those `opened`.

    Without a step it is how these hang together. The steps go to at most `limit` nodes, and every node opened adds at most as many;
    neighbours of the `kinds` or by the `relations` named are left out. Raises `NotFoundError` for an unknown `uri`; what else is unknown
    is passed over.
    """
    walk = _Walk(View(store), frozenset(kinds), frozenset(relations))
    centre = walk.view.node(uri)
    walk.nodes[centre.uri] = centre
    for other in others:
        walk.ask_for(other)
    ring = list(walk.nodes.values())
    for hop in range(hops):
        if hop and len(walk.nodes) >= min(limit, CAP):
            break  # nobody looks further where there is no room
        ring = walk.grow(ring, limit)
    walk.joined = [] if hops else ring
    for one in dict.fromkeys(opened):
        walk.steps.append((one, len(walk.nodes)))
        if node := walk.ask_for(one):
            walk.grow([node], len(walk.nodes) + limit)
    return walk.drawn(centre)


class _Walk:
    """What was found so far."""

    def __init__(self, view: View, kinds: frozenset[str], relations: frozenset[str]) -> None:
        self.view = view
        self.nodes: dict[str, Node] = {}
        self.steps: list[tuple[str, int]] = []
        self.joined: list[Node] = []  # nodes whose links to each other are wanted, but not their neighbours
        self._kinds, self._relations = kinds, relations
        self._links: dict[str, list[Link]] = {}  # of the nodes that were looked around

    def ask_for(self, uri: str) -> Node | None:
        """Draw what somebody asked for, and say what it is; nothing where the store does not have it, or no room is left."""
        if uri not in self.nodes and len(self.nodes) >= CAP:
            return None
        try:
            return self.nodes.setdefault(uri, self.view.node(uri))
        except NotFoundError:
            return None

    def grow(self, ring: list[Node], limit: int) -> list[Node]:
        """Draw the neighbours of some nodes, in turns, up to `limit` nodes in all; returns those that are new."""
        for node in ring:
            if node.uri not in self._links:
                self._links[node.uri] = list(self.view.links(node))
        following: list[Node] = []
        for neighbour in _in_turns(self._wanted(node.uri) for node in ring):
            if neighbour.uri not in self.nodes and len(self.nodes) < min(limit, CAP):
                self.nodes[neighbour.uri] = neighbour
                following.append(neighbour)
        return following

    def drawn(self, centre: Node) -> Subgraph:
        """The picture."""
        found = {node.uri: node for links in self._links.values() for node, _ in links} | self.nodes
        known = {edge for links in self._links.values() for _, edge in links}
        more = {uri: {one.uri for one in self._wanted(uri)} - self.nodes.keys() for uri in self._links}
        between = {edge for edge in known | set(self._between()) if edge.start in self.nodes and edge.end in self.nodes}
        return Subgraph(
            centre,
            tuple(self.nodes.values()),
            tuple(sorted(edge for edge in between if edge.relation not in self._relations)),
            tuple(self.steps),
            len(set[str]().union(*more.values())),
            tuple((uri, len(left)) for uri, left in more.items() if left),
            _counted(node.kind for node in found.values()),
            _counted(edge.relation for edge in known | between),
        )

    def _wanted(self, uri: str) -> list[Node]:
        """The neighbours of a node that are not switched off, each once, kinds in turns."""
        by_kind: dict[str, dict[str, Node]] = {}
        for node, edge in self._links[uri]:
            if node.kind not in self._kinds and edge.relation not in self._relations:
                by_kind.setdefault(node.kind, {})[node.uri] = node
        return list(_in_turns(some.values() for some in by_kind.values()))

    def _between(self) -> Iterator[Edge]:
        """The links of drawn nodes that are known, or quick to know, without looking around them."""
        for node in self.joined:
            yield from (edge for _, edge in self.view.links(node))
        for node in self.nodes.values():
            owner = plan_of(node.uri)
            if node.uri not in self._links and (owner == node.uri or owner in self.nodes):
                yield from (edge for _, edge in self.view.own(node))


def _in_turns(several: Iterable[Iterable[_T]]) -> Iterator[_T]:
    """One of each, then the next of each."""
    for some in zip_longest(*(((one,) for one in each) for each in several), fillvalue=()):
        yield from chain.from_iterable(some)


def _counted(words: Iterable[str]) -> Counted:
    return tuple(sorted(Counter(words).items()))
