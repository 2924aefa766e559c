"""The ledger as a CSV: the columns of the workbook with the id of each measure, for programs."""

from __future__ import annotations

from qgraph.export.ledger.columns import ID, cells, columns
from qgraph.export.sheets import comma_separated
from qgraph.questions.ledger import Answer

PLAN, PLACE = "plan", "place"  # columns beyond those of the workbook


def csv(answer: Answer, language: str = "zh") -> bytes:
    """The file."""
    rows: list[dict[str, object]] = []
    for number, line in enumerate(answer.lines, 1):
        values = cells(line, number, language)
        row: dict[str, object] = {column.head(language): values.get(column.key) for column in columns()}
        rows.append(row | {PLACE: line.place, PLAN: line.plan_title, ID: line.id})
    return comma_separated(rows)
