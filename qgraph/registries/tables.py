"""Reading the reference tables: CSV files of `ontology/data`, each row with the line it stands on.

Decisions
---------
* The first line names the columns; they are exactly the ones asked for. A field never spans lines, so a row is a line.
* Lists stand in one field, separated by `|`.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from qgraph.errors import DataError


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a table: `file` in `ontology/data`, `line` 1 where it is the whole file."""

    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its file, its line and its fields by column."""

    file: str
    line: int
    fields: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.fields[column]

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, message)

    def error(self, message: str) -> DataError:
        return DataError(f"ontology/data/{self.file}, line {self.line}: {message}")

    def names(self, column: str) -> tuple[str, ...]:
        """A list field; empty entries are dropped."""
        return tuple(part.strip() for part in self.fields[column].split("|") if part.strip())

    def year(self, column: str) -> int | None:
        """A year or None. Raises `DataError` where there is something else."""
        text = self.fields[column]
        if not text:
            return None
        if not (text.isdigit() and len(text) == 4):
            raise self.error(f"{column} is {text!r}, not a year of four digits")
        return int(text)

    def number(self, column: str) -> Decimal | None:
        """A decimal or None. Raises `DataError` where there is something else."""
        text = self.fields[column]
        if not text:
            return None
        try:
            return Decimal(text)
        except InvalidOperation:
            raise self.error(f"{column} is {text!r}, not a number") from None

    def one_of(self, column: str, allowed: frozenset[str]) -> str:
        """A word of a closed list. Raises `DataError` for any other."""
        if self.fields[column] not in allowed:
            raise self.error(f"{column} is {self.fields[column]!r}, not one of {', '.join(sorted(allowed))}")
        return self.fields[column]


def shared(seen: dict[str, str], row: Row, names: Iterable[str]) -> Iterator[Problem]:
    """The names of a row that another row has already; `seen`: names of the rows before, each with the id of its row."""
    for name in names:
        if seen.setdefault(name, row["id"]) != row["id"]:
            yield row.problem(f"{name} is also a name of {seen[name]}")


def data(file: str) -> Traversable:
    """A file of `ontology/data`."""
    return files("ontology").joinpath("data", file)


@cache
def words(file: str) -> dict[str, Any]:
    """A file of word lists and settings (TOML), read once: nobody may change it."""
    return tomllib.loads(data(file).read_text(encoding="utf-8"))


def rows(file: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table. Raises `DataError` for a missing file, other columns, or a row of another length."""
    try:
        text = data(file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(f"ontology/data/{file}: the file is missing") from None
    lines = csv.reader(text.splitlines())
    header = tuple(next(lines, ()))
    if header != columns:
        raise DataError(f"ontology/data/{file}, line 1: the columns are {','.join(header)}, not {','.join(columns)}")
    for line, values in enumerate(lines, start=2):
        if not values:
            continue
        row = Row(file, line, dict(zip(columns, (value.strip() for value in values), strict=False)))
        if len(values) != len(columns):
            raise row.error(f"{len(values)} fields, not {len(columns)}")
        yield row
