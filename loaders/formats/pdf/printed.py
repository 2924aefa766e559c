"""Printed lines: characters on one base line, columns read one after the other.

Decisions
---------
* A character belongs to a line when its base line is near that of the line's first character; so lines never chain down a page.
* A blank is written where characters stand apart by more than the others of their line; two where a whole character would fit in.
* A gutter parts columns when hardly a line crosses it, and on both sides of it the lines are many, alike in measure, and full: words set
  in columns without rules are short, and stay one line. A line across a gutter (a title) parts what is above from what is below.
* A line that begins two characters right of its column's edge is indented (U+3000 twice). A blank line stands where the distance is clearly
  that of paragraphs, or the size of type changes: a paragraph has neither within.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from loaders.formats.pdf.glyphs import Glyph

NEAR = 0.6  # of the smaller size: how far two characters of a line stand from one base line (a raised figure: m²)
LIKE = 2.5  # a character this many times larger is of another line (a watermark)
WORDS_APART, LETTERS_APART = 0.5, 0.22  # of the size; Latin words stand closer
PARTS_APART = 1.0
EDGE = 3.0  # points within which lines begin at one edge
FEW = 0.03  # share of the lines
FEWEST = 5  # lines a column has at least
CROSSED = 0.35  # share of the lines that may cross a gutter
INDENT = (1.5, 2.7)  # characters
PARAGRAPH = 1.45  # times the usual distance of two lines

Row = list[Glyph]


@dataclass(slots=True)
class Line:
    """A printed line. In `column` 0 it takes the whole width; `turn` is the quarter turn of its text. `indented` by two characters;
    `apart`: a paragraph ends before it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    column: int = 0
    turn: int = 0
    indented: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """Words that stood in a line and are not of it; `rule` names the repair that drops them."""

    text: str
    rule: str
    left: float
    base: float


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Characters by base line, from the top down, each line from left to right."""
    bins: dict[int, list[Row]] = {}
    found: list[Row] = []
    row: Row | None = None
    for glyph in glyphs:
        if row is None or not _near(row[0], glyph):
            reach = int(NEAR * glyph.size) // 4 + 1
            at = int(glyph.base) // 4
            row = next((r for near in range(at - reach, at + reach + 1) for r in bins.get(near, ()) if _near(r[0], glyph)), None)
            if row is None:
                row = []
                found.append(row)
                bins.setdefault(at, []).append(row)
        row.append(glyph)
    for row in found:
        row.sort(key=lambda glyph: glyph.left)
    full = [row for row in found if any(not glyph.text.isspace() for glyph in row)]
    return sorted(full, key=lambda row: row[0].base)


def _near(first: Glyph, glyph: Glyph) -> bool:
    small, large = sorted((first.size, glyph.size))
    return abs(first.base - glyph.base) < NEAR * small and large < LIKE * small


def text_of(row: Row) -> str:
    """The text of a row, with the blanks that are seen."""
    drawn: list[Glyph] = []
    for glyph in row:
        if drawn and drawn[-1].text == glyph.text and glyph.left - drawn[-1].left < 0.25 * glyph.size:
            continue  # printed twice to look bold
        drawn.append(glyph)
    gaps = [b.left - a.right for a, b in pairwise(drawn)]
    usual = min(max(median(gaps), 0.0), drawn[0].size) if gaps else 0.0
    pieces = [drawn[0].text]
    for gap, before, glyph in zip(gaps, drawn, drawn[1:], strict=False):
        if gap > LETTERS_APART * glyph.size and " " not in (before.text, glyph.text):
            latin = before.text.isascii() and glyph.text.isascii()
            if gap > (LETTERS_APART * glyph.size if latin else usual + WORDS_APART * glyph.size):
                pieces.append("  " if gap > usual + PARTS_APART * glyph.size else " ")
        pieces.append(glyph.text)
    return "".join(pieces).strip()


def line(row: Row, column: int, turn: int) -> Line:
    """A row as a line."""
    drawn = [glyph for glyph in row if not glyph.text.isspace()]
    size = Counter(round(glyph.size, 1) for glyph in drawn).most_common(1)[0][0]
    return Line(text_of(row), drawn[0].left, max(glyph.right for glyph in drawn), drawn[0].base, size, column, turn)


def lines(glyphs: Iterable[Glyph], turn: int) -> list[Line]:
    """The lines of a part of a page in the order in which they are read."""
    parts = [(row, _parts(row)) for row in rows(glyphs)]
    gutters = _gutters([(p[0].left, p[-1].right) for _, row_parts in parts for p in row_parts], parts)
    return [line(row, number, turn) for number, column in _columns(parts, gutters) for row in column]


def _parts(row: Row) -> list[Row]:
    """A row cut where a whole character would fit in between."""
    drawn = [glyph for glyph in row if not glyph.text.isspace()]
    parts = [[drawn[0]]]
    for before, glyph in pairwise(drawn):
        if glyph.left - before.right > PARTS_APART * glyph.size:
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _gutters(spans: list[tuple[float, float]], parts: list[tuple[Row, list[Row]]]) -> list[float]:
    """The middles of the gutters between columns, none for a page of one."""
    if len(parts) < FEWEST or (len(spans) < len(parts) + FEWEST and len(parts) < 2 * FEWEST):
        return []
    left, right = min(a for a, _ in spans), max(b for _, b in spans)
    size = median(row[0].size for row, _ in parts)
    if not size < right - left < 10_000:
        return []
    cover = [0] * (int(right - left) + 2)
    for a, b in spans:
        cover[int(a - left)] += 1
        cover[int(b - left) + 1] -= 1
    count, most, at, middles = 0, CROSSED * len(parts), 0, []
    for is_free, run in groupby(_sums(cover), key=lambda n: n <= most):
        width = len(list(run))
        if is_free and width >= 0.8 * size and at > 0 and at + width < len(cover) - 1:
            middles.append(left + at + width / 2)
        at += width
        count += is_free
    if not 0 < len(middles) <= 3:
        return []
    ends = [left, *middles, right]
    measures = []
    for a, b in pairwise(ends):
        inside = [span for span in spans if a <= span[0] and span[1] <= b]
        if len(inside) < FEWEST:
            return []
        measure = max(y for _, y in inside) - min(x for x, _ in inside)
        if median(y - x for x, y in inside) < 0.6 * measure or measure < 6 * size:
            return []
        measures.append(measure)
    return middles if min(measures) > 0.5 * max(measures) else []


def _sums(steps: Iterable[int]) -> Iterator[int]:
    total = 0
    for step in steps:
        total += step
        yield total


def _columns(parts: list[tuple[Row, list[Row]]], gutters: list[float]) -> Iterator[tuple[int, list[Row]]]:
    """Bands of a page from the top down: what goes across them (0), then each of their columns (1, 2, …)."""
    if not gutters:
        yield 0, [row for row, _ in parts]
        return
    band: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    across: list[Row] = []
    for row, row_parts in parts:
        if any(part[0].left < gutter < part[-1].right for part in row_parts for gutter in gutters):
            yield from enumerate(band, 1)
            band = [[] for _ in band]
            across.append(row)
            continue
        yield 0, across
        across = []
        for i, part in groupby(row, key=lambda glyph: sum(glyph.left > gutter for gutter in gutters)):
            glyphs = list(part)
            if any(not glyph.text.isspace() for glyph in glyphs):
                band[i].append(glyphs)
    yield 0, across
    yield from enumerate(band, 1)


def edge(lefts: list[float]) -> float:
    """Where the lines of a column begin that are not indented: the first place where more than a few do."""
    starts = Counter(round(left / EDGE) for left in lefts)
    enough = max(2.0, FEW * len(lefts))
    start = min((start for start, count in starts.items() if count >= enough), default=min(starts))
    return min(left for left in lefts if round(left / EDGE) == start)


def lay_out(page: list[Line], edges: dict[tuple[int, int], float]) -> None:
    """Sets which lines of a page are indented, and which stand apart; `edges` are those of its turns and columns."""
    steps = [b.base - a.base for a, b in pairwise(page) if b.base > a.base and a.turn == b.turn]
    usual = median(steps) if len(steps) > 4 else 0.0
    size = median(line.size for line in page) if page else 0.0
    for line in page:
        line.indented = INDENT[0] < (line.left - edges[line.turn, line.column]) / line.size < INDENT[1]
    for before, line in pairwise(page):
        if before.turn != line.turn:
            line.apart = True
            continue
        large = max(before.size, line.size)
        grown = large > 1.2 * min(before.size, line.size)
        line.apart = grown or 0 < PARAGRAPH * usual * max(1.0, large / size) < line.base - before.base
