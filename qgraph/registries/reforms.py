"""Reforms: which functions went from one type of body to another, when, where, and how that is known.

Decisions
---------
* Reforms move functions: one with a `function` moved only that; one without moved the whole body. A function is an id of `functions.csv`,
  which has its words, or simply its Chinese name.
* Dates differ by place. A row without a place is the general rule, and whoever relies on it has to check the place's own 三定规定; a
  row with a place is a fact of that place and of those in it, and goes before the general rule for what it moved.
* A row with a level holds for bodies of that level only (a province keeps a 药品监督管理局, a county does not).
* A sentence is about a function where one of the function's words stands in it. That is a hint for a person, never a fact of the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from qgraph.model import Level
from qgraph.registries import body_types, places, tables
from qgraph.registries.tables import Problem

FILE, FUNCTIONS = "reforms.csv", "functions.csv"
COLUMNS = ("from", "to", "function", "level", "kind", "date", "place", "certainty", "source", "note")
FUNCTION_COLUMNS = ("id", "name_zh", "name_en", "words")
KINDS = frozenset({"merge", "rename", "function", "plate"})
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
CERTAINTIES = frozenset({"general", "local"})
UNCHECKED = "待三定核实"  # the mark of an answer that rests on the general rule


@dataclass(frozen=True, slots=True)
class Function:
    """What a reform may move by itself, with the words by which a sentence speaks of it; `name_en` is empty for one that only a reform
    names."""

    id: str
    name: str
    name_en: str
    words: tuple[str, ...]

    def is_meant(self, sentence: str) -> bool:
        """Whether a sentence speaks of the function."""
        return any(word in sentence for word in self.words)


@dataclass(frozen=True, slots=True)
class Reform:
    """A change from one body type to another. `function` says what moved (None: the whole body); `date` is a year, a month or a day;
    `place` is None for the general rule, `level` None for every level. `address` is None where no document was seen."""

    source: str
    target: str
    function: Function | None
    level: Level | None
    kind: str
    date: str
    place: str | None
    certainty: str
    address: str | None
    note: str | None

    @property
    def whole(self) -> bool:
        """Whether the body itself went over; a plate stays a body."""
        return self.function is None and self.kind != "plate"

    @property
    def when(self) -> str:
        """The year in words, or the date as it is."""
        return f"{self.date}年" if len(self.date) == 4 else self.date

    @property
    def told(self) -> str:
        """When, what, and where it is known from; the general rule with its mark."""
        moved = f"{self.function.name}划出" if self.function else ""
        what = "；".join(part for part in (moved, self.note) if part)
        said = f"{self.when}{f' {what}' if what else ''}（{self.address or '未见文件原文'}）"
        return said if self.certainty == "local" else f"{UNCHECKED}：{said}"


def all() -> list[Reform]:  # noqa: A001 - reads as `reforms.all()`
    """All reforms, in the order of the table. Raises `DataError` where the table is unsound."""
    return list(_reforms())


def functions() -> list[Function]:
    """All functions: those of the table in its order, then those that only a reform names."""
    return list(dict.fromkeys((*_functions().values(), *(reform.function for reform in _reforms() if reform.function))))


def away(type_id: str, place: str | None = None, level: Level | None = None) -> list[Reform]:
    """The reforms that led away from a type in a place (code), function by function: those of the nearest place they are known for, else
    the general rule. `level` is that of the body; None: any."""
    return _applying(_by("source").get(type_id, ()), place, level)


def towards(type_id: str, place: str | None = None, level: Level | None = None) -> list[Reform]:
    """The reforms that led to a type, likewise."""
    return _applying(_by("target").get(type_id, ()), place, level)


def chain(type_id: str, place: str | None, level: Level | None, on: date, since: str | None = None, sentence: str = "") -> list[Reform]:
    """The reforms by which what a sentence speaks of went on from a type until a day, one after the other; without a sentence, those
    that moved the whole body. `since`: the date of the sentence; what a body gave away before it said nothing of it then."""
    steps: list[Reform] = []
    passed = {type_id}
    while (step := _next(type_id, place, level, on, since, sentence)) is not None and step.target not in passed:
        steps.append(step)
        type_id, since = step.target, step.date
        passed.add(type_id)
    return steps


def gone(type_id: str, place: str | None, level: Level | None, on: date) -> list[Reform]:
    """What left a type until a day."""
    return [reform for reform in away(type_id, place, level) if reform.date <= on.isoformat()[: len(reform.date)]]


def _next(type_id: str, place: str | None, level: Level | None, on: date, since: str | None, sentence: str) -> Reform | None:
    """A function that the sentence speaks of goes before the whole body; from a body that still stands only since the sentence."""
    left = gone(type_id, place, level, on)
    whole = next((reform for reform in left if reform.whole), None)
    for reform in left if sentence and (since or whole) else ():
        is_later = whole is not None or reform.date[:4] >= (since or "")[:4]
        if reform.function and is_later and reform.function.is_meant(sentence):
            return reform
    return whole


def problems() -> Iterator[Problem]:
    """What is wrong with the reforms, beside what stops them from being read."""
    earlier: list[tables.Row] = []
    for row in tables.rows(FILE, COLUMNS):
        if not DATE.fullmatch(row["date"]):
            yield row.problem(f"date is {row['date']!r}, not a year, a month or a day")
        if not row["source"] and not row["note"]:
            yield row.problem("neither a source nor a note says where this is known from")
        if row["kind"] == "function" and not row["function"]:
            yield row.problem("kind is function, and function is empty")
        if row["function"] or row["kind"] == "plate":
            continue
        if row["from"] in _reached(row["to"], row["place"], earlier):
            yield row.problem(f"{row['from']} in the end follows itself")
        earlier.append(row)


def _reached(type_id: str, place: str, earlier: list[tables.Row]) -> set[str]:
    """The types that follow one, itself among them, by reforms that may hold in one place."""
    found, ahead = {type_id}, [type_id]
    while ahead:
        step = ahead.pop()
        for row in earlier:
            if row["from"] == step and row["to"] not in found and _meet(place, row["place"]):
                found.add(row["to"])
                ahead.append(row["to"])
    return found


def _meet(one: str, other: str) -> bool:
    """Whether what holds in one place may hold in another; an empty place is everywhere."""
    return not one or not other or places.is_within(one, other) or places.is_within(other, one)


def _applying(found: tuple[Reform, ...], place: str | None, level: Level | None) -> list[Reform]:
    """What holds in a place: of each function that left a type, the reforms known for the nearest place above it, else the general rule."""
    reach: list[str | None] = [*(step.adcode for step in places.ladder(place or "")), None]  # None: the general rule, the furthest
    holding = [reform for reform in found if reform.place in reach and (level is None or reform.level in (None, level))]
    nearest: dict[tuple[str, Function | None], str | None] = {}
    for reform in sorted(holding, key=lambda reform: reach.index(reform.place)):
        nearest.setdefault((reform.source, reform.function), reform.place)
    return [reform for reform in holding if reform.place == nearest[reform.source, reform.function]]


@cache
def _functions() -> dict[str, Function]:
    table: dict[str, Function] = {}
    for row in tables.rows(FUNCTIONS, FUNCTION_COLUMNS):
        if row["id"] in table:
            raise row.error(f"function {row['id']} stands twice")
        if "" in row.fields.values():
            raise row.error("id, both names and words must not be empty")
        table[row["id"]] = Function(row["id"], row["name_zh"], row["name_en"], row.names("words"))
    return table


@cache
def _reforms() -> tuple[Reform, ...]:
    found: list[Reform] = []
    known, levels = _functions(), frozenset(Level)
    for row in tables.rows(FILE, COLUMNS):
        for end in ("from", "to"):
            if body_types.get(row[end]) is None:
                raise row.error(f"{end} is {row[end]!r}, which is no body type")
        if row["place"] and places.by_code(row["place"]) is None:
            raise row.error(f"place {row['place']} is no code of a place")
        if (row.one_of("certainty", CERTAINTIES) == "local") != bool(row["place"]):
            raise row.error("certainty is local where, and only where, there is a place")
        function = known.get(row["function"])
        if row["function"] and function is None:
            if row["function"].isascii():
                raise row.error(f"function is {row['function']!r}, which is no id of {FUNCTIONS}; a Chinese name may stand here, too")
            function = Function(row["function"], row["function"], "", (row["function"],))
        found.append(
            Reform(
                row["from"],
                row["to"],
                function,
                Level(row.one_of("level", levels)) if row["level"] else None,
                row.one_of("kind", KINDS),
                row["date"],
                row["place"] or None,
                row["certainty"],
                row["source"] or None,
                row["note"] or None,
            )
        )
    return tuple(found)


@cache
def _by(end: str) -> dict[str, tuple[Reform, ...]]:
    table: dict[str, list[Reform]] = {}
    for reform in _reforms():
        table.setdefault(getattr(reform, end), []).append(reform)
    return {key: tuple(found) for key, found in table.items()}
