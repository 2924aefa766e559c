"""Names → places: the divisions of China with their codes (GB/T 2260) and the years in which they stood, and development zones.

Decisions
---------
* A code names one place; a code whose name changed has a row a name, and `by_code` gives today's.
* A development zone is a place of level county in its city (`zone`), so that its plan rolls up. It has a statistical code, for there
  is no other, and never counts as a division. A short name of a zone always has its city in front: 经开区 alone names none.
* A name resolves only where exactly one place fits. A year narrows the choice to the places of that year; without a year a
  place of today goes before one that is gone (黔江区 before 黔江土家族苗族自治县).
* A name may say the places above it (山东省青岛市城阳区, 青岛城阳区); each must stand above the next.
* Years are what the sources list (`ontology/data/README.md`); where a year fits no place of a name, the year is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from qgraph.errors import DataError
from qgraph.model import Level
from qgraph.registries import place_forms, tables
from qgraph.registries.tables import Problem, Row

NATION = "000000"
FILES = ("divisions.csv", "divisions-sample.csv")  # the second: invented places of the samples, codes 99xxxx
COLUMNS = ("code", "name", "level", "within", "from", "to", "kind")
NAMES, NAME_COLUMNS = "place_names.csv", ("code", "name", "note")  # names that no shortening gives
MUNICIPALITY, COUNTY_CITY, PROVINCE_RUN = "直辖市", "县级市", "省直辖县级"  # what follows from level and name
LEVELS = list(Level)  # the nation first
LONGEST = 40  # characters; a longer string is no name of a place
APART = ("71", "81", "82", "99")  # how codes begin that answer to no plan of the nation: 台湾, 香港, 澳门, the invented ones of the samples


@dataclass(frozen=True, slots=True)
class Place:
    """A division or a development zone (`zone`). `within` is the code of the place above (None for the nation); an open year is None."""

    adcode: str
    name: str
    level: Level
    within: str | None
    valid_from: int | None = None
    valid_to: int | None = None
    zone: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is a division of today that a plan of the nation speaks to."""
        return self.valid_to is None and not self.zone and not self.adcode.startswith(APART)

    def stood(self, since: int, until: int | None = None) -> bool:
        """Whether the place stood under this name in a year, or in some year of several."""
        return (self.valid_from or 0) <= (until or since) and since <= (self.valid_to or 9999)


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
    """All places under their latest names, development zones too."""
    return _codes().values()


def status(adcode: str) -> tuple[str, ...]:
    """What a place is beside its level: 直辖市, 计划单列市, 副省级市, 县级市, 省直辖县级. Empty for most, and for an unknown code."""
    steps = ladder(adcode)
    if not steps:
        return ()
    place, named_city = steps[0], steps[0].name.endswith("市")
    found = [MUNICIPALITY] if named_city and place.level is Level.PROVINCE else []
    found += [name for name, codes in place_forms.words()["status"].items() if adcode in codes]
    if place.level is Level.COUNTY:
        found += [COUNTY_CITY] if named_city else []
        found += [PROVINCE_RUN] if steps[1].level is Level.PROVINCE and MUNICIPALITY not in status(steps[1].adcode) else []
    return tuple(found)


def problems() -> Iterator[Problem]:
    """Everything that is wrong with the tables of places, each with its line; a row that cannot be read raises `DataError`."""
    table = [(row, _place(row)) for row in _table()]
    latest = _latest(place for _, place in table)
    seen: dict[tuple[str, str], Row] = {}
    namesakes: dict[tuple[str, str | None], list[Place]] = {}
    for row, place in table:
        first = seen.setdefault((place.adcode, place.name), row)
        if first is not row:
            yield row.problem(f"{place.adcode} {place.name} stands twice (also in {first.file}, line {first.line})")
        same = namesakes.setdefault((place.name, place.within), [])
        years = place.valid_from or 0, place.valid_to or 9999
        if other := next((other for other in same if other.adcode != place.adcode and other.stood(*years)), None):
            yield row.problem(f"{place.name} has two codes in the same years: {place.adcode} and {other.adcode}")
        same.append(place)
        if place.valid_from and place.valid_to and place.valid_from > place.valid_to:
            yield row.problem(f"{place.name} ends in {place.valid_to} before it begins in {place.valid_from}")
        if place.within is None:
            continue
        above = latest.get(place.within)
        if above is None:
            yield row.problem(f"{place.name} stands in {place.within}, which is no code of a place")
        elif _returns(place, latest):
            yield row.problem(f"{place.name} in the end stands in itself")
        elif LEVELS.index(place.level) <= LEVELS.index(above.level):
            yield row.problem(f"{place.name} is of level {place.level}, not below {above.name}, which is of level {above.level}")
    yield from _name_problems({place.name: place.adcode for _, place in table}, latest)
    yield from _status_problems(latest)


def _compound(name: str) -> list[Place]:
    """A name that begins with the names of the places above: the longest last part that fits wins."""
    names = _names()
    for cut in range(2, len(name) - 1):
        lower = names.get(name[cut:])
        if lower:
            above = {place.adcode for place in candidates(name[:cut])}
            return [place for place in lower if any(step.adcode in above for step in ladder(place.adcode)[1:])]
    return []


def _table() -> Iterator[Row]:
    """The rows of all tables of places."""
    for file in FILES:
        if file == FILES[0] or tables.data(file).is_file():
            yield from tables.rows(file, COLUMNS)


def _place(row: Row) -> Place:
    code, within = row["code"], row["within"]
    if not (len(code) == 6 and code.isdigit()):
        raise row.error(f"code {code!r} is not six digits")
    if not row["name"]:
        raise row.error(f"place {code} has no name")
    if not within and code != NATION:
        raise row.error(f"place {code} {row['name']} stands in no other")
    level = Level(row.one_of("level", frozenset(Level)))
    zone = row.one_of("kind", frozenset({"", "zone"})) == "zone"
    return Place(code, row["name"], level, within or None, row.year("from"), row.year("to"), zone)


def _latest(places: Iterable[Place]) -> dict[str, Place]:
    """Each code under its latest name."""
    latest: dict[str, Place] = {}
    for place in places:
        if (place.valid_to or 9999) > (latest[place.adcode].valid_to or 9999 if place.adcode in latest else 0):
            latest[place.adcode] = place
    return latest


@cache
def _rows() -> tuple[Place, ...]:
    return tuple(map(_place, _table()))


@cache
def _codes() -> dict[str, Place]:
    return _latest(_rows())


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
    for row in tables.rows(NAMES, NAME_COLUMNS):
        if row["code"] not in _codes():
            raise row.error(f"{row['code']} is no code of a place")
        names.setdefault(row["name"], []).append(_codes()[row["code"]])
    return {name: tuple(found) for name, found in names.items()}


def _forms(place: Place) -> set[str]:
    """All names of a place that its full name gives."""
    if place.adcode == NATION:
        return {place.name, *place_forms.words()["nation"]}
    if not place.zone:
        return place_forms.division(place.name)
    steps = ladder(place.adcode)
    return place_forms.zone(place.name, city=place_forms.division(steps[1].name), province=place_forms.division(steps[-2].name))


def _returns(place: Place, latest: dict[str, Place]) -> bool:
    """Whether the way up from a place leads back to it."""
    passed, step = set[str](), place.within
    while step in latest and step not in passed:
        passed.add(step)
        step = latest[step].within
    return place.adcode in passed


def _name_problems(full: dict[str, str], latest: dict[str, Place]) -> Iterator[Problem]:
    """A further name of an unknown place, of two places, or nobody knows where from."""
    for row in tables.rows(NAMES, NAME_COLUMNS):
        if row["code"] not in latest:
            yield row.problem(f"{row['code']} is no code of a place")
        elif full.setdefault(row["name"], row["code"]) != row["code"]:
            yield row.problem(f"{row['name']} is also the name of {full[row['name']]} {latest[full[row['name']]].name}")
        if not row["note"]:
            yield row.problem("note does not say where this is known from")


def _status_problems(latest: dict[str, Place]) -> Iterator[Problem]:
    lines = tables.data(place_forms.WORDS).read_text(encoding="utf-8").splitlines()
    for name, codes in place_forms.words()["status"].items():
        for code in codes:
            if code not in latest:
                line = next((number for number, text in enumerate(lines, start=1) if f'"{code}"' in text), 1)
                yield Problem(place_forms.WORDS, line, f"status {name}: {code} is no code of a place")
