"""What belongs together in one plan: the facts of a measure, and the row of a task table with the measure of the text it restates.

Decisions
---------
* A fact is of the last task of its clause that begins before it; a fact of a table's row is of the row's task.
* A row restates the measure of its number where their words do not speak against it (`AGREES`), else the one that shares the most of the
  row's words, where it shares enough (`ALIKE`) and more than any other (`AHEAD`). Each row restates one measure at most.
* Compared is only what both say: the bodies of a role that both name, and deadlines that both give. Bodies are one where the
  registry says so (市场监管局 is 市场监督管理局).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from qgraph.model import Evidence, FundingLine, Plan, Programme, Role, Target, Task
from qgraph.rdf.places import Speaker

ROW = "duty.row"  # the rule of tasks that are rows of a table
AGREES, ALIKE, AHEAD = 0.3, 0.6, 0.1  # shares of the row's words
Held = TypeVar("Held", Target, FundingLine, Programme)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row and its measure say differently: `of` is a role or "deadline"; the words of each and where they stand."""

    of: str
    row: tuple[str, ...]
    measure: tuple[str, ...]
    row_evidence: Evidence
    measure_evidence: Evidence


@dataclass(frozen=True, slots=True)
class Restatement:
    """A row of a task table (`row`, its place among the plan's tasks) and the measure it restates, how that is known ("number" or
    "wording"), the share of the row's words that the measure has, and what differs."""

    row: int
    measure: int
    by: str
    share: float
    differences: tuple[Difference, ...]


def task_of(plan: Plan, facts: tuple[Held, ...]) -> Iterator[int | None]:
    """For each fact the place among the plan's tasks of the one that holds it; None for a fact outside all tasks."""
    tasks: dict[tuple[str, ...], list[tuple[int, int]]] = {}  # by path: where each begins, and its place
    rows: dict[tuple[object, ...], int] = {}
    for place, task in enumerate(plan.tasks):
        evidence = task.evidence
        if task.rule == ROW:
            rows[evidence.path, evidence.sheet, evidence.row] = place
        else:
            tasks.setdefault(evidence.path, []).append((evidence.reading_start, place))
    for fact in facts:
        evidence = fact.evidence
        if evidence.row is not None:
            yield rows.get((evidence.path, evidence.sheet, evidence.row))
            continue
        here = tasks.get(evidence.path, [])
        before = bisect_right(here, (evidence.reading_start, len(plan.tasks)))
        # Without a heading only what a task states is its own.
        inside = before and (plan.tasks[here[before - 1][1]].number or here[before - 1][0] == evidence.reading_start)
        yield here[before - 1][1] if inside else None


def restatements(plan: Plan) -> tuple[Restatement, ...]:
    """The rows of the plan's task tables that restate a measure of its text, in reading order."""
    measures = [(place, task, _grams(task.title + task.evidence.quote)) for place, task in enumerate(plan.tasks) if task.rule != ROW]
    if not measures:
        return ()
    speaker = Speaker.of(plan)
    found = []
    for place, row in enumerate(plan.tasks):
        if row.rule == ROW and (match := _match(row, measures)):
            measure, by, share = match
            found.append(Restatement(place, measure, by, round(share, 2), tuple(_differences(row, plan.tasks[measure], speaker))))
    return tuple(found)


Measures = list[tuple[int, Task, set[str]]]


def _match(row: Task, measures: Measures) -> tuple[int, str, float] | None:
    """The measure that a row restates, how that is known, and the share of words."""
    words = _grams(row.evidence.quote)
    shares = [(len(words & said) / len(words) if words else 0.0, place, task) for place, task, said in measures]
    numbered = [(share, place) for share, place, task in shares if row.number and _number(row.number) in _numbers(task)]
    if len(numbered) == 1 and numbered[0][0] >= AGREES:
        return numbered[0][1], "number", numbered[0][0]
    best, second = (*sorted(shares, key=lambda one: -one[0]), (0.0, 0, row))[:2]
    return (best[1], "wording", best[0]) if best[0] >= ALIKE and best[0] - second[0] >= AHEAD else None


def _differences(row: Task, measure: Task, speaker: Speaker) -> Iterator[Difference]:
    for role in Role:
        ours, theirs = ([part for part in task.responsible if part.role is role] for task in (row, measure))
        if ours and theirs and {speaker.named(part).uri for part in ours} != {speaker.named(part).uri for part in theirs}:
            said, told = tuple(part.resolved for part in ours), tuple(part.resolved for part in theirs)
            yield Difference(role, said, told, ours[0].evidence, theirs[0].evidence)
    due, stated = row.deadline, measure.deadline
    if due and stated and not (due.startswith(stated) or stated.startswith(due)):
        words = (row.deadline_as_written or due,), (measure.deadline_as_written or stated,)
        yield Difference("deadline", *words, row.evidence, measure.evidence)


def _grams(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text, marks left out."""
    bare = re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", text))
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def _number(text: str) -> str:
    """A number as it is compared: 二（三） and 二、（三） are one."""
    return re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", text))


def _numbers(task: Task) -> set[str]:
    """The ways in which a table may refer to a measure: by its own number, or with those of the headings above it."""
    numbers = [*task.path, task.number]
    return {_number("".join(numbers[i:])) for i in range(len(numbers))} if task.number else set()
