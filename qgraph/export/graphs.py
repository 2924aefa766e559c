"""The graphs of a store as N-Quads and Turtle: sorted, so that equal stores give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, serialize

from qgraph.rdf import lines
from qgraph.rdf.vocabulary import ID, NS, XSD

PREFIXES = {"q": NS, "id": ID, "xsd": XSD}


def nquads(quads: Iterable[Quad]) -> bytes:
    """Every quad with its graph, one a line, in the order of the lines."""
    return lines.canonical(quads)


def turtle(quads: Iterable[Quad]) -> bytes:
    """Every triple once, whatever graph it stands in, subject by subject."""
    triples = sorted({quad.triple for quad in quads}, key=str)
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
