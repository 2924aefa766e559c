"""A rejected fact is no fact: it takes no part in any answer."""

from __future__ import annotations

from collections.abc import Iterable

from qgraph.model import Status
from qgraph.store import Row


def standing(rows: Iterable[Row]) -> list[Row]:
    """The rows of facts that nobody rejected."""
    return [row for row in rows if row["status"] != Status.REJECTED]
