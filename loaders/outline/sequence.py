"""Sequence: which of the candidate marks are headings.

Decisions
---------
* A heading is the next one of its list (the sibling's number plus one), the first of a new list, or goes on with the count
  of the list before it where a plan numbers its measures through all chapters. Anything else is prose.
* The weaker a mark's footing, the more the sequence must prove: at the beginning of a line a gap is tolerated (a damaged or
  omitted number); behind a full stop the number must be exactly the one expected; glued to a title (一、总体要求（一）指导思想) it
  must open the list under that title.
* A list that restarts at the outermost rank begins a new instrument (one notice that issues two plans).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from loaders.outline.marks import RANKS, STYLES, Footing, Mark
from loaders.outline.words import words

LARGEST_GAP = 2  # so many numbers may be missing at a stretch without further proof
BRACKETED = STYLES["second"].rank  # （三） in the midst of a line is no accident where （二） was the last
CHAPTER = STYLES["chapter"].rank  # nor is 第一章 where a 第二章 follows
FIRST, THIRD = STYLES["first"].rank, STYLES["third"].rank
_BLANK, _NUMERALS = " \u3000\u00a0", frozenset("一二三四五六七八九十")
LONGEST_TITLE = 80  # a child glued to its parent's title stands within so many characters


@dataclass(slots=True)
class _Counters:
    """The count at each rank: in the list that is open, and the last one given at all."""

    open: list[int] = field(default_factory=lambda: [0] * RANKS)
    running: list[int] = field(default_factory=lambda: [0] * RANKS)
    last: Mark | None = None

    def accept(self, mark: Mark) -> None:
        self.open[mark.rank] = self.running[mark.rank] = mark.value
        self.open[mark.rank + 1 :] = [0] * (RANKS - mark.rank - 1)
        self.last = mark

    def above(self, mark: Mark) -> int:
        """The value of the open list above a mark, 0 where there is none."""
        return next((value for value in reversed(self.open[: mark.rank]) if value), 0)

    def restarts(self, mark: Mark) -> bool:
        """Whether an accepted mark opens a new instrument: a list that is under nothing begins again."""
        return mark.value == 1 and self.open[mark.rank] > 0 and not any(self.open[: mark.rank])


def choose(text: str, candidates: Sequence[Mark]) -> list[list[Mark]]:
    """The headings' marks, one list an instrument."""
    candidates = _nested(candidates)
    following = _following(candidates)
    instruments: list[list[Mark]] = [[]]
    counters = _Counters()
    for mark, behind in zip(candidates, following, strict=True):
        if not _expected(text, mark, behind, counters):
            continue
        if counters.restarts(mark) and mark.level == 1:
            instruments.append([])
            counters = _Counters()
        counters.accept(mark)
        instruments[-1].append(mark)
    return [kept for kept in map(_without_strays, instruments) if kept]


def _nested(candidates: Sequence[Mark]) -> Sequence[Mark]:
    """The same marks; where a text numbers 1. above （一）, those two change ranks."""
    firm = [mark for mark in candidates if mark.footing >= Footing.SENTENCE]
    pairs = [(above.rank, below.rank) for above, below in pairwise(firm) if below.value == 1]
    if pairs.count((THIRD, BRACKETED)) < 2 or pairs.count((THIRD, BRACKETED)) <= pairs.count((BRACKETED, THIRD)):
        return candidates
    swapped = {THIRD: BRACKETED, BRACKETED: THIRD}
    return [replace(mark, rank=swapped[mark.rank]) if mark.rank in swapped else mark for mark in candidates]


def _following(candidates: Sequence[Mark]) -> list[Mark | None]:
    """For each candidate the next one of its rank."""
    later: list[Mark | None] = [None] * RANKS
    result: list[Mark | None] = []
    for mark in reversed(candidates):
        result.append(later[mark.rank])
        later[mark.rank] = mark
    result.reverse()
    return result


def _expected(text: str, mark: Mark, behind: Mark | None, counters: _Counters) -> bool:
    """Whether the mark is the heading that the counts lead one to expect, given how firmly it stands."""
    here, before = counters.open[mark.rank], counters.running[mark.rank]
    step = mark.value - (here or before)
    opens = mark.value == 1
    goes_on = behind is not None and behind.value == mark.value + 1 and behind.under == mark.under
    if mark.under and not (mark.under == counters.above(mark) and (goes_on or here + 1 == mark.value > 1)):
        return False
    soon = behind is not None and behind.footing >= Footing.SENTENCE and 1 < behind.value <= LARGEST_GAP + 1
    if opens and soon and mark.rank == FIRST and (counters.last is None or words().titled.search(text, max(0, mark.start - 8), mark.start)):
        return True  # the title or preamble of the plan runs into its first chapter
    match mark.footing:
        case Footing.LINE:
            restarts = opens and (not here or (behind is not None and 1 < behind.value <= LARGEST_GAP + 1))
            resumes = mark.value == before + 1 or (before > 0 and 1 < step <= LARGEST_GAP + 1)
            return restarts or resumes or (goes_on and step >= 0 and not opens)
        case Footing.SENTENCE:
            if opens:
                return goes_on or _under_title(text, mark, counters)
            return step == 1 or (goes_on and 1 < step <= LARGEST_GAP + 1)
        case Footing.CLAUSE:
            if here:
                return step == 1 and not opens and mark.rank in (FIRST, BRACKETED)
            if not goes_on or behind is None or not (opens or step == 1):
                return False
            return behind.footing >= Footing.SENTENCE or (mark.rank == BRACKETED and _under_title(text, mark, counters))
        case Footing.GLUED:
            if here:
                return step == 1 and not opens and (mark.rank == BRACKETED or (mark.rank == FIRST and _set_off(text, mark, goes_on)))
            return (opens or step == 1) and (_under_title(text, mark, counters) or (goes_on and mark.rank == CHAPTER))


def _under_title(text: str, mark: Mark, counters: _Counters) -> bool:
    """Whether a mark stands right behind the title of the heading above it."""
    above = counters.last
    if above is None or above.rank >= mark.rank or mark.start - above.end > LONGEST_TITLE:
        return False
    return not any(stop in text[above.end : mark.start] for stop in "。！？\n")


def _set_off(text: str, mark: Mark, goes_on: bool) -> bool:
    """Whether 二、 in the midst of a line is no part of an enumeration (二、三线城市)."""
    return text[mark.start - 1] in _BLANK and (goes_on or mark.value > 2) and text[mark.end : mark.end + 1] not in _NUMERALS


def _without_strays(marks: list[Mark]) -> list[Mark]:
    """Leave out a list of one below the second level, and numbers before the first chapter (a collection's own numbering)."""
    if not marks:
        return marks
    top = min(mark.rank for mark in marks)
    count = [0] * RANKS
    for mark in marks:
        count[mark.rank] += 1
    first = next(i for i, mark in enumerate(marks) if mark.rank == top)
    led = marks[first:] if first and count[top] > 1 and marks[first].value == 1 else marks
    return [mark for mark in led if count[mark.rank] > 1 or mark.level <= 2]
