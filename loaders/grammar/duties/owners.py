"""The clause that orders the decomposition, where no measure of a plan names a department.

Decisions
---------
* A class (各有关部门), a leading group, its office, or a purse (市级财政) is no department: a plan that names only those leaves the
  owners open.
* The plainest order wins (制定方案 before 细化 before 各负其责); of equals the one in safeguards, in measures, in the covering notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from loaders.document import Document, SectionKind
from loaders.grammar.duties.words import table, words
from loaders.grammar.names import kind_of
from loaders.grammar.names.words import alternatives
from qgraph.model import BodyKind, Evidence, Task

_PLACES = (SectionKind.SAFEGUARD, SectionKind.TASK, SectionKind.FRONT, SectionKind.ANNEX)
_NAMED = (BodyKind.DEPARTMENT, BodyKind.OFFICE, BodyKind.INSTITUTION)


def names_department(tasks: Iterable[Task]) -> bool:
    """Whether any task names a department of its own."""
    return any(
        not r.collective and kind_of(r.resolved) in _NAMED and not re.fullmatch(str(table()["owners"]["no_departments"]), r.body)
        for task in tasks
        for r in task.responsible
    )


def clause(document: Document) -> Evidence | None:
    """The sentence that orders it, from the body that is told on."""
    best: tuple[int, int, int, int] | None = None
    for held in document.clauses:
        if held.kind not in _PLACES:
            continue
        place = _PLACES.index(held.kind)
        for start, end in document.sentences(held.body, held.end):
            who = _who().search(document.text, start, end)
            if who is None:
                continue
            rank = next((i for i, order in enumerate(_orders()) if order.search(document.text, who.start(), end)), None)
            if rank is not None and (best is None or (rank, place) < best[:2]):
                best = (rank, place, start, end)
    return document.evidence(best[2], best[3]) if best else None


@cache
def _who() -> re.Pattern[str]:
    return re.compile(alternatives(words("owners", "who")))


@cache
def _orders() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(order) for order in words("owners", "orders"))
