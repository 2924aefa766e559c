"""Groups."""

from __future__ import annotations

from loaders.document import Document
from loaders.front import Front
from qgraph.model import Membership


def find(document: Document, front: Front) -> tuple[Membership, ...]:
    """All groups of a document, in reading order."""
    return ()
