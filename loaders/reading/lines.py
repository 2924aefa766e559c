"""Hard line breaks of a printed page, joined; a text whose lines are whole paragraphs stays as it is.

A text is wrapped when most of its lines have about the same width and few of them end a sentence. A line end then stays only
where a paragraph ends: before a numbered heading or a signature date, after a title, a document number, an addressee line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import quantiles

from loaders.reading.draft import Edit

LONGEST_WRAPPED = 90  # characters; a printed line is never longer
HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|第[一二三四五六七八九十百]{1,4}[章节条]|附件)"
)
NUMBER_ONLY = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[.．、]|[（(]\d{1,2}[）)]|第[一二三四五六七八九十百]{1,4}[章节条])\s*"
)
STOP = "。！？；"
PROSE = re.compile(r"[，。；、]")
DATE = re.compile(r"\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?\s*$")
NOTE = re.compile(r"\s*[（(](?:此件|主动公开)")
DOC_NUMBER = re.compile(r"\s*[\u4e00-\u9fff]{1,20}[〔\[（(]?\d{4}[〕\]）)]?\d{0,4}\s*号\s*$")
BRACKET = re.compile(r"\s*[（(〔【]")
TITLE = re.compile(r"关于|印发")
TITLE_END = re.compile(r"(?:通知|意见|方案|办法|规划|纲要|要点|措施|计划|清单|[）)])\s*$")


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.line."""
    lines = text.split("\n")
    width = wrapped(lines)
    if not width:
        return
    at, depth, paragraph = 0, 0, ""
    prose = False  # whether the lines belong to running text: from the first comma to a blank line, a heading, a date
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        end = at + len(line)
        if not line.strip():
            paragraph, depth, prose = "", 0, False
        else:
            paragraph += line
            if HEADING.match(line) or DATE.search(line) or NOTE.match(line) or DOC_NUMBER.match(line):
                prose = False
            prose = prose or bool(PROSE.search(line))
            depth = max(0, depth + sum(line.count(c) for c in "（(〔“《") - sum(line.count(c) for c in "）)〕”》"))
            if following.strip() and joins(line, following, paragraph, width, depth, prose):
                yield Edit(at + len(line.rstrip()), end + 1 + len(following) - len(following.lstrip()), "", "reading.line", 0.97)
            else:
                paragraph, depth = "", 0
        at = end + 1


def wrapped(lines: list[str]) -> int:
    """The width of a wrapped text in characters, 0 where the lines are paragraphs."""
    full = [len(line.strip()) for line in lines if line.strip()]
    if len(full) < 12 or max(full) > LONGEST_WRAPPED:
        return 0
    stopped = sum(line.rstrip().endswith(tuple(STOP)) for line in lines if line.strip())
    if stopped > 0.6 * len(full):
        return 0
    return int(quantiles(full, n=10)[8])


def joins(line: str, following: str, paragraph: str, width: int, depth: int, prose: bool) -> bool:
    """Whether the sentence of `line` runs on in `following`."""
    bare, stripped = line.strip(), following.strip()
    if NUMBER_ONLY.fullmatch(line):
        return True
    if depth and len(paragraph) < 400:  # an open bracket or quotation mark: the line end is inside it
        return True
    if HEADING.match(following) or DATE.match(following) or NOTE.match(following) or DOC_NUMBER.match(following):
        return False
    if DATE.search(line) or DOC_NUMBER.match(line) or bare.endswith(("：", ":")):
        return False
    if bare[-1] in STOP:
        return bool(BRACKET.match(following)) or len(bare) >= 0.9 * width
    if bare[-1] in "，、" or stripped[0] in "，。；、）":
        return True
    if TITLE.search(line) and not TITLE_END.search(line):
        return True
    return prose or len(bare) >= 0.85 * width
