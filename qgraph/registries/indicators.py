"""Names → indicators: what is measured, in which unit, which way is good, and whether figures of it may be added.

Decisions
---------
* A name means an indicator only where it is equal, letter by letter, to one of its names. Brackets, quotation marks, equal spellings
  (规模以上 = 规上), a word in front (全市, 新增, a place) and a word of count behind (数量) make no difference; likeness never joins.
* Indicators of a near caliber (抽检 and 例行监测) are two, and `near`: shown side by side, for reference. Those whose names only look
  alike (监督抽查合格率 and 制造业产品质量合格率) are `unlike`: never held against each other. Both hold whichever row says so.
* `low` and `high` bound what is plausible: a figure outside was misread or is in another unit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from qgraph.errors import DataError
from qgraph.registries import places, tables
from qgraph.registries.tables import Problem

FILE, WORDS = "indicators.csv", "indicator_words.toml"
COLUMNS = (
    "id", "name", "aggregation", "unit", "direction", "counts", "low", "high", "near", "unlike", "discontinued", "discontinued_source",
    "caution", "aliases", "definition_zh", "definition_en",
)  # fmt: skip
DIRECTIONS = frozenset({"up", "down", "hold"})
UNVERIFIED = "未核实"  # in place of an address: known, but not from a page that was read
UNREAD = str.maketrans(dict.fromkeys('()“”"‘’《》 ', ""))
LONGEST_PLACE = 8


class Aggregation(StrEnum):
    """How figures of several places come together."""

    SUM = "sum"  # a count of distinct things
    RATIO = "ratio"  # never added, never averaged
    INDEX = "index"
    RANK = "rank"
    MONEY = "money"
    BINARY = "binary"  # zero or not
    NONE = "none"


class Counts(StrEnum):
    """What a sum counts."""

    NEW = "new"  # things new in the period
    STOCK = "stock"  # things there are in all at a day


class Reason(StrEnum):
    """Why a name means an indicator: the last step that was needed."""

    EXACT = "exact"  # its name
    VARIANT = "variant"  # another of its names, or another spelling
    WITHOUT_SCOPE = "without_scope"  # 全市…, 新增…: the fact keeps that itself
    COUNTED = "counted"  # …数
    OF_A_PLACE = "of_a_place"  # 山东省…: the plan's place says that
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`near`, `unlike`: ids of indicators of a near caliber, and of false friends; `counts`: None for either, or for no count;
    `discontinued`: the year its scheme ended, by `discontinued_source`; `caution`: why its counts must not be added."""

    id: str
    name: str
    aggregation: Aggregation
    unit: str | None
    direction: str
    counts: Counts | None
    low: Decimal | None
    high: Decimal | None
    near: tuple[str, ...]
    unlike: tuple[str, ...]
    discontinued: int | None
    discontinued_source: str | None
    caution: str | None
    aliases: tuple[str, ...]
    definition_zh: str
    definition_en: str

    def plausible(self, value: Decimal) -> bool:
        """Whether a value lies between the bounds."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Match:
    """The indicator a name means, and why; None where it is unknown."""

    indicator: Indicator | None
    reason: Reason


@lru_cache(maxsize=16384)
def match(name: str) -> Match:
    """The indicator a name means, with the reason."""
    names, bare = _names(), _bare(name)
    spelled = _spelled(bare)
    if found := names.get(spelled):
        return Match(found, Reason.EXACT if bare == _bare(found.name) else Reason.VARIANT)
    peeled = _peeled(bare)
    said = [spelled, *map(_spelled, peeled)]
    for reason, candidates in (
        (Reason.WITHOUT_SCOPE, iter(said[1:])),
        (Reason.COUNTED, (short for one in said for short in _uncounted(one))),
        (Reason.OF_A_PLACE, (short for one in (bare, *peeled) for short in _placeless(one))),
    ):
        if short := next((short for short in candidates if short in names), None):
            return Match(names[short], reason)
    return Match(None, Reason.UNKNOWN)


def resolve(name: str) -> Indicator | None:
    """The indicator a name means, or None."""
    return match(name).indicator


def suggestions(name: str, n: int = 5) -> list[Indicator]:
    """Indicators whose names share the most characters with a name, the likest first: for a person who edits the table to choose
    from. Never used for joining: what looks alike is often measured differently."""
    likest = get_close_matches(_spelled(_bare(name)), _names(), n=len(_names()), cutoff=0.4)
    return list(dict.fromkeys(_names()[one] for one in likest))[:n]


def _peeled(bare: str) -> list[str]:
    """A name without one word in front, without two, …: 全市新增高新技术企业 → 新增高新技术企业, 高新技术企业."""
    found = []
    while front := next((front for front in _fronts() if bare.startswith(front)), ""):
        bare = bare.removeprefix(front)
        found.append(bare)
    return found


def _uncounted(spelled: str) -> Iterator[str]:
    """高新技术企业数 → 高新技术企业, where that is a sum."""
    for count in _words()["counts"]:
        if spelled.endswith(count):
            known = _names().get(short := spelled.removesuffix(count))
            if known and known.aggregation is Aggregation.SUM:
                yield short


def _placeless(bare: str) -> Iterator[str]:
    """山东省著名商标 → 省著名商标: the plan's place says the rest."""
    for cut in range(2, min(len(bare), LONGEST_PLACE + 1)):
        rest = _spelled(bare[cut:])
        for short in (rest, *_uncounted(rest)):
            if short in _names() and places.candidates(bare[:cut]):
                yield short


def get(indicator_id: str) -> Indicator | None:
    """The indicator of an id."""
    return _indicators().get(indicator_id)


def all() -> list[Indicator]:  # noqa: A001 - reads as `indicators.all()`
    """All indicators, in the order of the table."""
    return list(_indicators().values())


def are_near(one: str, other: str) -> bool:
    """Whether two ids are of indicators of a near caliber, whichever row says so."""
    return get(other) in near(one)


def are_unlike(one: str, other: str) -> bool:
    """Whether two ids are of false friends, whichever row says so."""
    return get(other) in unlike(one)


def near(indicator_id: str) -> list[Indicator]:
    """All indicators near one."""
    return _linked(indicator_id, attrgetter("near"))


def unlike(indicator_id: str) -> list[Indicator]:
    """All false friends of one."""
    return _linked(indicator_id, attrgetter("unlike"))


def _linked(indicator_id: str, link: Callable[[Indicator], tuple[str, ...]]) -> list[Indicator]:
    """The indicators a link joins to one, whichever row says so."""
    known = get(indicator_id)
    return [other for other in all() if other.id in link(known) or indicator_id in link(other)] if known else []


def scopes() -> frozenset[str]:
    """The words for the whole of the place that speaks: 全市, 全省."""
    return frozenset(_words()["scopes"])


def problems() -> Iterator[Problem]:
    """What is wrong in the table though it can be read. Raises `DataError` where it cannot be read."""
    rows = list(tables.rows(FILE, COLUMNS))
    ids = {row["id"] for row in rows}
    pairs = {frozenset((row["id"], other)) for row in rows for other in row.names("near")}
    owners: dict[str, str] = {}
    for row in rows:
        for column in ("near", "unlike"):
            for other in row.names(column):
                if other not in ids or other == row["id"]:
                    yield row.problem(f"{column} {other!r}, which is no other indicator")
        for other in row.names("unlike"):
            if frozenset((row["id"], other)) in pairs:
                yield row.problem(f"{other} is both near and unlike")
        for name in (row["name"], *row.names("aliases")):
            if (owner := owners.setdefault(_spelled(_bare(name)), row["id"])) != row["id"]:
                yield row.problem(f"{name} is also a name of {owner}")
        known = _read(row)
        if known.low is not None and known.high is not None and known.low > known.high:
            yield row.problem(f"low {known.low} is above high {known.high}")
        if known.counts and known.aggregation is not Aggregation.SUM:
            yield row.problem(f"counts is {known.counts}, but the aggregation is {known.aggregation}, not {Aggregation.SUM}")
        source = known.discontinued_source or ""
        if bool(known.discontinued) != bool(source):
            yield row.problem("discontinued and discontinued_source stand together or not at all")
        elif source and source != UNVERIFIED and not source.startswith(("http://", "https://")):
            yield row.problem(f"discontinued_source is {source!r}, neither an address nor {UNVERIFIED}")


def _read(row: tables.Row) -> Indicator:
    if "" in (row["id"], row["name"], row["definition_zh"], row["definition_en"]):
        raise row.error("id, name and both definitions must not be empty")
    return Indicator(
        row["id"],
        row["name"],
        Aggregation(row.one_of("aggregation", frozenset(Aggregation))),
        row["unit"] or None,
        row.one_of("direction", DIRECTIONS),
        Counts(row.one_of("counts", frozenset(Counts))) if row["counts"] else None,
        row.number("low"),
        row.number("high"),
        row.names("near"),
        row.names("unlike"),
        row.year("discontinued"),
        row["discontinued_source"] or None,
        row["caution"] or None,
        row.names("aliases"),
        row["definition_zh"],
        row["definition_en"],
    )


@cache
def _indicators() -> dict[str, Indicator]:
    table: dict[str, Indicator] = {}
    for row in tables.rows(FILE, COLUMNS):
        if row["id"] in table:
            raise row.error(f"indicator {row['id']} stands twice")
        table[row["id"]] = _read(row)
    return table


@cache
def _names() -> dict[str, Indicator]:
    table: dict[str, Indicator] = {}
    for indicator in _indicators().values():
        for name in (indicator.name, *indicator.aliases):
            known = table.setdefault(_spelled(_bare(name)), indicator)
            if known is not indicator:
                raise DataError(f"ontology/data/{FILE}: {name} is a name of {known.id} and of {indicator.id}")
    return table


def _bare(name: str) -> str:
    """A name without brackets, quotation marks and blanks, in compatibility forms."""
    return unicodedata.normalize("NFKC", name).translate(UNREAD)


def _spelled(bare: str) -> str:
    """A name in the one of its equal spellings that is compared."""
    for written, spelling in _words()["spellings"].items():
        bare = bare.replace(written, spelling)
    return bare


@cache
def _fronts() -> tuple[str, ...]:
    """Words in front that change nothing, the longest first."""
    return tuple(sorted((*_words()["scopes"], *_words()["additions"]), key=lambda front: -len(front)))


def _words() -> dict[str, Any]:
    return tables.words(WORDS)
