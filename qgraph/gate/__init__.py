"""The gate: what breaks the shapes does not enter the store.

Decisions
---------
* `ontology/shapes.ttl` is the one place that says what a graph must look like. A shape that is broken refuses the plan, or with
  `sh:severity sh:Warning` lets it in, marked (`q:warning`, in both languages): what the text itself may have wrong is a warning.
* The gate compiles the shapes to plain Python functions over the quads, not to SPARQL over a store. Measured once, in processor time,
  the same shapes as 399 queries on a store in memory: 65 ms for a plan of 14,034 triples after 62 ms to fill the store, 16 ms for one of
  343. The functions take 24 ms and 0.4 ms, from the quads as they come. pySHACL takes some thirty times as long (`make bench`).
* A part of SHACL the gate does not know is a `DataError`: nothing is passed over. A test holds its findings equal to pySHACL's.
* Classes are taken as written: a subclass that the data do not state counts for nothing (we write all classes of a node).
* What no shape can say is held by `spans`: every evidence gives back its quotes out of the two texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from qgraph.errors import GateError
from qgraph.gate import spans
from qgraph.gate.compile import Shapes, compiled, shapes
from qgraph.gate.graph import Graph, Term, nodes
from qgraph.gate.shape import Message, Severity, Shape
from qgraph.gate.wording import place_of, sentence
from qgraph.model import Plan
from qgraph.rdf import identity
from qgraph.rdf.vocabulary import TYPE, term

__all__ = ["Finding", "Message", "Severity", "check", "compiled", "findings"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A node that breaks a shape: at which property (None: as a whole), by which constraint component of SHACL."""

    node: Term
    path: NamedNode | None
    component: str
    severity: Severity
    message: Message


def check(plan: Plan, statements: Iterable[Quad | Triple], graph_name: str | None = None) -> list[Quad]:
    """Hold a plan and what is written from it: its graph, and what it says of bodies, places and indicators.

    Gives the quads that mark what is doubtful, for the plan's own graph; `graph_name` where a person set what names it. Raises `GateError`
    with the first fault.
    """
    spans.check(plan)
    graph = nodes(statements)
    found = _findings(graph, shapes())
    faults = [finding for finding in found if finding.severity is Severity.VIOLATION]
    if faults:
        first = faults[0]
        raise GateError(sentence(plan.source.name, place_of(first.node, graph), first.message, len(faults) - 1))
    return _marks(graph_name or identity.plan_graph(identity.plan_key(plan)), found) if found else []


def findings(statements: Iterable[Quad | Triple], against: Shapes | None = None) -> list[Finding]:
    """Everything in a graph that breaks a shape, once a node, property and component, in the order of the statements."""
    return _findings(nodes(statements), shapes() if against is None else against)


def _findings(graph: Graph, against: Shapes) -> list[Finding]:
    found: list[Finding] = []
    for focus, node in graph.items():
        for kind in node.get(TYPE, ()):
            for shape in against.get(kind, ()):
                if not shape.holds(focus, node, graph):
                    found += [_finding(focus, shape, component) for component in shape.broken(focus, node, graph)]
    return list(dict.fromkeys(found))


def _finding(focus: Term, shape: Shape, component: str) -> Finding:
    assert shape.message
    return Finding(focus, shape.path, component, shape.severity, shape.message)


def _marks(graph_name: str, warnings: Iterable[Finding]) -> list[Quad]:
    """What marks the nodes of some warnings, in the order of their lines."""
    graph = NamedNode(graph_name)
    marks = {
        Quad(warning.node, term("warning"), Literal(words, language=language), graph)  # type: ignore[arg-type]
        for warning in warnings
        for language, words in (("zh", warning.message.zh), ("en", warning.message.en))
    }
    return sorted(marks, key=str)
