"""JSON documents out of answers: dataclasses, rows and numbers as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any


def number(value: Decimal | None) -> int | float | None:
    """A JSON number; whole decimals become integers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def document(answer: object) -> str:
    """One JSON document; the keys of a dataclass are its fields."""
    return json.dumps(plain(answer), ensure_ascii=False, indent=1)


def plain(value: Any) -> Any:
    """Dataclasses as objects, tuples and sets as lists, decimals as numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return number(value) if isinstance(value, Decimal) else value
