"""Where a text names units: brackets at the end of a sentence, and lines that open with a label.

Decisions
---------
* Brackets of any form, nested, broken by at most one line end; what they hold decides (`formula.parse`), not their form.
* Brackets that follow each other, with nothing but stops between, are one statement: （牵头单位：A）（责任单位：B）.
* A date behind a label joins the units beside it (责任单位：A / 完成时限：T on two lines).
* Without a bracket only a label counts, at the beginning of a sentence: 责任单位：A、B.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from loaders.document import BRACKETS, LONGEST_BRACKET, closings
from loaders.grammar.duties import words
from loaders.grammar.duties.formula import Formula, bare_list, parse
from qgraph.model import Role

BROKEN_BY = r"\n(?=[\n\u3000])"  # a bracket ends before an empty line or a new paragraph
LONGEST = 2000  # characters of a statement put together from several
DEEPEST = 8  # brackets around one that is still read
STOPS = "。；;，,、 \u3000\n\r\t"


@dataclass(frozen=True, slots=True)
class Units:
    """A statement of units: its span, brackets included, and what it says."""

    start: int
    end: int
    formula: Formula


def units(text: str, start: int, end: int) -> list[Units]:
    """All statements in `text[start:end]`, in order; neighbours that belong together are merged."""
    found: list[Units] = []
    bracketed = list(_bracketed(text, start, end))
    for one in sorted([*bracketed, *_labelled(text, start, end, bracketed)], key=_START):
        if found and one.start < found[-1].end:
            continue
        if found and one.end - found[-1].start <= LONGEST and _follows(text, found[-1], one) and not _same_roles(found[-1], one):
            found[-1] = _merged(found[-1], one)
        else:
            found.append(one)
    return found


_START = attrgetter("start")


def _follows(text: str, a: Units, b: Units) -> bool:
    return not text[a.end : b.start].strip(STOPS)


def _same_roles(a: Units, b: Units) -> bool:
    return bool({p.role for p in a.formula.parts} & {p.role for p in b.formula.parts} - {Role.PARTICIPATE})


def _merged(a: Units, b: Units) -> Units:
    formula = replace(
        a.formula,
        parts=tuple(replace(p, sole=False) if p.sole else p for p in (*a.formula.parts, *b.formula.parts)),
        deadline=a.formula.deadline or b.formula.deadline,
        blanket=a.formula.blanket or b.formula.blanket,
    )
    return Units(a.start, b.end, formula)


def _bracketed(text: str, start: int, end: int) -> Iterator[Units]:
    closed = closings(text, start, end, BROKEN_BY)
    around: list[int] = []  # ends of the brackets around i that state no units
    i = start
    while (i := _next_bracket(text, i, end)) >= 0:
        close = closed.get(i)
        while around and around[-1] <= i:
            around.pop()
        if close is None or len(around) > DEEPEST:
            i += 1
            continue
        formula = parse(text, i + 1, close - 1)
        if formula is None and text[max(start, i - 4) : i].rstrip(" \u3000\n")[-1:] == "。":
            formula = bare_list(text, i + 1, close - 1)
        if formula:
            yield Units(i, close, formula)
            i = close
        else:
            around.append(close)
            i += 1


_BRACKET = re.compile(f"[{re.escape(BRACKETS)}]")


def _next_bracket(text: str, start: int, end: int) -> int:
    match = _BRACKET.search(text, start, end)
    return match.start() if match else -1


def whole(text: str, start: int, limit: int, end: int) -> int:
    """Where a list that is read up to `limit` only ends: behind its last separator, so that no name is cut."""
    if limit >= end:
        return end
    return max((text.rfind(mark, start, limit) for mark in "、，,；;"), default=-1) + 1 or limit


def _labelled(text: str, start: int, end: int, bracketed: list[Units]) -> Iterator[Units]:
    """A label at the beginning of a line or a sentence; its list runs to the full stop or the line's end. Labels inside that list are
    part of it."""
    behind = start
    for match in words.labels().finditer(text, start, end):
        if match.start() < behind:
            continue
        before = text[max(start, match.start() - 8) : match.start()].rstrip(" \u3000\t")
        if words.label_kinds()[match["label"]] == "other" or (before and before[-1] not in "。\n）)】"):
            continue
        limit = min(end, match.end() + LONGEST_BRACKET)
        stop = next((i for i in range(match.end(), limit) if text[i] in "。\n"), whole(text, match.end(), limit, end))
        formula = parse(text, match.start(), stop)
        if formula is None:
            behind = stop
        else:
            yield Units(match.start(), stop, formula)
            around = bisect_right(bracketed, match.start(), key=_START) - 1
            if around < 0 or bracketed[around].end <= match.start():  # else the bracket is the statement
                behind = stop
