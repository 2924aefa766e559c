"""The page of a plan that front matter is read from: what stands before the first heading, and the signature behind the last.

Decisions
---------
* Front matter has no evidence of its own, so it is read from lines without blanks: 通　知, 2023 年3 月 and a title that a scanner
  broke in two read like the clean text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.document import Document, SectionKind

LONGEST_FRONT = 6_000  # characters; front matter is never longer, a text without headings is
LONGEST_TAIL = 3_000
LONGEST_CHROME = 400
_BLANK = re.compile(r"[ \t\u3000\u00a0\u200b]+")
_LATIN = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Page:
    """Lines without blanks: `head` before the first heading, `tail` behind the last one, `found` the first ones of the text as found."""

    head: str
    tail: str
    found: str


def page(document: Document) -> Page:
    """The lines of a document that can hold front matter."""
    text = document.text
    heads = [text[c.start : c.end] for c in document.clauses[:1] if c.kind is SectionKind.FRONT]
    tails = [text[c.start : c.end] for c in document.clauses if c.kind is SectionKind.ANNEX and c.heading is None]
    if not heads:
        heads = [text[:LONGEST_FRONT]]
    if not tails:
        tails = [text[-300:]]
    return Page(
        compact("\n".join(heads)[:LONGEST_FRONT]), compact("\n".join(tails)[:LONGEST_TAIL]), compact(document.source.found[:LONGEST_CHROME])
    )


def compact(text: str) -> str:
    """Lines without blanks, except between Latin words, and without empty lines."""
    kept = _LATIN.sub("\x00", text)
    lines = (_BLANK.sub("", line).replace("\x00", " ") for line in kept.splitlines())
    return "\n".join(line for line in lines if line)
