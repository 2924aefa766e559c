"""The word lists of targets, loaded once, and the patterns built from them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from loaders import tables
from loaders.grammar.names.words import alternatives


@cache
def table() -> dict[str, Any]:
    """`words.toml` as it stands."""
    return tables.table("loaders.grammar.targets", "words.toml")


@cache
def words(section: str, key: str | None = None) -> list[str]:
    """One list of `words.toml`: of a section, or at the top."""
    found: list[str] = table()[section] if key is None else table()[section][key]
    return found


@cache
def any_of(section: str, *keys: str) -> re.Pattern[str]:
    """A pattern of the words of some lists, the longest first."""
    return re.compile(one_of(section, *keys))


@cache
def one_of(section: str, *keys: str) -> str:
    """The same as a fragment, without groups."""
    return f"(?:{alternatives([word for key in keys or (None,) for word in words(section, key)])})"
