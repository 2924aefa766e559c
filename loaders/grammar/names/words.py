"""The word lists of names, loaded once and compiled."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from loaders import tables


@cache
def table() -> dict[str, Any]:
    """`words.toml` as it stands."""
    return tables.table("loaders.grammar.names", "words.toml")


def words(section: str, key: str) -> list[str]:
    """One list of `words.toml`."""
    found: list[str] = table()[section][key]
    return found


def alternatives(items: list[str]) -> str:
    """A regular expression for any of `items`, the longest first."""
    return "|".join(sorted(map(re.escape, items), key=len, reverse=True))


@cache
def compiled(section: str, key: str, form: str) -> re.Pattern[str]:
    """One list as a pattern; `form` holds `%s` where the alternatives go."""
    return re.compile(form.replace("%s", f"(?:{alternatives(words(section, key))})"))


@cache
def not_levels() -> re.Pattern[str]:
    """Words that start like a level and are none (市场…)."""
    return re.compile("|".join(words("levels", "not_levels")))


@cache
def collective_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words("collective", "patterns")))


@cache
def generic_pattern() -> re.Pattern[str]:
    return re.compile(str(table()["collective"]["generic"]))
