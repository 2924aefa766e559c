"""What a person may set, by kind of thing, and how what they write becomes a value of the model.

A fact's evidence, and what was written in the plan (`…_as_written`), is the text's and cannot be set; beside it a person may say what it
means: `resolved` for a body, `matched` for an indicator.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_type_hints

from qgraph.model import FundingLine, Jurisdiction, Membership, Mention, Plan, Programme, Responsibility, Role, Target, Task
from qgraph.rdf.vocabulary import DATE, DATED, camel
from qgraph.registries import indicators, places
from qgraph.reviews.entries import Act, Value
from qgraph.reviews.words import wrong

T = TypeVar("T")
LINE = 500  # characters of a field
EARLIEST, LATEST = 1949, 2100  # years a plan may speak of
DIGITS = 15  # of a number, before and behind the point
PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")  # numbers as people write them: no 1e5, no NaN, no 2_021
PUBLICITY = ("public", "on_request", "internal")

# Kind, as in a fact's URI → class and the fields that may be set. "" is the plan itself.
SETTABLE: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "": (
        Plan,
        (
            "place",
            *("title", "doc_number", "issuer", "issued_on", "period_start", "period_end", "nature"),
            *("effective_from", "effective_until", "repealed", "trial", "publicity", "basis"),
        ),
    ),
    "target": (
        Target,
        (
            *("indicator", "matched", "kind", "comparator", "value", "value_high", "unit", "reference", "base"),
            *("deadline", "recurrence", "scope", "firmness", "applies_to", "doubt"),
        ),
    ),
    "task": (Task, ("title", "deadline", "recurrence")),
    "responsibility": (Responsibility, ("resolved", "role", "collective", "doubt")),
    "membership": (Membership, ("body", "role", "of", "person", "post")),
    "funding": (
        FundingLine,
        (
            *("kind", "amount", "amount_high", "unit", "qualifier", "payer", "payee", "purpose", "rate"),
            *("on_top_of", "per", "condition", "sought"),
        ),
    ),
    "programme": (Programme, ("name",)),
    "mention": (Mention, ("name", "kind")),
}


def kind_of(about: str) -> str:
    """The kind of thing an entry is about: target of "target/0f3c…". Raises `ReviewError` for none of ours."""
    kind = about.partition("/")[0]
    if kind not in SETTABLE:
        raise wrong("nothing", about=about)
    return kind


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as a form asks for it: the words it may say (None: any), and whether it may be empty."""

    name: str
    choices: tuple[str, ...] | None
    optional: bool


def asked(kind: str) -> list[Asked]:
    """The fields of a kind of thing that a person may set, in their order."""
    of, names = SETTABLE[kind]
    return [_asked(of, name) for name in names]


def changed(thing: T, kind: str, values: Mapping[str, Value]) -> T:
    """A fact, or the plan, with the values a person gives. Raises `ReviewError` with the first that does not fit."""
    of, allowed = SETTABLE[kind]
    ready: dict[str, Any] = {}
    for name, value in values.items():
        if name not in allowed:
            raise wrong("no_field", name=name, kind=kind or "plan", allowed=", ".join(allowed))
        if name == "place":
            ready["jurisdiction"] = _place(value)
        else:
            ready[name] = _value(of, name, value)
    made = replace(thing, **ready)  # type: ignore[type-var]
    _fits(made)
    return made


def expect_whole(act: Act, values: Mapping[str, Value]) -> None:
    """Raises `ReviewError` where an entry beside the facts (a proposal, a yearly value) lacks what it is made of."""
    if act is Act.PROPOSE:
        _text("body", values.get("body"))
        _choice("role", values.get("role"), Role)
    if act is Act.YEARLY:
        _number("value", values.get("value"), Decimal)
        year = _number("year", values.get("year"), int)
        if not EARLIEST <= year <= LATEST:
            raise wrong("years")


def shown(thing: object, name: str) -> str | None:
    """A field's value as text, as a person writes it; None where there is none."""
    value = _place_of(thing) if name == "place" else getattr(thing, name)
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return "\n".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _asked(of: type[Any], name: str) -> Asked:
    if name == "place":
        return Asked(name, None, False)
    plain, optional = _plain(of, name)
    if name == "publicity":
        return Asked(name, PUBLICITY, optional)
    if plain is bool:
        return Asked(name, ("true", "false"), False)
    return Asked(name, tuple(plain) if isinstance(plain, type) and issubclass(plain, StrEnum) else None, optional)


def _plain(of: type[Any], name: str) -> tuple[Any, bool]:
    """The type of a field, and whether it may be None."""
    hint = HINTS[of][name]
    optional = isinstance(hint, types.UnionType) and types.NoneType in get_args(hint)
    return (next(one for one in get_args(hint) if one is not types.NoneType) if optional else hint), optional


def _value(of: type[Any], name: str, value: Value) -> Any:
    plain, optional = _plain(of, name)
    if value is None or value == "":
        if not optional:
            raise wrong("empty", name=name)
        return None
    if name == "publicity" and value not in PUBLICITY:
        raise wrong("choice", name=name, value=value, choices=", ".join(PUBLICITY))
    if name == "matched" and not indicators.resolve(str(value)):
        raise wrong("indicator", value=value)
    if camel(name) in DATED and not _is_date(str(value)):
        raise wrong("date", value=value)
    return _converter(plain)(name, value)


def _is_date(said: str) -> bool:
    """Whether it is a year, a month or a day that there is: the ledger counts days up to it."""
    try:
        return bool(DATE.fullmatch(said) and date.fromisoformat(f"{said}-01-01"[:10]))
    except ValueError:
        return False


def _converter(plain: Any) -> Callable[[str, Value], Any]:
    if plain is bool:
        return _truth
    if plain is int:
        return lambda name, value: _number(name, value, int)
    if plain is Decimal:
        return lambda name, value: _number(name, value, Decimal)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return lambda name, value: _choice(name, value, plain)
    if plain is str:
        return _text
    return _lines


def _truth(name: str, value: Value) -> bool:
    said = str(value).lower()
    if said not in ("true", "false"):
        raise wrong("truth", name=name, value=value)
    return said == "true"


def _number(name: str, value: Value, kind: type[Any]) -> Any:
    said = str(value)
    if not PLAIN.fullmatch(said) or (kind is int and "." in said):
        raise wrong("number", name=name, value=value)
    if sum(mark.isdecimal() for mark in said) > DIGITS:
        raise wrong("digits", name=name, value=value)
    return kind(said)


def _choice(name: str, value: Value, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(str(value))
    except ValueError:
        raise wrong("choice", name=name, value=value, choices=", ".join(kind)) from None


def _text(name: str, value: Value) -> str:
    said = "" if isinstance(value, list) else str(value or "").strip()
    if not 0 < len(said) <= LINE:
        raise wrong("length", name=name, longest=LINE)
    return said


def _lines(name: str, value: Value) -> tuple[str, ...]:
    some = value if isinstance(value, list) else str(value).splitlines()
    return tuple(_text(name, one) for one in some if one.strip())


def _place(value: Value) -> Jurisdiction:
    said = str(value or "").strip()
    place = places.by_code(said) or places.resolve(said)
    if place is None:
        several = "、".join(f"{one.name} {one.adcode}" for one in places.candidates(said)[:5])
        raise wrong("places", name=said, several=several) if several else wrong("no_place", name=said)
    return Jurisdiction(place.name, place.level, place.adcode)


def _place_of(thing: object) -> str | None:
    assert isinstance(thing, Plan)
    return thing.jurisdiction.name


def _fits(made: object) -> None:
    """What several fields must be together."""
    if isinstance(made, Plan):
        if not made.title:
            raise wrong("no_title")
        if made.period_start and made.period_end and made.period_start > made.period_end:
            raise wrong("period", start=made.period_start, end=made.period_end)
        if not all(EARLIEST <= year <= LATEST for year in (made.period_start, made.period_end) if year):
            raise wrong("years")
    if isinstance(made, Target) and made.value is not None and made.value_high is not None and made.value > made.value_high:
        raise wrong("range", low=made.value, high=made.value_high)


HINTS = {of: get_type_hints(of) for of, _ in SETTABLE.values()}
