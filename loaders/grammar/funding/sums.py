"""Sums of money and rates as they are written: 30万元、20万元、10万元; 50至100万元; 50%、80%.

Decisions
---------
* Figures joined by 、和及 are one `Figures`, since 分别 deals them out together; a unit left out is the next one's.
* 元 may be left out only before a word for money (100万的资金支持); foreign money is no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.grammar.funding.words import words
from loaders.grammar.numbers import number, plain

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?|[一二两三四五六七八九十百]{1,6}"
# What one unit is in 万元.
UNITS = {
    "万亿元": Decimal(100000000),
    "亿元": Decimal(10000),
    "千万元": Decimal(1000),
    "百万元": Decimal(100),
    "万元": Decimal(1),
    "千元": Decimal("0.1"),
    "元": Decimal("0.0001"),
    "亿": Decimal(10000),
    "万": Decimal(1),
}
UNIT = "万亿元|亿元|千万元|百万元|万元|千元|元"
ITEM = rf"(?:{NUMBER})\s?(?:{UNIT}|[万亿])?(?:\s?[-—–~～至到]{{1,2}}\s?(?:{NUMBER})\s?(?:{UNIT})?)?"
ITEM_PARTS = re.compile(
    rf"(?P<low>{NUMBER})\s?(?P<low_unit>{UNIT}|[万亿])?(?:\s?[-—–~～至到]{{1,2}}\s?(?P<high>{NUMBER})\s?(?P<high_unit>{UNIT})?)?"
)
JOINT = r"\s?(?:、|和|及|或|以及)\s?(?:最高)?"
SUMS = re.compile(rf"(?<![\d.A-Za-z]){ITEM}(?:{JOINT}{ITEM}){{0,7}}")
PERCENT = r"\d{1,3}(?:\.\d{1,4})?\s?[%％]"
RATES = re.compile(rf"(?<![\d.])(?:\d{{1,3}}(?:\.\d{{1,4}})?\s?[-—–~～至到]\s?)?{PERCENT}(?:{JOINT}{PERCENT}){{0,7}}")


@dataclass(frozen=True, slots=True)
class Figures:
    """One or more figures dealt out together, with their span. Sums in 万元, rates in percent; `highs` where a figure is a range."""

    start: int
    end: int
    lows: tuple[Decimal, ...]
    highs: tuple[Decimal | None, ...]


def sums(text: str, start: int, end: int) -> Iterator[Figures]:
    """The sums of `text[start:end]`, in order."""
    bare = re.compile(rf"的?[^，。；、,;\d]{{0,3}}{words().money}")
    for found in SUMS.finditer(text, start, end):
        yield from _group(found, bool(bare.match(text, found.end(), end)))


def _group(found: re.Match[str], bare: bool) -> Iterator[Figures]:
    parts = list(ITEM_PARTS.finditer(found.string, found.start(), found.end()))
    lows: list[Decimal] = []
    highs: list[Decimal | None] = []
    unit = ""
    first, last = found.start(), found.end()
    for part in reversed(parts):
        unit = part["high_unit"] or part["low_unit"] or unit
        low, high = number(part["low"]), number(part["high"]) if part["high"] else None
        if not unit or low is None or (not unit.endswith("元") and not bare and not lows):
            if not lows:
                last = part.start()
                unit = ""
                continue
            break
        if not lows:
            last = part.end()
        first = part.start()
        low_unit = part["low_unit"] or unit
        lows.insert(0, plain(low * UNITS[low_unit]))
        highs.insert(0, plain(high * UNITS[unit]) if high is not None else None)
    if lows:
        yield Figures(first, last, tuple(lows), tuple(highs))


def rates(text: str, start: int, end: int) -> Iterator[Figures]:
    """The percentages of `text[start:end]`, in order; of a range the lower end is the rate."""
    for found in RATES.finditer(text, start, end):
        values = [number(value) for value in re.findall(r"\d{1,3}(?:\.\d{1,4})?(?=\s?[%％]|\s?[-—–~～至到])", found[0])]
        known = tuple(value for value in values if value is not None)
        if re.match(r"[\d.]+\s?[-—–~～至到]", found[0]):
            known = known[-1:]  # 10-20%: the ceiling, as 最高
        if known:
            yield Figures(found.start(), found.end(), known, (None,) * len(known))
