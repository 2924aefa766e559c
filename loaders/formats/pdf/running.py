"""Running heads and feet, page numbers, and watermarks: the lines of a print that are not of its document.

Decisions
---------
* A line runs when the same words stand at the same height on at least three pages (two of two or three), and on at least half of the pages
  from the first of these to the last: so a head of left pages only, or of one chapter, is found too.
* It runs at the head or foot of a page only, with nothing but other such lines further out; in the middle only in type twice the usual.
* A figure in it may differ where it can be the page's number and runs with the pages.
* It stands apart from the text, or is of another size: first lines that happen to be alike do not.
* The number of a page stands at its head or foot alone on its line. A bare number must run with the pages.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import median
from typing import Any

from loaders.formats.pdf.printed import Line

MARGIN = 0.14  # share of the height in which a running line stands
NEAR = 4.0  # points
LARGE = 2.0  # times the usual size
APART = 1.25  # times the usual distance of lines
FIGURES = re.compile(r"\d+")
RUNNING, NUMBER = "reading.running", "reading.page_line"
Place = tuple[int, int]  # a page and a line of it


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a page from the top down, its upper and lower edge."""

    lines: list[Line]
    top: float
    bottom: float

    def margin(self, line: Line) -> str:
        """Head, foot, or neither."""
        height = self.bottom - self.top
        if line.base - self.top < MARGIN * height:
            return "head"
        return "foot" if self.bottom - line.base < MARGIN * height else ""


def find(sheets: list[Sheet]) -> dict[Place, str]:
    """The rule for each line that is not of the document."""
    words = _words()
    numbers = re.compile("|".join(words["numbers"]))
    bare, heads = re.compile(words["bare"]), re.compile(words["heads"])
    found: dict[Place, str] = {}
    sizes = [line.size for sheet in sheets for line in sheet.lines]
    usual = median(sizes) if sizes else 0.0
    steps = [b.base - a.base for sheet in sheets for a, b in pairwise(sheet.lines) if b.base > a.base]
    distance = median(steps) if steps else 0.0
    alike: dict[tuple[str, str], list[tuple[int, int, Line]]] = defaultdict(list)
    alone: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for page, sheet in enumerate(sheets):
        for i, line in enumerate(sheet.lines):
            margin = sheet.margin(line) or ("middle" if line.size >= LARGE * usual else "")
            text = line.text.strip()
            if not margin or heads.match(text):
                continue
            if margin != "middle" and numbers.fullmatch(text):
                found[page, i] = NUMBER
            elif margin != "middle" and bare.fullmatch(text) and (value := _value(text)):
                alone[margin].append((page, i, value))
            else:
                alike[margin, re.sub(r"\s", "", FIGURES.sub("0", text))].append((page, i, line))
    for margin in alone:
        found |= _counting(alone[margin], len(sheets))
    for (margin, _), places in alike.items():
        found |= dict.fromkeys(_running(places, margin, sheets), RUNNING)
    return {place: rule for place, rule in found.items() if _is_outside(sheets[place[0]], place, found, distance)}


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


def _running(places: list[tuple[int, int, Line]], margin: str, sheets: list[Sheet]) -> Iterator[Place]:
    """Those of lines of like words that stand at one height on enough pages."""

    def height(place: tuple[int, int, Line]) -> float:
        sheet = sheets[place[0]]
        return sheet.bottom - place[2].base if margin == "foot" else place[2].base - sheet.top

    group: list[tuple[int, int, Line]] = []
    for place in (*sorted(places, key=lambda place: (round(height(place) / NEAR), place[0])), None):
        if place and (not group or abs(height(place) - height(group[0])) <= NEAR):
            group.append(place)
            continue
        if _often(sorted(group, key=lambda place: place[0]), len(sheets)):
            yield from ((page, i) for page, i, _ in group)
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


def _is_outside(sheet: Sheet, place: Place, found: dict[Place, str], usual: float) -> bool:
    """Whether nothing but running lines stands between a line and the edge of its page, and the text stands apart from it."""
    page, number = place
    line = sheet.lines[number]
    margin = sheet.margin(line)
    if not margin:
        return True
    inwards = 1.0 if margin == "head" else -1.0
    steps = [(inwards * (other.base - line.base), other) for i, other in enumerate(sheet.lines) if (page, i) not in found]
    if any(step < -NEAR for step, _ in steps):
        return False
    if found[place] == NUMBER or not steps:
        return True
    step, nearest = min(steps, key=lambda step: step[0])
    return step > APART * usual or not 0.9 < line.size / nearest.size < 1.1


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("loaders.formats.pdf").joinpath("running.toml").read_text(encoding="utf-8"))
