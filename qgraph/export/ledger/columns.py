"""The columns of a ledger and what stands in each, in either language; all words are in `ontology/data/ledger.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from qgraph.model import Role
from qgraph.questions.ledger import Answer, Line
from qgraph.questions.validity import Validity
from qgraph.registries import tables

FILE = "ledger.toml"
ID = "qgraph"  # the head of the column that says which measure a row is
JOIN = {"zh": "、", "en": ", "}


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


def cells(line: Line, number: int, language: str) -> dict[str, str | int | None]:
    """Column → what stands there; what people fill in is empty. `number`: which row of the ledger it is."""
    join = JOIN[language]
    remarks = []
    if names := line.bodies.get(Role.SUPERVISE):
        remarks.append(word("supervise", language, names=join.join(names)))
    if line.validity is Validity.EXPIRED:
        remarks.append(word("expired", language))
    return {
        "number": number,
        "section": line.section,
        "measure": line.measure,
        "targets": "\n".join(line.targets),
        "lead": join.join(line.bodies.get(Role.LEAD, ())),
        "responsible": join.join(line.bodies.get(Role.RESPONSIBLE, ())),
        "participate": join.join(line.bodies.get(Role.PARTICIPATE, ())),
        "origin": tables.words(FILE)["origin"][line.origin][language],
        "deadline": line.deadline,
        "source": line.source,
        "remarks": "; ".join(remarks) if language == "en" else "；".join(remarks),
    }
