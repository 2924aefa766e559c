"""The words of `containers.toml`: selectors, elements, names of facts and heads of columns."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words() -> dict[str, list[str]]:
    """Read once."""
    table: dict[str, list[str]] = tomllib.loads(files("loaders.formats.html").joinpath("containers.toml").read_text(encoding="utf-8"))
    return table
