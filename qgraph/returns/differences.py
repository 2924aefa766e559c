"""What returned files would change in the ledger of today, and what of them is not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qgraph.errors import SourceError
from qgraph.export.ledger.columns import REPORTED, cells, claim, columns, statuses
from qgraph.export.ledger.rows import PLACE, PLAN
from qgraph.export.sheets import tab
from qgraph.questions.ledger import Line
from qgraph.rdf.identity import normal
from qgraph.returns.matching import How, Match, Measures
from qgraph.returns.sheet import MONTH, Problem, Row, Sheet, problem, read
from qgraph.reviews.words import wrong

NUMBERED = re.compile(r"^\d{3} (?=.)")
Place = tuple[str, str | None, int]  # file, sheet, row
KEEPS = {**REPORTED, "status": "claimed", "remarks": "remarks"}  # column that people keep → what of a report stands there
IDLE = ("number", "section", "measure", "targets", "yearly", "origin", "source", PLAN, PLACE)  # who rewords the plan's own says nothing


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row says that the ledger does not: column → (what stands there, what was written). `how`: by what the row was known;
    `office`: who says so."""

    line: Line
    row: Row
    how: How
    office: str
    changes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rows of one office that say different things of one measure in one column."""

    line: Line
    office: str
    column: str
    said: tuple[tuple[Row, str], ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """What some files would change: `differences` can be taken, `asked` need an answer first, `conflicts` a choice, `problems` are what is
    not taken and why; `same` rows say what the ledger says."""

    month: str
    differences: tuple[Difference, ...] = ()
    asked: tuple[Match, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    same: int = 0

    @property
    def leaves_something(self) -> bool:
        """Whether something of the files is not among the differences: problems, questions, conflicts."""
        return bool(self.problems or self.asked or self.conflicts)


def compare(lines: Sequence[Line], files: Iterable[Path], month: str, answers: Mapping[Place, str] | None = None) -> Returned:
    """Hold returned files against the rows of a ledger. `month` (YYYY-MM): what they report about; `answers`: the measure (URI) somebody
    chose for a row that was asked about. Raises `ReviewError` for a month that is none."""
    if not MONTH.fullmatch(month):
        raise wrong("month", month=month)
    comparison = _Comparison(lines, month, answers or {})
    for path in files:
        try:
            comparison.add(read(path))
        except SourceError as error:
            comparison.problems.append(Problem(path.name, None, None, error.message))
    return comparison.result()


class _Comparison:
    def __init__(self, lines: Sequence[Line], month: str, answers: Mapping[Place, str]) -> None:
        self.measures, self.month, self.answers = Measures(lines), month, answers
        self.bodies = {tab(name): name for line in lines for name in line.named()}
        self.differences: list[Difference] = []
        self.asked: list[Match] = []
        self.problems: list[Problem] = []
        self.same = 0

    def add(self, sheet: Sheet) -> None:
        """The rows of one file."""
        self.problems += sheet.problems
        if sheet.made and sheet.made[:7] > self.month:
            self.problems.append(Problem(sheet.file, None, None, problem("other_month", day=sheet.made, month=self.month)))
        for row in sheet.rows:
            match = self.measures.match(row)
            if chosen := self.answers.get((row.file, row.sheet, row.row)):
                match = Match(row, How.ASKED, self.measures.by_id.get(chosen))
            if match.line:
                self._row(match.line, row, match.how)
            elif match.how is How.ASKED and not row.values.keys() & KEEPS.keys():
                self.same += 1  # whichever it is, nothing was written
            elif match.how is How.ASKED:
                self.asked.append(match)
            elif row.measure:
                self._leave(row, "unknown", measure=row.measure[:60])
            else:
                self._leave(row, "unknown_id")

    def _row(self, line: Line, row: Row, how: How) -> None:
        office = _office(row, self.bodies)
        changes = dict(self._changes(line, row, office))
        if changes:
            self.differences.append(Difference(line, row, how, office, changes))
        else:
            self.same += 1

    def _changes(self, line: Line, row: Row, office: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """What a row says anew; of what is not taken the reason."""
        shown = [cells(line, 0, language) for language in ("zh", "en")]
        own = line.report_of(office)
        for key, said in row.values.items():
            known = [str(one.get(key) or "") for one in shown]
            if own and key in REPORTED:
                known.insert(0, getattr(own, REPORTED[key]) or "")
            if normal(said) in map(normal, known) or (own and key == "status" and claim(said) == own.claimed):
                continue
            if key in KEEPS and not (key == "status" and claim(said) is None):
                yield key, (known[0], said)
            elif key in KEEPS:
                self._leave(row, "status", value=said[:40], choices="、".join(statuses("zh")))
            elif key not in IDLE:
                self._leave(row, "plans_own", column=next(column.zh for column in columns() if column.key == key), value=said[:60])

    def _leave(self, row: Row, why: str, **words: object) -> None:
        self.problems.append(Problem(row.file, row.sheet, row.row, problem(why, **words)))

    def result(self) -> Returned:
        conflicts = tuple(_conflicts(self.differences))
        torn = {(one.line.id, one.office) for one in conflicts}
        kept: dict[tuple[str, str], Difference] = {}
        for one in self.differences:  # rows that say the same are one, and what one leaves out another may say
            first = kept.setdefault((one.line.id, one.office), one)
            kept[one.line.id, one.office] = replace(first, changes={**one.changes, **first.changes})
        some = (one for key, one in kept.items() if key not in torn)
        return Returned(self.month, tuple(some), tuple(self.asked), conflicts, tuple(self.problems), self.same)


def _conflicts(differences: Sequence[Difference]) -> Iterator[Conflict]:
    by_measure: dict[tuple[str, str], list[Difference]] = {}
    for one in differences:
        by_measure.setdefault((one.line.id, one.office), []).append(one)
    for (_, office), some in by_measure.items():
        for column in KEEPS:
            said = [(one.row, one.changes[column][1]) for one in some if column in one.changes]
            if len({normal(text) for _, text in said}) > 1:
                yield Conflict(some[0].line, office, column, tuple(said))


def _office(row: Row, bodies: Mapping[str, str]) -> str:
    """Who fills in a row: who signs below it, else the body whose sheet it is, else what the file is called, without the number that a
    file of a body has in front."""
    return row.office or bodies.get(row.sheet or "") or NUMBERED.sub("", Path(row.file).stem)
