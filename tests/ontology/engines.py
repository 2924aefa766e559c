"""The two SPARQL engines that the questions must run in, giving rows of the same plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Protocol

import pyoxigraph
import rdflib
from pyoxigraph import Quad

from qgraph.rdf import lines
from qgraph.rdf.vocabulary import XSD

NUMBERS = frozenset({f"{XSD}integer", f"{XSD}decimal"})
Rows = Counter[tuple[object, ...]]


class Engine(Protocol):
    def rows(self, question: str) -> Rows:
        """The rows of a question over all graphs as one; an unbound variable is None."""


class Oxigraph:
    def __init__(self, quads: Iterable[Quad]) -> None:
        self.store = pyoxigraph.Store()
        self.store.extend(quads)

    def rows(self, question: str) -> Rows:
        found: Any = self.store.query(question, use_default_graph_as_union=True)
        return Counter(tuple(_plain(node, getattr(node, "value", None)) for node in row) for row in found)


class Rdflib:
    def __init__(self, quads: Iterable[Quad]) -> None:
        self.graph = rdflib.Graph().parse(data=b"".join(sorted(lines.triples(quads))), format="nt")

    def rows(self, question: str) -> Rows:
        found: Any = self.graph.query(question)
        return Counter(tuple(_plain(node, str(node)) for node in row) for row in found)


def _plain(node: object, words: str | None) -> object:
    """The words of a node; of a number its value, whatever its form; None where there is no node."""
    if node is None or words is None:
        return None
    datatype = getattr(node, "datatype", None)
    return Decimal(words) if str(getattr(datatype, "value", datatype)) in NUMBERS else words
