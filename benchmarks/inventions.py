"""What the synthetic China is made of: the tables of `china.toml`, the names of its bodies and indicators, and a page to write on."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from qgraph.model import BodyKind, Evidence, Level
from qgraph.registries import body_types, indicators
from qgraph.registries.indicators import Aggregation, Indicator
from qgraph.registries.places import Place

CHINA = tomllib.loads(Path(__file__).with_name("china.toml").read_text(encoding="utf-8"))
WORDS = CHINA["words"]
FIGURES = frozenset({Aggregation.RATIO, Aggregation.SUM, Aggregation.INDEX})
DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class Page:
    """A text on the way: what is said is added at its end, and where it stands comes back."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def say(self, words: str, path: tuple[str, ...] = ()) -> Evidence:
        """Add words; `path`: the headings they stand under."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return Evidence(words, start, self.length, words, start, self.length, path)


def part(of: Evidence, words: str) -> Evidence:
    """The first place of some words in what was said."""
    start = of.start + of.quote.index(words)
    return Evidence(words, start, start + len(words), words, start, start + len(words), of.path)


@cache
def known_indicators() -> list[Indicator]:
    """The indicators of the register whose figures have plausible bounds, or are counts."""
    return [known for known in indicators.all() if known.aggregation in FIGURES]


@cache
def bounds(known: Indicator) -> tuple[int, int] | None:
    """Whole numbers between which a figure of an indicator is plausible, where the register says so."""
    if known.low is None or known.high is None or known.high - known.low < 2:
        return None
    return int(known.low) + 1, int(known.high)


@cache
def bodies(level: Level, word: str) -> tuple[list[str], list[float]]:
    """The names of bodies at a level with the cumulative weights of their duties: the nth has a duty a third as often as the first at 5."""
    kinds = {kind.id: kind for kind in body_types.types() if kind.kind is BodyKind.DEPARTMENT}
    names = []
    for kind in [kinds[one] for one in WORDS["foremost"]] + [kind for one, kind in kinds.items() if one not in WORDS["foremost"]]:
        usual = kind.province if level is Level.PROVINCE else kind.local
        if name := next(iter(kind.national), "") if level is Level.NATIONAL else usual and word + usual:
            names.append(name)
    return names, list(itertools.accumulate(1 / (nth + 3) for nth in range(len(names))))


@cache
def level_word(place: Place) -> str:
    """What a place calls itself in front of its bodies: 省, 自治区, 市, 区, 县; nothing for the nation."""
    if place.level is Level.NATIONAL:
        return ""
    if place.name.endswith("自治区"):
        return "自治区"
    allowed = {Level.PROVINCE: "省市", Level.PREFECTURE: "市州盟", Level.COUNTY: "市区县旗"}[place.level]
    return place.name[-1] if place.name[-1] in allowed else allowed[-1] if place.level is Level.PROVINCE else allowed[0]


def numeral(number: int) -> str:
    """A number below a hundred as headings have it: 十二."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones or not tens else "")
