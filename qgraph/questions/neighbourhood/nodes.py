"""What a picture of a part of the graph is made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

Counted = tuple[tuple[str, int], ...]  # what there is of each


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A thing: its URI, its kind (`view.KINDS`), its name, what more to say of it, and the level of its place, where it has one."""

    uri: str
    kind: str
    name: str
    detail: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A relation between two nodes; `relation` is a role or the name of a relation in the ontology."""

    start: str
    end: str
    relation: str


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and edges around `centre`.

    `steps`: each node that was opened, and how many of the nodes were there before. `left_out`: how many neighbours are not drawn, for the
    limit; `more`: the same for each node that was looked around. `kinds`, `relations`: how many there are of each, drawn or not.
    """

    centre: Node
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    steps: Counted
    left_out: int
    more: Counted
    kinds: Counted
    relations: Counted

    def without(self, uris: Collection[str]) -> Subgraph:
        """The same without some nodes that nobody wants to see, and their edges; the centre stays."""
        kept = {node.uri for node in self.nodes if node.uri not in uris} | {self.centre.uri}
        return replace(
            self,
            nodes=tuple(node for node in self.nodes if node.uri in kept),
            edges=tuple(edge for edge in self.edges if edge.start in kept and edge.end in kept),
        )
