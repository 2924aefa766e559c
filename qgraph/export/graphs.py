"""The graphs of a store as N-Quads, Turtle and JSON-LD: sorted, so that equal stores give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from qgraph.rdf import lines
from qgraph.rdf.vocabulary import ID, NS, XSD

PREFIXES = {"q": NS, "id": ID, "xsd": XSD}


def nquads(quads: Iterable[Quad]) -> bytes:
    """Every quad with its graph, one a line, in the order of the lines."""
    return lines.canonical(quads)


def turtle(quads: Iterable[Quad]) -> bytes:
    """Every triple once, whatever graph it stands in, subject by subject."""
    return serialize(triples(quads), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def json_ld(quads: Iterable[Quad]) -> bytes:
    """Every triple once as JSON-LD, subject by subject."""
    return serialize(triples(quads), format=RdfFormat.JSON_LD, prefixes=PREFIXES) or b""


def triples(quads: Iterable[Quad]) -> list[Triple]:
    """Each triple once, whatever graph it stands in, in order."""
    return sorted({quad.triple for quad in quads}, key=str)
