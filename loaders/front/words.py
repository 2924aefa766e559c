"""The words of `words.toml`, and the patterns made of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """Alternatives ready for a pattern (`kinds`, `issuers`, `basis`), what a place is never called, and plain lists."""

    kinds: str
    issuers: str
    basis: str
    topic: re.Pattern[str]
    national: tuple[str, ...]
    draft: tuple[str, ...]
    experience: tuple[str, ...]
    template: tuple[str, ...]
    official: tuple[str, ...]
    plan: tuple[str, ...]


@cache
def words() -> Words:
    """Read once."""
    data = tomllib.loads(files("loaders.front").joinpath("words.toml").read_text(encoding="utf-8"))
    nature = {name: tuple(values) for name, values in data["nature"].items()}
    return Words(
        kinds=_any(data["title"]["kinds"]),
        issuers=_any(data["issuer"]["ends"]),
        basis=_any(data["basis"]["before"]),
        topic=re.compile(_any(data["place"]["topics"])),
        national=tuple(data["issuer"]["national"]),
        plan=tuple(data["plan"]["any"]),
        **nature,
    )


def _any(alternatives: list[str]) -> str:
    return "|".join(map(re.escape, sorted(alternatives, key=len, reverse=True)))
