"""What the grammar reads: a source with its outline, and the one way to make evidence from a span.

Decisions
---------
* Grammar modules work on `Document.text`, the reading text, and speak in spans of it. They never see the text as found:
  `Document.evidence(start, end)` maps a span back, so no grammar can get the offsets wrong.
* The outline is a flat list of `Clause`s in reading order. A clause is the text that one heading governs directly, up to
  the next heading of any level; its `kind` is inherited from the chapter it stands in (`SectionKind`).
* `sentences()` cuts at 。！？； and line ends, never inside brackets or quotation marks; a bracket right behind a full stop
  belongs to the sentence it closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from qgraph.model import Evidence, Heading, Source


class SectionKind(StrEnum):
    """What a chapter is about; decides which clauses hold tasks and which hold targets."""

    FRONT = "front"  # before the first heading: title, addressees, preamble
    BACKGROUND = "background"  # 基础与环境, 形势
    PRINCIPLE = "principle"  # 指导思想, 基本原则, 总体要求 (as a thought)
    TARGET = "target"  # 工作目标, 主要目标, 发展目标
    TASK = "task"  # 主要任务, 主要措施, 重点任务, and any numbered measure
    SAFEGUARD = "safeguard"  # 保障措施, 组织保障
    ANNEX = "annex"  # 附件, signature, page chrome behind the text


@dataclass(frozen=True, slots=True)
class Clause:
    """The text one heading governs directly. `path` ends with the heading's own number; `start`, `end` span the clause
    in the reading text, title included; `body` is where the title ends."""

    kind: SectionKind
    path: tuple[str, ...]
    heading: Heading | None
    start: int
    body: int
    end: int
    leaf: bool  # no heading stands under it


@dataclass(frozen=True, slots=True)
class Document:
    """A source read into headings and clauses, ready for the grammar."""

    source: Source
    headings: tuple[Heading, ...]
    clauses: tuple[Clause, ...]
    _sentences: dict[tuple[int, int], tuple[tuple[int, int], ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def text(self) -> str:
        return self.source.reading

    def evidence(self, start: int, end: int, path: tuple[str, ...] | None = None) -> Evidence:
        """The evidence for `text[start:end]`, blanks at both ends left out.

        Raises ValueError where the span is empty or outside the text.
        """
        text = self.source.reading
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}..{end} is not inside a text of {len(text)} characters")
        while start < end - 1 and text[start].isspace():
            start += 1
        while end - 1 > start and text[end - 1].isspace():
            end -= 1
        begin, stop = self.source.starts[start], self.source.ends[end - 1]
        if path is None:
            clause = self.clause_at(start)
            path = clause.path if clause else ()
        found = self.source.found[begin:stop]
        cell = self.source.cell_at(begin)
        if cell is None or stop > cell.end:
            return Evidence(text[start:end], start, end, found, begin, stop, path)
        return Evidence(text[start:end], start, end, found, begin, stop, path, cell.sheet, cell.row, cell.column)

    def clause_at(self, position: int) -> Clause | None:
        """The clause that holds a position of the reading text (binary search: clauses are in order and do not overlap)."""
        low, high = 0, len(self.clauses)
        while low < high:
            middle = (low + high) // 2
            if self.clauses[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        if low < len(self.clauses) and self.clauses[low].start <= position:
            return self.clauses[low]
        return None

    def sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans of the sentences in `text[start:end]`, in order; brackets and quotation marks are never cut."""
        span = start, end
        if span not in self._sentences:  # every grammar asks for those of the same clauses
            self._sentences[span] = tuple(sentences(self.source.reading, start, end))
        return iter(self._sentences[span])


OPENING, CLOSING = "（(〔【[《“‘「『<＜", "）)〕】]》”’」』>＞"
STOPS = "。！？；!?;\n"
BRACKETS = "（(〔【["
_TURNS = re.compile(f"[{re.escape(OPENING + STOPS)}]")
LONGEST_BRACKET = 600  # an opening bracket that is not closed within this many characters was never closed


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """See `Document.sentences`. Works on any string."""
    closed = closings(text, start, end)
    begin = position = start
    while found := _TURNS.search(text, position, end):
        position = found.end()
        if found[0] in OPENING:
            position = closed.get(found.start(), position)
            continue
        position = _with_brackets_behind(text, position, end, closed)
        if text[begin:position].strip():
            yield begin, position
        begin = position
    if text[begin:end].strip():
        yield begin, end


def closings(text: str, start: int, end: int, broken_by: str = r"\n") -> dict[int, int]:
    """Where each bracket opened in `text[start:end]` closes (exclusive), in one pass.

    Brackets of all forms nest; one that stays open, spans more than `LONGEST_BRACKET` characters or meets the pattern `broken_by` is
    left out.
    """
    closed: dict[int, int] = {}
    opened: list[int] = []
    for match in _ends(broken_by).finditer(text, start, end):
        if match[0] in OPENING:
            opened.append(match.start())
        elif match[0] not in CLOSING:
            opened.clear()
        elif opened:
            opening = opened.pop()
            if match.end() - opening <= LONGEST_BRACKET:
                closed[opening] = match.end()
    return closed


@cache
def _ends(broken_by: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(OPENING + CLOSING)}]|{broken_by}")


def _with_brackets_behind(text: str, position: int, end: int, closed: dict[int, int]) -> int:
    """A bracket right behind a full stop, and the stop behind it, belong to the sentence they close."""
    while position < end and text[position] in BRACKETS and position in closed:
        position = closed[position]
        while position < end and text[position] in "。；;":
            position += 1
    return position
