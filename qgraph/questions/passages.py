"""Where a plan's facts stand in its text: one row a fact, for marking the document."""

from __future__ import annotations

from dataclasses import dataclass

from qgraph.store import Row, Store

# named query → (kind of fact, the column with its URI)
KINDS = {
    "plan_targets": ("target", "target"),
    "tasks": ("task", "task"),
    "units": ("responsibility", "responsibility"),
    "members": ("membership", "membership"),
    "funding": ("funding", "funding"),
    "programmes": ("programme", "programme"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A fact and its place: offsets in the reading text (`reading_start`, `reading_end`) and in the text as found."""

    fact: str
    kind: str
    quote: str
    found: str
    start: int
    end: int
    reading_start: int
    reading_end: int
    row: Row  # the fact's own columns


def passages(store: Store, plan: str) -> list[Passage]:
    """All facts of a plan (URI), in the order of the text."""
    found = [_passage(kind, str(row[column]), row) for query, (kind, column) in KINDS.items() for row in store.run(query, plan=plan)]
    return sorted(found, key=lambda p: (p.reading_start, p.reading_end, p.fact))


def _passage(kind: str, fact: str, row: Row) -> Passage:
    start, end, reading_start, reading_end = (int(str(row[name])) for name in ("start", "end", "reading_start", "reading_end"))
    return Passage(fact, kind, str(row["quote"]), str(row["found"]), start, end, reading_start, reading_end, row)
