"""Marks: every place where a heading's number could stand, and how firmly it stands there.

Decisions
---------
* A style of numbering fixes a heading's level (一、 is 1, wherever it stands); `rank` is its place in the nesting, in which
  第X条 stands above 一、, so that （一） under 第八条 is its child.
* A mark is only a candidate. What decides is the sequence (`loaders.outline.sequence`); the footing says how much proof a
  mark brings along.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Footing(IntEnum):
    """What stands before a mark."""

    GLUED = 0  # any other character: 总体要求（一）指导思想
    CLAUSE = 1  # ： or ；: a list in prose, or the first measure of a list
    SENTENCE = 2  # a full stop, or the bracket that closes a measure
    LINE = 3  # the beginning of a line


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in the text: `start`, `end` span it with its dot or brackets; `number` is how labels write it."""

    start: int
    end: int
    rank: int
    level: int
    value: int
    number: str
    footing: Footing


@dataclass(frozen=True, slots=True)
class Style:
    """A way of numbering. The ranks order the styles from the outermost to the innermost."""

    rank: int
    level: int


STYLES = {
    "chapter": Style(0, 1),  # 第X章
    "section": Style(1, 2),  # 第X节
    "article": Style(2, 3),  # 第X条
    "first": Style(3, 1),  # 一、
    "second": Style(4, 2),  # （一）
    "third": Style(5, 3),  # 1. 1、 1．
    "fourth": Style(6, 4),  # （1）
    "fifth": Style(7, 5),  # ①
}
RANKS = len(STYLES)
DIVISIONS = {"章": "chapter", "节": "section", "条": "article"}

_HAN = "一二三四五六七八九十百"
_MARK = re.compile(
    rf"""第\ ?(?P<ordinal>[{_HAN}]{{1,5}})\ ?(?P<division>[章节条])
    |(?P<first>[{_HAN}]{{1,4}})\ ?[、．](?![{_HAN}]{{1,3}}[、，]|是)
    |(?P<second>[（(〔]\ ?(?P<inner>[{_HAN}]{{1,4}})\ ?[）)〕]|[㈠-㈩])
    |(?<![\d.．/])(?P<third>[0-9０-９]{{1,3}}\ ?[.．﹒、](?!\d(?!\d{{3}}\ ?年|\d{{4}}\D))|[⒈-⒛])
    |(?P<fourth>[（(]\ ?[0-9０-９]{{1,3}}\ ?[）)]|[⑴-⒇])
    |(?P<fifth>[①-⑳])""",
    re.VERBOSE,
)
_REFERENCE_BEFORE = re.compile(rf"(?:第|第[{_HAN}\d]{{1,4}}[条款项]|[和或及与至、])$")
_REFERENCE_BEHIND = re.compile(r"项(?!目)|款(?!项)|目(?![的标录前])|条(?![件例])|规定的|[至、，,）)]|[和与及][（(第]")
_STOPS, _COLONS, _CLOSING = "。！？!?", "：；:;", "）)〕】]”』"
_BLANK = " \t\u3000\u00a0•·"


def marks(text: str) -> Iterator[Mark]:
    """Candidates in reading order. A number that is part of a reference (第（一）项) is none."""
    for found in _MARK.finditer(text):
        style = found.lastgroup or ""
        start, end = found.span()
        footing = _footing(text, start)
        if footing is not Footing.LINE and _is_reference(text, start, end):
            continue
        if found["division"]:
            style, digits, number = DIVISIONS[found["division"]], found["ordinal"], f"第{found['ordinal']}{found['division']}"
        else:
            digits = unicodedata.normalize("NFKC", found["inner"] or found[0]).strip("()（）〔〕.．﹒、 ")
            style = "second" if found["second"] else style
            number = f"({digits})" if style in ("second", "fourth") else digits
        value = int(digits) if digits.isdecimal() else han_number(digits)
        if value:
            yield Mark(start, end, STYLES[style].rank, STYLES[style].level, value, number, footing)


def han_number(digits: str) -> int:
    """一 → 1, 二十四 → 24, 一百零六 is not used in headings; 0 where it is no number (十十)."""
    head, ten, tail = digits.partition("十")
    if not ten:
        return _HAN.find(digits) + 1 if len(digits) == 1 and digits != "百" else 0
    if len(head) > 1 or len(tail) > 1 or "十" in tail or "百" in digits:
        return 0
    return (_HAN.find(head) + 1 if head else 1) * 10 + (_HAN.find(tail) + 1 if tail else 0)


def _footing(text: str, start: int) -> Footing:
    i = start
    while i and text[i - 1] in _BLANK:
        i -= 1
    before = text[i - 1] if i else "\n"
    if before in "\r\n":
        return Footing.LINE
    if before in _STOPS or before in _CLOSING:
        return Footing.SENTENCE
    return Footing.CLAUSE if before in _COLONS else Footing.GLUED


def _is_reference(text: str, start: int, end: int) -> bool:
    return bool(_REFERENCE_BEFORE.search(text, max(0, start - 6), start) or _REFERENCE_BEHIND.match(text, end))
