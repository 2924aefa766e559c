"""When a measure is to be done: only where the measure itself, its bracket or its row says so.

Decisions
---------
* In prose only what must be done *before* a date is a deadline (2023年底前), or where a clause opens with the
  date and the deed (2023年全面推行); 到2025年 states a target's horizon.
* Behind a label (完成时限：2023年9月) any date is one. Several dates: the last is when the measure is done.
* A date without its year takes the year said before it in the same text; without any it stays as written only.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DATE = (
    r"(?:(?P<year>20\d\d)\s?年)?\s?(?:(?P<month>1[0-2]|0?[1-9])\s?月(?:份)?\s?(?:(?P<day>3[01]|[12]\d|0?[1-9])\s?日)?)?"
    r"\s?(?P<part>年底|年末|底|末|上旬|中旬|下旬|上半年|下半年|第?[一二三四]季度|初)?"
)
_ANY = re.compile(_DATE)
_BEFORE = re.compile(_DATE + r"(?:之|以)?前(?!后|期|景|述|置|三|[0-9一二三四五六七八九十]+[名位])")
_BY_DEED = re.compile(r"(?<![\u4e00-\u9fff\d到至])(?=20\d\d\s?年)" + _DATE + r"(?:年?内)?(?=(?:全面|基本|力争|实现|完成|建成)(?!小康))")
_DIGITS = re.compile(r"(20\d\d)[.\-/](1[0-2]|0?[1-9])(?:[.\-/](3[01]|[12]\d|0?[1-9]))?(?!\d)")
_MONTHS = {"年底": 12, "年末": 12, "底": 12, "末": 12, "上半年": 6, "下半年": 12, "初": 1}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}


class Deadline(NamedTuple):
    """YYYY, YYYY-MM or YYYY-MM-DD (None where no year is said), and the words."""

    date: str | None
    as_written: str


def stated(text: str, start: int, end: int) -> Deadline | None:
    """The deadline that prose states, the latest of several."""
    before = _latest(text, start, end, _BEFORE) if text.find("前", start, end) >= 0 else None
    return before or (_latest(text, start, end, _BY_DEED) if text.find("20", start, end) >= 0 else None)


def labelled(text: str, start: int, end: int) -> Deadline | None:
    """The deadline behind a label; words without a date (长期坚持) stay as written."""
    written = text[start:end].strip(" ，,；;。、\u3000\n")
    if not written:
        return None
    if digits := _DIGITS.search(written):
        return Deadline("-".join(f"{int(part):02d}" for part in digits.groups() if part), written)
    found = _latest(text, start, end, _ANY)
    return Deadline(found.date if found else None, written)


def _latest(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Deadline | None:
    best: Deadline | None = None
    year: str | None = None
    for match in pattern.finditer(text, start, end):
        if not (match["year"] or match["month"] or match["part"] in ("年底", "年末", "上半年", "下半年")):
            continue
        year = match["year"] or year
        found = Deadline(_date(match, year), match.group().strip())
        if best is None or (found.date or "") >= (best.date or ""):
            best = found
    return best


def _date(match: re.Match[str], year: str | None) -> str | None:
    if year is None:
        return None
    if match["month"]:
        month = f"{year}-{int(match['month']):02d}"
        return f"{month}-{int(match['day']):02d}" if match["day"] else month
    part = match["part"]
    if part is None:
        return year
    number = _MONTHS.get(part) or next((m for q, m in _QUARTERS.items() if q in part and "季度" in part), None)
    return f"{year}-{number:02d}" if number else year
