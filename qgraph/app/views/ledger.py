"""What the page of the ledger shows: the columns of the file that the plan itself fills."""

from __future__ import annotations

from collections.abc import Sequence

from qgraph.app.i18n import t
from qgraph.app.links import address
from qgraph.export.ledger.columns import cells, columns
from qgraph.questions.ledger import Line, Origin


def table(lines: Sequence[Line], language: str) -> list[dict[str, object]]:
    """A row a measure, with the way to its sentence."""
    rows = []
    for number, line in enumerate(lines, 1):
        values = cells(line, number, language)
        row: dict[str, object] = {column.head(language): values[column.key] for column in columns() if column.key in values}
        rows.append({**row, t("ledger.open"): address("source", doc=line.plan, at=line.id)})
    return rows


def owned(lines: Sequence[Line]) -> dict[str, str]:
    """Where the owners come from, with how many rows of each."""
    counts = {origin: sum(line.origin is origin for line in lines) for origin in Origin}
    return {origin.value: t(f"ledger.{origin}", count=count) for origin, count in counts.items() if count}


def counted(lines: Sequence[Line]) -> str:
    """How many rows, and what they lack."""
    none = sum(line.origin is Origin.NONE for line in lines)
    return t("ledger.counted", count=len(lines), none=none, undated=sum(line.deadline is None for line in lines))
