"""Names → indicators: what is measured, in which unit, which way is good, and whether figures of it may be added.

Decisions
---------
* A name resolves only where it is an alias letter for letter, apart from brackets, quotation marks, a word of scope in front
  (全市) and a word of count behind (数量): a near miss is another indicator.
* Indicators that look alike but are measured differently (抽检 and 例行监测) are two, and `near` each other.
* `low` and `high` bound what is plausible: a figure outside was misread or is in another unit.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from qgraph.errors import DataError
from qgraph.registries import places, tables

FILE, WORDS = "indicators.csv", "indicator_words.toml"
COLUMNS = (
    "id", "name", "aggregation", "unit", "direction", "low", "high", "near", "discontinued", "caution", "aliases",
    "definition_zh", "definition_en",
)  # fmt: skip
DIRECTIONS = frozenset({"up", "down", "hold"})
UNREAD = str.maketrans(dict.fromkeys('（）()“”"‘’《》 \u3000', ""))


class Aggregation(StrEnum):
    """How figures of several places come together."""

    SUM = "sum"  # a count of distinct things
    RATIO = "ratio"  # never added, never averaged
    INDEX = "index"
    RANK = "rank"
    MONEY = "money"
    BINARY = "binary"  # zero or not
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`near`: ids of indicators of a near caliber; `discontinued`: the year its scheme ended; `caution`: why its counts must not
    be added."""

    id: str
    name: str
    aggregation: Aggregation
    unit: str | None
    direction: str
    low: Decimal | None
    high: Decimal | None
    near: tuple[str, ...]
    discontinued: int | None
    caution: str | None
    aliases: tuple[str, ...]
    definition_zh: str
    definition_en: str

    def plausible(self, value: Decimal) -> bool:
        """Whether a value lies between the bounds."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@lru_cache(maxsize=16384)
def resolve(name: str) -> Indicator | None:
    """The indicator a name means, or None."""
    names, words = _names(), _words()
    key = name.translate(UNREAD)
    for fronts in (words["scopes"], words["additions"]):
        if key in names:
            return names[key]
        key = next((key[len(front) :] for front in fronts if key.startswith(front)), key)
    return names.get(key) or _counted(key) or _of_a_place(key)


def _counted(key: str) -> Indicator | None:
    """高新技术企业数 → 高新技术企业."""
    names = _names()
    return next((names[key[: -len(count)]] for count in _words()["counts"] if key.endswith(count) and key[: -len(count)] in names), None)


def _of_a_place(key: str) -> Indicator | None:
    """山东省著名商标 → 省著名商标: the plan's place says the rest."""
    names = _names()
    return next((names[key[cut:]] for cut in range(2, min(len(key), 9)) if key[cut:] in names and places.candidates(key[:cut])), None)


def get(indicator_id: str) -> Indicator | None:
    """The indicator of an id."""
    return _indicators().get(indicator_id)


def all() -> list[Indicator]:  # noqa: A001 - reads as `indicators.all()`
    """All indicators, in the order of the table."""
    return list(_indicators().values())


def are_near(one: str, other: str) -> bool:
    """Whether two ids are of indicators of a near caliber, whichever row says so."""
    a, b = get(one), get(other)
    return bool(a and b and (other in a.near or one in b.near))


def near(indicator_id: str) -> list[Indicator]:
    """All indicators near one."""
    return [other for other in all() if are_near(indicator_id, other.id)]


def scopes() -> frozenset[str]:
    """The words for the whole of the place that speaks: 全市, 全省."""
    return frozenset(_words()["scopes"])


@cache
def _indicators() -> dict[str, Indicator]:
    table: dict[str, Indicator] = {}
    kinds = frozenset(Aggregation)
    for row in tables.rows(FILE, COLUMNS):
        if row["id"] in table:
            raise row.error(f"indicator {row['id']} stands twice")
        if "" in (row["id"], row["name"], row["definition_zh"], row["definition_en"]):
            raise row.error("id, name and both definitions must not be empty")
        table[row["id"]] = Indicator(
            row["id"],
            row["name"],
            Aggregation(row.one_of("aggregation", kinds)),
            row["unit"] or None,
            row.one_of("direction", DIRECTIONS),
            row.number("low"),
            row.number("high"),
            row.names("near"),
            row.year("discontinued"),
            row["caution"] or None,
            row.names("aliases"),
            row["definition_zh"],
            row["definition_en"],
        )
    return table


@cache
def _names() -> dict[str, Indicator]:
    table: dict[str, Indicator] = {}
    for indicator in _indicators().values():
        for name in (indicator.name, *indicator.aliases):
            known = table.setdefault(name.translate(UNREAD), indicator)
            if known is not indicator:
                raise DataError(f"ontology/data/{FILE}: {name} is a name of {known.id} and of {indicator.id}")
    return table


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = tomllib.loads(tables.data(WORDS).read_text(encoding="utf-8"))
    return words
