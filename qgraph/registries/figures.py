"""Published figures: targets and actual values of governments whose documents are not in the store, each with its address.

Decisions
---------
* A figure was read by a person on the page named in `address`; `official` is the issuer's own site, `mirror` any other, not verified.
* A figure in doubt (a lost decimal point) is kept as the page has it, never mended; `doubt` says why.
* A figure the page gives for two indicators at once stands in two rows with the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from qgraph.model import Comparator
from qgraph.registries import indicators, places, tables
from qgraph.registries.tables import Problem

FILE = "figures.csv"
COLUMNS = (
    "place", "document", "year", "indicator_as_written", "indicator", "comparator", "value", "value_high", "unit", "deadline", "nature",
    "doubt", "address", "source_kind", "noted_in",
)  # fmt: skip
NATURES = frozenset({"target", "actual", "funding"})
SOURCE_KINDS = frozenset({"official", "mirror"})


@dataclass(frozen=True, slots=True)
class Figure:
    """`place` is a code; `indicator` the id of a known one or None; `year` the document's, `deadline` the year the figure is for.

    `nature`: target, actual or funding (then `value` is in `unit` as written)."""

    place: str
    document: str
    year: int | None
    indicator_as_written: str
    indicator: str | None
    comparator: Comparator
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    deadline: int | None
    nature: str
    doubt: str | None
    address: str
    source_kind: str
    noted_in: str


def figures() -> list[Figure]:
    """All published figures, in the order of the table. Raises `DataError` where the table is unsound."""
    return list(_figures())


def problems() -> Iterator[Problem]:
    """Figures outside what is plausible that do not say their doubt, and ranges that are none."""
    for row in tables.rows(FILE, COLUMNS):
        indicator, value, high = indicators.get(row["indicator"]), row.number("value"), row.number("value_high")
        if value is None:
            continue  # reading the figures says so
        if (row["comparator"] == Comparator.RANGE) != (high is not None) or (high is not None and high < value):
            yield row.problem("value_high stands where, and only where, the comparator is range, and is not below value")
        if indicator and row["unit"] == (indicator.unit or "") and not indicator.plausible(value) and not row["doubt"]:
            yield row.problem(f"{value} is outside {indicator.low} to {indicator.high} of {indicator.name}, without a doubt")


@cache
def _figures() -> tuple[Figure, ...]:
    found: list[Figure] = []
    comparators = frozenset(Comparator)
    for row in tables.rows(FILE, COLUMNS):
        if places.by_code(row["place"]) is None:
            raise row.error(f"place {row['place']} is no code of a place")
        if row["indicator"] and indicators.get(row["indicator"]) is None:
            raise row.error(f"indicator {row['indicator']} is unknown")
        if "" in (row["document"], row["indicator_as_written"], row["address"], row["noted_in"]):
            raise row.error("document, indicator_as_written, address and noted_in must not be empty")
        value = row.number("value")
        if value is None:
            raise row.error("value is empty")
        found.append(
            Figure(
                row["place"],
                row["document"],
                row.year("year"),
                row["indicator_as_written"],
                row["indicator"] or None,
                Comparator(row.one_of("comparator", comparators)),
                value,
                row.number("value_high"),
                row["unit"] or None,
                row.year("deadline"),
                row.one_of("nature", NATURES),
                row["doubt"] or None,
                row["address"],
                row.one_of("source_kind", SOURCE_KINDS),
                row["noted_in"],
            )
        )
    return tuple(found)
