"""When a measure is to be done: only where the measure itself, its bracket or its row says so.

Decisions
---------
* In prose only what must be done *before* a date is a deadline (2023年底前), or where a clause opens with the
  date and the deed (2023年全面推行); 到2025年 states a target's horizon.
* Behind a label (完成时限：2023年9月) any date is one. Several dates: the last is when the measure is done.
* A date without its year takes the year said before it in the same text; without any it stays as written only.
* 印发之日起1个月内 counts from the day of issue; where none is known it stays as written.
* 每季度, 长期坚持, 持续推进 are recurrences beside, or instead of, a date: 5月底取得明显成效并持续推进.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from loaders.grammar.numbers import CHINESE, number

_DATE = (
    r"(?:(?P<year>20\d\d)\s?年)?\s?(?:(?P<month>1[0-2]|0?[1-9])\s?月(?:份)?\s?(?:(?P<day>3[01]|[12]\d|0?[1-9])\s?日)?)?"
    r"\s?(?P<part>年底|年末|底|末|上旬|中旬|下旬|上半年|下半年|第?[一二三四]季度|初)?"
)
_ANY = re.compile(_DATE)
_BEFORE = re.compile(_DATE + r"(?:之|以)?前(?!后|期|景|述|置|三|[0-9一二三四五六七八九十]+[名位])")
_BY_DEED = re.compile(r"(?<![\u4e00-\u9fff\d到至])(?=20\d\d\s?年)" + _DATE + r"(?:年?内)?(?=(?:全面|基本|力争|实现|完成|建成)(?!小康))")
EDGES = " ，,；;。、\u3000\n"  # what may stand around the words of a time
LONGEST_LABELLED = 200  # characters behind a label or in a cell; more is a text, not a time
LONGEST = 30  # characters of words that only say when
LONGEST_TERM = 1000  # days, months or years behind the day of issue; a longer one is a slip
_TIME = re.compile(
    r"(?:20\d\d\s?年)?\s?(?:\d{1,2}\s?月(?:份|底|末|初|中旬|上旬|下旬|\d{1,2}\s?日)?|(?:年底|年内|上半年|下半年|[一二三四]季度))(?:之|以)?前?"
    r"|(?:长期|持续|常态化|全年|每年|每季度?|每月|每周|每半年)"
)
_ORGANS = re.compile(r"牵头|负责|配合|单位|部门|[局委办厅院]|政府|中心|公司")
_DIGITS = re.compile(r"(20\d\d)[.\-/](1[0-2]|0?[1-9])(?:[.\-/](3[01]|[12]\d|0?[1-9]))?(?!\d)")
_MONTHS = {"年底": 12, "年末": 12, "底": 12, "末": 12, "上半年": 6, "下半年": 12, "初": 1}
_SINCE_ISSUE = re.compile(
    rf"(?:印发|发布|下发|公布|施行|实施)(?:之日|后)?(?:起|后)?(?P<count>\d{{1,3}}|{CHINESE}|半)\s?(?P<unit>个月|月|日|天|个工作日|年)(?:之|以)?内"
)
# What comes again and again; the first that fits holds.
RECURRENCES = {
    "weekly": re.compile(r"每周"),
    "monthly": re.compile(r"每个?月|按月|月度"),
    "quarterly": re.compile(r"每个?季度|每季|按季|季度(?=[^\d]{0,4}$)"),
    "half_yearly": re.compile(r"每半年|半年一次"),
    "annual": re.compile(r"每年|逐年|按年|每年度|年度性"),
    "continuous": re.compile(r"长期|持续|常态化|常年|全年|贯穿|不间断|经常性|始终"),
}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}


class Deadline(NamedTuple):
    """YYYY, YYYY-MM or YYYY-MM-DD (None where no year is said), the words, and how it comes again (a key of `RECURRENCES`)."""

    date: str | None
    as_written: str
    recurrence: str | None = None


def is_time(text: str) -> bool:
    """Whether the words of a bracket that name no body say when: 5月底取得明显成效并持续推进, 长期坚持."""
    said = text.strip(EDGES)
    return len(said) <= LONGEST and bool(_TIME.match(said)) and not _ORGANS.search(said)


def stated(text: str, start: int, end: int) -> Deadline | None:
    """The deadline that prose states, the latest of several."""
    before = _latest(text, start, end, _BEFORE) if text.find("前", start, end) >= 0 else None
    return before or (_latest(text, start, end, _BY_DEED) if text.find("20", start, end) >= 0 else None)


def labelled(text: str, start: int, end: int, issued_on: str | None = None) -> Deadline | None:
    """The deadline behind a label; words without a date (长期坚持) stay as written. `issued_on` is the plan's YYYY-MM-DD."""
    written = text[start:end].strip(EDGES)
    if not 0 < len(written) <= LONGEST_LABELLED:
        return None
    again = next((name for name, pattern in RECURRENCES.items() if pattern.search(written)), None)
    if digits := _DIGITS.search(written):
        return Deadline("-".join(f"{int(part):02d}" for part in digits.groups() if part), written, again)
    if (after := _SINCE_ISSUE.search(written)) and issued_on and len(issued_on) == len("YYYY-MM-DD"):
        return Deadline(_after(date.fromisoformat(issued_on), after), written, again)
    found = _latest(text, start, end, _ANY)
    return Deadline(found.date if found else None, written, again)


def _after(issued: date, within: re.Match[str]) -> str | None:
    """The day so long after the day of issue; working days are not counted out, for want of a calendar of holidays."""
    count = number(within["count"])
    if count is None or within["unit"] == "个工作日" or count > LONGEST_TERM:
        return None
    months = count * (12 if within["unit"] == "年" else 1)
    if within["unit"] in ("日", "天"):
        return (issued + timedelta(days=int(count))).isoformat()
    whole = issued.year * 12 + issued.month - 1 + int(months)
    year, month = divmod(whole, 12)
    day = date(year, month + 1, min(issued.day, monthrange(year, month + 1)[1]))
    return (day + timedelta(days=15 if months % 1 else 0)).isoformat()  # half a month


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
