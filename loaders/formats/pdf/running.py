"""Running heads and feet, page numbers, and watermarks: the lines of a print that are not of its document.

Decisions
---------
* A line runs when the same words stand at the same height on at least three pages (two of two or three), and on at least half of the pages
  from the first of these to the last: so a head of left pages only, or of one chapter, is found too.
* It runs at the head or foot of a page only, with nothing but other such lines further out; in the middle only in type twice the usual.
* A figure in it may differ where it can be the page's number and runs with the pages.
* It stands apart from the text, or is of another size: first lines that happen to be alike do not. Where it does so on most of its pages,
  or on two of a line that stands on nearly every page, it is proved to run, and is aside on all of them.
* A line that only says that a table goes on (续表) is of the page, not of the document.
* The number of a page stands at its head or foot alone on its line. A bare number must run with the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Any

from loaders import tables
from loaders.formats.pdf.printed import Line

MARGIN = 0.14  # share of the height in which a running line stands
NEAR = 4.0  # points
LARGE = 2.0  # times the usual size
APART = 1.25  # times the usual distance of lines
NEARLY_ALL = 0.8  # share of the pages
FIGURES = re.compile(r"\d+")
RUNNING, NUMBER = "reading.running", "reading.page_line"
Place = tuple[int, int]  # a page and a line of it
Inner = dict[tuple[int, str], Line]  # by turn and margin
Edges = dict[int, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a page, and its upper and lower edge for each quarter turn of text."""

    lines: list[Line]
    edges: Edges

    def margin(self, line: Line) -> str:
        """Head, foot, or neither."""
        top, bottom = self.edges[line.turn]
        if line.base - top < MARGIN * (bottom - top):
            return "head"
        return "foot" if bottom - line.base < MARGIN * (bottom - top) else ""

    def depth(self, line: Line, margin: str) -> float:
        """How far a line stands from the edge."""
        top, bottom = self.edges[line.turn]
        return bottom - line.base if margin == "foot" else line.base - top


def find(sheets: list[Sheet]) -> dict[Place, str]:
    """The rule for each line that is not of the document."""
    words = _words()
    numbers = re.compile("|".join(words["numbers"]))
    bare, heads, continues = (re.compile(words[key]) for key in ("bare", "heads", "continues"))
    found: dict[Place, str] = {}
    sizes = [line.size for sheet in sheets for line in sheet.lines]
    usual = median(sizes) if sizes else 0.0
    steps = [b.base - a.base for sheet in sheets for a, b in pairwise(sheet.lines) if b.base > a.base and a.turn == b.turn]
    distance = median(steps) if steps else 0.0
    alike: dict[tuple[str, str], list[tuple[int, int, Line]]] = defaultdict(list)
    alone: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for page, sheet in enumerate(sheets):
        for i, line in enumerate(sheet.lines):
            margin = sheet.margin(line) or ("middle" if line.size >= LARGE * usual else "")
            text = line.text.strip()
            if not margin or (heads.match(text) and not continues.fullmatch(text)):
                continue
            if margin != "middle" and numbers.fullmatch(text):
                found[page, i] = NUMBER
            elif margin == "head" and continues.fullmatch(text):
                found[page, i] = RUNNING
            elif margin != "middle" and bare.fullmatch(text) and (value := _value(text)):
                alone[margin].append((page, i, value))
            else:
                alike[margin, re.sub(r"\s", "", FIGURES.sub("0", text))].append((page, i, line))
    for margin in alone:
        found |= _counting(alone[margin], len(sheets))
    groups = [group for (margin, _), places in alike.items() for group in _running(places, margin, sheets)]
    found |= {place: RUNNING for group in groups for place in group}
    inner = {page: _innermost(sheets[page], page, found) for page in {page for page, _ in found}}
    outside = {place: rule for place, rule in found.items() if _is_outside(sheets[place[0]], place, rule, inner[place[0]], distance)}
    for group in groups:
        proofs = sum(place in outside for place in group)
        if 2 * proofs > len(group) or (proofs > 1 and len({page for page, _ in group}) >= NEARLY_ALL * len(sheets)):
            outside |= dict.fromkeys(group, RUNNING)
    return outside


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    row = [values[c] for c in text.lower()]
    return sum(-n if n < max(row[i:]) else n for i, n in enumerate(row))


def _counting(alone: list[tuple[int, int, int]], pages: int) -> dict[Place, str]:
    """Bare numbers that differ from the page's own place by what most of them do."""
    shifts: dict[int, list[Place]] = defaultdict(list)
    for page, i, value in alone:
        shifts[value - page].append((page, i))
    fewest = 1 if pages == 1 else 2
    kept = (places for shift, places in shifts.items() if len(places) >= fewest and (pages > 1 or shift == 1))
    return {place: NUMBER for places in kept for place in places}


def _running(places: list[tuple[int, int, Line]], margin: str, sheets: list[Sheet]) -> Iterator[list[Place]]:
    """Those of lines of like words that stand at one height on enough pages, by height."""

    def height(place: tuple[int, int, Line]) -> float:
        return sheets[place[0]].depth(place[2], margin)

    group: list[tuple[int, int, Line]] = []
    for place in (*sorted(places, key=lambda place: (round(height(place) / NEAR), place[0])), None):
        if place and (not group or abs(height(place) - height(group[0])) <= NEAR):
            group.append(place)
            continue
        if _often(sorted(group, key=lambda place: place[0]), len(sheets)):
            yield [(page, i) for page, i, _ in group]
        group = [place] if place else []


def _often(group: list[tuple[int, int, Line]], pages: int) -> bool:
    on = sorted({page for page, _, _ in group})
    if len(on) < (2 if pages <= 3 else 3) or len(on) < 0.5 * (on[-1] - on[0] + 1):
        return False
    counted = re.compile(_words()["counted"])
    if len({line.text for _, _, line in group}) == 1:
        return True
    numbers = [(page, match) for page, _, line in group if (match := counted.search(line.text))]
    shifts = Counter(int(match[match.lastindex or 0]) - page for page, match in numbers)
    others = {match.string[: match.start()] + match.string[match.end() :] for _, match in numbers}
    return len(numbers) == len(group) and max(shifts.values()) > 0.8 * len(group) and len(others) == 1 and 2 * len(on) >= pages


def _innermost(sheet: Sheet, page: int, found: dict[Place, str]) -> Inner:
    """For each edge the line of text that is nearest to it."""
    inner: Inner = {}
    for i, line in enumerate(sheet.lines):
        if (page, i) not in found:
            for margin in ("head", "foot"):
                nearest = inner.get((line.turn, margin))
                if nearest is None or sheet.depth(line, margin) < sheet.depth(nearest, margin):
                    inner[line.turn, margin] = line
    return inner


def _is_outside(sheet: Sheet, place: Place, rule: str, inner: Inner, usual: float) -> bool:
    """Whether no text stands between a line and the edge of its page, and the text stands apart from it."""
    line = sheet.lines[place[1]]
    margin = sheet.margin(line)
    nearest = inner.get((line.turn, margin))
    if nearest is None:  # in the middle, or on a page without text
        return True
    step = sheet.depth(nearest, margin) - sheet.depth(line, margin)
    if step < -NEAR:
        return False
    is_marked = rule == NUMBER or bool(re.fullmatch(_words()["continues"], line.text))
    return is_marked or step > APART * usual or not 0.9 < line.size / nearest.size < 1.1


@cache
def _words() -> dict[str, Any]:
    return tables.table("loaders.formats.pdf", "running.toml")
