"""Tables of tasks: rows under a head that names a task and its units (序号, 重点任务, 牵头单位, 责任单位, 完成时限).

A row is a task; each of its units carries the cell that names it. How rows and cells are found: `loaders.grammar.grid`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from loaders.document import Document
from loaders.grammar import deadlines, grid
from loaders.grammar.duties.formula import Formula, as_list, parse
from loaders.grammar.duties.tasks import first_clause, rows
from loaders.grammar.duties.units import Units
from loaders.grammar.duties.words import label_kinds, words
from loaders.grammar.names.words import alternatives
from qgraph.model import Responsibility, Role, Task

LONGEST_HEAD = 14  # characters in one cell of a head
LONGEST_TITLE = 40
LONGEST_CELL = 2000  # characters in which units are looked for; a longer cell holds a page, not a list
UNITS_WORD = re.compile(r"(?:单位|部门|处室|科室|主体)")


def tasks(document: Document) -> Iterator[Task]:
    """All rows of all tables, in reading order."""
    for row in grid.rows(document, _columns, UNITS_WORD, LONGEST_HEAD):
        if (task := _task(row)) is not None:
            yield task


def _columns(cells: list[str]) -> tuple[str, ...] | None:
    """What the columns under some cells hold ("number", "group", "task", "deadline", "other", or a role); None where they are no head of a
    table of tasks."""
    columns = tuple(_column(c) for c in cells)
    if len(cells) < 3 or "task" not in columns or not any(c in set(Role) for c in columns):
        return None
    first = columns.index("task")
    last = len(columns) - 1 - columns[::-1].index("task")
    return tuple("group" if c == "task" and i == first != last else c for i, c in enumerate(columns))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(alternatives([word for word, kind in label_kinds().items() if kind != "other"]))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(alternatives(words("table", kind)))) for kind in ("number", "group", "task"))


def _column(cell: str) -> str:
    if label := _label().search(cell):
        return label_kinds()[label.group()]
    return next((kind for kind, pattern in _kinds() if pattern.search(cell)), grid.OTHER)


def _task(row: grid.Row) -> Task | None:
    document, text = row.document, row.document.text
    stated = row.filled("task")
    if not stated:
        return None
    column = stated[0]
    span = row.cells[column]
    title = text[span[0] : span[1]].strip(" \u3000。；;")
    if len(title) > LONGEST_TITLE:
        title = first_clause(text, span[0], span[1])
    due = next((deadlines.labelled(text, *row.cells[i]) for i in row.filled("deadline")), None) or deadlines.stated(text, *span)
    answers = tuple(answer for i in row.filled(*Role) for answer in _answers(document, Role(row.columns[i]), row, i))
    return Task(
        evidence=row.evidence(column),
        rule="duty.row",
        number=row.first("number").strip(" .、．"),
        title=title,
        deadline=due.date if due else None,
        deadline_as_written=due.as_written if due else None,
        units=answers[0].evidence if answers else None,
        responsible=answers,
    )


def _answers(document: Document, role: Role, row: grid.Row, column: int) -> Iterator[Responsibility]:
    """The bodies of one cell: by its own formula where it has one, else all in the column's role."""
    evidence = row.evidence(column)
    start, end = row.cells[column]
    cell = start, min(end, start + LONGEST_CELL)
    formula = parse(document.text, *cell)
    parts = formula.parts if formula else as_list(document.text, *cell, role, "duty.cell")
    for answer in rows(document, Units(*cell, Formula(tuple(parts))), parts):
        yield replace(answer, evidence=evidence)
