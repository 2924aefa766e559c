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

import math
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
COMMON = 1_000  # measures; a pair of characters that more of them have says nothing
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
    rows = [place for place, task in enumerate(plan.tasks) if task.rule == ROW]
    if not rows or len(rows) == len(plan.tasks):
        return ()
    measures, speaker = _Measures.of(plan), Speaker.of(plan)
    found = []
    for place in rows:
        row = plan.tasks[place]
        if match := measures.match(row):
            measure, by, share = match
            found.append(Restatement(place, measure, by, round(share, 2), tuple(_differences(row, plan.tasks[measure], speaker))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Measures:
    """The measures of a plan's text, by their places among its tasks: the pairs of characters of each, which bear a number, and which have
    a pair."""

    pairs: dict[int, set[str]]
    numbered: dict[str, list[int]]
    having: dict[str, list[int]]

    @classmethod
    def of(cls, plan: Plan) -> _Measures:
        pairs: dict[int, set[str]] = {}
        numbered: dict[str, list[int]] = {}
        having: dict[str, list[int]] = {}
        for place, task in enumerate(plan.tasks):
            if task.rule == ROW:
                continue
            pairs[place] = _pairs(task.title + task.evidence.quote)
            for number in _numbers(task):
                numbered.setdefault(number, []).append(place)
            for pair in pairs[place]:
                having.setdefault(pair, []).append(place)
        return cls(pairs, numbered, having)

    def match(self, row: Task) -> tuple[int, str, float] | None:
        """The measure that a row restates, how that is known, and the share of words."""
        words = _pairs(row.evidence.quote)
        if not words:
            return None
        named = self.numbered.get(_bare(row.number), []) if row.number else []
        if len(named) == 1 and (share := self._share(words, named[0])) >= AGREES:
            return named[0], "number", share
        shares = sorted(((self._share(words, place), -place) for place in self._near(words)), reverse=True)
        (best, place), (second, _) = (*shares, (0.0, 0), (0.0, 0))[:2]
        return (-place, "wording", best) if best >= ALIKE and best - second >= AHEAD else None

    def _share(self, words: set[str], place: int) -> float:
        return len(words & self.pairs[place]) / len(words)

    def _near(self, words: set[str]) -> set[int]:
        """The measures that can share enough of some words to be the best or to come close: whoever has so many of them has one of the
        rarest."""
        rarest = sorted(words, key=lambda pair: (len(self.having.get(pair, ())), pair))
        enough = len(words) - math.ceil((ALIKE - AHEAD) * len(words)) + 1
        return {place for pair in rarest[:enough] if len(self.having.get(pair, ())) <= COMMON for place in self.having.get(pair, ())}


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


def _bare(text: str) -> str:
    """A text as it is compared, marks left out: the numbers 二（三） and 二、（三） are one."""
    return re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", text))


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text."""
    bare = _bare(text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def _numbers(task: Task) -> set[str]:
    """The ways in which a table may refer to a measure: by its own number, or with those of the headings above it."""
    numbers = [*task.path, task.number]
    return {_bare("".join(numbers[i:])) for i in range(len(numbers))} if task.number else set()
