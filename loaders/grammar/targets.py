"""Targets."""

from __future__ import annotations

from loaders.document import Document
from loaders.front import Front
from qgraph.model import Target


def find(document: Document, front: Front) -> tuple[Target, ...]:
    """All targets of a document, in reading order."""
    return ()
