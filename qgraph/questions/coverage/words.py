"""The words in which plans are held against each other (`ontology/data/coverage.toml`)."""

from __future__ import annotations

from functools import reduce
from typing import Any

from qgraph.registries import tables
from qgraph.told import Told, told


def said(key: str, **words: object) -> Told:
    """A sentence of the table (`plans.none`), filled with words."""
    return told(entry(key), **words)


def entry(key: str) -> Any:
    """An entry of the table."""
    return reduce(lambda table, name: table[name], key.split("."), _table())


def _table() -> dict[str, Any]:
    return tables.words("coverage.toml")
