"""Running headers and footers: the short line a printer repeats at the edge of every page, left among the sentences by a scan or a copy.

Decisions
---------
* Lines are alike when they are equal but for figures and blanks: a page number may stand in the header.
* Next to page marks a line goes when most pages have it there and it stands hardly anywhere else. Without page marks it goes when it
  stands a page apart every time and cuts sentences in two; an address of the web needs to cut none.
* A line that stands often and close together is a row of a table, one behind a finished sentence a heading or a
  responsible body: they stay.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.reading.draft import Edit
from loaders.reading.lines import HEADING, PROSE, WORDS, Line, split
from loaders.reading.pages import BARE, BLANK, MARK, blank_before

FEWEST = 3  # times a line is repeated
SHORTEST, LONGEST = 4, 60  # characters of such a line without figures
LONG = 25  # characters that no cell of a table has without a mark
TITLE_LINES = 12  # lines at the head among which the title stands
APART = 200  # characters that nearly every page has
FIGURES = "0123456789 \t\r\f\u00a0\u3000"
INSIDE = re.compile(f"[{FIGURES}]+")
DASHES = "-—–－·|"
NEVER = re.compile(rf"{HEADING.pattern}|.*[，。；\t]")  # headings, sentences, rows of a table
ADDRESS = re.compile(r"https?://|www\.|\.(?:gov|com|cn|org)\b")
LISTED = re.compile(rf"[：、]|:(?!\d)|{WORDS['listed']}$")  # who is responsible, a list, a sentence
OPEN = re.compile(r"[\u4e00-\u9fff0-9A-Za-z，、]$")


@dataclass(frozen=True, slots=True)
class Page:
    """The filled lines of a text: which are page marks (or have a form feed before them) and which might be running lines."""

    lines: list[Line]
    marks: frozenset[int]
    breaks: frozenset[int]
    alike: dict[str, list[int]]


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.running: the line and the blank lines around it."""
    lines = (_key(line) for line in text.split("\n") if len(line) <= 2 * LONGEST)
    repeated = Counter(key for key in lines if SHORTEST <= len(key) <= LONGEST)
    if not any(count >= FEWEST for count in repeated.values()):
        return
    page = _page(text, repeated)
    candidates = frozenset(i for places in page.alike.values() for i in places)
    edges = _edges(page, candidates)
    gone = sorted(i for places in page.alike.values() for i in _running(page, places, candidates, edges))
    floor = 0
    for i in gone:
        start = text.rfind("\n", 0, page.lines[i].start) + 1
        end = text.find("\n", page.lines[i].end) + 1 or len(text)
        while (blank := BLANK.match(text, end)) and end < len(text):
            end = blank.end()
        start = blank_before(text, max(start, floor), floor)
        if start < end:
            yield Edit(start, end, "", "reading.running")
            floor = end


def _key(line: str) -> str:
    """What alike lines have in common; figures stand at an end of them, or beside 页 or a slash."""
    return INSIDE.sub("", line) if "页" in line or "/" in line else line.strip(FIGURES + DASHES)


def _page(text: str, repeated: Counter[str]) -> Page:
    lines = list(split(text))
    alike: defaultdict[str, list[int]] = defaultdict(list)
    marks, breaks = set(), set()
    for i, line in enumerate(lines):
        if MARK.fullmatch(line.body) or BARE.fullmatch(line.body):
            marks.add(i)
        elif len(line.body) <= LONGEST and repeated[key := _key(line.body)] >= FEWEST and not NEVER.match(line.body):
            alike[key].append(i)
        if i and "\f" in text[lines[i - 1].end : line.start]:
            breaks.add(i)
    return Page(lines, frozenset(marks), frozenset(breaks), {key: places for key, places in alike.items() if len(places) >= FEWEST})


def _edges(page: Page, candidates: frozenset[int]) -> frozenset[int]:
    """The repeated lines that stand at the edge of a page: nothing but such lines and page marks between them and a page mark."""
    edge: set[int] = set()
    for order in (range(len(page.lines)), range(len(page.lines) - 1, -1, -1)):
        at_edge = False
        for i in order:
            at_edge = at_edge or (order.step > 0 and i in page.breaks)
            if i in page.marks:
                at_edge = True
            elif i in candidates:
                if at_edge:
                    edge.add(i)
            else:
                at_edge = False
            at_edge = at_edge or (order.step < 0 and i in page.breaks)
    return frozenset(edge)


def _running(page: Page, places: list[int], candidates: frozenset[int], edges: frozenset[int]) -> list[int]:
    """Those of the alike lines that are running ones: none, all, or all but the title they repeat."""
    at_edges = [i for i in places if i in edges]
    lines = page.lines
    listed = bool(LISTED.search(lines[places[0]].body))
    pages = max(len(page.marks), len(page.breaks))
    if len(at_edges) >= max(FEWEST, 0.8 * len(places) - 1, (0.8 if listed else 0.4) * pages):
        return at_edges
    if ADDRESS.search(lines[places[0]].body):
        return places if _far_apart(page, places) else []
    if places[0] < TITLE_LINES and not _cuts(page, places[0], candidates):
        places = places[1:]
    if listed or len(places) < FEWEST or not _far_apart(page, places):
        return []
    cuts = sum(_cuts(page, i, candidates) for i in places)
    return places if cuts >= max(2, 0.2 * len(places)) else []


def _far_apart(page: Page, places: list[int]) -> bool:
    """Whether a page stands between each two; a page of short lines holds few characters."""
    between = [page.lines[b].start - page.lines[a].end for a, b in pairwise(places)]
    return min(between) >= APART / 3 and sum(n >= APART for n in between) >= 0.8 * len(between)


def _cuts(page: Page, i: int, candidates: frozenset[int]) -> bool:
    """Whether a sentence breaks off before the line and goes on behind it."""
    before, behind = _neighbour(page, i, -1, candidates), _neighbour(page, i, 1, candidates)
    if before is None or behind is None or before.is_row or behind.is_row:
        return False
    both_prose = all(PROSE.search(line.body) or len(line.body) >= LONG for line in (before, behind))
    return both_prose and bool(OPEN.search(before.body)) and not HEADING.match(behind.body)


def _neighbour(page: Page, i: int, step: int, candidates: frozenset[int]) -> Line | None:
    """The next line in one direction that is no page mark and not repeated; only a few are passed over."""
    for j in range(i + step, i + 4 * step, step):
        if not 0 <= j < len(page.lines):
            return None
        if j not in page.marks and j not in candidates:
            return page.lines[j]
    return None
