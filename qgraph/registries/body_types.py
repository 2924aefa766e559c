"""Body types: what an organ is for (市场监管, 发展改革), under all the names it has from place to place, and who followed whom.

Decisions
---------
* A type is keyed on what a body does, not on 委 or 局: endings vary from place to place, so an alias stands for itself and for
  itself with every ending (`body_words.toml`).
* A name that was merged away is a type of its own (质监), joined to its successor by a reform; a mere old name is `former`.
* Reforms move functions: one with a `function` moved only that; one without moved the whole body. Dates differ by place; a
  row without a place is the general rule, and whoever relies on it has to check the place's own 三定规定.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from qgraph.errors import DataError
from qgraph.model import BodyKind
from qgraph.registries import places, tables

TYPES, REFORMS, WORDS = "body_types.csv", "reforms.csv", "body_words.toml"
TYPE_COLUMNS = ("id", "kind", "name_zh", "name_en", "national", "province", "local", "names", "former")
REFORM_COLUMNS = ("from", "to", "function", "kind", "date", "place", "certainty", "source", "note")
REFORM_KINDS = frozenset({"merge", "rename", "split", "function", "plate"})
CERTAINTIES = frozenset({"general", "local"})


@dataclass(frozen=True, slots=True)
class BodyType:
    """What kind of organ a body is. `national`: its names in the central government; `province`, `local`: its usual full name."""

    id: str
    name: str
    name_en: str
    kind: BodyKind
    national: tuple[str, ...]
    province: str
    local: str
    aliases: tuple[str, ...]
    former: tuple[str, ...]

    @property
    def successors(self) -> tuple[str, ...]:
        """Ids of the types that took over the whole body, by the general rule."""
        return tuple(reform.target for reform in successors(self.id) if reform.whole)


@dataclass(frozen=True, slots=True)
class Reform:
    """A change from one body type to another. `function` says what moved (None: the whole body); `date` is a year or a date;
    `place` is None for the general rule. `address` is None where no document was seen."""

    source: str
    target: str
    function: str | None
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


def types() -> list[BodyType]:
    """All types, in the order of the table."""
    return list(_types().values())


def get(type_id: str) -> BodyType | None:
    """The type of an id."""
    return _types().get(type_id)


def body_type(core_name: str) -> BodyType | None:
    """The type of a name without its level prefix or place (市场监管局, 市监局, 质监); None for an unknown one."""
    names = _names()
    if core_name in names:
        return names[core_name]
    for ending in words()["endings"]:
        if core_name.endswith(ending) and core_name[: -len(ending)] in names:
            return names[core_name[: -len(ending)]]
    return None


def national_type(name: str) -> BodyType | None:
    """The type of an organ of the central government (国家市场监督管理总局, 公安部); None for any other name."""
    return _national().get(name)


def successors(type_id: str, place: str | None = None) -> list[Reform]:
    """The reforms that led away from a type: those known for the place or one above it, and the general rule for every function that
    none of them moves."""
    return _applying(_reforms_by("source").get(type_id, ()), place)


def predecessors(type_id: str, place: str | None = None) -> list[Reform]:
    """The reforms that led to a type, likewise."""
    return _applying(_reforms_by("target").get(type_id, ()), place)


def reforms() -> list[Reform]:
    """All change events, in the order of the table."""
    return list(_reforms())


@cache
def words() -> dict[str, Any]:
    """The words that names of bodies are built of (`body_words.toml`): `endings`, `organs`, `collective_…`, `several`, `prefixes`,
    `kinds`."""
    table = tomllib.loads(tables.data(WORDS).read_text(encoding="utf-8"))
    return {**table["words"], "prefixes": table["prefixes"], "kinds": table["kinds"]}


def _applying(found: tuple[Reform, ...], place: str | None) -> list[Reform]:
    local = [reform for reform in found if reform.place and place and places.is_within(place, reform.place)]
    settled = {(reform.source, reform.function) for reform in local}
    return local + [reform for reform in found if reform.place is None and (reform.source, reform.function) not in settled]


@cache
def _types() -> dict[str, BodyType]:
    table: dict[str, BodyType] = {}
    kinds = frozenset(BodyKind)
    for row in tables.rows(TYPES, TYPE_COLUMNS):
        if row["id"] in table:
            raise row.error(f"type {row['id']} stands twice")
        if not (row["id"] and row["name_zh"] and row["name_en"] and row.names("names")):
            raise row.error("id, name_zh, name_en and names must not be empty")
        table[row["id"]] = BodyType(
            row["id"],
            row["name_zh"],
            row["name_en"],
            BodyKind(row.one_of("kind", kinds)),
            row.names("national"),
            row["province"],
            row["local"],
            row.names("names"),
            row.names("former"),
        )
    return table


@cache
def _names() -> dict[str, BodyType]:
    """Every alias and former name. Raises `DataError` for a name that two types have."""
    return _by_name((kind, (*kind.aliases, *kind.former)) for kind in _types().values())


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
def _reforms() -> tuple[Reform, ...]:
    found: list[Reform] = []
    known = _types()
    for row in tables.rows(REFORMS, REFORM_COLUMNS):
        for end in ("from", "to"):
            if row[end] not in known:
                raise row.error(f"{end} is {row[end]!r}, which is no body type")
        if row["place"] and places.by_code(row["place"]) is None:
            raise row.error(f"place {row['place']} is no code of a place")
        if (row.one_of("certainty", CERTAINTIES) == "local") != bool(row["place"]):
            raise row.error("certainty is local where, and only where, there is a place")
        kind = row.one_of("kind", REFORM_KINDS)
        fields = (row["function"] or None, kind, row["date"], row["place"] or None, row["certainty"], row["source"] or None)
        found.append(Reform(row["from"], row["to"], *fields, row["note"] or None))
    return tuple(found)


@cache
def _reforms_by(end: str) -> dict[str, tuple[Reform, ...]]:
    table: dict[str, list[Reform]] = {}
    for reform in _reforms():
        table.setdefault(getattr(reform, end), []).append(reform)
    return {key: tuple(found) for key, found in table.items()}
