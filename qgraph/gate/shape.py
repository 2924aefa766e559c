"""A shape, compiled: what must hold of a node, or of one of its properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

from pyoxigraph import NamedNode

from qgraph.gate.components import Each, Whole
from qgraph.gate.graph import NIL, NOTHING, Graph, Node, Term


class Severity(StrEnum):
    """What becomes of a plan that breaks a shape."""

    VIOLATION = "Violation"  # it is refused
    WARNING = "Warning"  # it goes in, marked


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong where a shape is broken, in both languages."""

    zh: str
    en: str


@dataclass(slots=True)
class Shape:
    """A node shape (`path` is None: its one value is the node itself) or a property shape.

    `each` and `whole` are the tests, each with the name of its constraint component; `properties` are the property shapes of a
    node shape. `message` is None where the shape is a part of a condition.
    """

    path: NamedNode | None
    severity: Severity
    message: Message | None
    least: int
    most: float  # infinite where any number of values will do
    each: tuple[tuple[str, Each], ...]
    whole: tuple[tuple[str, Whole], ...]
    properties: tuple[Shape, ...]
    may_lack: bool = field(init=False)  # whether its own constraints hold of a node without a value

    def __post_init__(self) -> None:
        self.may_lack = self.least == 0 and all(test((), NIL, {}) for _, test in self.whole)

    @property
    def constrains(self) -> bool:
        """Whether it has a constraint of its own."""
        return bool(self.least or self.most < inf or self.each or self.whole)

    def holds(self, focus: Term, node: Node, graph: Graph) -> bool:
        """Whether its own constraints hold of a node."""
        values = (focus,) if self.path is None else node.get(self.path)
        if values is None:
            return self.may_lack
        if not self.least <= len(values) <= self.most and not self.least <= len(set(values)) <= self.most:
            return False
        for value in values:
            for _, test in self.each:
                if not test(value, graph):
                    return False
        return not self.whole or all(test(values, focus, graph) for _, test in self.whole)

    def broken(self, focus: Term, node: Node, graph: Graph) -> Iterator[str]:
        """The constraint components of its own that do not hold of a node."""
        values = [focus] if self.path is None else list(dict.fromkeys(node.get(self.path, ())))
        if len(values) < self.least:
            yield component("minCount")
        if len(values) > self.most:
            yield component("maxCount")
        yield from (name for name, test in self.each if not all(test(value, graph) for value in values))
        yield from (name for name, test in self.whole if not test(values, focus, graph))

    def conforms(self, focus: Term, graph: Graph) -> bool:
        """Whether nothing of it, its property shapes included, is broken by a node."""
        node = graph.get(focus, NOTHING)
        return self.holds(focus, node, graph) and all(part.holds(focus, node, graph) for part in self.properties)


def component(word: str) -> str:
    """The constraint component of a property of SHACL: `minCount` → `MinCountConstraintComponent`."""
    return f"{word[0].upper()}{word[1:]}ConstraintComponent"
