"""The rules of a roll-up and what they say (`ontology/data/rollup_rules.toml`)."""

from __future__ import annotations

from typing import Any

from qgraph.registries import tables
from qgraph.told import Told, told


def rule(name: str) -> dict[str, str]:
    """A rule: its verdict and its sentence in both languages."""
    found: dict[str, str] = table()["rule"][name]
    return found


def said(key: str, **words: object) -> Told:
    """What stands in those sentences, filled with words."""
    return told(table()["words"][key], **words)


def table() -> dict[str, Any]:
    """The whole table."""
    return tables.words("rollup_rules.toml")
