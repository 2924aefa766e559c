"""A sentence as segments: what stands between commas and semicolons.

Contents of brackets, titles and quotation marks are hidden (`HIDDEN`) in `mask`, which keeps the length: a number in “3451工程” is no
figure and a comma in a bracket cuts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.grammar.targets.words import one_of

HIDDEN = "\ue000"
LONGEST = 600  # characters; no real clause between commas is longer
_PAIRS = re.compile(
    r"《[^《》]{0,80}》|“[^“”]{0,60}”|‘[^‘’]{0,60}’|（[^（）]{0,400}）|\([^()]{0,400}\)|〔[^〔〕]{0,400}〕|【[^【】]{0,400}】"
)
_CUT = re.compile(r"[；;。！？!?：:\n\t]|(?<!\d)[，,]|[，,](?!\d{3}(?!\d))")


@cache
def _all_behind() -> re.Pattern[str]:
    return re.compile(f"[，,](?=(?:力争|确保|争取)?(?:年内|年底前)?全部{one_of('all', 'verbs')})")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document's text and its masked form; `strong` where a semicolon, colon or stop stands before it."""

    start: int
    text: str
    mask: str
    strong: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def masked(text: str) -> str:
    """The text with everything inside brackets, titles and quotation marks hidden; the marks themselves stay."""
    for _ in range(2):  # a bracket inside a bracket
        text, hidden = _PAIRS.subn(lambda m: m[0][0] + HIDDEN * (len(m[0]) - 2) + m[0][-1], text)
        if not hidden:
            break
    return text


def segments(text: str, start: int, end: int) -> Iterator[Segment]:
    """The segments of `text[start:end]` that hold anything, in order."""
    sentence = text[start:end]
    mask = masked(sentence)
    mask = _all_behind().sub("、", mask)  # 重点企业，全部导入…: the subject stands before the comma
    at, strong = 0, True
    for stop in [*_CUT.finditer(mask), None]:
        stop_at = stop.start() if stop else len(mask)
        for first, last in _short(mask, at, stop_at):
            if mask[first:last].strip():
                yield Segment(start + first, sentence[first:last], mask[first:last], strong and first == at)
        if stop:
            strong = stop[0] not in "，,"
            at = stop.end()


def _short(mask: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch in parts of at most `LONGEST` characters, cut behind a 、 where there is one: no part takes long to read."""
    while end - at > LONGEST:
        cut = mask.rfind("、", at + 1, at + LONGEST) + 1 or at + LONGEST
        yield at, cut
        at = cut
    yield at, end
