"""Notes of a print: the marks that point to them, and where on a page their words stand.

Decisions
---------
* A mark is a raised run of clearly smaller type, a figure or a sign, beside a character. It is taken out of its line, so that no figure
  touches another; a power (m², 10⁴) is put on the line of what it belongs to.
* Notes stand at the foot of a page below a short rule that begins at the edge of the text, and the first begins with a mark of the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import NamedTuple

from loaders import tables
from loaders.formats.pdf.glyphs import Glyph
from loaders.formats.pdf.grids import Rule
from loaders.formats.pdf.printed import Line, Loose

MARK = "reading.note_mark"
SMALL = 0.85  # of the size beside it
RAISED = (0.12, 0.8)  # of the size beside it
BESIDE = 0.4  # of the size: how near a mark stands
MOST = 200  # raised runs of a page that can be marks
SIGNS = re.compile(r"[\d①-⑳\[\]［］〔〕【】()（）*※†‡]")
SHORT = (0.08, 0.5)  # of the width of the text: the rule above notes
BIN = 16.0  # points
SAME = 1.0  # points within which heights are the same


class Run(NamedTuple):
    """Small characters one behind the other: their numbers, and the first and the last."""

    numbers: list[int]
    text: str
    first: Glyph
    last: Glyph


def part(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Loose]]:
    """The characters of a page without the marks of notes, and the marks. Powers and marks before their notes are put on their lines."""
    mark, power = re.compile(words()["marks"]), re.compile(f"(?:{words()['powers']})$")
    small = SMALL * median(glyph.size for glyph in glyphs) if glyphs else 0.0
    runs = [run for run in _runs(glyphs, small) if mark.fullmatch(run.text)]
    if not runs or len(runs) > MOST:
        return glyphs, []
    kept: dict[int, Glyph | None] = {}
    found: list[Loose] = []
    bins: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, glyph in enumerate(glyphs):
        if glyph.size >= runs[0].first.size / SMALL or not SIGNS.match(glyph.text):
            for edge in (glyph.left, glyph.right):
                bins[int(glyph.base / BIN), int(edge / BIN)].append(i)
    for run in runs:
        before, behind = _beside(run, glyphs, bins)
        host = behind if before is None else before
        if host is None:
            continue
        base = glyphs[host].base
        stem = "".join(glyph.text for glyph in glyphs[max(0, host - 4) : host + 1])
        if before is None or (run.text.isdigit() and power.search(stem)):
            kept.update((i, glyphs[i]._replace(base=base)) for i in run.numbers)
            continue
        kept |= dict.fromkeys(run.numbers)
        kept[before] = (kept.get(before) or glyphs[before])._replace(right=max(glyphs[before].right, run.last.right))
        found.append(Loose(run.text, MARK, run.first.left, base))
    return [left for i, old in enumerate(glyphs) if (left := kept.get(i, old))], found


def _runs(glyphs: list[Glyph], small: float) -> Iterator[Run]:
    numbers: list[int] = []
    for i, glyph in enumerate(glyphs):
        if glyph.size >= small or not SIGNS.match(glyph.text):
            continue
        last = glyphs[numbers[-1]] if numbers else glyph
        near = abs(last.base - glyph.base) < SAME and -SAME < glyph.left - last.right < BESIDE * glyph.size
        if numbers and not near:
            yield _run(glyphs, numbers)
            numbers = []
        numbers.append(i)
    if numbers:
        yield _run(glyphs, numbers)


def _run(glyphs: list[Glyph], numbers: list[int]) -> Run:
    return Run(numbers, "".join(glyphs[i].text for i in numbers), glyphs[numbers[0]], glyphs[numbers[-1]])


def _beside(run: Run, glyphs: list[Glyph], bins: dict[tuple[int, int], list[int]]) -> tuple[int | None, int | None]:
    """The characters before and behind a run above whose base lines it is raised."""
    beside: list[int | None] = []
    for edge, is_before in ((run.first.left, True), (run.last.right, False)):
        down, across = int(run.first.base / BIN), int(edge / BIN)
        near = (i for y in range(down - 2, down + 3) for x in range(across - 1, across + 2) for i in bins.get((y, x), ()))
        fit = {
            i: distance
            for i in near
            if run.first.size < SMALL * (glyph := glyphs[i]).size
            and RAISED[0] * glyph.size < glyph.base - run.first.base < RAISED[1] * glyph.size
            and (distance := abs(edge - (glyph.right if is_before else glyph.left))) < BESIDE * glyph.size
            and not glyph.text.isspace()
        }
        beside.append(min(fit, key=lambda i: fit[i], default=None))
    return beside[0], beside[1]


def below(glyphs: list[Glyph], level: list[Rule], marks: list[Loose]) -> float:
    """The height of the rule below which the notes of a page stand; infinite where there are none."""
    if not marks or not glyphs:
        return float("inf")
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    lowest = max(mark.base for mark in marks)
    for rule in sorted(level):
        is_short = SHORT[0] * (right - left) < rule.end - rule.start < SHORT[1] * (right - left)
        if rule.at < lowest or not is_short or rule.start > left + BIN:
            continue
        under = [glyph for glyph in glyphs if glyph.base > rule.at]
        first = min(under, key=lambda glyph: (round(glyph.base), glyph.left), default=None)
        above = (glyph for glyph in glyphs if glyph.left < rule.end and 0 <= rule.at - glyph.base < 0.4 * glyph.size)
        if first and any(mark.text.startswith(first.text) for mark in marks) and not any(above):
            return rule.at
    return float("inf")


def parted(lines: list[Line], marks: list[str]) -> list[list[str]]:
    """The lines of each note: one begins where a line begins with the next mark of the page."""
    notes: list[list[str]] = []
    for line in lines:
        mark = marks[len(notes)] if len(notes) < len(marks) else None
        if mark and line.text.startswith(mark):
            notes.append([line.text.removeprefix(mark).lstrip(" .．、")])
        elif notes:
            notes[-1].append(line.text)
        else:
            notes.append([line.text])
    return notes


@cache
def words() -> dict[str, str]:
    """The patterns of marks."""
    return tables.table("loaders.formats.pdf", "notes.toml")
