"""Hard line breaks of a printed page, joined; a text whose lines are whole paragraphs stays as it is.

Decisions
---------
* A text is wrapped when no line is longer than a printed one, and most of its longest lines break off in the middle of a sentence.
* PDF readers cut one printed line into several at its punctuation marks. `Printed` puts the pieces together again: of all ways to pack
  the lines into printed ones it takes the cheapest (dynamic programming; a printed line holds few pieces, so time is linear).
* A printed line that does not fill the measure ends its paragraph. A full one does so only before a heading, a date or a signature.
* A bracket is never left broken; neither is a number of its own line parted from its title.
* A line with a tab inside is a row of a table: it is never joined, and says nothing about whether the text is wrapped.
* In a text that is not wrapped only what cannot be an end is joined: a line that ends in ， or 、 or inside a bracket, or a title that
  has not come to its end. 关于印发…纲要 has not, where the next line ends it as a notice (…实施方案的通知).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders import tables
from loaders.reading.draft import Edit

LONGEST = 60.0  # width of the longest printed line, in Chinese characters
NARROWEST = 16.0
FEWEST = 12  # lines by which wrapping can be told
SLACK = 3.2  # characters a full line may lack: the indent of a first line is two, a mark that may not begin a line one more
LONGEST_TITLE = 36.0  # width of the longest line of a title
LONGEST_WHOLE = 180  # characters of a title of several lines
LONGEST_CLOSED = 30  # characters of a line that are looked at for what ends its paragraph
LONGEST_OPEN = 400  # characters after which an open bracket was never closed

LAYOUT = tables.table("loaders.reading", "layout.toml")
WORDS: dict[str, str] = {kind: f"(?:{'|'.join(alternatives)})" for kind, alternatives in LAYOUT.items()}  # as patterns
HAN = "[一二三四五六七八九十]{1,3}"
NUMBER = rf"(?:{HAN}、|[（(]{HAN}[）)]|\d{{1,3}}[.．、﹒](?!\d)|[（(]\d{{1,3}}[）)]|[①-⑳]|第[一二三四五六七八九十百]{{1,4}}[章节条])"
HEADING = re.compile(f"{NUMBER}|{WORDS['heads']}")
NUMBER_ONLY = re.compile(rf"{NUMBER}\s*")
DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?$")
NOTE = re.compile(WORDS["published"])
CLOSED = re.compile(WORDS["closed"])
DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}[〔\[（(]?\d{4}[〕\]）)]?\d{0,4}\s*号$")
TITLE = re.compile(WORDS["title_says"])
TITLE_END = re.compile(f"{WORDS['title_ends']}$")
ISSUES, NOTICE_END = re.compile(WORDS["issues"]), re.compile(f"{WORDS['notice_ends']}$")
INDENT = re.compile(r"(?:\u3000| {2}|\t){2}")
ITEM = re.compile(r"[—-]{2}|[•●■◆▲]")
BROKEN = re.compile(r"[\u4e00-\u9fff0-9]$")  # a line that does not end with a mark
PROSE = re.compile(r"[，。；]|[一-鿿],")
SIGNATURE = re.compile(r"^[^，。；：！？、,;:!?]{2,30}$")
STOPS, COMMAS = "。！？；!?;", "，、,"
BEFORE, AFTER = "，。；：、！？）)》”〕】’,;:", "（(《“〔【‘"  # marks at which a PDF reader cuts a line
OPENING, CLOSING = "（(〔【《[", "）)〕】》]"
ENDS = STOPS + "：:）)〕]"
BRACKETS = "（(〔["


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks at both ends, `text[start:end]`. `apart`: a blank line stands before it; `indented`: by two characters."""

    start: int
    end: int
    body: str
    apart: bool
    indented: bool

    @property
    def width(self) -> float:
        """In Chinese characters; an ASCII letter or figure takes half of one (it has one byte in UTF-8, a Chinese character three)."""
        return (len(self.body) + len(self.body.encode("utf-8", "replace"))) / 4

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, its cells parted by tabs."""
        return "\t" in self.body


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.line: the line end and the blanks around it go; two Latin words keep one blank."""
    lines = list(split(text))
    measure = measured(lines)
    printed = Printed(lines, measure) if measure else None
    paragraph, depth = "", 0
    for i, (line, following) in enumerate(pairwise(lines)):
        paragraph += line.body
        depth = max(0, depth + sum(line.body.count(c) for c in OPENING) - sum(line.body.count(c) for c in CLOSING))
        is_open = depth > 0 and len(paragraph) < LONGEST_OPEN
        parted = following.apart or line.is_row or following.is_row
        if parted or not (printed.joins(i, paragraph, is_open) if printed else continues(paragraph, line, following, is_open)):
            paragraph, depth = "", 0
            continue
        words = line.body[-1].isascii() and following.body[0].isascii() and line.body[-1].isalpha() and following.body[0].isalpha()
        yield Edit(line.end, following.start, " " if words else "", "reading.line")


def split(text: str) -> Iterator[Line]:
    """The lines that hold something."""
    apart = False
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", text):
        body = match[0].strip()
        if body:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Line(start, start + len(body), body, apart, bool(INDENT.match(match[0])))
        apart = not body


def measured(lines: list[Line]) -> float:
    """The measure of a wrapped text (the width of its full lines), 0 where the lines are paragraphs."""
    lines = [line for line in lines if not line.is_row]
    if len(lines) < FEWEST:
        return _measured_short(lines)
    widths = sorted(line.width for line in lines)
    if widths[-1] > LONGEST or sum(line.body[-1] in STOPS for line in lines) > 0.6 * len(lines):
        return 0.0
    measure = widths[int(0.98 * (len(widths) - 1))]
    full = [line for line in lines if line.width >= measure - SLACK]
    broken = sum(line.body[-1] not in ENDS for line in full)
    return measure if measure >= NARROWEST and broken >= max(3, 0.04 * len(lines), 0.5 * len(full)) else 0.0


def _measured_short(lines: list[Line]) -> float:
    """The measure of a text of few lines: two full ones at least must hold a sentence that breaks off at their end."""
    measure = max((line.width for line in lines), default=0.0)
    full = [line for line in lines if line.width >= measure - SLACK]
    broken = sum(bool(BROKEN.search(line.body) and PROSE.search(line.body)) for line in full)
    return measure if NARROWEST <= measure <= LONGEST and broken >= max(2, 0.5 * len(full)) else 0.0


class Printed:
    """The printed lines of a wrapped text. `widths[i]` is the width of the printed line that ends with line i, 0 inside one."""

    def __init__(self, lines: list[Line], measure: float) -> None:
        self.lines = lines
        self.full = measure - SLACK
        self.measure = measure
        self.alone = frozenset(self._alone())
        self.widths = self._pack()

    def _alone(self) -> Iterator[int]:
        """Lines that begin a paragraph whatever stands before them: dates, document numbers, notes of publication, signatures, and those
        with an indent where only some have one."""
        tells = 0.02 * len(self.lines) < sum(line.indented for line in self.lines) < 0.6 * len(self.lines)
        for i, line in enumerate(self.lines):
            if stands(line) or (tells and line.indented):
                yield i
            if DATE.match(line.body):
                for j in range(i - 1, max(0, i - 4), -1):
                    signature = self.lines[j]
                    if not SIGNATURE.search(signature.body) or HEADING.match(signature.body) or signature.width > 0.7 * self.measure:
                        break
                    yield j

    def _pack(self) -> list[float]:
        lines = self.lines
        best: list[float] = [0.0]
        origin: list[int] = [0]
        for end in range(1, len(lines) + 1):
            cheapest, since, width, cuts = float("inf"), end - 1, 0.0, 0.0
            for begin in range(end - 1, -1, -1):
                width += lines[begin].width
                if begin < end - 1:
                    if width > self.measure + 1.5:
                        break
                    cuts += self._cut(begin)
                cost = best[begin] + cuts + (0.0 if width >= self.full else self._short(end, end - begin))
                if cost < cheapest:
                    cheapest, since = cost, begin
            best.append(cheapest)
            origin.append(since)
        widths = [0.0] * len(lines)
        end = len(lines)
        while end:
            widths[end - 1] = sum(line.width for line in lines[origin[end] : end])
            end = origin[end]
        return widths

    def _cut(self, i: int) -> float:
        """What it costs to hold that a PDF reader cut a printed line behind line i."""
        line, following = self.lines[i], self.lines[i + 1]
        if line.is_row or following.is_row:
            return 9.0
        if following.apart or i + 1 in self.alone or ends_block(line) or (HEADING.match(following.body) and line.body[-1] not in COMMAS):
            return 9.0
        if line.body[-1] in BEFORE or following.body[0] in AFTER or NUMBER_ONLY.fullmatch(line.body):
            return 0.1
        return 7.0 if HEADING.match(line.body) else 3.0

    def _short(self, end: int, pieces: int) -> float:
        """What it costs to hold that a printed line of some pieces ends before the measure is full."""
        line = self.lines[end - 1]
        following = self.lines[end] if end < len(self.lines) else None
        if line.body[-1] in COMMAS:
            cost = 6.0
        elif line.body[-1] in ENDS or following is None or following.apart or HEADING.match(following.body):
            cost = 1.0
        else:
            cost = 4.0 if PROSE.search(line.body) else 1.4  # a title or a signature has no comma
        return cost + 1.5 * (pieces - 1)

    def joins(self, i: int, paragraph: str, is_open: bool) -> bool:
        """Whether the sentence of line i, the end of `paragraph` so far, runs on in the next line."""
        line, following, width = self.lines[i], self.lines[i + 1], self.widths[i]
        last, is_full = line.body[-1], width >= self.full
        if NUMBER_ONLY.fullmatch(line.body) or not width:
            return True
        if HEADING.match(following.body):
            return is_open and last not in STOPS and is_full
        if is_open or last in COMMAS or following.body[0] in BEFORE:
            return True
        if i + 1 in self.alone or ends_block(line) or last in "：:":
            return False
        if ITEM.match(following.body) and last in ENDS:
            return False
        if is_full or (last in STOPS and following.body[0] in BRACKETS):  # a bracket belongs to the sentence before it
            return True
        is_title = following.width < self.full and titles(paragraph, following.body)
        if is_title and is_notice(paragraph, following.body):
            return True
        if last in STOPS or last in CLOSING:
            return False
        if is_title:
            return not TITLE_END.search(line.body)
        if HEADING.match(paragraph) and "。" not in paragraph and width < 0.75 * self.measure:
            return False  # a heading whose last printed line is short
        return bool(PROSE.search(paragraph))


def titles(paragraph: str, following: str) -> bool:
    """Whether two short lines may be one title: it says 关于 or 印发, or ends as titles do, and holds no sentence."""
    both = paragraph + following
    return bool(len(both) <= LONGEST_WHOLE and (TITLE.search(both) or TITLE_END.search(following)) and not PROSE.search(both))


def is_notice(title: str, following: str) -> bool:
    """Whether a title that issues another document is one with the line behind it, however it ends: 关于印发…纲要, 实施方案的通知."""
    is_open = ISSUES.search(title) and not NOTICE_END.search(title)
    return bool(is_open and NOTICE_END.search(following) and not TITLE.search(following))


def stands(line: Line) -> bool:
    """A line before which a paragraph ends whatever its width: a date, a document number, a note of publication."""
    return bool(DATE.match(line.body) or DOC_NUMBER.fullmatch(line.body) or NOTE.match(line.body))


def ends_block(line: Line) -> bool:
    """A line behind which a new paragraph begins whatever its width: a date, a document number, a note of publication, 附件1."""
    return bool(
        DATE.search(line.body) or DOC_NUMBER.fullmatch(line.body) or NOTE.match(line.body) or CLOSED.search(line.body[-LONGEST_CLOSED:])
    )


def continues(paragraph: str, line: Line, following: Line, is_open: bool) -> bool:
    """Whether a line, the end of `paragraph` so far, cannot end where it does, in a text whose lines are paragraphs."""
    if HEADING.match(following.body):
        return False
    if max(line.width, following.width) <= LONGEST_TITLE and titles(paragraph, following.body) and TITLE.search(paragraph):
        ends_there = TITLE_END.search(following.body) and not TITLE_END.search(line.body)
        return bool((ends_there or is_notice(paragraph, following.body)) and not stands(following) and not ends_block(line))
    return is_open or line.body[-1] in "，、"
