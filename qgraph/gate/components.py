"""The constraint components of SHACL that the gate knows, each as a function that makes a test out of what the shape says.

A test of `EACH` looks at one value by itself; a test of `WHOLE` at all values of a property, with the node they are of. How many
values there may be (`sh:minCount`, `sh:maxCount`) the shape itself counts.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode

from qgraph.gate.graph import Graph, Term, values
from qgraph.gate.literals import READERS, STRING, compare, measured
from qgraph.rdf.vocabulary import TYPE

SH = "http://www.w3.org/ns/shacl#"
KINDS: dict[NamedNode, tuple[type, ...]] = {
    NamedNode(f"{SH}IRI"): (NamedNode,),
    NamedNode(f"{SH}Literal"): (Literal,),
    NamedNode(f"{SH}BlankNode"): (BlankNode,),
    NamedNode(f"{SH}BlankNodeOrIRI"): (BlankNode, NamedNode),
    NamedNode(f"{SH}BlankNodeOrLiteral"): (BlankNode, Literal),
    NamedNode(f"{SH}IRIOrLiteral"): (NamedNode, Literal),
}

Each = Callable[[Term, Graph], bool]  # a value, the graph it stands in
Whole = Callable[[Sequence[Term], Term, Graph], bool]  # the values, their node, its graph


class Site(Protocol):
    """The shape that is being compiled."""

    def refuse(self, what: str) -> NoReturn:
        """Raises `DataError`, naming file and shape."""

    def nested(self, shape: Term) -> Each:
        """Whether a value conforms to another shape."""

    def members(self, head: Term) -> list[Term]:
        """The members of a list of the shapes file."""


def _node_kind(kind: Term, site: Site) -> Each:
    types = KINDS.get(kind) if isinstance(kind, NamedNode) else None
    if types is None:
        site.refuse(f"does not know the node kind {kind}")
    return lambda value, graph: isinstance(value, types)


def _class(kind: Term, site: Site) -> Each:
    return lambda value, graph: kind in values(graph, value, TYPE)


def _datatype(datatype: Term, site: Site) -> Each:
    if datatype in READERS and datatype != STRING:  # any words are a string
        return lambda value, graph: isinstance(value, Literal) and value.datatype == datatype and measured(value) is not None
    return lambda value, graph: isinstance(value, Literal) and value.datatype == datatype


def _in(head: Term, site: Site) -> Each:
    allowed = frozenset(site.members(head))
    return lambda value, graph: value in allowed


def _pattern(pattern: Term, site: Site) -> Each:
    try:
        search = re.compile(_words(pattern, site)).search
    except re.error as error:
        site.refuse(f"cannot use the pattern {pattern} ({error})")
    return lambda value, graph: isinstance(value, (Literal, NamedNode)) and search(value.value) is not None


def _min_length(limit: Term, site: Site) -> Each:
    least = count(limit, site)
    return lambda value, graph: isinstance(value, (Literal, NamedNode)) and len(value.value) >= least


def _bound(holds: Callable[[Any, Any], bool]) -> Callable[[Term, Site], Each]:
    def make(bound: Term, site: Site) -> Each:
        limit = measured(bound)
        if limit is None:
            site.refuse(f"cannot compare with {bound}")
        kind, most = limit

        def test(value: Term, graph: Graph) -> bool:
            found = measured(value)
            return found is not None and found[0] == kind and holds(found[1], most)

        return test

    return make


def _node(shape: Term, site: Site) -> Each:
    return site.nested(shape)


def _not(shape: Term, site: Site) -> Each:
    conforms = site.nested(shape)
    return lambda value, graph: not conforms(value, graph)


def _joined(join: Callable[[Any], bool]) -> Callable[[Term, Site], Each]:
    def make(head: Term, site: Site) -> Each:
        shapes = [site.nested(shape) for shape in site.members(head)]
        if not shapes:
            site.refuse("cannot choose from an empty list of shapes")
        return lambda value, graph: join(conforms(value, graph) for conforms in shapes)

    return make


def _has_value(wanted: Term, site: Site) -> Whole:
    return lambda values, node, graph: wanted in values


def _ordered(holds: Callable[[Any, Any], bool]) -> Callable[[Term, Site], Whole]:
    def make(path: Term, site: Site) -> Whole:
        if not isinstance(path, NamedNode):
            site.refuse("compares with one property only")
        return lambda mine, node, graph: all(compare(a, b, holds) for a in mine for b in values(graph, node, path))

    return make


def count(limit: Term, site: Site) -> int:
    """A number of things."""
    found = measured(limit)
    if found is None or not isinstance(found[1], int) or found[0] != "number" or found[1] < 0:
        site.refuse(f"cannot count to {limit}")
    return found[1]


def _words(words: Term, site: Site) -> str:
    if not isinstance(words, Literal):
        site.refuse(f"cannot read {words} as text")
    return words.value


EACH: dict[str, Callable[[Term, Site], Each]] = {
    "nodeKind": _node_kind,
    "class": _class,
    "datatype": _datatype,
    "in": _in,
    "pattern": _pattern,
    "minLength": _min_length,
    "minInclusive": _bound(operator.ge),
    "maxInclusive": _bound(operator.le),
    "node": _node,
    "not": _not,
    "and": _joined(all),
    "or": _joined(any),
}
WHOLE: dict[str, Callable[[Term, Site], Whole]] = {
    "hasValue": _has_value,
    "lessThan": _ordered(operator.lt),
    "lessThanOrEquals": _ordered(operator.le),
}
