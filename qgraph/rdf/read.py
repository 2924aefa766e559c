"""Reading back: the quads of a plan's graph become the `Plan` they were written from.

The two texts and the map between them are no part of a graph; the caller brings the `Source` (the store keeps it). Everything
else comes back equal; a text that is there and empty is nothing said.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_type_hints

from pyoxigraph import Quad

from qgraph.model import (
    Evidence,
    FundingLine,
    Heading,
    Jurisdiction,
    Level,
    Membership,
    Mention,
    Nature,
    Plan,
    Programme,
    Responsibility,
    Source,
    Target,
    Task,
)
from qgraph.rdf.vocabulary import LITERALS, TYPE, local_name, scalar, split, uri

T = TypeVar("T")
Node = dict[str, list[Any]]  # property name → its values


def plan(graph: Iterable[Quad], source: Source) -> Plan:
    """The plan of a graph. Raises KeyError where the graph lacks what `write.plan_quads` always writes."""
    return _Reader(*_nodes(graph)).plan(source)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The nodes of one plan graph: by URI, and their URIs by class."""

    nodes: dict[str, Node]
    classes: dict[str, list[str]]

    def plan(self, source: Source) -> Plan:
        (name,) = self.classes["Plan"]
        node = self.nodes[name]
        level, clause = _one(node, "level"), _one(node, "ownerClause")
        return Plan(
            source=source,
            title=_one(node, "title") or "",
            doc_number=_one(node, "docNumber"),
            issuer=_one(node, "issuer"),
            jurisdiction=Jurisdiction(_one(node, "placeName"), Level(level) if level else None, _one(node, "adcode")),
            issued_on=_one(node, "issuedOn"),
            period_start=_one(node, "periodStart"),
            period_end=_one(node, "periodEnd"),
            basis=_words(node, "basisInOrder"),
            nature=Nature(_one(node, "nature")),
            effective_from=_one(node, "effectiveFrom"),
            effective_until=_one(node, "effectiveUntil"),
            repealed=_one(node, "repealed"),
            trial=bool(_one(node, "trial")),
            publicity=_one(node, "publicity"),
            validity=tuple(self._evidence(name) for name in sorted(node.get("validity", ()), key=lambda name: (len(name), name))),
            headings=self._headings(),
            targets=self._all(Target),
            tasks=self._tasks(),
            memberships=self._all(Membership),
            funding=self._all(FundingLine),
            programmes=self._all(Programme),
            bodies=self._all(Mention),
            owner_clause=self._evidence(clause) if clause else None,
        )

    def _headings(self) -> tuple[Heading, ...]:
        nodes = sorted((self.nodes[name] for name in self.classes.get("Clause", ())), key=lambda node: _one(node, "readingStart"))
        return tuple(
            Heading(
                _one(node, "level"),
                _one(node, "number") or "",
                _one(node, "title") or "",
                _one(node, "readingStart"),
                _one(node, "readingEnd"),
                _words(node, "path"),
            )
            for node in nodes
        )

    def _tasks(self) -> tuple[Task, ...]:
        parts: dict[str, list[str]] = {}
        for name in self.classes.get("Responsibility", ()):
            parts.setdefault(_one(self.nodes[name], "ofTask"), []).append(name)
        tasks = []
        for name in self._in_order(self.classes.get("Task", ())):
            units = _one(self.nodes[name], "units")
            nodes = {
                "units": self._evidence(units) if units else None,
                "responsible": tuple(self._fact(Responsibility, part) for part in self._in_order(parts.get(name, ()))),
            }
            tasks.append(self._fact(Task, name, nodes))
        return tuple(tasks)

    def _all(self, kind: type[T]) -> tuple[T, ...]:
        return tuple(self._fact(kind, name) for name in self._in_order(self.classes.get(kind.__name__, ())))

    def _in_order(self, names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda name: _one(self.nodes[name], "position"))

    def _fact(self, kind: type[T], name: str, nodes: dict[str, Any] | None = None) -> T:
        node = self.nodes[name]
        values = {**_values(kind, node), "evidence": self._evidence(_one(node, "evidence")), **(nodes or {})}
        return kind(**values)

    def _evidence(self, name: str) -> Evidence:
        return Evidence(**_values(Evidence, self.nodes[name]))


def _values(kind: type[Any], node: Node) -> dict[str, Any]:
    """The literal fields of a model class out of a node; what the node lacks is as the text left it: None, empty or False."""
    return {field: CONVERTERS[kind][field](node, name) for field, name in LITERALS[kind].items()}


def _one(node: Node, name: str) -> Any:
    values = node.get(name)
    return values[0] if values else None


def _words(node: Node, name: str) -> tuple[str, ...]:
    return split(_one(node, name) or "")


def _nodes(graph: Iterable[Quad]) -> tuple[dict[str, Node], dict[str, list[str]]]:
    nodes: dict[str, Node] = {}
    classes: dict[str, list[str]] = {}
    for quad in graph:
        if quad.predicate == TYPE:
            classes.setdefault(local_name(quad.object), []).append(uri(quad.subject))
        nodes.setdefault(uri(quad.subject), {}).setdefault(local_name(quad.predicate), []).append(scalar(quad.object))
    return nodes, classes


def _converter(hint: Any) -> Callable[[Node, str], Any]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda node, name: hint(_one(node, name))
    if hint is bool:
        return lambda node, name: name in node
    if hint is str:
        return lambda node, name: _one(node, name) or ""
    if tuple in (hint, getattr(hint, "__origin__", None)):
        return _words
    if (isinstance(hint, types.UnionType) and types.NoneType in get_args(hint)) or hint is int:
        return _one
    raise TypeError(f"no way back for a field of type {hint}")


CONVERTERS = {kind: {field: _converter(get_type_hints(kind)[field]) for field in names} for kind, names in LITERALS.items()}
