"""What is aligned: the tasks of a plan, in the order of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qgraph.questions.names import organs, text
from qgraph.questions.remembered import remembered
from qgraph.questions.standing import standing
from qgraph.store import Row, Store


@dataclass(frozen=True, slots=True)
class Item:
    """A task or another fact: its heading, its sentence, the types of the bodies it names, and its rows in the store."""

    uri: str
    title: str
    quote: str
    types: frozenset[str] = frozenset()
    row: Row = field(default_factory=dict, compare=False)
    units: tuple[Row, ...] = field(default=(), compare=False)


def tasks(store: Store, plan: str) -> tuple[Item, ...]:
    """The tasks of a plan (URI); rejected ones are none, and so are rejected bodies."""
    return tuple(_tasks(store, plan))


def types(store: Store) -> dict[str, str]:
    """The type of each body (URI) that has one."""
    return remembered(store, _types)


def in_text(row: Row) -> tuple[int, int, str]:
    """Where a fact stands in its plan."""
    return int(str(row["reading_start"])), int(str(row["reading_end"])), str(next(iter(row.values())))


def _tasks(store: Store, plan: str) -> Iterator[Item]:
    kinds = types(store)
    units: dict[str, list[Row]] = {}
    for row in standing(store.run("units", plan=plan)):
        units.setdefault(str(row["task"]), []).append(row)
    for row in sorted(standing(store.run("tasks", plan=plan)), key=in_text):
        uri = str(row["task"])
        own = tuple(sorted(units.get(uri, ()), key=in_text))
        known = frozenset(kind for unit in own if not unit["collective"] and (kind := kinds.get(str(unit["body"]))))
        yield Item(uri, text(row["title"]) or "", str(row["quote"]), known, row, own)


def _types(store: Store) -> dict[str, str]:
    return {organ.uri: organ.type_id for organ in organs(store).values() if organ.type_id}
