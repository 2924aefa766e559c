"""Stores: where graphs live. The embedded store (pyoxigraph) is the default; Neo4j answers the same named queries.

Decisions
---------
* The interface is small and graph-shaped: whole named graphs go in and out; nobody edits a triple.
* Questions are a closed list of *named queries* (`CATALOGUE`), each a pair of files `queries/<name>.rq` and
  `queries/<name>.cypher` with the same parameters and the same columns. A row holds scalars only (`str`, `int`, `Decimal`,
  `bool`, `None`). Queries neither order nor aggregate: verdicts, ladders and rankings are computed once, in Python, above.
* Parameters are bound, never pasted.
* A column that the data leaves empty is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from qgraph.store.embedded import EmbeddedReader

Scalar = str | int | Decimal | bool | None
Row = dict[str, Scalar]

EVIDENCE = ("quote", "found", "start", "end", "reading_start", "reading_end", "path")  # path: heading numbers joined by a blank


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: its parameters (URIs) and its columns. `columns` is the exact key set of every row."""

    parameters: tuple[str, ...]
    columns: tuple[str, ...]


CATALOGUE: dict[str, Query] = {
    "plans": Query(
        (),
        (
            "plan",
            "title",
            "doc_number",
            "issuer",
            "issued_on",
            "period_start",
            "period_end",
            "nature",
            "level",
            "place",
            "place_name",
            "sha256",
            "file",
        ),
    ),
    "basis": Query((), ("plan", "basis")),  # one row a title in 《》 the plan says it follows
    "places": Query((), ("place", "name", "level", "adcode", "within")),  # only places that a plan, body or figure names, and those above
    "bodies": Query((), ("body", "name", "kind", "body_type", "place", "alias")),  # one row an alias; a body without any: alias is its name
    "clauses": Query(("plan",), ("clause", "level", "number", "title", "path", "position")),
    "tasks": Query(("plan",), ("task", "plan", "number", "title", "deadline", "deadline_as_written", "rule", "status", *EVIDENCE)),
    "task": Query(("task",), ("task", "plan", "number", "title", "deadline", "deadline_as_written", "rule", "status", *EVIDENCE)),
    "duties": Query(  # what one body owes
        ("body",),
        (
            "responsibility",
            "body",
            "task",
            "plan",
            "body_as_written",
            "resolved",
            "role",
            "role_as_written",
            "collective",
            "sole",
            "open_list",
            "inherited",
            "rule",
            "status",
            *EVIDENCE,
        ),
    ),
    "units": Query(  # the bodies of one plan's tasks
        ("plan",),
        (
            "responsibility",
            "body",
            "task",
            "plan",
            "body_as_written",
            "resolved",
            "role",
            "role_as_written",
            "collective",
            "sole",
            "open_list",
            "inherited",
            "rule",
            "status",
            *EVIDENCE,
        ),
    ),
    "seats": Query(  # one body's memberships
        ("body",),
        (
            "membership",
            "body",
            "group",
            "group_name",
            "plan",
            "body_as_written",
            "role",
            "person",
            "post",
            "open_list",
            "rule",
            "status",
            *EVIDENCE,
        ),
    ),
    "members": Query(  # one plan's memberships
        ("plan",),
        (
            "membership",
            "body",
            "group",
            "group_name",
            "plan",
            "body_as_written",
            "role",
            "person",
            "post",
            "open_list",
            "rule",
            "status",
            *EVIDENCE,
        ),
    ),
    "indicators": Query(
        (), ("indicator", "name", "aggregation", "unit", "direction", "alias")
    ),  # one row an alias; without any: alias is its name
    "targets": Query(  # of one indicator, over all plans
        ("indicator",),
        (
            "target",
            "plan",
            "indicator",
            "indicator_as_written",
            "kind",
            "comparator",
            "value",
            "value_high",
            "unit",
            "reference",
            "deadline",
            "deadline_assumed",
            "recurrence",
            "scope",
            "firmness",
            "applies_to",
            "doubt",
            "rule",
            "status",
            *EVIDENCE,
        ),
    ),
    "plan_targets": Query(  # of one plan
        ("plan",),
        (
            "target",
            "plan",
            "indicator",
            "indicator_as_written",
            "kind",
            "comparator",
            "value",
            "value_high",
            "unit",
            "reference",
            "deadline",
            "deadline_assumed",
            "recurrence",
            "scope",
            "firmness",
            "applies_to",
            "doubt",
            "rule",
            "status",
            *EVIDENCE,
        ),
    ),
    "figures": Query(  # published figures of one indicator: reference facts, not read from a plan in the store
        ("indicator",),
        (
            "figure",
            "place",
            "place_name",
            "level",
            "indicator",
            "indicator_as_written",
            "document",
            "year",
            "nature",
            "comparator",
            "value",
            "unit",
            "deadline",
            "doubt",
            "address",
            "source_kind",
        ),
    ),
    "funding": Query(
        ("plan",),
        (
            "funding",
            "plan",
            "kind",
            "amount",
            "amount_high",
            "unit",
            "qualifier",
            "payer",
            "payee",
            "purpose",
            "rate",
            "rule",
            "status",
            *EVIDENCE,
        ),
    ),
    "programmes": Query(("plan",), ("programme", "plan", "name", "rule", "status", *EVIDENCE)),
    "owner_clause": Query(("plan",), ("plan", *EVIDENCE)),  # at most one row
}


class Store(Protocol):
    """What both stores can do. Raises `StoreError` when the store or the server fails."""

    def digests(self) -> dict[str, str]:
        """Every graph in the store with its digest (sha256 of its sorted N-Quads)."""

    def run(self, query: str, **parameters: str) -> list[Row]:
        """The rows of a named query, in no order. Raises KeyError for an unknown name or parameter."""

    def stats(self) -> dict[str, int]:
        """How many nodes of each class there are: {"Plan": 3, "Task": 120, …}."""


class WritableStore(Store, Protocol):
    """The store of record; only one writer at a time."""

    def replace(self, graphs: Mapping[str, Iterable[Quad]]) -> None:
        """Put these graphs in place of what stood under their names, all in one transaction; an empty graph is dropped."""

    def publish(self) -> None:
        """Let readers see everything written so far."""


def open_store(directory: Path) -> EmbeddedReader:
    """The embedded store of a folder as last published, for reading. Raises `StoreError` where there is none."""
    from qgraph.store.embedded import EmbeddedReader  # it needs the catalogue above

    return EmbeddedReader(directory)
