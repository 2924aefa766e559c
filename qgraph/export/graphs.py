"""The graphs of a store as N-Quads, Turtle, JSON-LD and GraphML: sorted, so that equal stores give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from qgraph.export.sheets import ILLEGAL
from qgraph.rdf import lines
from qgraph.rdf.vocabulary import ID, NS, XSD

PREFIXES = {"q": NS, "id": ID, "xsd": XSD}


def nquads(quads: Iterable[Quad]) -> bytes:
    """Every quad with its graph, one a line, in the order of the lines."""
    return lines.canonical(quads)


def turtle(quads: Iterable[Quad]) -> bytes:
    """Every triple once, whatever graph it stands in, subject by subject."""
    return serialize(_triples(quads), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def json_ld(quads: Iterable[Quad]) -> bytes:
    """Every triple once as JSON-LD, subject by subject."""
    return serialize(_triples(quads), format=RdfFormat.JSON_LD, prefixes=PREFIXES) or b""


def graphml(quads: Iterable[Quad]) -> bytes:
    """The things of the store as nodes with their values (of several, all in one, `|` between), what leads from one to another as edges."""
    graph = nx.MultiDiGraph()
    values: dict[str, dict[str, list[str]]] = {}
    for triple in _triples(quads):
        if not (isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)):
            continue  # a store holds no others
        start, name = triple.subject.value, _short(triple.predicate.value)
        if isinstance(triple.object, NamedNode) and name != "type":
            graph.add_edge(start, triple.object.value, label=name)
        else:
            said = _short(triple.object.value) if isinstance(triple.object, NamedNode) else triple.object.value
            values.setdefault(start, {}).setdefault(name, []).append(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", said))
    for uri, held in values.items():
        graph.add_node(uri, **{name: "|".join(some) for name, some in held.items()})
    out = io.BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8")
    return out.getvalue()


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    """Each once, in order."""
    return sorted({quad.triple for quad in quads}, key=str)


def _short(uri: str) -> str:
    """The name at the end of a URI."""
    return uri.rpartition("#")[2].rpartition("/")[2]
