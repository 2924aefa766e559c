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


def digest(graph: NamedNode, lines: Iterable[bytes]) -> str:
    """The SHA-256 of a graph's canonical N-Quads, out of the lines of its triples."""
    end = f" {graph} .\n".encode()
    return hashlib.sha256(b"".join(sorted(line.removesuffix(b" .\n") + end for line in lines))).hexdigest()
