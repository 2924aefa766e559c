"""Duties: tasks, and which body leads, answers for, takes part in or supervises each."""

from __future__ import annotations

from loaders.document import Document
from loaders.front import Front
from qgraph.model import Evidence, Task


def find(document: Document, front: Front) -> tuple[Task, ...]:
    """All tasks of a document, each with the bodies the text itself assigns, in reading order."""
    return ()


def owner_clause(document: Document, tasks: tuple[Task, ...]) -> Evidence | None:
    """Where no measure names a department: the clause that orders each department or place to draw up its own plan."""
    return None
