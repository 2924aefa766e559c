"""Literals as values: whether their words belong to their datatype, and which of two comes first.

Compared is what SPARQL compares: numbers with numbers, words with words, truths, days. Two values of other kinds have no order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from qgraph.gate.graph import Term
from qgraph.rdf.vocabulary import BOOLEAN, DECIMAL, INTEGER, XSD

DATE, STRING = NamedNode(f"{XSD}date"), NamedNode(f"{XSD}string")
WHOLE = re.compile(r"[+-]?[0-9]+")
EXACT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def _integer(words: str) -> int | None:
    return int(words) if WHOLE.fullmatch(words) else None


def _decimal(words: str) -> Decimal | None:
    return Decimal(words) if EXACT.fullmatch(words) else None


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if DAY.fullmatch(words) else None
    except ValueError:
        return None


def _words(words: str) -> str:
    return words


READERS: dict[NamedNode, tuple[str, Callable[[str], Any]]] = {
    INTEGER: ("number", _integer),
    DECIMAL: ("number", _decimal),
    BOOLEAN: ("truth", TRUTHS.get),
    DATE: ("day", _day),
    STRING: ("words", _words),
}


@lru_cache(maxsize=16384)  # the same offsets come again and again
def measured(term: Term) -> tuple[str, Any] | None:
    """The kind and the value of what can be compared; None for any other term."""
    kind = READERS.get(term.datatype) if isinstance(term, Literal) else None
    if kind is None or (value := kind[1](term.value)) is None:  # type: ignore[union-attr]
        return None
    return kind[0], value


def compare(left: Term, right: Term, holds: Callable[[Any, Any], bool]) -> bool:
    """Whether a comparison holds between two terms; it never does where they have no order."""
    one, other = measured(left), measured(right)
    return one is not None and other is not None and one[0] == other[0] and holds(one[1], other[1])
