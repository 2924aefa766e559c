"""The words of `words.toml`: stock titles of chapters, closing words, page chrome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders import tables
from loaders.document import SectionKind


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns built from the lists. `kinds` is in the order in which they are tried."""

    kinds: tuple[tuple[SectionKind, re.Pattern[str]], ...]
    whole: dict[str, SectionKind]
    verbs: tuple[str, ...]
    stock_title: re.Pattern[str]
    closing: re.Pattern[str]
    instrument: re.Pattern[str]
    titled: re.Pattern[str]  # right behind the title of an instrument


@cache
def words() -> Words:
    """Read once."""
    data = tables.table("loaders.outline", "words.toml")
    kinds = tuple((SectionKind(row["kind"]), re.compile(_any(row["contains"]) or r"(?!)")) for row in data["section"])
    whole = {word: SectionKind(row["kind"]) for row in data["section"] for word in row["whole"]}
    chrome, annexes = _any(data["closing"]["line_begins"]), _any(data["closing"]["annexes"])
    titles = _any(data["instrument"]["titles"])
    return Words(
        kinds,
        whole,
        tuple(data["verbs"]["begin"]),
        re.compile(rf"(?:{_any(list(whole))})(?![和与及的、，,])"),
        re.compile(rf"^[ \t\u3000\u00a0]*(?:{chrome}|(?:{annexes})[ \u3000]?(?:[:：\d一二三四五六]|\r?$))", re.MULTILINE),
        re.compile(rf"(?:{_any(data['instrument']['ends'])})(?:[（(〔][^（()）〔〕\n]{{1,20}}[）)〕])?$"),
        re.compile(rf"(?:{titles})(?:[）)])?$"),
    )


def _any(alternatives: list[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(map(re.escape, sorted(alternatives, key=len, reverse=True)))
