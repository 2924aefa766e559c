"""Body types: what an organ is for (市场监管, 发展改革), under all the names it has from place to place.

Decisions
---------
* A type is keyed on what a body does, not on 委 or 局: endings vary from place to place, so an alias stands for itself and for
  itself with every ending (`body_words.toml`).
* A name that was merged away is a type of its own (质监), joined to its successor by a reform; a mere old name is `former`.
* A name that meant another type before some year (药监局) stands in `body_names.csv`, with the years of each. Where the year of a plan
  leaves two of them, or the year is unknown, the name has no type: ambiguous stays ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from qgraph.errors import DataError
from qgraph.model import BodyKind, Level
from qgraph.registries import places, tables
from qgraph.registries.places import Place
from qgraph.registries.tables import Problem

TYPES, NAMES, WORDS = "body_types.csv", "body_names.csv", "body_words.toml"
COLUMNS = ("id", "kind", "line", "name_zh", "name_en", "national", "province", "local", "names", "former")
NAME_COLUMNS = ("name", "type", "from", "to", "note")


class Line(StrEnum):
    """Who a body answers to."""

    TERRITORIAL = "territorial"  # 属地管理: the government of its place
    VERTICAL = "vertical"  # 垂直管理: the organ above it only; a government cannot direct it
    DUAL = "dual"  # 双重管理: the organ above it and the government of its place
    VERTICAL_BELOW_PROVINCE = "vertical_below_province"  # 省以下垂直管理: county bodies answer to the city's or the province's


@dataclass(frozen=True, slots=True)
class BodyType:
    """What kind of organ a body is. `national`: its names in the central government; `province`, `local`: its usual full name."""

    id: str
    name: str
    name_en: str
    kind: BodyKind
    line: Line
    national: tuple[str, ...]
    province: str
    local: str
    aliases: tuple[str, ...]
    former: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether a place has more than one body of this type, so that each goes by its own name."""
        return self.id in words()["several"]

    def usual_name(self, place: Place | None, called: str | None = None, level: Level | None = None) -> str:
        """The one name of the body of this type in a place. A place that no register knows is `called` by a name and has a `level`."""
        if place and place.adcode == places.NATION:
            return self.national[0] if self.national else self.name
        province = (place.level if place else level) is Level.PROVINCE
        where, own = place.name if place else called or "", (self.province if province else self.local) or self.name
        return where + own if where or not own.startswith("委") else f"党{own}"  # 栖陵市委宣传部; of no known place: 党委宣传部


def types() -> list[BodyType]:
    """All types, in the order of the table."""
    return list(_types().values())


def get(type_id: str) -> BodyType | None:
    """The type of an id."""
    return _types().get(type_id)


def body_type(core_name: str, on: int | None = None) -> BodyType | None:
    """The type of a name without its level prefix or place (市场监管局, 市监局, 质监); None for an unknown one and for one that had several
    meanings in the year `on`."""
    found = candidates(core_name, on)
    return found[0] if len(found) == 1 else None


def candidates(core_name: str, on: int | None = None) -> tuple[BodyType, ...]:
    """Every type a name without its level prefix or place may mean in a year (None: at any time)."""
    meanings, names = _meanings(), _names()
    endings = (end for end in words()["endings"] if core_name.endswith(end))
    for stem in (core_name, *(core_name[: -len(end)] for end in endings)):
        if stem in meanings:
            return tuple(dict.fromkeys(kind for kind, since, until in meanings[stem] if on is None or since <= on <= until))
        if stem in names:
            return (names[stem],)
    return ()


def national_type(name: str) -> BodyType | None:
    """The type of an organ of the central government (国家市场监督管理总局, 公安部); None for any other name."""
    return _national().get(name)


@cache
def words() -> dict[str, Any]:
    """The words that names of bodies are built of (`body_words.toml`): `endings`, `organs`, `collective_…`, `several`, `prefixes`,
    `kinds`."""
    table = tables.words(WORDS)
    return {**table["words"], "prefixes": table["prefixes"], "kinds": table["kinds"]}


@cache
def _types() -> dict[str, BodyType]:
    table: dict[str, BodyType] = {}
    kinds, lines = frozenset(BodyKind), frozenset(Line)
    for row in tables.rows(TYPES, COLUMNS):
        if row["id"] in table:
            raise row.error(f"type {row['id']} stands twice")
        if not (row["id"] and row["name_zh"] and row["name_en"] and row.names("names")):
            raise row.error("id, name_zh, name_en and names must not be empty")
        table[row["id"]] = BodyType(
            row["id"],
            row["name_zh"],
            row["name_en"],
            BodyKind(row.one_of("kind", kinds)),
            Line(row.one_of("line", lines)),
            row.names("national"),
            row["province"],
            row["local"],
            row.names("names"),
            row.names("former"),
        )
    return table


def problems() -> Iterator[Problem]:
    """What is wrong with the types and the words of their names."""
    seen: dict[str, str] = {}
    national: dict[str, str] = {}
    for row in tables.rows(TYPES, COLUMNS):
        names = (name for column in ("names", "former") for name in row.names(column) if name not in _meanings())
        yield from tables.shared(seen, row, names)
        yield from tables.shared(national, row, row.names("national"))
    for type_id in words()["several"]:
        if get(type_id) is None:
            yield Problem(WORDS, 1, f"several: no type of bodies has the id {type_id!r}; see the column id of {TYPES}")
    for row in tables.rows(NAMES, NAME_COLUMNS):
        since, until = row.year("from"), row.year("to")
        if since and until and since > until:
            yield row.problem(f"{row['name']} ends in {until} before it begins in {since}")
        if len(_meanings()[row["name"]]) < 2:
            yield row.problem(f"{row['name']} has one meaning only: it belongs into the column names of {TYPES}")


@cache
def _names() -> dict[str, BodyType]:
    """Every alias and former name. Raises `DataError` for a name that two types have."""
    several = _meanings()
    return _by_name((kind, tuple(n for n in (*kind.aliases, *kind.former) if n not in several)) for kind in _types().values())


@cache
def _national() -> dict[str, BodyType]:
    return _by_name((kind, kind.national) for kind in _types().values())


def _by_name(pairs: Iterable[tuple[BodyType, tuple[str, ...]]]) -> dict[str, BodyType]:
    table: dict[str, BodyType] = {}
    for kind, names in pairs:
        for name in names:
            if table.setdefault(name, kind) is not kind:
                raise DataError(f"ontology/data/{TYPES}: {name} is a name of {table[name].id} and of {kind.id}")
    return table


@cache
def _meanings() -> dict[str, list[tuple[BodyType, int, int]]]:
    """The names that meant several types, each with its first and last year."""
    table: dict[str, list[tuple[BodyType, int, int]]] = {}
    for row in tables.rows(NAMES, NAME_COLUMNS):
        kind = _types().get(row["type"])
        if kind is None:
            raise row.error(f"type is {row['type']!r}, which is no body type")
        table.setdefault(row["name"], []).append((kind, row.year("from") or 0, row.year("to") or 9999))
    return table
