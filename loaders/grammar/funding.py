"""Funding."""

from __future__ import annotations

from loaders.document import Document
from loaders.front import Front
from qgraph.model import FundingLine


def find(document: Document, front: Front) -> tuple[FundingLine, ...]:
    """All funding of a document, in reading order."""
    return ()
