"""Mentions: every body with a duty in the text, once, in its fullest form there."""

from __future__ import annotations

from loaders.document import Document
from loaders.front import Front
from qgraph.model import Membership, Mention, Task


def find(document: Document, front: Front, tasks: tuple[Task, ...], memberships: tuple[Membership, ...]) -> tuple[Mention, ...]:
    """The distinct bodies of a document, in order of first mention."""
    return ()
