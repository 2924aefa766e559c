"""Dates: when a plan was issued and which years it is for.

Decisions
---------
* The date under the signature and 成文日期 come before the date of publication; the stamp of a web page is none of them.
* The period comes from the title: (2016-2020年), “十三五”, 2023年…要点; else from what the plan says of itself (规划期限为…, 为做好
  “十四五”时期…制定本规划). Without either the end is the year the plan's section of targets looks to (到2022年), or the year most of
  its measures look to (at least two); the beginning stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

from loaders.document import Document, SectionKind
from loaders.front.notice import Notice
from loaders.front.page import Page
from loaders.front.words import words
from loaders.outline.sections import DATE

FIVE_YEAR_PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
TERM = 5
LONGEST_OPENING = 3_000  # characters; what a plan says of its own years stands within them

_DIGITS = {**dict.fromkeys("〇○ＯOΟo◯零0", "0"), **{han: str(i) for i, han in enumerate("一二三四五六七八九", 1)}}
NUMERIC = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_ALONE = re.compile(rf"^[（(]?({DATE})(?:[）)]|(?<=日)[^\n）)施实执]{{0,40}}[）)])?(?:[（(]此件.*)?$", re.MULTILINE)
_PRINTED = re.compile(rf"({DATE})(?:印发|印)$", re.MULTILINE)
_IN_TITLE = re.compile(rf"(?:通知|意见|方案|要点)[（(]({DATE}?)[)）]")
_RANGE = re.compile(r"(20\d{2})年?[-—–－~～至到―]{1,2}(20\d{2})(?!\d)")
_HAN_YEAR = re.compile(r"二[〇○零ＯO0Ο][〇○零ＯO0Ο一二三四五六七八九]{2}(?=年)")
_STATED = re.compile(rf"(?:规划|实施|行动|计划|执行|时间)?(?:期限|期为|周期|时限)[^。\n]{{0,10}}?{_RANGE.pattern}")
_FOR_TERM = re.compile(rf"(?<!《)[“\"]?({'|'.join(FIVE_YEAR_PLANS)})[”\"]?(?:时期|期间)[^。《》\n]{{0,80}}(?:制定|编制)本")
_TERM_NAME = re.compile("|".join(FIVE_YEAR_PLANS))
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s?(?:年|版)(?!修|\d{1,2}月)")
_UNTIL = re.compile(r"到\s?(20\d{2})\s?年")


def issued_on(page: Page, notice: Notice) -> str | None:
    """ISO date, or None where the page has none."""
    for written in (
        notice.signed_on,
        *(found[1] for found in (_written_on().search(page.head), _ALONE.search(page.head), _ALONE.search(page.tail)) if found),
        *(found[1] for found in (_IN_TITLE.search(page.head), _PRINTED.search(page.tail), _published_on().search(page.head)) if found),
    ):
        if written and (day := iso(written)):
            return day
    return None


@cache
def _written_on() -> re.Pattern[str]:
    return re.compile(rf"(?:{words().written_fields}|^(?:{words().days})[:：]\n?(?=[^:：\n]{{6,14}}$))({DATE}|{NUMERIC})", re.MULTILINE)


@cache
def _published_on() -> re.Pattern[str]:
    return re.compile(rf"{words().published_fields}({DATE}|{NUMERIC})")


def period(document: Document, title: str, issued: str | None) -> tuple[int | None, int | None]:
    """First and last year."""
    title = _HAN_YEAR.sub(lambda year: "".join(_DIGITS[digit] for digit in year[0]), title)
    if found := _RANGE.search(title):
        return int(found[1]), int(found[2])
    if found := _TERM_NAME.search(title):
        start = FIVE_YEAR_PLANS[found[0]]
        return start, start + TERM - 1
    if found := _UNTIL.search(title):
        return None, int(found[1])
    years = {int(year) for year in _YEAR.findall(title)}
    if years:
        return min(years), max(years)
    opening = document.text[:LONGEST_OPENING]
    if found := _STATED.search(opening):
        return int(found[1]), int(found[2])
    if found := _FOR_TERM.search(opening):
        start = FIVE_YEAR_PLANS[found[1]]
        return start, start + TERM - 1
    return None, _horizon(document, int(issued[:4]) if issued else 0)


def _horizon(document: Document, issued: int) -> int | None:
    """The year that the targets look to."""
    stated: Counter[int] = Counter()
    measured: Counter[int] = Counter()
    for clause in document.clauses:
        if clause.kind is SectionKind.ANNEX:
            continue
        years = (int(year) for year in _UNTIL.findall(document.text, clause.start, clause.end))
        in_measure = clause.kind in (SectionKind.TASK, SectionKind.SAFEGUARD)
        (measured if in_measure else stated).update(year for year in years if year >= issued)
    if stated:
        return max(stated, key=lambda year: (stated[year], -year))
    year, times = next(iter(measured.most_common(1)), (None, 0))
    return year if times > 1 and 2 * times > measured.total() else None


def iso(written: str) -> str | None:
    """2019年6月28日, 二〇一九年六月二十八日, 2019-06-28 → 2019-06-28; None where there is no such day."""
    parts = re.split(r"[年月日/.-]", written)[:3]
    try:
        year, month, day = (_number(part.strip()) for part in parts)
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(digits: str) -> int:
    """2019, 二〇一九, 十二, 二十八. Raises ValueError."""
    if digits.isdecimal():
        return int(digits)
    if "十" in digits:
        head, _, tail = digits.partition("十")
        return int(_DIGITS.get(head, "1")) * 10 + int(_DIGITS.get(tail, "0"))
    return int("".join(_DIGITS.get(digit, "x") for digit in digits))
