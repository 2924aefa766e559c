"""The page of a plan that front matter is read from: what stands before the first heading, and the signature behind the last.

Decisions
---------
* Front matter has no evidence of its own, so it is read from lines without blanks: 通　知, 2023 年3 月 and a title that a scanner
  broke in two read like the clean text.
* What only a blank or a tab parts is put on lines of its own where it is another thing: the fields of a page's table (索引号 … 文号 …),
  the second of two issuers.
* The rows of a table of data name bodies and days of their own (牵头单位, 完成时限): only a row with the name of a field is read. A row of
  two or three issuers stands alone or above few others (a red head, a signature), so it is no table of data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from loaders.document import Document, SectionKind
from loaders.front.words import words

LONGEST_FRONT = 6_000  # characters; front matter is never longer, a text without headings is
LONGEST_TAIL = 3_000
LONGEST_CHROME = 400
WIDE = 3  # columns of a table of data; of a narrower one only rows in number tell
MANY_ROWS = 4
_BODY_END = "局厅委部府会室署办院行团央"
_BLANK = re.compile(r"[ \t\u3000\u00a0\u200b]+")
_LATIN = re.compile(r" (?<=[A-Za-z] )(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Page:
    """Lines without blanks: `head` before the first heading, `tail` behind the last one, `found` the first ones of the text as found."""

    head: str
    tail: str
    found: str


def page(document: Document) -> Page:
    """The lines of a document that can hold front matter."""
    text = _without_data(document.text)
    heads = [text[c.start : c.end] for c in document.clauses[:1] if c.kind is SectionKind.FRONT]
    tails = [text[c.start : c.end] for c in document.clauses if c.kind is SectionKind.ANNEX and c.heading is None]
    if not heads:
        heads = [text[:LONGEST_FRONT]]
    if not tails:
        tails = [text[-300:]]
    return Page(
        compact("\n".join(heads)[:LONGEST_FRONT]), compact("\n".join(tails)[:LONGEST_TAIL]), compact(document.source.found[:LONGEST_CHROME])
    )


def _without_data(text: str) -> str:
    """The text with blanks for the rows of tables of data, so that every place in it stays."""
    lines = text.splitlines(keepends=True)
    has_wide = sum(_columns(line) >= WIDE for line in lines) > 1
    kept = []
    for is_row, run in groupby(lines, lambda line: _columns(line) > 1):
        rows = list(run)
        is_data = is_row and (len(rows) >= MANY_ROWS or (has_wide and any(_columns(row) >= WIDE for row in rows)))
        kept += [" " * (len(row) - 1) + "\n" if is_data and not _named().search(row) else row for row in rows]
    return "".join(kept)


def _columns(line: str) -> int:
    """Of a row; a tab that only sets a line in is no column."""
    return line.count("\t") + 1 if "\t" in line.strip() or line.startswith("\t\t") else 1


@cache
def _named() -> re.Pattern[str]:
    """A cell that is or begins with the name of a field."""
    return re.compile(rf"(?:^|\t)[ \u3000]*【?(?:{words().fields}|{words().days})[】\]]?[ \u3000]*(?:[:：]|\t|$)", re.MULTILINE)


def compact(text: str) -> str:
    """Lines without blanks, except between Latin words, and without empty lines."""
    kept = _LATIN.sub("\x00", text)
    lines = (_BLANK.sub("", line).replace("\x00", " ") for line in _parted().sub("\n", kept).splitlines())
    return "\n".join(line for line in lines if line)


@cache
def _parted() -> re.Pattern[str]:
    """A blank before the name of a field, or between two issuers."""
    gap = "[ \u3000\u00a0]"
    return re.compile(
        rf"\t|(?<=\S){gap}{{0,60}}(?=【(?:{words().fields})】|(?:{words().long_fields})[:：])"
        rf"|(?<=\S){gap}{{1,60}}(?=(?:{words().fields})[:：])"
        rf"|(?<=[{_BODY_END}]){gap}{{1,9}}(?=(?!办公|文件|关于|印发|转发)(?:[\u4e00-\u9fff]{{1,24}}?(?:{words().issuers})|国务院)(?:{gap}|关于|印发|转发|$))",
        re.MULTILINE,
    )
