"""Tasks of two plans held together: which take up which, and how their deadlines and leads differ.

Decisions
---------
* Leads are compared by type, and only where both plans name some of known types: they differ where no type is in both. Where nobody
  leads, those who answer for the task count.
* What was said in other words is not changed by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qgraph.model import Role
from qgraph.questions.alignment import Item, align
from qgraph.questions.alignment.items import types
from qgraph.questions.alignment.pairs import settings
from qgraph.questions.coverage.deadlines import deadline_change, recurrence_change
from qgraph.questions.coverage.facts import TASK, Alone, Change, Fact, Match
from qgraph.questions.coverage.words import said
from qgraph.questions.names import text
from qgraph.registries import body_types
from qgraph.store import Row, Store

LEADING = (Role.LEAD, Role.RESPONSIBLE)  # the first of these that a task has


@dataclass(frozen=True, slots=True)
class Held:
    """The matches of two plans, in the order of the upper one, and what stands alone on either side."""

    matches: tuple[Match, ...]
    dropped: tuple[Alone, ...]
    added: tuple[Alone, ...]


def hold_tasks(store: Store, upper: Row, lower: Row, above: Sequence[Item], below: Sequence[Item], manner: str) -> Held:
    """Hold the tasks of two plans (rows of `plans`) together; `manner`: in whose words, `coverage` or `history`."""
    aligned = align(above, below)
    kinds = types(store)
    matches = tuple(
        Match(
            fact(pair.upper, upper),
            fact(pair.lower, lower),
            pair.score,
            pair.reasons,
            tuple(_changes(pair.upper, pair.lower, kinds)),
        )
        for pair in aligned.pairs
    )
    taken = {match.upper.uri for match in matches}, {match.lower.uri for match in matches}
    dropped = tuple(
        _alone(fact(item, upper), aligned.nearest_to_upper(n), f"{manner}.alone", TASK)
        for n, item in enumerate(above)
        if item.uri not in taken[0]
    )
    added = tuple(
        _alone(fact(item, lower), aligned.nearest_to_lower(n), f"{manner}.alone", f"new_{TASK}")
        for n, item in enumerate(below)
        if item.uri not in taken[1]
    )
    return Held(matches, dropped, added)


def fact(item: Item, plan: Row) -> Fact:
    """A task as it stands in an answer."""
    return Fact(TASK, item.uri, item.title or item.quote, item.row, plan, number=number(item.row))


def number(row: Row) -> str:
    """A task's number with those of its headings: 二(一)1."""
    return str(row["path"] or row["number"] or "").replace(" ", "")


def _alone(one: Fact, nearest: tuple[Item, float] | None, table: str, what: str) -> Alone:
    reason = said(f"{table}.{what}", threshold=settings()["threshold"])
    if nearest is None:
        return Alone(one, 0.0, reason)
    item, score = nearest
    return Alone(one, score, reason + said(f"{table}.nearest", title=item.title or item.quote, score=score), item.uri)


def _changes(upper: Item, lower: Item, kinds: dict[str, str]) -> Iterable[Change]:
    high, low = upper.row, lower.row
    for change in (
        deadline_change(text(high["deadline"]), text(low["deadline"])),
        recurrence_change(text(high["recurrence"]), text(low["recurrence"])),
    ):
        if change:
            yield change
    before, after = _leads(upper, kinds), _leads(lower, kinds)
    if before and after and not before & after:
        yield Change("lead", said("change.lead", upper=_names(before), lower=_names(after)))


def _leads(item: Item, kinds: dict[str, str]) -> frozenset[str]:
    """The types of those who lead a task."""
    for role in LEADING:
        found = frozenset(
            kind for unit in item.units if unit["role"] == role and not unit["collective"] and (kind := kinds.get(str(unit["body"])))
        )
        if found:
            return found
    return frozenset()


def _names(types_: frozenset[str]) -> str:
    return "、".join(sorted(kind.name for one in types_ if (kind := body_types.get(one))))
