"""Tables of tasks: rows under a head that names a task and its units (序号, 重点任务, 牵头单位, 责任单位, 完成时限).

How rows and cells are found: `loaders.grammar.grid`.

Decisions
---------
* A row is a task; each of its units carries the cell that names it.
* Of several columns of tasks the first groups the others: it is the task only of a row that names units and says no other.
* A cell that holds nothing but a stroke (/, —, 无) is empty.
* Where the head says so (黑体为牵头单位) the names in bold lead, and the others have the column's role, or the one that the head has for
  them (其余为配合单位). A cell of nothing but bold names says nothing of the kind, unless it names one body.
* The line ends of a cell are blanks (`loaders.formats.content`): between two bodies they part them, within a name they are the printer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from loaders.document import Document
from loaders.grammar import deadlines, grid
from loaders.grammar.duties.bold import led
from loaders.grammar.duties.formula import Formula, as_list, parse
from loaders.grammar.duties.lines import parted
from loaders.grammar.duties.tasks import first_clause, rows
from loaders.grammar.duties.units import Units, whole
from loaders.grammar.duties.words import label_kinds, label_words, words
from loaders.grammar.names.words import alternatives
from qgraph.model import Responsibility, Role, Task

LONGEST_HEAD = 14  # characters in one cell of a head
LONGEST_TITLE = 40
LONGEST_NUMBER = 40  # characters: 二、（三）12 and the like
LONGEST_CELL = 2000  # characters in which units are looked for; a longer cell holds a page, not a list
UNITS_WORD = re.compile(r"(?:单位|部门|处室|科室|主体)")


def tasks(document: Document, issued_on: str | None = None) -> Iterator[Task]:
    """All rows of all tables, in reading order; deadlines may count from the day of issue."""
    for row in grid.rows(document, _columns, UNITS_WORD, LONGEST_HEAD):
        if (task := _task(row, issued_on)) is not None:
            yield task


def _columns(cells: list[str]) -> tuple[str, ...] | None:
    """What the columns under some cells hold ("number", "group", "over" (a task that groups others), "task", "deadline", "other", or a
    role); None where they are no head of a table of tasks."""
    columns = tuple(_column(c) for c in cells)
    if len(cells) < 3 or "task" not in columns or not any(c in set(Role) for c in columns):
        return None
    first = columns.index("task")
    last = len(columns) - 1 - columns[::-1].index("task")
    return tuple("over" if c == "task" and i == first != last else c for i, c in enumerate(columns))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(alternatives(words("table", kind)))) for kind in ("number", "group", "task"))


def _column(cell: str) -> str:
    if label := label_words().search(cell):
        return label_kinds()[label.group()]
    return next((kind for kind, pattern in _kinds() if pattern.search(cell)), grid.OTHER)


def _task(row: grid.Row, issued_on: str | None) -> Task | None:
    document, text = row.document, row.document.text
    answers = tuple(answer for i in _filled(row, *Role) for answer in _answers(document, Role(row.columns[i]), row, i))
    column = next(iter(_filled(row, "task") or (i for i in _filled(row, "over") if answers and _is_own(row, i))), None)
    if column is None:
        return None
    span = row.cells[column]
    title = text[span[0] : span[1]].strip(" \u3000。；;")
    if len(title) > LONGEST_TITLE:
        title = first_clause(text, span[0], span[1])
    number = row.first("number").strip(" .、．")
    labelled = (deadlines.labelled(text, *row.cells[i], issued_on) for i in _filled(row, "deadline"))
    due = next(labelled, None) or deadlines.stated(text, *span)
    return Task(
        evidence=row.evidence(column),
        rule="duty.row",
        number=number if len(number) <= LONGEST_NUMBER else "",
        title=title,
        deadline=due.date if due else None,
        deadline_as_written=due.as_written if due else None,
        recurrence=due.recurrence if due else None,
        units=answers[0].evidence if answers else None,
        responsible=answers,
    )


@cache
def _empty() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(words('table', 'empty'))})+")


def _filled(row: grid.Row, *kinds: str) -> list[int]:
    """The columns of some kinds that say something in a row."""
    return [i for i in row.filled(*kinds) if not _empty().fullmatch(row.said(i))]


def _is_own(row: grid.Row, column: int) -> bool:
    """Whether a cell stands in its row, and does not reach down to it."""
    return "\n" not in row.document.text[row.cells[column][0] : max(end for _, end in row.cells)]


def _answers(document: Document, role: Role, row: grid.Row, column: int) -> Iterator[Responsibility]:
    """The bodies of one cell: by its own formula where it has one, else all in the column's role."""
    evidence = row.evidence(column)
    start, end = row.cells[column]
    said = parted(document.text[start : whole(document.text, start, min(end, start + LONGEST_CELL), end)])
    formula = parse(said, 0, len(said))
    parts = formula.parts if formula else led(row, column, said, as_list(said, 0, len(said), role, "duty.cell"))
    for answer in rows(document, Units(start, end, Formula(tuple(parts))), parts):
        yield replace(answer, evidence=evidence)
