"""The columns of a ledger and what stands in each, in either language; all words are in `ontology/data/ledger.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from qgraph.model import Role
from qgraph.questions.ledger import Answer, Light, Line
from qgraph.questions.validity import Validity
from qgraph.rdf.identity import normal
from qgraph.registries import tables

FILE = "ledger.toml"
ID = "qgraph"  # the head of the column that says which measure a row is
JOIN = {"zh": "、", "en": ", "}
REPORTED = {  # column → what of a report stands there
    "actual": "actual",
    "leader": "leader",
    "contact": "contact",
    "progress": "progress",
    "problems": "problems",
    "next": "next_step",
    "proof": "proof",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: characters in a workbook; `word`: millimetres in Word, None where Word leaves it out; `kept`: filled in by people."""

    key: str
    zh: str
    en: str
    width: int
    word: int | None = None
    kept: bool = False

    def head(self, language: str) -> str:
        return self.en if language == "en" else self.zh


@cache
def columns() -> tuple[Column, ...]:
    """All columns, from left to right."""
    return tuple(Column(**row) for row in tables.words(FILE)["column"])


def statuses(language: str) -> list[str]:
    """What a row's status may say."""
    return [said[language] for said in tables.words(FILE)["status"].values()]


def word(key: str, language: str, **values: object) -> str:
    """A word around the table."""
    said: str = tables.words(FILE)["text"][key][language]
    return said.format(**values)


def title(answer: Answer, language: str) -> str:
    """What the ledger is called."""
    return word("title", language, name=answer.name or word("everything", language))


def note(lines: Sequence[Line], on: date, language: str) -> str:
    """What stands below the title: the day, how many rows, and whether some plan is not for everybody."""
    kind, said = closed(lines), word("made", language, day=on.isoformat(), count=len(lines))
    return said + (word("closed", language, publicity=tables.words(FILE)["publicity"][kind][language]) if kind else "")


def closed(lines: Sequence[Line]) -> str | None:
    """The strictest publicity among the plans of some rows, where one of them is not for everybody."""
    return next((kind for kind in ("internal", "on_request") if any(line.publicity == kind for line in lines)), None)


def light(line: Line, language: str) -> str:
    """Where a row stands, in a word."""
    words = tables.words(FILE)
    said: str = (words["status"] | words["light"])[line.lit.light][language]
    return said


def claim(said: str) -> str | None:
    """The status that a word of either language stands for, whatever its blanks and capitals."""
    states = tables.words(FILE)["status"]
    return next((key for key, words in states.items() if _bare(said) in map(_bare, words.values())), None)


def _bare(said: str) -> str:
    return normal(said).casefold()


def cells(line: Line, number: int, language: str) -> dict[str, str | int | None]:
    """Column → what stands there; what nobody reported yet is empty. `number`: which row of the ledger it is."""
    join = JOIN[language]
    remarks = [one.remarks for one in line.reports if one.remarks]
    if names := _bodies(line, Role.SUPERVISE, language):
        remarks.append(word("supervise", language, names=join.join(names)))
    if line.validity is Validity.EXPIRED:
        remarks.append(word("expired", language))
    return {
        "number": number,
        "section": line.section,
        "measure": line.measure,
        "targets": "\n".join(line.targets),
        "yearly": "\n".join(line.yearly),
        "lead": join.join(_bodies(line, Role.LEAD, language)),
        "responsible": join.join(_bodies(line, Role.RESPONSIBLE, language)),
        "participate": join.join(_bodies(line, Role.PARTICIPATE, language)),
        "origin": tables.words(FILE)["origin"][line.origin][language],
        "deadline": line.deadline,
        "status": light(line, language) if line.reports or line.lit.light is Light.OVERDUE else None,
        **{key: _reported(line, name) for key, name in REPORTED.items()},
        "source": line.source,
        "remarks": "; ".join(remarks) if language == "en" else "；".join(remarks),
    }


def _bodies(line: Line, role: Role, language: str) -> list[str]:
    """Those the plan names, then those that people propose, marked."""
    proposed = [word("proposed", language, name=one.body) for one in line.proposed if one.role is role]
    return [*line.bodies.get(role, ()), *proposed]


def _reported(line: Line, name: str) -> str | None:
    """What the offices reported; of several each with its name."""
    said = [(one.who, str(value)) for one in line.reports if (value := getattr(one, name))]
    if len(line.reports) < 2:
        return said[0][1] if said else None
    return "\n".join(f"{office}：{value}" for office, value in said) or None
