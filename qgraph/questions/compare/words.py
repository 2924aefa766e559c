"""The words of a comparison, from `ontology/data/compare_words.toml`."""

from __future__ import annotations

from typing import Any

from qgraph.registries import tables


def reason(rule: str, **words: object) -> str:
    """The sentence of a rule."""
    return str(_table()["rule"][rule]["reason"]).format_map(words)


def said(what: str, **words: object) -> str:
    """A sentence about the sides."""
    return str(_table()["side"][what]).format_map(words)


def money(word: str) -> str:
    """A word about money; an unknown one as it is."""
    return str(_table()["money"].get(word, word))


def joints() -> tuple[str, ...]:
    """What joins two names in one."""
    return tuple(_table()["joints"])


def _table() -> dict[str, Any]:
    return tables.words("compare_words.toml")
