"""One piece of evidence that a kind of body owns a measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgraph.model import Role
from qgraph.registries import tables
from qgraph.told import Told, told


@dataclass(frozen=True, slots=True)
class Evidence:
    """`kind`: above, theme or function; `weight`: how much it speaks for the type, between 0 and its kind's weight."""

    task: str
    type_id: str
    role: Role
    kind: str
    weight: float
    reason: Told


def settings() -> dict[str, Any]:
    """Weights, limits and words."""
    return tables.words("suggestions.toml")


def reason(why: str, **words: object) -> Told:
    """Why, in both languages; `why`: the kind of evidence."""
    return told(settings()["reason"][why], **words)


def role_word(role: Role) -> Told:
    """A role as reasons name it."""
    return told(settings()["role"][role])
