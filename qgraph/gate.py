"""The gate: what breaks the shapes does not enter the store.

Decisions
---------
* `ontology/shapes.ttl` is the one place that says what a graph must look like. The gate compiles it to plain Python functions; a
  test holds its findings equal to pySHACL's. A part of SHACL the gate does not know is a `DataError`: nothing is passed over.
* What no shape can say is held here: the spans of every evidence give back its quotes out of the two texts.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from qgraph.errors import DataError, GateError
from qgraph.model import Evidence, Plan
from qgraph.rdf.vocabulary import TYPE, local_name, scalar, text, uri

SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FIRST, REST, NIL = NamedNode(f"{RDF}first"), NamedNode(f"{RDF}rest"), NamedNode(f"{RDF}nil")
NODE_KINDS = {NamedNode(f"{SH}IRI"): NamedNode, NamedNode(f"{SH}Literal"): Literal}
SILENT = frozenset({"path", "name", "description", "message", "severity", "order"})  # say nothing that could be broken

Node = dict[NamedNode, list[object]]


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a shape: which node, at which property, by which constraint component of SHACL."""

    node: str
    path: str
    component: str


@dataclass(slots=True)
class Graph:
    """The nodes of some quads by subject, and the classes of each."""

    nodes: dict[object, Node] = field(default_factory=dict)

    @classmethod
    def of(cls, quads: Iterable[Quad | Triple]) -> Graph:
        graph = cls()
        for quad in quads:
            graph.nodes.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
        return graph

    def values(self, node: object, path: NamedNode) -> Sequence[object]:
        return self.nodes.get(node, {}).get(path, ())

    def list(self, head: object) -> Iterator[object]:
        """The members of an RDF list."""
        while head != NIL:
            yield self.values(head, FIRST)[0]
            head = self.values(head, REST)[0]


Holds = Callable[[Sequence[object], object, Graph], bool]  # values, focus node, graph


@dataclass(frozen=True, slots=True)
class Property:
    """What holds for one property: each constraint component with its test."""

    path: NamedNode
    constraints: tuple[tuple[str, Holds], ...]


def check(plan: Plan, quads: Iterable[Quad]) -> None:
    """Hold one plan and the graph written from it. Raises `GateError` with the first fault."""
    spans(plan)
    for found in violations(quads):
        raise GateError(
            f"{plan.source.name}: {found.node} breaks the shape of {found.path} ({found.component}); "
            "this is a fault of the reader, please report it with the file"
        )


def violations(quads: Iterable[Quad]) -> list[Violation]:
    """Everything in a graph that breaks a shape, once a node, property and component."""
    graph, shapes_of = Graph.of(quads), shapes()
    return [
        Violation(uri(node), uri(shape.path), component)
        for node, values in graph.nodes.items()
        for kind in values.get(TYPE, ())
        for shape in shapes_of.get(kind, ())
        for component, holds in shape.constraints
        if not holds(values.get(shape.path, ()), node, graph)
    ]


def spans(plan: Plan) -> None:
    """Raises `GateError` where an evidence does not give back its quotes."""
    found, reading = plan.source.found, plan.source.reading
    for e in evidences(plan):
        inside = 0 <= e.reading_start < e.reading_end <= len(reading) and 0 <= e.start < e.end <= len(found)
        if not inside or reading[e.reading_start : e.reading_end] != e.quote or found[e.start : e.end] != e.found:
            raise GateError(
                f"{plan.source.name}: the evidence at {e.reading_start}..{e.reading_end} does not give back its quote "
                f"“{e.quote[:30]}”; this is a fault of the reader, please report it with the file"
            )


def evidences(plan: Plan) -> Iterator[Evidence]:
    """Every evidence of a plan."""
    for facts in (plan.targets, plan.tasks, plan.memberships, plan.funding, plan.programmes, plan.bodies):
        yield from (fact.evidence for fact in facts)
    for task in plan.tasks:
        yield from (part.evidence for part in task.responsible)
        if task.units:
            yield task.units
    if plan.owner_clause:
        yield plan.owner_clause


@cache
def shapes() -> dict[object, tuple[Property, ...]]:
    """The property shapes of `ontology/shapes.ttl`, by the class they are for."""
    return compiled(files("ontology").joinpath("shapes.ttl").read_bytes())


def compiled(turtle: bytes) -> dict[object, tuple[Property, ...]]:
    """Node shapes with target classes and property shapes, as functions. Raises `DataError` for any other part of SHACL."""
    graph = Graph.of(parse(turtle, format=RdfFormat.TURTLE))
    found: dict[object, list[Property]] = {}
    for shape in [node for node, values in graph.nodes.items() if NamedNode(f"{SH}NodeShape") in values.get(TYPE, ())]:
        for name in graph.nodes[shape]:
            if name.value.startswith(SH) and local_name(name) not in {"targetClass", "property", *SILENT}:
                raise DataError(f"ontology/shapes.ttl: the gate does not know sh:{local_name(name)} on {shape}")
        for kind in graph.values(shape, NamedNode(f"{SH}targetClass")):
            found.setdefault(kind, []).extend(_property(graph, node) for node in graph.values(shape, NamedNode(f"{SH}property")))
    return {kind: tuple(properties) for kind, properties in found.items()}


def _property(graph: Graph, node: object) -> Property:
    (path,) = graph.values(node, NamedNode(f"{SH}path"))
    if not isinstance(path, NamedNode):
        raise DataError("ontology/shapes.ttl: the gate knows sh:path with one property only")
    constraints = []
    for name, values in graph.nodes[node].items():
        if local_name(name) in SILENT:
            continue
        if local_name(name) not in COMPONENTS:
            raise DataError(f"ontology/shapes.ttl: the gate does not know sh:{local_name(name)} at {path}")
        component = local_name(name)[0].upper() + local_name(name)[1:] + "ConstraintComponent"
        constraints += [(component, COMPONENTS[local_name(name)](value, graph)) for value in values]
    return Property(path, tuple(constraints))


def _each(holds: Callable[[object], bool]) -> Holds:
    """A constraint that holds for each value by itself."""
    return lambda values, node, graph: all(holds(value) for value in values)


def _compare(left: object, right: object, holds: Callable[[Decimal, Decimal], bool]) -> bool:
    """Whether a comparison holds between two numbers; it never does where one is no number."""
    numbers = [Decimal(n) for n in map(scalar, (left, right)) if isinstance(n, (int, Decimal)) and not isinstance(n, bool)]
    return len(numbers) == 2 and holds(numbers[0], numbers[1])


def _counted(most: bool) -> Callable[[object, Graph], Holds]:
    def make(limit: object, _: Graph) -> Holds:
        n = int(text(limit))
        return (lambda values, node, graph: len(values) <= n) if most else (lambda values, node, graph: len(values) >= n)

    return make


def _bounded(within: Callable[[Decimal, Decimal], bool]) -> Callable[[object, Graph], Holds]:
    return lambda bound, _: _each(lambda value: _compare(value, bound, within))


def _node_kind(kind: object, _: Graph) -> Holds:
    if kind not in NODE_KINDS:
        raise DataError(f"ontology/shapes.ttl: the gate does not know the node kind {kind}")
    return _each(lambda value: isinstance(value, NODE_KINDS[kind]))  # type: ignore[index]


def _class(kind: object, _: Graph) -> Holds:
    return lambda values, node, graph: all(kind in graph.values(value, TYPE) for value in values)


def _datatype(datatype: object, _: Graph) -> Holds:
    return _each(lambda value: isinstance(value, Literal) and value.datatype == datatype)


def _in(head: object, shapes_graph: Graph) -> Holds:
    allowed = frozenset(shapes_graph.list(head))
    return _each(lambda value: value in allowed)


def _pattern(pattern: object, _: Graph) -> Holds:
    expression = re.compile(text(pattern))
    return _each(lambda value: expression.search(str(getattr(value, "value", ""))) is not None)


def _min_length(limit: object, _: Graph) -> Holds:
    n = int(text(limit))
    return _each(lambda value: len(str(getattr(value, "value", ""))) >= n)


def _less_than(path: object, _: Graph) -> Holds:
    assert isinstance(path, NamedNode)
    return lambda values, node, graph: all(_compare(a, b, operator.lt) for a in values for b in graph.values(node, path))


COMPONENTS: dict[str, Callable[[object, Graph], Holds]] = {
    "minCount": _counted(most=False),
    "maxCount": _counted(most=True),
    "nodeKind": _node_kind,
    "class": _class,
    "datatype": _datatype,
    "in": _in,
    "pattern": _pattern,
    "minLength": _min_length,
    "minInclusive": _bounded(operator.ge),
    "maxInclusive": _bounded(operator.le),
    "lessThan": _less_than,
}
