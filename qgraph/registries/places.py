"""Names → places: the divisions of China with their codes (GB/T 2260) and the years in which they stood.

Decisions
---------
* A code names one place; a code whose name changed has a row a name, and `by_code` gives today's.
* A name resolves only where exactly one place fits. A year narrows the choice to the places of that year; without a year a
  place of today goes before one that is gone (黔江区 before 黔江土家族苗族自治县).
* A name may say the places above it (山东省青岛市城阳区, 青岛城阳区); each must stand above the next.
* Years are what the sources list (`ontology/data/README.md`); where a year fits no place of a name, the year is not used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from qgraph.errors import DataError
from qgraph.model import Level
from qgraph.registries import tables

NATION = "000000"
FILES = ("divisions.csv", "divisions-sample.csv")  # the second: invented places of the samples, codes 99xxxx
COLUMNS = ("code", "name", "level", "within", "from", "to")
LONGEST = 40  # characters; a longer string is no name of a place


@dataclass(frozen=True, slots=True)
class Place:
    """A division. `within` is the code of the place above (None for the nation); years are None where open."""

    adcode: str
    name: str
    level: Level
    within: str | None
    valid_from: int | None = None
    valid_to: int | None = None

    def stood(self, year: int) -> bool:
        """Whether the place stood under this name in a year."""
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)


def by_code(adcode: str) -> Place | None:
    """The place of a code under its latest name, or None."""
    return _codes().get(adcode)


def candidates(name: str, on: int | None = None) -> list[Place]:
    """Every place a name as written may mean, those of the year `on` only where there are any."""
    name = "".join(name.split())
    if not 0 < len(name) <= LONGEST:
        return []
    found = list(_names().get(name, ())) or _compound(name)
    if on is None:
        return found
    return [place for place in found if place.stood(on)] or found


def resolve(name: str, within: str | None = None, on: int | None = None) -> Place | None:
    """The one place a name means, or None where none or several fit; `within` is the code of a place it must stand in."""
    found = candidates(name, on)
    if within is not None:
        found = [place for place in found if is_within(place.adcode, within)]
    if len(found) > 1 and on is None:
        found = [place for place in found if place.valid_to is None] or found
    return found[0] if len({place.adcode for place in found}) == 1 else None


def ladder(adcode: str) -> list[Place]:
    """The place itself, then those above it up to the nation; empty for an unknown code."""
    return list(_ladders().get(adcode, ()))


def is_within(adcode: str, above: str) -> bool:
    """Whether a place is another or stands in it."""
    return any(place.adcode == above for place in _ladders().get(adcode, ()))


def everywhere() -> Iterable[Place]:
    """All places under their latest names."""
    return _codes().values()


def _compound(name: str) -> list[Place]:
    """A name that begins with the names of the places above: the longest last part that fits wins."""
    names = _names()
    for cut in range(2, len(name) - 1):
        lower = names.get(name[cut:])
        if lower:
            above = {place.adcode for place in candidates(name[:cut])}
            return [place for place in lower if any(step.adcode in above for step in ladder(place.adcode)[1:])]
    return []


@cache
def _rows() -> tuple[Place, ...]:
    places: list[Place] = []
    levels = frozenset(Level)
    for file in FILES:
        if file != FILES[0] and not tables.data(file).is_file():
            continue
        for row in tables.rows(file, COLUMNS):
            code, within = row["code"], row["within"]
            if not (len(code) == 6 and code.isdigit()):
                raise row.error(f"code {code!r} is not six digits")
            if not row["name"]:
                raise row.error(f"place {code} has no name")
            if not within and code != NATION:
                raise row.error(f"place {code} {row['name']} stands in no other")
            level = Level(row.one_of("level", levels))
            places.append(Place(code, row["name"], level, within or None, row.year("from"), row.year("to")))
    return tuple(places)


@cache
def _codes() -> dict[str, Place]:
    latest: dict[str, Place] = {}
    for place in _rows():
        known = latest.get(place.adcode)
        if known is None or (place.valid_to or 9999) > (known.valid_to or 9999):
            latest[place.adcode] = place
    return latest


@cache
def _ladders() -> dict[str, tuple[Place, ...]]:
    """The ladder of every code. Raises `DataError` where a place stands in an unknown one or in itself."""
    codes = _codes()
    ladders: dict[str, tuple[Place, ...]] = {}
    for place in codes.values():
        steps = [place]
        while (above := steps[-1].within) is not None:
            if above not in codes or len(steps) > len(Level):
                raise DataError(f"ontology/data/{FILES[0]}: place {place.adcode} {place.name} does not lead up to the nation")
            steps.append(codes[above])
        ladders[place.adcode] = tuple(steps)
    return ladders


@cache
def _names() -> dict[str, tuple[Place, ...]]:
    """Every full and every short name."""
    names: dict[str, list[Place]] = {}
    for place in _rows():
        for name in _forms(place):
            names.setdefault(name, []).append(place)
    return {name: tuple(found) for name, found in names.items()}


def _forms(place: Place) -> set[str]:
    """A place's full name and its short ones (恩施土家族苗族自治州, 恩施州, 恩施)."""
    words = _words()
    if place.adcode == NATION:
        return {place.name, *words["nation"]}
    forms = {place.name}
    suffix = next((s for s in words["suffixes"] if place.name.endswith(s)), "")
    stem = place.name.removesuffix(suffix) if suffix else place.name
    if suffix.startswith("自治"):
        stem = _without_peoples(stem, words["peoples"])
    if len(stem) >= 2:
        forms.add(stem)
        if suffix in words["short_suffixes"]:
            forms.add(stem + words["short_suffixes"][suffix])
    return forms


def _without_peoples(stem: str, peoples: list[str]) -> str:
    """恩施土家族苗族 → 恩施; at least two characters stay."""
    while (people := next((p for p in peoples if stem.endswith(p) and len(stem) - len(p) >= 2), None)) is not None:
        stem = stem.removesuffix(people)
    return stem


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = tomllib.loads(tables.data("place_words.toml").read_text(encoding="utf-8"))
    return words
