"""Programmes."""

from __future__ import annotations

from loaders.document import Document
from loaders.front import Front
from qgraph.model import Programme


def find(document: Document, front: Front) -> tuple[Programme, ...]:
    """All programmes of a document, in reading order."""
    return ()
