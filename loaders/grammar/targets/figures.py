"""Figures in a segment: a number, or a range, with its unit and the bound written before or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from loaders.grammar.numbers import ARABIC, CHINESE, SCALE, number
from loaders.grammar.targets.segments import Segment
from loaders.grammar.targets.words import one_of
from qgraph.model import Comparator

DASH = r"\s*(?:[~～∽—–\-－―]{1,2}|至|到)\s*"


_PLACES = Decimal("0.0001")
_NUMERAL = re.compile("[0-9０-９零〇一二两三四五六七八九十百千]")  # every figure holds one


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; `start`, `end` in the segment, bounds included; `number_at` is where the number itself begins."""

    start: int
    end: int
    number_at: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    comparator: Comparator
    bounded: bool  # whether a bound is written
    chinese: bool  # written with Chinese numerals


BEFORE = ("at_least", "at_most", "above", "below")
BEHIND = ("behind_at_least", "behind_at_most", "behind_about")


def bounds(*names: str) -> str:
    """The words of some bounds as a fragment, a group each, as `comparator_of` reads them."""
    return "|".join(f"(?P<{name}>{one_of('bounds', name)})" for name in names)


def usual(unit: str) -> str:
    """A unit as targets have it: ％ is %, 个百分点 is 百分点."""
    return unit.replace("％", "%").replace("个百分点", "百分点")


def scaled(unit: str) -> tuple[Decimal, str]:
    """What one of a unit is, and in which: 万件 is 10000 件. 件/万人 is a unit of its own."""
    scale = SCALE.get(unit[:1]) if len(unit) > 1 and not {"/", "／"} & set(unit) else None
    return (scale, unit[1:]) if scale else (Decimal(1), usual(unit))


@cache
def _pattern() -> re.Pattern[str]:
    amount = rf"{ARABIC}(?:万亿|亿|万|千|百)?"
    measured = rf"(?:{one_of('measures')}|{one_of('things')})(?:[/／](?:[千万]?[\u4e00-\u9fff]{{1,3}}))?"  # 批次/千人
    unit = rf"(?:余|多)?(?P<unit>{measured})(?!(?<=个)[性体])(?![化流级般致律样])"
    return re.compile(
        rf"(?:(?:{bounds(*BEFORE)})\s*(?:到|为)?\s*)?"
        rf"(?:(?P<percent>百分之{CHINESE}(?:点[零一二三四五六七八九]+)?|[二三四五]分之[一二三四])"
        rf"|(?<![0-9.A-Za-z第])(?P<low>{amount})\s*(?P<low_unit>%|％)?(?:{DASH}(?P<high>{amount}))?\s*(?:{unit}|(?P<ratio>[∶:：比]\s*1(?!\d))|(?P<bare>(?<=亿)(?![\u4e00-\u9fff])))"
        rf"|(?<![第十百零〇一二三四五六七八九])(?P<han>{CHINESE}|半)(?P<han_unit>个工作日|个月|小时|[家个项件名户])(?![性体化流级般致律样月]))"
        rf"\s*(?:[（(]含[)）])?(?:{bounds(*BEHIND)})?"
    )


def figures(segment: Segment) -> Iterator[Figure]:
    """The figures of a segment, in order. Years, document numbers and ranks (第3, 前5) are none."""
    if not _NUMERAL.search(segment.mask):
        return
    found = _like_the_next([figure for match in _pattern().finditer(segment.mask) if (figure := _figure(match))], segment.mask)
    if not found and (score := _score().search(segment.mask)):
        found = [figure] if (figure := _score_figure(score)) else []
    yield from found


def _like_the_next(found: list[Figure], mask: str) -> list[Figure]:
    """Figures of a list that leaves out the rest of the unit: 6个、22个、32个工作日 are all 个工作日."""
    for i in reversed(range(len(found) - 1)):
        this, following = found[i], found[i + 1]
        if this.unit == "个" and (following.unit or "").startswith("个") and mask[this.end : following.start] in ("、", "和", "或"):
            found[i] = replace(this, unit=following.unit)
    return found


@cache
def _score() -> re.Pattern[str]:
    """An index or a degree of satisfaction has no unit: 竞争力指数达到86以上."""
    return re.compile(
        rf"(?:指数|满意度)[\u4e00-\u9fff]{{0,6}}?(?:{bounds(*BEFORE)})?(?<=[\u4e00-\u9fff])(?P<low>{ARABIC})(?:{bounds(*BEHIND)})?\s*$"
    )


def _score_figure(match: re.Match[str]) -> Figure | None:
    low = number(match["low"])
    comparator, bounded = comparator_of(match)
    start = min((match.start(name) for name in BEFORE if match[name]), default=match.start("low"))
    return None if low is None else Figure(start, match.end(), match.start("low"), low, None, None, comparator, bounded, chinese=False)


def _figure(match: re.Match[str]) -> Figure | None:
    unit: str | None
    if match["percent"]:
        low, high, unit, at = number(match["percent"]), None, "%", match.start("percent")
        if low is not None and not match["percent"].startswith("百"):  # 三分之二 is 66.6667 %
            low = (low * 100).quantize(_PLACES).normalize()
    elif match["han"]:
        low, high, unit, at = number(match["han"]), None, match["han_unit"], match.start("han")
    else:
        low, high, at = number(match["low"]), number(match["high"]) if match["high"] else None, match.start("low")
        unit = None if match["ratio"] or match["bare"] is not None else usual(match["unit"])
        if high is not None and low is not None and match["low"][-1].isdigit() and match["high"][-1] in "万亿":
            low *= high / (number(match["high"].rstrip("万亿")) or 1)  # 3至5万户: the scale is said once
    if low is None:
        return None
    comparator, bounded = comparator_of(match)
    return Figure(
        match.start(), match.end(), at, low, high, unit, Comparator.RANGE if high is not None else comparator, bounded, bool(match["han"])
    )


def comparator_of(match: re.Match[str]) -> tuple[Comparator, bool]:
    """The bound of a match with the groups of `bounds`, and whether one is written."""
    for name, comparator in (
        ("behind_at_least", Comparator.GE),
        ("behind_at_most", Comparator.LE),
        ("at_least", Comparator.GE),
        ("at_most", Comparator.LE),
        ("above", Comparator.GT),
        ("below", Comparator.LT),
    ):
        if match[name]:
            return comparator, True
    return Comparator.EQ, False


def with_comparator(figure: Figure, comparator: Comparator) -> Figure:
    """The figure under another bound; a range stays a range."""
    return figure if figure.comparator is Comparator.RANGE else replace(figure, comparator=comparator, bounded=True)
