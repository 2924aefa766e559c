"""The words in which plans are held against each other (`ontology/data/coverage.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache, reduce
from importlib.resources import files
from typing import Any


def said(key: str, **words: object) -> str:
    """A sentence of the table (`plans.none`), filled with words."""
    return str(entry(key)).format_map(words)


def entry(key: str) -> Any:
    """An entry of the table."""
    return reduce(lambda table, name: table[name], key.split("."), _table())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("ontology").joinpath("data", "coverage.toml").read_text(encoding="utf-8"))
