"""The words of `containers.toml`: selectors, elements, names of facts and heads of columns."""

from __future__ import annotations

from functools import cache

from loaders import tables


@cache
def words() -> dict[str, list[str]]:
    """Read once."""
    table: dict[str, list[str]] = tables.table("loaders.formats.html", "containers.toml")
    return table
