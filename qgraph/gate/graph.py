"""The statements of a graph as nodes: subject → property → values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FIRST, REST, NIL = NamedNode(f"{RDF}first"), NamedNode(f"{RDF}rest"), NamedNode(f"{RDF}nil")

Term = NamedNode | BlankNode | Literal | Triple
Node = dict[NamedNode, list[Term]]
Graph = dict[Term, Node]
NOTHING: Node = {}


def nodes(statements: Iterable[Quad | Triple]) -> Graph:
    """The nodes of some statements, in their order; whichever graph a quad is in."""
    graph: Graph = {}
    names: dict[NamedNode, NamedNode] = {}  # one object a property: each that is kept costs the collector of garbage time
    subject: Term | None = None
    node: Node = {}
    for statement in statements:
        if statement.subject != subject:  # a writer says what it has to say of a node in one go
            subject = statement.subject
            node = graph.setdefault(subject, {})
        name = statement.predicate
        name = names.setdefault(name, name)
        if name in node:
            node[name].append(statement.object)
        else:
            node[name] = [statement.object]
    return graph


def values(graph: Graph, node: Term, path: NamedNode) -> Sequence[Term]:
    """The values of one property of a node."""
    return graph.get(node, NOTHING).get(path, ())


def members(graph: Graph, head: Term) -> Iterator[Term]:
    """The members of an RDF list. Raises ValueError where it is none."""
    seen = set()
    while head != NIL:
        first, rest = values(graph, head, FIRST), values(graph, head, REST)
        if len(first) != 1 or len(rest) != 1 or head in seen:
            raise ValueError(f"{head} is no list")
        seen.add(head)
        yield first[0]
        head = rest[0]
