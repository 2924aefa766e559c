"""Whether the reference tables are sound: everything that is wrong, not only the first thing (`qgraph ontology check`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qgraph.errors import DataError
from qgraph.registries import body_types, figures, indicators, places, tables


@dataclass(frozen=True, slots=True)
class Problem:
    """`file` in `ontology/data`; `line` is 1 where the problem is of the whole file."""

    file: str
    line: int
    message: str


PLACED = re.compile(r"ontology/data/([\w.-]+)(?:, line (\d+))?: (.*)", re.DOTALL)


def problems() -> list[Problem]:
    """Every problem of the tables; empty where all is sound."""
    found: list[Problem] = []
    for check in (_places, _types, _several, _reforms, _indicators, _figures):
        try:
            found += check()
        except DataError as error:
            found.append(_problem(error))
    return found


def _problem(error: DataError) -> Problem:
    parts = PLACED.fullmatch(str(error))
    return Problem(parts[1], int(parts[2] or 1), parts[3]) if parts else Problem("", 1, str(error))


def _places() -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for file in places.FILES:
        if not tables.data(file).is_file():
            continue
        for row in tables.rows(file, places.COLUMNS):
            key = row["code"], row["name"]
            if key in seen:
                yield Problem(file, row.line, f"{row['code']} {row['name']} stands twice (also on line {seen[key]})")
            seen[key] = row.line
            start, end = row.year("from"), row.year("to")
            if start and end and start > end:
                yield Problem(file, row.line, f"{row['name']} ends in {end} before it begins in {start}")
    for place in places.everywhere():
        places.ladder(place.adcode)


def _types() -> Iterator[Problem]:
    body_types.types()
    seen: dict[str, str] = {}
    for row in tables.rows(body_types.TYPES, body_types.TYPE_COLUMNS):
        for column in ("names", "former"):
            yield from _shared(seen, row, row.names(column))
    seen.clear()
    for row in tables.rows(body_types.TYPES, body_types.TYPE_COLUMNS):
        yield from _shared(seen, row, row.names("national"))


def _several() -> Iterator[Problem]:
    known = {kind.id for kind in body_types.types()}
    for type_id in body_types.words()["several"]:
        if type_id not in known:
            yield Problem(
                body_types.WORDS, 1, f"several: no type of bodies has the id {type_id!r}; see the column id of {body_types.TYPES}"
            )


def _shared(seen: dict[str, str], row: tables.Row, names: tuple[str, ...]) -> Iterator[Problem]:
    for name in names:
        if seen.setdefault(name, row["id"]) != row["id"]:
            yield Problem(row.file, row.line, f"{name} is also a name of {seen[name]}")


def _reforms() -> Iterator[Problem]:
    body_types.reforms()
    for row in tables.rows(body_types.REFORMS, body_types.REFORM_COLUMNS):
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", row["date"]):
            yield Problem(row.file, row.line, f"date is {row['date']!r}, not a year, month or day")
        if row["from"] == row["to"]:
            yield Problem(row.file, row.line, f"{row['from']} follows itself")
        if not row["source"] and not row["note"]:
            yield Problem(row.file, row.line, "neither a source nor a note says where this is known from")
    yield from _circles()


def _circles() -> Iterator[Problem]:
    """A body that in the end follows itself."""
    for kind in body_types.types():
        reached, ahead = set[str](), list(kind.successors)
        while ahead:
            step = ahead.pop()
            if step == kind.id:
                yield Problem(body_types.REFORMS, 1, f"{kind.id} in the end follows itself")
                break
            following = body_types.get(step)
            if step not in reached and following:
                reached.add(step)
                ahead += following.successors


def _indicators() -> Iterator[Problem]:
    known = {indicator.id for indicator in indicators.all()}
    seen: dict[str, str] = {}
    for row in tables.rows(indicators.FILE, indicators.COLUMNS):
        yield from _shared(seen, row, (row["name"], *row.names("aliases")))
        for other in row.names("near"):
            if other not in known or other == row["id"]:
                yield Problem(row.file, row.line, f"near {other!r}, which is no other indicator")
        low, high = row.number("low"), row.number("high")
        if low is not None and high is not None and low > high:
            yield Problem(row.file, row.line, f"low {low} is above high {high}")


def _figures() -> Iterator[Problem]:
    """Figures outside what is plausible must say their doubt."""
    figures.figures()
    for row in tables.rows(figures.FILE, figures.COLUMNS):
        indicator, value = indicators.get(row["indicator"]), row.number("value")
        if (
            indicator
            and value is not None
            and row["unit"] == (indicator.unit or "")
            and not indicator.plausible(value)
            and not row["doubt"]
        ):
            yield Problem(
                row.file, row.line, f"{value} is outside {indicator.low} to {indicator.high} of {indicator.name}, without a doubt"
            )
