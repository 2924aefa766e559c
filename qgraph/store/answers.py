"""The answers of a snapshot to the queries without parameters, kept beside it: each is asked of the database once, by the first reader.

Decisions
---------
* A snapshot never changes, so neither does an answer; both go together. Another text of a query is another query.
* It is a help and no record: an answer that is missing or damaged is asked for again, and where nothing can be written nothing is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

from qgraph.store import CATALOGUE, Row, Scalar

FOLDER = "answers"


def kept(snapshot: Path, query: str, text: str, ask: Callable[[], list[Row]]) -> list[Row]:
    """The rows of a named query (`text`: its words) on a snapshot: those that are kept, else those that `ask` gives, which are kept."""
    columns = CATALOGUE[query].columns
    digest = hashlib.sha256(f"{columns}{text}".encode()).hexdigest()[:16]
    path = snapshot / FOLDER / f"{query}-{digest}.json"
    try:
        values = json.loads(path.read_bytes())
        return [dict(zip(columns, map(_value, row), strict=True)) for row in values]
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError):
        rows = ask()
        _keep(path, [list(row.values()) for row in rows])
        return rows


def _exact(number: Decimal) -> list[str]:
    """JSON has no exact form for a decimal: its digits, in a list of their own."""
    return [str(number)]


def _value(cell: Scalar | list[str]) -> Scalar:
    return Decimal(cell[0]) if isinstance(cell, list) else cell


def _keep(path: Path, values: list[list[object]]) -> None:
    """Put an answer in its place whole, or not at all."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_exact)
    with suppress(OSError):  # a folder that can only be read, or a snapshot that was taken away meanwhile
        path.parent.mkdir(exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
