"""The words of a comparison, from `ontology/data/compare_words.toml`."""

from __future__ import annotations

from typing import Any

from qgraph.registries import tables
from qgraph.told import Told, told


def reason(rule: str, **words: object) -> Told:
    """The sentence of a rule."""
    return told(_table()["rule"][rule], **words)


def said(what: str, **words: object) -> Told:
    """A sentence about the sides."""
    return told(_table()["side"][what], **words)


def money(word: str) -> str:
    """A word about money; an unknown one as it is."""
    found = _table()["money"].get(word)
    return told(found) if found else word


def joints() -> tuple[str, ...]:
    """What joins two names in one."""
    return tuple(_table()["joints"])


def _table() -> dict[str, Any]:
    return tables.words("compare_words.toml")
