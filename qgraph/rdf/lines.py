"""Graphs as lines of text: the form in which they are compared, digested and sent. No blank nodes, so sorted lines are canonical."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize


def nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads in the order of the quads."""
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def canonical(quads: Iterable[Quad]) -> bytes:
    """N-Quads in the order of their lines: equal graphs give equal bytes."""
    return b"".join(sorted(nquads(quads).splitlines(keepends=True)))


def triples(quads: Iterable[Quad]) -> set[bytes]:
    """The triples of a graph as lines of N-Triples."""
    text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    return set(text.splitlines(keepends=True))


def by_graph(text: bytes) -> dict[str, set[bytes]]:
    """Canonical N-Quads as lines of triples, by graph."""
    graphs: dict[bytes, set[bytes]] = {}
    for line in text.splitlines():
        triple, graph, _ = line.rsplit(b" ", 2)  # the name of a graph holds no blank
        graphs.setdefault(graph, set()).add(triple + b" .\n")
    return {graph[1:-1].decode(): rows for graph, rows in graphs.items()}


def in_graph(graph: NamedNode, rows: Iterable[bytes]) -> bytes:
    """Lines of triples as the canonical N-Quads of a graph."""
    end = f" {graph} .\n".encode()
    return b"".join(sorted(row.removesuffix(b" .\n") + end for row in rows))


def out_of_graph(graph: NamedNode, quads: Iterable[bytes]) -> set[bytes]:
    """Lines of quads of a graph as lines of triples; the way back from `in_graph`."""
    end = f" {graph} .\n".encode()
    return {quad.removesuffix(end) + b" .\n" for quad in quads}


def digest(text: bytes) -> str:
    """The digest of a graph: the SHA-256 of its canonical N-Quads."""
    return hashlib.sha256(text).hexdigest()
