"""Sections: what each chapter is about, and the clauses that cover the text.

Decisions
---------
* A chapter's kind comes from its title (`words.toml`); a heading below takes the kind of the one above, unless its own title is
  a stock word (工作目标 in a chapter 总体要求). Titles without any such word head measures.
* 目标任务 is a section of targets where the plan has another chapter of measures, else it holds the measures itself.
* Behind the last heading of an instrument the signature, annexes and page chrome are cut off as a clause of their own; so is the
  title and preamble of the next instrument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.document import Clause, SectionKind
from loaders.outline.words import words
from qgraph.model import Heading

LONGEST_NAME = 26  # characters of a chapter's title that is still read for its words
_PREFIX = 6  # characters that may stand before a stock title: 2023年工作目标, 质量工作主要目标
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = rf"(?:\d{{4}}|[〇○ＯO0Οo◯零一二三四五六七八九]{{4}})\s?年\s?{_DAY}\s?月\s?{_DAY}\s?日"
_BODY_LINE = r"(?:[ \t\u3000\u00a0]{0,40}[\u4e00-\u9fff]{2,40}[局厅委部府会室署办院行][ \t\r\u3000\u00a0]{0,40}\n){0,3}"
_SIGNED = re.compile(
    rf"(?:\n|(?<=[。）])){_BODY_LINE}(?:[^\n。，；：（）]{{3,50}}\n)?[ \t\u3000\u00a0]{{0,40}}{DATE}[ \t\r\u3000\u00a0]*(?=\n|$)"
)
_SIGNED_BY = re.compile(
    rf"\n{_BODY_LINE}[ \t\u3000\u00a0]{{0,40}}[^\n。，；：（）]{{2,50}}[局厅委部府会室署办院行组司]\s{{0,40}}{DATE}\s*?(?=\n|$)"
)
_SIGNED_INLINE = re.compile(rf"(?<=[。）])[^。，；：\n]{{3,40}}{DATE}[^\n]{{0,20}}\s*$")


def kinds(headings: Sequence[Heading]) -> list[SectionKind]:
    """The kind of each heading of one instrument."""
    own = [_own_kind(heading.title, chapter=not heading.path) for heading in headings]
    if not any(kind is SectionKind.TASK for heading, kind in zip(headings, own, strict=True) if not heading.path):
        own = [
            SectionKind.TASK if kind is SectionKind.TARGET and "任务" in heading.title else kind
            for heading, kind in zip(headings, own, strict=True)
        ]
    result: list[SectionKind] = []
    above: dict[tuple[str, ...], SectionKind] = {}
    for heading, kind in zip(headings, own, strict=True):
        inherited = above.get(heading.path, SectionKind.TASK)
        result.append(kind if kind is not None else inherited)
        above[(*heading.path, heading.number)] = result[-1]
    return result


def _own_kind(title: str, chapter: bool) -> SectionKind | None:
    """The kind a title gives by itself; below the chapters only a stock title does. A long title is a measure, not a name."""
    plain = re.sub(r"[\s（(].*$", "", title)
    vocabulary = words()
    orders = plain.startswith(vocabulary.verbs)
    for kept in range(len(plain), max(1, len(plain) - (0 if orders else _PREFIX)) - 1, -1):
        if kind := vocabulary.whole.get(plain[len(plain) - kept :]):
            return kind
    if not chapter:
        return None
    if len(plain) > LONGEST_NAME:
        return SectionKind.TASK
    fitting = (kind for kind, pattern in vocabulary.kinds if pattern.search(plain))
    return next((kind for kind in fitting if not orders or kind is SectionKind.SAFEGUARD), SectionKind.TASK)


def clauses(text: str, instruments: Sequence[Sequence[tuple[int, Heading]]]) -> Iterator[Clause]:
    """Clauses that cover the text without a gap. A heading comes with the start of its number."""
    flat = [
        (start, heading, kind) for rows in instruments for (start, heading), kind in zip(rows, kinds([h for _, h in rows]), strict=True)
    ]
    lasts = {rows[-1][0] for rows in instruments}
    begin = flat[0][0] if flat else len(text)
    if begin:
        yield Clause(SectionKind.FRONT, (), None, 0, 0, begin, True)
    for i, (start, heading, kind) in enumerate(flat):
        end = flat[i + 1][0] if i + 1 < len(flat) else len(text)
        path = (*heading.path, heading.number)
        leaf = i + 1 == len(flat) or start in lasts or flat[i + 1][1].path[: len(path)] != path
        tail = _tail(text, heading.end, end, final=i + 1 == len(flat)) if start in lasts else []
        yield Clause(kind, path, heading, start, heading.end, tail[0][0] if tail else end, leaf)
        ends = [*(cut for cut, _ in tail[1:]), end]
        for (tail_start, tail_kind), tail_end in zip(tail, ends, strict=False):
            yield Clause(tail_kind, (), None, tail_start, tail_start, tail_end, True)


def closing_at(text: str, start: int, end: int, behind_all: bool = True) -> int | None:
    """Where a signature, an annex or page chrome begins in a stretch of text. A date alone on its line is a signature only behind all
    headings: within a chapter it is a day of its schedule."""
    found = (words().closing.search(text, start, end), (_SIGNED if behind_all else _SIGNED_BY).search(text, start, end))
    return min((m.start() for m in found if m), default=None)


def _tail(text: str, start: int, end: int, final: bool) -> list[tuple[int, SectionKind]]:
    """Where the plan's own text ends behind its last heading, and where the next instrument's front begins."""
    cuts: list[tuple[int, SectionKind]] = []
    closing = closing_at(text, start, end)
    if closing is None and final and (signed := _SIGNED_INLINE.search(text, max(start, end - 200), end)):
        closing = signed.start()
    if closing is not None:
        cuts.append((closing, SectionKind.ANNEX))
    if not final and (title := _next_title(text, start, end)):
        cuts = [cut for cut in cuts if cut[0] < title] + [(title, SectionKind.FRONT)]
    return cuts


def _next_title(text: str, start: int, end: int) -> int | None:
    """The last line before a new instrument that could be its title."""
    found = None
    line_end = text.find("\n", start, end)
    while 0 <= line_end < end:
        stop = text.find("\n", line_end + 1, end)
        line = text[line_end + 1 : stop if stop >= 0 else end].strip()
        if len(line) <= 60 and words().instrument.search(line):
            found = line_end + 1
        line_end = stop
    return found
