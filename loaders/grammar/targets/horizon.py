"""By when, how often, how firmly: what a sentence says around its figures.

* The horizon of a figure is the last one named before it in its own sentence, else the one with which its section opens
  (到2020年，… at the head of a chapter of targets holds for everything under it). Never the sentence before, never the period.
* 2023年开始 is no horizon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loaders.document import Document, SectionKind
from loaders.front.dates import FIVE_YEAR_PLANS, TERM
from loaders.grammar.targets.words import any_of, table

_YEAR = re.compile(
    r"(?<![较比自以])(?<![高低优]于)(?:力争|争取)?(?:到|至|截至|在)?\s?(?<![较比自])(?P<year>20\d\d)\s?年(?:(?P<month>1[0-2]|0?[1-9])月)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?(?P<part>年底|底|末|年末)?(?:(?:之|以)?前)?"
    r"(?!\s?(?:开始|起|以来|版|修订|度?[以]来|[-—–－至~]\s?20))"
)
_TERM_END = re.compile(r"“?(?P<term>" + "|".join(FIVE_YEAR_PLANS) + r")”?(?:时期|期)?末")
_ANNUAL = re.compile(
    r"每年|年均|逐年|(?<!上)年度(?!工作|计划|报告|目标)|每年度|(?<![\d本今明全当近半上下“])年(?=[\u4e00-\u9fff]{2,8}(?:绩效|培训|服务|产值|产量))"
)
_LEAD = 12  # characters a section may say before its horizon (我区质量强区的目标是：到2020年)


class Horizon(NamedTuple):
    """YYYY or YYYY-MM or YYYY-MM-DD, the words, and where it is said: sentence, section or column."""

    date: str
    as_written: str
    said_in: str


def horizons(text: str, start: int, end: int) -> list[tuple[int, Horizon]]:
    """The horizons a sentence names, each with the position behind it."""
    found = []
    for match in _YEAR.finditer(text, start, end) if text.find("20", start, end) >= 0 else ():
        date = match["year"]
        if match["month"]:
            date += f"-{int(match['month']):02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
        elif match["part"]:
            date += "-12"
        found.append((match.end(), Horizon(date, match[0], "sentence")))
    if text.find("末", start, end) < 0:
        return found
    ends = [(m.end(), Horizon(str(FIVE_YEAR_PLANS[m["term"]] + TERM - 1), m[0], "sentence")) for m in _TERM_END.finditer(text, start, end)]
    return sorted(found + ends)


def section_horizons(document: Document) -> Iterator[Horizon | None]:
    """For each clause the horizon with which it, or the last one above it in the same chapter of targets, opens."""
    opened: dict[tuple[str, ...], tuple[int, Horizon]] = {}  # of this chapter: path → place and horizon
    for clause in document.clauses:
        if len(clause.path) <= 1:
            opened = {}
        if clause.kind is not SectionKind.TARGET:
            yield None
            continue
        opening = horizons(document.text, clause.body, min(clause.end, clause.body + 40))
        if opening and opening[0][0] - len(opening[0][1].as_written) - clause.body <= _LEAD:
            opened[clause.path] = clause.start, opening[0][1]._replace(said_in="section")
        above = [opened[path] for n in range(len(clause.path) + 1) if (path := clause.path[:n]) in opened]
        yield max(above)[1] if above else None


def annual(text: str) -> bool:
    """Whether a segment speaks of every year."""
    return "年" in text and bool(_ANNUAL.search(text))


@cache
def _firmness() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rank, any_of("firmness", rank)) for rank in table()["firmness"])


class Firmness(NamedTuple):
    """How firmly a text commits: rank, the word, and where the word ends."""

    rank: str | None
    word: str | None
    end: int = 0


def firmness(text: str, start: int, end: int) -> Iterator[Firmness]:
    """The first word of each rank in `text[start:end]`; the ranks are in the order of words.toml."""
    for rank, pattern in _firmness():
        if found := pattern.search(text, start, end):
            yield Firmness(rank, found[0], found.end())
