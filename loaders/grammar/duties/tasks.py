"""Tasks: numbered measures, each with the units that its own statement, or a heading above it, names.

Decisions
---------
* A task is a leaf clause in a section of tasks or safeguards. Where several sentences are each closed by a statement of units,
  each is a task of its own: same number, its title is its first clause.
* A heading that states a measure itself, with units, above finer measures is a task too; one that only names units lends
  them to what stands under it, for the roles that the items do not name.
* A text without headings holds no measures but the sentences that name a body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from loaders.document import CLOSING, OPENING, Clause, Document, SectionKind
from loaders.grammar import deadlines, grid
from loaders.grammar.duties import subjects, words
from loaders.grammar.duties.formula import Part
from loaders.grammar.duties.units import STOPS, Units, units
from loaders.grammar.names import doubted
from qgraph.model import Evidence, Responsibility, Role, Task

HELD = (SectionKind.TASK, SectionKind.SAFEGUARD)
LONGEST_STATEMENT = 800
LONGEST_TITLE = 60
LONGEST_OPENER = 40
Path = tuple[str, ...]


@dataclass(slots=True)
class _Above:
    """What the headings above lend: the statement of each path, and one that covers all that follows. A statement under a path that was
    entered again since is forgotten."""

    rows: grid.Lines
    by_path: dict[Path, tuple[int, Units]] = field(default_factory=dict)  # with the number of the clause
    entered: dict[Path, int] = field(default_factory=dict)  # the number of the last clause of each path
    clauses: int = 0
    blanket: Units | None = None
    issued_on: str | None = None

    def enter(self, clause: Clause) -> None:
        self.clauses += 1
        self.entered[clause.path] = self.clauses
        if clause.kind is SectionKind.FRONT:
            self.by_path.clear()
            self.blanket = None

    def lend(self, path: Path, statement: Units) -> None:
        self.by_path[path] = self.clauses, statement

    def at(self, path: Path) -> Units | None:
        """The statement on the heading of a path."""
        number, statement = self.by_path.get(path, (0, None))
        return statement if all(self.entered.get(path[:n], 0) <= number for n in range(len(path) + 1)) else None

    def lent(self, clause: Clause) -> Iterator[Units]:
        """The statements above a clause, the nearest first; the one on its own title comes before."""
        for length in range(len(clause.path), 0, -1):
            if (found := self.at(clause.path[:length])) is not None:
                yield found


def tasks(document: Document, rows: grid.Lines, issued_on: str | None = None) -> Iterator[Task]:
    """All tasks outside the `rows` of tables, in reading order; deadlines may count from the day of issue."""
    above = _Above(rows, issued_on=issued_on)
    for clause in document.clauses:
        above.enter(clause)
        if clause.kind not in HELD:
            continue
        start = clause.heading.start if clause.heading else clause.start
        stated = [one for one in units(document.text, start, clause.end) if not rows.hold(one.start)]
        found = [u for u in stated if u.formula.parts] or [u for u in stated if u.formula.deadline][:1]
        covering = next((u for u in stated if u.formula.blanket), None)
        lent = _on_title(document.text, clause, found) if clause.heading else None
        if not clause.leaf and lent:
            above.lend(clause.path, lent)
            found = found[1:]
        elif not clause.leaf and found:
            above.lend(clause.path, found[0])
        elif lent and len(found) > 1:
            above.lend(clause.path, lent)
            found = found[1:]
        if clause.leaf or found:
            yield from _rows(document, clause, found, above)
        above.blanket = covering or above.blanket


def _on_title(text: str, clause: Clause, found: list[Units]) -> Units | None:
    """The statement that stands right behind the title, before any stop."""
    if not found or clause.heading is None:
        return None
    first = found[0]
    return first if not text[clause.heading.end : first.start].strip(" \u3000\n") and first.end > clause.heading.end else None


def _rows(document: Document, clause: Clause, found: list[Units], above: _Above) -> Iterator[Task]:
    text, heading = document.text, clause.heading
    begin = heading.start if heading else clause.start
    lender = above.at(clause.path)
    behind = lender.end if lender and clause.leaf else heading.end if heading else begin
    run_in = heading is None or text[behind : behind + 1] in ("。", "！", "？") or "\n" not in text[behind : behind + 3]
    if not found:
        if heading is None:
            yield from _told(document, clause, above.rows)
            return
        task = _task(document, clause, begin, clause.end, heading.title, None, above)
        told = subjects.told(document, clause.body, clause.end, above.rows) if not task.responsible else ()
        yield replace(task, units=told[0].evidence, responsible=told) if told else task
        return
    for i, statement in enumerate(found):
        if heading and (len(found) == 1 or (i == 0 and run_in)):
            title = heading.title
        else:
            begin = _skip(text, begin if i else behind, statement.start)
            title = first_clause(text, begin, statement.start) or (heading.title if heading else "")
        end = clause.end if len(found) == 1 and not clause.leaf else statement.end
        yield _task(document, clause, begin, end, title, statement, above)
        begin = statement.end
        above.blanket = statement if statement.formula.blanket else above.blanket


def _told(document: Document, clause: Clause, rows: grid.Lines) -> Iterator[Task]:
    """The sentences of a text without headings that tell a body to do something."""
    for start, end in document.sentences(clause.start, clause.end):
        if answers := subjects.told(document, start, end, rows):
            due = deadlines.stated(document.text, start, end)
            yield Task(
                evidence=document.evidence(start, end),
                rule="duty.sentence",
                number="",
                title=first_clause(document.text, _skip(document.text, start, end), end),
                path=clause.path,
                deadline=due.date if due else None,
                deadline_as_written=due.as_written if due else None,
                units=answers[0].evidence,
                responsible=answers,
            )


def _skip(text: str, start: int, end: int) -> int:
    """Past stops and openers (具体措施：)."""
    while start < end:
        if text[start] in STOPS:
            start += 1
        elif opener := words.openers().match(text[start : min(end, start + LONGEST_OPENER)]):
            start += opener.end()
        else:
            break
    return start


def first_clause(text: str, start: int, end: int) -> str:
    """The text up to the first comma or stop outside brackets and quotation marks."""
    depth = 0
    for i in range(start, end):
        mark = text[i]
        if mark in OPENING:
            depth += 1
        elif mark in CLOSING:
            depth -= depth > 0
        elif (mark in "，,；;。！？\n" and not depth) or i - start >= LONGEST_TITLE * 2:
            return text[start:i].strip()
    return text[start:end].strip()


def _task(document: Document, clause: Clause, start: int, end: int, title: str, own: Units | None, above: _Above) -> Task:
    path = clause.path[:-1] if clause.heading else clause.path
    number = clause.heading.number if clause.heading else ""
    responsible = tuple(_responsible(document, clause, own, above))
    evidence = document.evidence(start, _statement_end(document, start, own.start if own else end))
    deadline = _due(document.text, start, end, own, above.issued_on)
    return Task(
        evidence=evidence,
        rule="duty.measure" if clause.heading and title == clause.heading.title else "duty.sentence",
        number=number,
        title=title or evidence.quote[:LONGEST_TITLE],
        path=path,
        deadline=deadline.date if deadline else None,
        deadline_as_written=deadline.as_written if deadline else None,
        recurrence=deadline.recurrence if deadline else None,
        units=document.evidence(own.start, own.end) if own and own.formula.parts else next((r.evidence for r in responsible), None),
        responsible=responsible,
    )


def _due(text: str, start: int, end: int, own: Units | None, issued_on: str | None) -> deadlines.Deadline | None:
    """When a measure is due: what its bracket says, else its own sentences, with the recurrence of the bracket."""
    said = deadlines.labelled(text, *own.formula.deadline, issued_on) if own and own.formula.deadline else None
    if said and (said.date or (own and words.labels().search(text, own.start, own.end))):
        return said
    stated = deadlines.stated(text, start, own.end if own else end)
    return stated._replace(recurrence=said.recurrence) if stated and said else stated or said


def _statement_end(document: Document, start: int, end: int) -> int:
    """The end of the sentences that state a measure, up to a sensible length or the table that follows; at least the first."""
    stop = start
    for sentence, sentence_end in document.sentences(start, end):
        is_row = "\t" in document.text[sentence:sentence_end].strip()
        if stop > start and (is_row or sentence_end - start > LONGEST_STATEMENT):
            break
        stop = sentence_end
    return stop if stop > start else max(end, start + 1)


def _responsible(document: Document, clause: Clause, own: Units | None, above: _Above) -> Iterator[Responsibility]:
    roles: set[Role] = set()
    if own:
        yield from rows(document, own, own.formula.parts)
        roles = {part.role for part in own.formula.parts}
    for lender in above.lent(clause) if clause.leaf else ():
        if lender is own:
            continue
        parts = [part for part in lender.formula.parts if part.role not in roles]
        yield from rows(document, lender, parts, inherited=True)
        roles |= {part.role for part in parts}
    if above.blanket and above.blanket.formula.blanket and above.blanket is not own:
        yield from rows(document, above.blanket, (above.blanket.formula.blanket,), inherited=True)


def rows(document: Document, statement: Units, parts: tuple[Part, ...] | list[Part], inherited: bool = False) -> Iterator[Responsibility]:
    """One row a body; the same body in the same role only once."""
    evidence: Evidence = document.evidence(statement.start, statement.end)
    seen: set[tuple[str, Role]] = set()
    for part in parts:
        for name in part.names:
            if (name.as_written, part.role) in seen:
                continue
            seen.add((name.as_written, part.role))
            yield Responsibility(
                evidence,
                part.rule,
                name.as_written,
                name.resolved,
                part.role,
                part.words,
                name.collective,
                part.sole,
                part.open_list,
                inherited,
                doubted(name.as_written),
            )
