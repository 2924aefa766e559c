"""RDF quads of one graph → rows of a property graph, and their digest.

Decisions
---------
* A node's labels are its classes and `Resource`; its key is `uri`. Only subjects with a class are nodes.
* Literals become properties under the property's own name. Chinese is the plain name (`title`); another language has a
  suffix (`title_en`). Properties of `MANY` are always sorted lists, so that their type never changes.
* A decimal stands twice: as a float for arithmetic, and exactly, as text, under `<name>Exact`.
* A URI of ours becomes a relationship, its type the property in UPPER_SNAKE (`ofJurisdiction` → `OF_JURISDICTION`).
* The first evidence of a fact is folded into the fact's own properties (`quote`, `found`, `start`, …; its path is
  `evidencePath`), the fact points to the `SourceFile`; further evidence stays a node.
* Shortcuts from bodies make the graph read naturally: `LEADS`, `RESPONSIBLE_FOR`, `PARTICIPATES_IN`, `SUPERVISES` to tasks, and
  `CHAIRS`, `DEPUTY_CHAIRS`, `MEMBER_OF`, `HOSTS` to leading groups.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from qgraph.rdf.vocabulary import DECIMAL, ID, NS, TYPE, scalar

Property = str | int | float | bool | list[str]

MANY = frozenset({"alias", "basis"})
SHORTCUTS = {
    ("Responsibility", "lead"): "LEADS",
    ("Responsibility", "responsible"): "RESPONSIBLE_FOR",
    ("Responsibility", "participate"): "PARTICIPATES_IN",
    ("Responsibility", "supervise"): "SUPERVISES",
    ("Membership", "chair"): "CHAIRS",
    ("Membership", "deputy_chair"): "DEPUTY_CHAIRS",
    ("Membership", "member"): "MEMBER_OF",
    ("Membership", "host"): "HOSTS",
}
FOLDED = {"path": "evidencePath"}  # properties of evidence that a fact has of its own


@dataclass(slots=True)
class Node:
    """One node: labels without `Resource`, properties without `uri` and `graph`."""

    uri: str
    labels: set[str] = field(default_factory=set)
    properties: dict[str, Property] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One relationship inside one graph."""

    type: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The property graph of one named graph; nodes by URI, both sorted."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def digest(self) -> str:
        """SHA-256 of the rows in their canonical order."""
        payload = [[n.uri, sorted(n.labels), sorted(n.properties.items())] for n in self.nodes]
        edges = [[e.type, e.start, e.end] for e in self.edges]
        return hashlib.sha256(json.dumps([payload, edges], ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def rows(quads: Iterable[Quad]) -> Rows:
    """The rows of one graph's quads. The same quads in any order give equal rows."""
    nodes: dict[str, Node] = {}
    edges: set[Edge] = set()
    for quad in quads:
        subject, predicate, value = str(quad.subject)[1:-1], quad.predicate.value, quad.object
        node = nodes.setdefault(subject, Node(subject))
        if quad.predicate == TYPE and isinstance(value, NamedNode):
            node.labels.add(local(value.value))
        elif isinstance(value, NamedNode) and value.value.startswith(ID):
            edges.add(Edge(relationship(predicate), subject, value.value))
        else:
            _set(node, local(predicate), value)
    for node in nodes.values():
        for name in MANY & node.properties.keys():
            listed = node.properties[name]
            node.properties[name] = sorted(listed) if isinstance(listed, list) else [str(listed)]
    edges |= _shortcuts(nodes, edges)
    _fold(nodes, edges)
    typed = tuple(nodes[uri] for uri in sorted(nodes) if nodes[uri].labels)
    return Rows(typed, tuple(sorted(edges)))


def local(uri: str) -> str:
    """The last part of a URI: `…/ns#docNumber` → `docNumber`, `…/skos/core#prefLabel` → `prefLabel`."""
    return uri.removeprefix(NS) if uri.startswith(NS) else re.split(r"[#/]", uri)[-1]


def relationship(uri: str) -> str:
    """A relationship's type: `ofJurisdiction` → `OF_JURISDICTION`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", local(uri)).upper()


def _set(node: Node, name: str, value: object) -> None:
    if isinstance(value, Literal):
        if value.language not in (None, "zh"):
            name = f"{name}_{value.language}"
        if value.datatype == DECIMAL:
            node.properties[f"{name}Exact"] = value.value
            node.properties[name] = float(value.value)
            return
    plain = scalar(value)
    if not isinstance(plain, (str, int, bool)):
        raise ValueError(f"{node.uri} {name}: {value} has no form in a property graph")
    before = node.properties.get(name)
    if before is None:
        node.properties[name] = [str(plain)] if name in MANY else plain
    elif isinstance(before, list):
        before.append(str(plain))
    else:
        raise ValueError(f"{node.uri} has two values of {name}, which is not among the properties that may have many")


def _shortcuts(nodes: dict[str, Node], edges: set[Edge]) -> set[Edge]:
    """Body → task and body → leading group, from the n-ary nodes between them."""
    ends: dict[str, dict[str, str]] = {}
    for edge in edges:
        if edge.type in {"BODY", "OF_TASK", "OF_GROUP"}:
            ends.setdefault(edge.start, {})[edge.type] = edge.end
    found = set()
    for uri, parts in ends.items():
        node = nodes[uri]
        end = parts.get("OF_TASK") or parts.get("OF_GROUP")
        for label in node.labels:
            name = SHORTCUTS.get((label, str(node.properties.get("role"))))
            if name and end and "BODY" in parts:
                found.add(Edge(name, parts["BODY"], end))
    return found


def _fold(nodes: dict[str, Node], edges: set[Edge]) -> None:
    """Move every fact's first evidence into the fact; the evidence node and the edge to it go."""
    for edge in [e for e in edges if e.type == "EVIDENCE" and e.end.endswith("/evidence/1")]:
        evidence, fact = nodes.pop(edge.end, None), nodes[edge.start]
        if evidence is None:
            continue
        edges.remove(edge)
        for name, value in evidence.properties.items():
            fact.properties[FOLDED.get(name, name)] = value
    gone = {e for e in edges if e.start.endswith("/evidence/1") and e.start not in nodes}
    edges -= gone
    edges |= {Edge(e.type, e.start.removesuffix("/evidence/1"), e.end) for e in gone}
