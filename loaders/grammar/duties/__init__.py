"""Duties: tasks, and which body leads, answers for, takes part in or supervises each.

clause ─► units (where bodies are named) ─► formula (role → bodies) ─► tasks (rows, inheritance, deadlines)
line   ─► table (rows under a head of columns)
"""

from __future__ import annotations

from loaders.document import Document
from loaders.front import Front
from loaders.grammar import grid
from loaders.grammar.duties import owners, table
from loaders.grammar.duties.tasks import tasks as measures
from qgraph.model import Evidence, Task


def find(document: Document, front: Front) -> tuple[Task, ...]:
    """All tasks of a document, each with the bodies the text itself assigns, in reading order."""
    rows = list(table.tasks(document, front.issued_on))
    lines = grid.Lines.of(document.text, (row.evidence.reading_start for row in rows))
    found = [*measures(document, lines, front.issued_on), *rows]
    return tuple(sorted(found, key=lambda task: task.evidence.reading_start))


def owner_clause(document: Document, tasks: tuple[Task, ...]) -> Evidence | None:
    """Where no measure names a department: the clause that orders each department or place to draw up its own plan."""
    return None if owners.names_department(tasks) else owners.clause(document)
