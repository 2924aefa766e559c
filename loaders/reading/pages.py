"""Page marks in the text: `# Page 12:` lines, page-number lines, and counters a sharing site puts at the head of every page.

Decisions
---------
* A marked page number (`# Page 12:`, `— 12 —`, 第12页 共20页) goes wherever it stands alone on a line, with the blank lines around it: a
  page ends in the middle of a sentence as often as not, and whether it does is for `lines` to say.
* A bare number alone on a line goes only where such numbers run on by one, far apart: numbers close together are a table's first column.
* A counter at line heads (1、 2、 3、…) is one of pages, not of measures, where it cuts sentences in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from itertools import pairwise

from loaders.reading.draft import Edit

OF = r"(?:\s{0,9}[/／,，]?\s{0,9}共\s*\d{1,4}\s*页)?"
MARK = re.compile(
    r"^[ \t\f\u3000]*"
    rf"(?:#\s*Page\s+\d{{1,5}}:?|[-—–－·]{{1,2}}\s*\d{{1,4}}\s*[-—–－·]{{1,2}}|第\s*\d{{1,4}}\s*页{OF}|Page\s+\d{{1,4}}\s+of\s+\d{{1,4}})"
    r"[ \t\f\u3000]*(?:\r?\n[ \t\f\u3000]*(?=\r?\n))*(?:\r?\n|\Z)",
    re.MULTILINE,
)
BLANK = re.compile(r"[ \t\f\u3000]*\r?\n")
BARE = re.compile(r"^[ \t\f\u3000]*(\d{1,4})[ \t\f\u3000]*(?:\r?\n|\Z)", re.MULTILINE)
APART = 200  # characters between two page numbers at least
COUNTER = re.compile(r"^(\d{1,3})、", re.MULTILINE)
FEWEST = 3  # page numbers by which a run can be told
OPEN_END = re.compile(r"[^\s。；：！？!?;:）)”》]\s*\Z")
STOP = re.compile(r"[。；]")
STARTS = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}[章节条]")


def edits(text: str) -> Iterator[Edit]:
    """Rules reading.page_line and reading.page_counter."""
    at = 0
    for edit in merge(_marks(text), _numbers(text), _counters(text), _feeds(text), key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= at:
            yield edit
            at = edit.end


def _marks(text: str) -> Iterator[Edit]:
    """Marks with the blank lines around them. Those before are looked for backwards, mark by mark, so that a text of blank lines takes
    linear time."""
    end = 0
    for match in MARK.finditer(text):
        start, end = blank_before(text, match.start(), end), match.end()
        yield Edit(start, end, "", "reading.page_line")


def blank_before(text: str, start: int, floor: int) -> int:
    """Where the blank lines before a line begin, not before `floor`."""
    before = start
    while before > floor:
        before = max(floor, text.rfind("\n", floor, start - 1) + 1)
        if not BLANK.fullmatch(text, before, start):
            break
        start = before
    return start


def _feeds(text: str) -> Iterator[Edit]:
    """Form feeds; one inside a line ends it."""
    for match in re.finditer("\f+", text) if "\f" in text else ():
        is_inside = "\n" not in (text[match.start() - 1 : match.start()] or "\n", text[match.end() : match.end() + 1] or "\n")
        yield Edit(match.start(), match.end(), "\n" if is_inside else "", "reading.page_line")


def _numbers(text: str) -> Iterator[Edit]:
    """Bare numbers that run on by one over the whole text, a page apart."""
    found = list(BARE.finditer(text))
    if len(found) < FEWEST or any(int(b[1]) != int(a[1]) + 1 or b.start() - a.end() < APART for a, b in pairwise(found)):
        return
    for match in found:
        yield Edit(match.start(), match.end(), "", "reading.page_line")


def _counters(text: str) -> Iterator[Edit]:
    """`N、` at line heads that run 1, 2, 3 … to the end while most lines before them break off in the middle of a sentence.

    A real list of measures ends its lines, or is one of titles without any stop; a page counter cuts words in two. The line end before
    the counter goes as well, unless a sentence ends or a heading begins there.
    """
    found = list(COUNTER.finditer(text))
    if len(found) < FEWEST or any(int(match[1]) != i for i, match in enumerate(found, 1)):
        return
    is_open = [bool(OPEN_END.search(text[max(0, match.start() - 12) : match.start()])) for match in found]
    in_prose = sum(bool(STOP.search(text, a.end(), b.start() - 1)) for a, b in pairwise(found))
    if sum(is_open[1:]) < 0.6 * (len(found) - 1) or in_prose < 0.5 * (len(found) - 1):
        return
    for match, cut in zip(found, is_open, strict=True):
        start = match.start()
        if cut and match[1] != "1" and not STARTS.match(text, match.end()):
            while start and text[start - 1].isspace():
                start -= 1
        yield Edit(start, match.end(), "", "reading.page_counter")
