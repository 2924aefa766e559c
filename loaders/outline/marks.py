"""Marks: every place where a heading's number could stand, and how firmly it stands there.

Decisions
---------
* A style of numbering fixes a heading's level (一、 is 1, wherever it stands); `rank` is its place in the nesting, in which
  第X条 stands above 一、, so that （一） under 第八条 is its child.
* A mark is only a candidate. What decides is the sequence (`loaders.outline.sequence`); the footing says how much proof a
  mark brings along. Numbers in odd dress (一. 一， 1) 1.1) count at the beginning of a line only.
* A bare number (1 总则) is a mark only in a text that numbers by points (1 总则, 1.1 目的): elsewhere it is the row of a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice


class Footing(IntEnum):
    """What stands before a mark."""

    GLUED = 0  # any other character: 总体要求（一）指导思想
    CLAUSE = 1  # ： or ；: a list in prose, or the first measure of a list
    SENTENCE = 2  # a full stop, or the bracket that closes a measure
    LINE = 3  # the beginning of a line


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in the text: `start`, `end` span it with its dot or brackets; `number` is how labels write it; `under` is the
    value before its last point (1.2: 1), else 0."""

    start: int
    end: int
    rank: int
    level: int
    value: int
    number: str
    footing: Footing
    under: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """A way of numbering. The ranks order the styles from the outermost to the innermost."""

    rank: int
    level: int


STYLES = {
    "part": Style(0, 1),  # 第X部分, 第X编
    "chapter": Style(1, 1),  # 第X章
    "section": Style(2, 2),  # 第X节
    "article": Style(3, 3),  # 第X条
    "first": Style(4, 1),  # 一、
    "second": Style(5, 2),  # （一）
    "third": Style(6, 3),  # 1. 1、 1．
    "decimal": Style(7, 4),  # 1.1
    "subdecimal": Style(8, 5),  # 1.1.1
    "fourth": Style(9, 4),  # （1）
    "half": Style(10, 4),  # 1)
    "fifth": Style(11, 5),  # ①
}
RANKS = len(STYLES)
DIVISIONS = {"部分": "part", "编": "part", "篇": "part", "章": "chapter", "节": "section", "条": "article"}
MOST = 50_000  # numbers that are looked at; a text with more of them is no plan

_HAN = "一二三四五六七八九十百"
_DASH = "—―－–"  # what a scanner makes of 一
_GAP = r"[ \t\u3000\u00a0]"
_TITLE = "[\u4e00-\u9fff“「『]"
_MARK = re.compile(
    rf"""第\ ?(?P<ordinal>[{_HAN}零]{{1,7}}|[0-9０-９]{{1,3}})\ ?(?P<division>[编篇章节条]|部分)
    |(?P<first>[{_HAN}]{{1,4}})\ ?[、．](?!三?产业|[{_HAN}]{{1,3}}[、，]|是)
    |(?P<loose>[{_HAN}]{{1,3}}(?:[.,，：:]|{_GAP}{{1,4}}(?![是要年月日个种季级位方])(?={_TITLE})))
    |(?P<scanned>[{_DASH}]\ ?、)
    |(?P<second>[（(〔]\ ?(?P<inner>[{_HAN}]{{1,4}})\ ?[）)〕]|[㈠-㈩])
    |(?P<scanned_second>[（(][{_DASH}][）)])
    |(?<![\d.．/])(?P<third>[0-9０-９]{{1,3}}\ ?[.．﹒、](?!\d(?!\d{{3}}\ ?年|\d{{4}}\D))|[⒈-⒛])
    |(?<![\d.．/])(?P<decimal>[1-9]\d?(?:[.．]\d{{1,2}}){{1,2}})(?=[.．、]?{_GAP}{{0,4}}(?![亿万倍元吨亩米]){_TITLE})
    |(?<![\d.．/])(?P<plain>\d{{1,2}}){_GAP}{{1,4}}(?={_TITLE})
    |(?P<fourth>[（(]\ ?[0-9０-９]{{1,3}}\ ?[）)]|[⑴-⒇])
    |(?<![\d.．/])(?P<half>[0-9０-９]{{1,2}}[）)])
    |(?P<fifth>[①-⑳])""",
    re.VERBOSE,
)
_LIKE = {"loose": "first", "scanned": "first", "scanned_second": "second", "plain": "third"}
_LINE_ONLY = frozenset(("loose", "scanned", "scanned_second", "decimal", "plain", "half"))
_WEAK = frozenset(("loose", "half"))  # even at the beginning of a line they must be exactly the number expected
_BY_POINTS = re.compile(rf"(?:^|\n){_GAP}{{0,8}}(\d{{1,2}}){_GAP}{{1,4}}{_TITLE}[^\n]{{0,40}}\s{{1,8}}\1[.．]1(?!\d)")
_REFERENCE_BEFORE = re.compile(rf"(?:第|第[{_HAN}\d]{{1,4}}[条款项]|[和或及与至、])$")
_REFERENCE_BEHIND = re.compile(r"项(?!目)|款(?!项)|目(?![的标录前])|条(?![件例])|规定的|[至、，,）)]|[和与及][（(第]")
_PAGE_NUMBER = re.compile(rf"(?:…|[.．·]{{2}}){_GAP}?\d{{1,3}}$")
_STOPS, _COLONS, _CLOSING = "。！？!?", "：；:;", "）)〕】]”』"
_BLANK = " \t\u3000\u00a0•·#*"
_FOLDED = str.maketrans("", "", "()（）〔〕﹒、,，：: \t\u3000\u00a0")


def marks(text: str) -> Iterator[Mark]:
    """Candidates in reading order. A number that is part of a reference (第（一）项) is none."""
    by_points = _BY_POINTS.search(text) is not None
    for found in islice(_MARK.finditer(text), MOST):
        style = found.lastgroup or ""
        start, end = found.span()
        footing = _footing(text, start)
        if style == "plain" and not by_points:
            continue
        if footing is not Footing.LINE and (style in _LINE_ONLY or _is_reference(text, start, end)):
            continue
        under = 0
        if found["division"]:
            digits = unicodedata.normalize("NFKC", found["ordinal"])
            style, number = DIVISIONS[found["division"]], f"第{digits}{found['division']}"
        elif found["decimal"]:
            number = found["decimal"].replace("．", ".")
            *above, digits = number.split(".")
            style, under = ("decimal" if len(above) == 1 else "subdecimal"), int(above[-1])
        else:
            digits = "一" if style.startswith("scanned") else _digits(found["inner"] or found[0])
            footing = Footing.SENTENCE if style in _WEAK else footing
            style = _LIKE.get(style, "second" if found["second"] else style)
            number = f"({digits})" if style in ("second", "fourth") else f"{digits})" if style == "half" else digits
        value = int(digits) if digits.isdecimal() else han_number(digits)
        if value:
            yield Mark(start, end, STYLES[style].rank, STYLES[style].level, value, number, footing, under)


def _digits(written: str) -> str:
    """（１２） → 12, 三、 → 三."""
    return unicodedata.normalize("NFKC", written).translate(_FOLDED).rstrip(".")


def han_number(digits: str) -> int:
    """一 → 1, 二十四 → 24, 一百零六 → 106; 0 where it is no number (十十)."""
    hundred, mark, rest = digits.partition("百")
    if mark:
        below = han_number(rest.removeprefix("零")) if rest else 0
        return (_HAN.find(hundred) + 1) * 100 + below if len(hundred) == 1 and hundred in _HAN[:9] and (below or not rest) else 0
    head, ten, tail = digits.partition("十")
    if not ten:
        return _HAN.find(digits) + 1 if len(digits) == 1 else 0
    if len(head) > 1 or len(tail) > 1 or "十" in tail:
        return 0
    return (_HAN.find(head) + 1 if head else 1) * 10 + (_HAN.find(tail) + 1 if tail else 0)


def _footing(text: str, start: int) -> Footing:
    i = start
    while i and text[i - 1] in _BLANK:
        i -= 1
    before = text[i - 1] if i else "\n"
    if before in "\r\n" or "\t" in text[i:start]:  # a tab sets off a cell
        return Footing.LINE
    if before in _STOPS or before in _CLOSING:
        return Footing.SENTENCE
    if before.isdecimal() and _PAGE_NUMBER.search(text, max(0, i - 8), i):  # 总体要求……3二、主要任务
        return Footing.LINE
    return Footing.CLAUSE if before in _COLONS else Footing.GLUED


def _is_reference(text: str, start: int, end: int) -> bool:
    return bool(_REFERENCE_BEFORE.search(text, max(0, start - 6), start) or _REFERENCE_BEHIND.match(text, end))
