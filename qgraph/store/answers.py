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
from pathlib import Path

from qgraph.store import CATALOGUE, Row

FOLDER = "answers"


def kept(snapshot: Path, query: str, text: str, ask: Callable[[], list[Row]]) -> list[Row]:
    """The rows of a named query (`text`: its words) on a snapshot: those that are kept, else those that `ask` gives, which are kept."""
    columns = CATALOGUE[query].columns
    digest = hashlib.sha256(f"{columns}{text}".encode()).hexdigest()[:16]
    path = snapshot / FOLDER / f"{query}-{digest}.json"
    try:
        values = json.loads(path.read_bytes())
        return [dict(zip(columns, row, strict=True)) for row in values]
    except (OSError, ValueError, TypeError):
        rows = ask()
        _keep(path, [list(row.values()) for row in rows])
        return rows


def _keep(path: Path, values: list[list[object]]) -> None:
    """Put an answer in its place whole, or not at all."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    try:
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    except TypeError:  # a decimal, for which JSON has no exact form
        return
    with suppress(OSError):  # a folder that can only be read, or a snapshot that was taken away meanwhile
        path.parent.mkdir(exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
