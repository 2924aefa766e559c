"""RDF quads of one graph → rows of a property graph, and their digest.

Decisions
---------
* A node's labels are its classes and `Resource`; its key is `uri`. Only subjects with a class are nodes.
* Literals become properties under the property's own name. Chinese is the plain name (`title`); another language has a
  suffix (`title_en`). Properties of `MANY` are always sorted lists, so that their type never changes. Where any other property
  has several values (one body spelt with full-width and with half-width brackets), the first stands under its name, the rest
  under `<name>More`.
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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, Quad

from qgraph.errors import StoreError
from qgraph.rdf.vocabulary import ID, NS, TYPE, scalar, uri

Scalar = str | int | float | bool
Property = Scalar | list[str]

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
SEATS = tuple(kind for (label, _), kind in SHORTCUTS.items() if label == "Membership")
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
        # default=str: a database may hold values of types that we never write
        text = json.dumps([payload, edges], ensure_ascii=False, separators=(",", ":"), default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def rows(quads: Iterable[Quad]) -> Rows:
    """The rows of one graph's quads. The same quads in any order give equal rows."""
    nodes: dict[str, Node] = {}
    several: dict[tuple[str, str], set[Scalar]] = {}  # (subject, property) → its values, where there is more than one
    edges: set[Edge] = set()
    for quad in quads:
        subject, value = uri(quad.subject), quad.object
        node = nodes.get(subject)
        if node is None:
            node = nodes[subject] = Node(subject)
        if isinstance(value, NamedNode) and quad.predicate == TYPE:
            node.labels.add(local(value.value))
        elif isinstance(value, NamedNode) and value.value.startswith(ID):
            edges.add(Edge(relationship(quad.predicate.value), subject, value.value))
        else:
            for name, plain in _properties(local(quad.predicate.value), value):
                before = node.properties.setdefault(name, plain)
                if before != plain:
                    several.setdefault((subject, name), {before}).add(plain)  # type: ignore[arg-type]  # lists come later
    for (subject, name), found in several.items():
        _set(nodes[subject].properties, name, found)
    for node in nodes.values():
        for name in MANY & node.properties.keys():
            if not isinstance(node.properties[name], list):
                node.properties[name] = [str(node.properties[name])]
    edges |= _shortcuts(nodes, edges)
    _fold(nodes, edges)
    typed = tuple(nodes[name] for name in sorted(nodes) if nodes[name].labels)
    return Rows(typed, tuple(sorted(edges, key=attrgetter("type", "start", "end"))))


@cache
def local(name: str) -> str:
    """The last part of a URI: `…/ns#docNumber` → `docNumber`, `…/skos/core#prefLabel` → `prefLabel`."""
    return name.removeprefix(NS) if name.startswith(NS) else re.split(r"[#/]", name)[-1]


@cache
def relationship(name: str) -> str:
    """A relationship's type: `ofJurisdiction` → `OF_JURISDICTION`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", local(name)).upper()


def _properties(name: str, value: object) -> Iterator[tuple[str, Scalar]]:
    """The properties that one value becomes."""
    if not isinstance(value, (Literal, NamedNode)):
        raise StoreError(f"the store holds {value} as {name}, which has no form in a property graph")
    language = value.language if isinstance(value, Literal) else None
    if language is not None:
        yield name if language == "zh" else f"{name}_{language}", value.value
        return
    plain = scalar(value)
    if isinstance(plain, Decimal):
        yield f"{name}Exact", value.value
        yield name, float(plain)
    else:
        yield name, plain if plain is not None else value.value


def _set(properties: dict[str, Property], name: str, several: set[Scalar]) -> None:
    if name in MANY:
        properties[name] = sorted(map(str, several))
        return
    first, *more = sorted(several, key=str)
    properties[name] = first
    if more:
        properties[f"{name}More"] = [str(value) for value in more]


def _shortcuts(nodes: dict[str, Node], edges: set[Edge]) -> set[Edge]:
    """Body → task and body → leading group, from the n-ary nodes between them."""
    ends: dict[str, dict[str, str]] = {}
    for edge in edges:
        if edge.type in {"BODY", "OF_TASK", "OF_GROUP"}:
            ends.setdefault(edge.start, {})[edge.type] = edge.end
    found = set()
    for name, parts in ends.items():
        node = nodes[name]
        end = parts.get("OF_TASK") or parts.get("OF_GROUP")
        for label in node.labels:
            kind = SHORTCUTS.get((label, str(node.properties.get("role"))))
            if kind and end and "BODY" in parts:
                found.add(Edge(kind, parts["BODY"], end))
    return found


def _fold(nodes: dict[str, Node], edges: set[Edge]) -> None:
    """Move every fact's first evidence into the fact; its node goes, and its relationships become the fact's."""
    into = {edge.end: edge.start for edge in edges if edge.type == "EVIDENCE" and edge.end.endswith("/evidence/1") and edge.end in nodes}
    for evidence, fact in into.items():
        for name, value in nodes.pop(evidence).properties.items():
            nodes[fact].properties[FOLDED.get(name, name)] = value
    for edge in [edge for edge in edges if edge.start in into or edge.end in into]:
        edges.remove(edge)
        if edge.start in into:
            edges.add(Edge(edge.type, into[edge.start], edge.end))
