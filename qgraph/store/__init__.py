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

SENTENCE = "quote found start end"
EVIDENCE = "quote found start end reading_start reading_end path"  # path: heading numbers joined by a blank


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: its parameters (URIs) and its columns. `columns` is the exact key set of every row."""

    parameters: tuple[str, ...]
    columns: tuple[str, ...]


def _query(parameter: str | None, *columns: str) -> Query:
    """A query with at most one parameter; columns are written as words, one blank between two."""
    return Query((parameter,) if parameter else (), tuple(" ".join(columns).split()))


_TASK = "task plan number title deadline deadline_as_written recurrence rule status"
_DUTY = "responsibility body task plan body_as_written resolved role role_as_written collective sole open_list inherited doubt rule status"
_SEAT = "membership body group group_name plan body_as_written role person post open_list rule status"
_TARGET = (
    "target plan indicator indicator_as_written kind comparator value value_high unit reference base base_as_written "
    "deadline deadline_assumed recurrence "
    "scope firmness firmness_as_written applies_to doubt rule status"
)

_FIGURE = (
    "figure place place_name level indicator indicator_as_written document year nature comparator value value_high unit deadline doubt "
    "address source_kind"
)

CATALOGUE: dict[str, Query] = {
    "plans": _query(
        None,
        "plan title doc_number issuer issued_on period_start period_end effective_until repealed nature publicity level place place_name",
        "sha256 file",
    ),
    "basis": _query(None, "plan basis"),  # one row a title in 《》 the plan says it follows
    "places": _query(None, "place name level adcode within"),  # only places that a plan, body or figure names, and those above
    "bodies": _query(None, "body name kind body_type place alias"),  # one row an alias; a body without any: alias is its name
    "clauses": _query("plan", "clause level number title path position"),
    "tasks": _query("plan", _TASK, EVIDENCE),
    "task": _query("task", _TASK, EVIDENCE),
    "duties": _query("body", _DUTY, EVIDENCE),  # what one body owes
    "partners": _query(  # all bodies of its tasks
        "body",
        "body task number title deadline deadline_as_written recurrence restates responsibility resolved role position status",
    ),
    "units": _query("plan", _DUTY, EVIDENCE),  # the bodies of one plan's tasks
    "seats": _query("body", _SEAT, EVIDENCE),  # one body's memberships
    "members": _query("plan", _SEAT, EVIDENCE),  # one plan's memberships
    "indicators": _query(None, "indicator name aggregation unit direction alias"),  # one row an alias; without any: alias is its name
    "targets": _query("indicator", _TARGET, EVIDENCE),  # of one indicator, over all plans
    "plan_targets": _query("plan", _TARGET, "task", EVIDENCE),  # task: the measure that holds it
    "plan_parts": _query("plan", "responsibility plan task body resolved role position status"),  # the bodies of one plan's tasks, briefly
    "figures": _query("indicator", _FIGURE),  # published figures of one indicator: reference facts, not read from a plan in the store
    "funding": _query(
        "plan",
        "funding plan kind amount amount_high unit qualifier payer payer_as_written on_top_of payee purpose rate per per_as_written "
        "condition sought rule status",
        EVIDENCE,
    ),
    "programmes": _query("plan", "programme plan name rule status", EVIDENCE),
    "owner_clause": _query("plan", "plan", EVIDENCE),  # at most one row
    "sentences": _query(None, "fact kind plan number name quote status"),  # of all plans; kind: task, target, programme, funding
    "loads": _query(None, "responsibility body task plan role collective status"),  # the bodies of all tasks
    "dates": _query(  # tasks and targets of all plans that have a deadline or come again; kind: task, target
        None, "fact kind plan number name deadline deadline_as_written deadline_assumed recurrence status quote"
    ),
    "restated": _query(None, "task measure"),  # rows of task tables, and the measures of the text that they restate
    # What people said of one plan; none of it is the plan's own words.
    "decisions": _query("plan", "fact plan act by at reason seconded_by property as_read corrected"),  # one row a field that was set
    "proposals": _query("plan", "task plan body resolved role by at reason because"),
    "reports": _query(
        "plan", "task plan by at month office progress claimed problems next_step proof leader contact actual remarks reason"
    ),
    "yearly_values": _query("plan", "target plan year value by at reason"),
    # The same for all plans at once, with the columns that questions about everything need; with a plan each: the queries above.
    "all_tasks": _query(None, "task plan number title deadline deadline_as_written recurrence status", SENTENCE, "path"),
    "all_units": _query(
        None, "responsibility body task plan body_as_written resolved role role_as_written collective open_list doubt rule status", SENTENCE
    ),
    "all_targets": _query(
        None,
        "target plan indicator indicator_as_written kind comparator value value_high unit reference deadline deadline_assumed recurrence",
        "scope firmness applies_to doubt status",
        SENTENCE,
        "reading_start reading_end path",
    ),
    "all_funding": _query(
        None,
        "funding plan kind amount amount_high unit qualifier payer payer_as_written on_top_of purpose rate per per_as_written condition",
        "sought status",
        SENTENCE,
    ),
    "all_programmes": _query(None, "programme plan name status"),
    "all_members": _query(None, "membership body plan body_as_written status", SENTENCE),
    "all_owner_clauses": _query(None, "plan", SENTENCE),
    "all_figures": _query(None, _FIGURE),
}


class Store(Protocol):
    """What both stores can do. Raises `StoreError` when the store or the server fails."""

    def edition(self) -> str | None:
        """What the store now holds, as a mark: while it stays the same, so do all answers. None while it is being written."""

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
