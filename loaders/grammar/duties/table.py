"""Tables of tasks: rows under a head that names a task and its units (序号, 重点任务, 牵头单位, 责任单位, 完成时限).

Decisions
---------
* A table is a head line and the lines below with the same cells: parted by tabs (html, docx, xlsx), by bars, or by runs of blanks.
* A head may take two rows: under 责任分工 stand 牵头单位 and 配合单位, and nothing under 序号 and 重点任务, which reach down.
* A row is a task; each of its units carries the cell that names it: the cell of the file where the format knows it, else counted from
  the head, which is row 1.
* A cell that reaches down over rows holds for each of them, where the format knows it (`Source.cells`). In a text an empty cell of units
  stays empty: whether it was merged with the one above cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from loaders.document import Document
from loaders.grammar.duties import deadlines
from loaders.grammar.duties.formula import Formula, as_list, parse
from loaders.grammar.duties.tasks import first_clause, rows
from loaders.grammar.duties.units import Units
from loaders.grammar.duties.words import label_kinds, words
from loaders.grammar.names.words import alternatives
from qgraph.model import Cell, Evidence, Responsibility, Role, Task

LONGEST_HEAD = 14  # characters in one cell of a head
LONGEST_TITLE = 40
LONGEST_CELL = 2000  # characters in which units are looked for; a longer cell holds a page, not a list
PARTINGS = (re.compile(r"\t"), re.compile(r"[|｜│]"), re.compile(r"\u3000+| {2,}"), re.compile(r"[ \u3000]+"))
_LINE = re.compile(r"[^\n]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Head:
    """What each column holds: "number", "task", "deadline", "other", or a role; and what parts the cells."""

    columns: tuple[str, ...]
    parting: re.Pattern[str]


def tasks(document: Document) -> Iterator[Task]:
    """All rows of all tables, in reading order."""
    head: _Head | None = None
    row = 1
    above = ""
    reaching = _Reaching(document)
    for line in _LINE.finditer(document.text):
        found = _lower_head(above, line.group()) or _head(line.group())
        above = line.group()
        if found:
            head, row = found, 1
        elif head and line.group().strip():
            row += 1
            cells = _cells(document.text, line.start(), line.end(), head.parting)
            if len(cells) < 2 or (head.parting is not PARTINGS[0] and len(cells) != len(head.columns)):
                head = None
                continue
            if (task := _task(document, head, reaching.filled(cells, len(head.columns)), row)) is not None:
                yield task


class _Reaching:
    """The cells that reach down into the rows below them, by column."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.last: dict[int, tuple[Span, int, int]] = {}  # column → its text, its table, the last row it reaches

    def filled(self, cells: list[Span], columns: int) -> list[Span]:
        """The cells of a row; an empty one is the cell above that reaches down to it."""
        if not self.document.source.cells:
            return cells
        end = cells[-1][1]
        cells = cells + [(end, end)] * (columns - len(cells))
        places = {i: place for i, span in enumerate(cells, 1) if (place := self._place(span))}
        if not places:
            return cells
        here = next(iter(places.values()))
        for i, place in places.items():
            self.last[i] = cells[i - 1], place.table, place.row + place.row_span - 1
        reached = {i: span for i, (span, table, last) in self.last.items() if i not in places and table == here.table and last >= here.row}
        return [reached.get(i, span) for i, span in enumerate(cells, 1)]

    def _place(self, span: Span) -> Cell | None:
        text = self.document.text
        start = next((i for i in range(*span) if not text[i].isspace()), None)
        return self.document.source.cell_at(self.document.source.starts[start]) if start is not None else None


def _cells(text: str, start: int, end: int, parting: re.Pattern[str]) -> list[Span]:
    cells, begin = [], start
    for cut in parting.finditer(text, start, end):
        cells.append((begin, cut.start()))
        begin = cut.end()
    cells.append((begin, end))
    if parting is not PARTINGS[0]:
        cells = [c for c in cells if text[c[0] : c[1]].strip()]
    return cells


def _head(line: str) -> _Head | None:
    if len(line) > 150 or _units_word().search(line) is None:
        return None
    for parting in PARTINGS:
        cells = [c.strip() for c in parting.split(line)]
        if parting is not PARTINGS[0]:
            cells = [c for c in cells if c]
        if len(cells) < 3 or any(len(c) > LONGEST_HEAD for c in cells):
            continue
        if (columns := _columns(cells)) is not None:
            return _Head(columns, parting)
    return None


def _lower_head(above: str, line: str) -> _Head | None:
    """The head that two rows make together, where the lower one names units below empty places."""
    if "\t" not in line or line[0] != "\t" or "\t" not in above or len(above) + len(line) > 200:
        return None
    upper, lower = above.split("\t"), line.split("\t")
    width = max(len(upper), len(lower))
    rows = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in (upper, lower)]
    if any(len(cell) > LONGEST_HEAD for row in rows for cell in row) or any(cell and _column(cell) == "other" for cell in rows[1]):
        return None
    columns = _columns([below or above for above, below in zip(*rows, strict=True)])
    return _Head(columns, PARTINGS[0]) if columns else None


def _columns(cells: list[str]) -> tuple[str, ...] | None:
    """What the columns under some cells hold; None where they are no head of a table of tasks."""
    columns = tuple(_column(c) for c in cells)
    if "task" not in columns or not any(c in set(Role) for c in columns):
        return None
    first = columns.index("task")
    last = len(columns) - 1 - columns[::-1].index("task")
    return tuple("group" if c == "task" and i == first != last else c for i, c in enumerate(columns))


@cache
def _units_word() -> re.Pattern[str]:
    return re.compile(r"(?:单位|部门|处室|科室|主体)")


def _column(cell: str) -> str:
    plain = re.sub(r"\s", "", cell)
    label = re.search(alternatives([w for w, kind in label_kinds().items() if kind != "other"]), plain)
    if label:
        return label_kinds()[label.group()]
    for kind in ("number", "group", "task"):
        if re.search(alternatives(words("table", kind)), plain):
            return kind
    return "other"


def _task(document: Document, head: _Head, cells: list[Span], row: int) -> Task | None:
    text = document.text
    by_column = [
        (kind, i + 1, cell) for i, (kind, cell) in enumerate(zip(head.columns, cells, strict=False)) if text[cell[0] : cell[1]].strip()
    ]
    stated = next(((i, cell) for kind, i, cell in by_column if kind == "task"), None)
    if stated is None:
        return None
    column, span = stated
    title = text[span[0] : span[1]].strip(" \u3000。；;")
    if len(title) > LONGEST_TITLE:
        title = first_clause(text, span[0], span[1])
    number = next((text[a:b].strip(" .、．") for kind, _, (a, b) in by_column if kind == "number"), "")
    due = next((deadlines.labelled(text, *cell) for kind, _, cell in by_column if kind == "deadline"), None) or deadlines.stated(
        text, *span
    )
    answers: list[Responsibility] = []
    for kind, i, cell in by_column:
        if kind in set(Role):
            answers += _answers(document, Role(kind), cell, row, i)
    return Task(
        evidence=_cell(document, span, row, column),
        rule="duty.row",
        number=number,
        title=title,
        deadline=due.date if due else None,
        deadline_as_written=due.as_written if due else None,
        units=answers[0].evidence if answers else None,
        responsible=tuple(answers),
    )


def _answers(document: Document, role: Role, cell: Span, row: int, column: int) -> Iterator[Responsibility]:
    """The bodies of one cell: by its own formula where it has one, else all in the column's role."""
    evidence = _cell(document, cell, row, column)
    cell = cell[0], min(cell[1], cell[0] + LONGEST_CELL)
    formula = parse(document.text, *cell)
    parts = formula.parts if formula else as_list(document.text, *cell, role, "duty.cell")
    for answer in rows(document, Units(*cell, Formula(tuple(parts))), parts):
        yield replace(answer, evidence=evidence)


def _cell(document: Document, span: Span, row: int, column: int) -> Evidence:
    evidence = document.evidence(*span)
    return evidence if evidence.row is not None else replace(evidence, row=row, column=column)
