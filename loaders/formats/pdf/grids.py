"""Grids that the ruled lines of a page make.

Decisions
---------
* Rules that touch make a grid; its cells are the rectangles no rule cuts. A grid of one column is a box around prose, not a table.
* Where rules run on beyond the outermost one that crosses them, the grid is open there and ends with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from loaders.formats.pdf import strokes
from loaders.formats.pdf.glyphs import Box, turned

THIN = 3.0  # points within which a stroke is level, and two rules are one
SHORTEST = 4.0
NARROWEST = 6.0  # points; most cells of less are a pattern, no room for words
MOST_RULES = 600
MOST_PLACES = 40_000
OPEN = 8.0  # points by which rules stand out of an open grid


class Rule(NamedTuple):
    """A rule at `at` from `start` to `end`: a height and two places across, or the other way round."""

    at: float
    start: float
    end: float


class Place(NamedTuple):
    """A cell: first row and column from 0, and how many it takes."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of columns and rows, and the cells."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    places: tuple[Place, ...]

    @property
    def box(self) -> Box:
        return Box(self.across[0], self.down[0], self.across[-1], self.down[-1])


def rules(page: Any, turn: int) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright rules of an open page."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for x0, y0, x1, y1 in strokes.find(page):
        (a, b), (c, d) = turned(turn, x0, y0), turned(turn, x1, y1)
        wide, high = abs(a - c), abs(b - d)
        if high < THIN and wide >= SHORTEST:
            level.append(Rule((b + d) / 2, min(a, c), max(a, c)))
        elif wide < THIN and high >= SHORTEST:
            upright.append(Rule((a + c) / 2, min(b, d), max(b, d)))
    return level, upright


def find(level: list[Rule], upright: list[Rule]) -> list[Grid]:
    """The grids that rules make, from the top down."""
    if len(level) < 2 or not upright:
        return []
    level, upright = _merged(level), _merged(upright)
    if len(level) > MOST_RULES or len(upright) > MOST_RULES:
        return []
    found = [grid for lines, posts in _touching(level, upright) if (grid := _grid(lines, posts))]
    return sorted(found, key=lambda grid: (grid.down[0], grid.across[0]))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules of one place that touch are one."""
    merged: list[Rule] = []
    for group in _groups(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        begin, stop = 0.0, float("-inf")
        for rule in sorted(group, key=lambda rule: rule.start):
            if rule.start > stop + THIN:
                if stop > float("-inf"):
                    merged.append(Rule(at, begin, stop))
                begin, stop = rule.start, rule.end
            stop = max(stop, rule.end)
        merged.append(Rule(at, begin, stop))
    return [rule for rule in merged if rule.end - rule.start >= SHORTEST]


def _groups(rules: list[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > THIN:
            yield group
            group = []
        group.append(rule)
    yield group


def _touching(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together."""
    root = list(range(len(level) + len(upright)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, line in enumerate(level):
        for j, post in enumerate(upright, len(level)):
            if line.start - THIN <= post.at <= line.end + THIN and post.start - THIN <= line.at <= post.end + THIN:
                root[find(j)] = find(i)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*level, *upright)):
        parts.setdefault(find(i), ([], []))[i >= len(level)].append(rule)
    yield from parts.values()


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    if len(level) < 2 or not upright:
        return None
    across, down = _edges(level, upright), _edges(upright, level)
    rows, columns = len(down) - 1, len(across) - 1
    if columns < 2 or rows < 1 or rows * columns > MOST_PLACES:
        return None
    if min(median(b - a for a, b in pairwise(edges)) for edges in (across, down)) < NARROWEST:
        return None
    beside = _walls(upright, across, down)  # beside[j]: the rows that have a wall at edge j
    above = _walls(level, down, across)
    taken: set[tuple[int, int]] = set()
    places: list[Place] = []
    for i in range(rows):
        for j in range(columns):
            if (i, j) in taken:
                continue
            wide = 1
            while j + wide < columns and i not in beside[j + wide] and (i, j + wide) not in taken:
                wide += 1
            high = 1
            inside = range(j, j + wide)
            while i + high < rows and all(k not in above[i + high] and (i + high, k) not in taken for k in inside):
                high += 1
            taken |= {(i + a, k) for a in range(high) for k in inside}
            closed = (
                (j > 0 or i in beside[0])
                and (j + wide < columns or i in beside[columns])
                and (i > 0 or j in above[0])
                and (i + high < rows or j in above[rows])
            )
            if closed:
                places.append(Place(i, j, high, wide))
    return Grid(across, down, tuple(places)) if len({place.column for place in places}) > 1 else None


def _edges(rules: list[Rule], posts: list[Rule]) -> tuple[float, ...]:
    """The edges that posts make along the rules, and those where the rules run on beyond the outermost post."""
    edges = sorted({post.at for post in posts})
    first, last = min(rule.start for rule in rules), max(rule.end for rule in rules)
    if first < edges[0] - OPEN:
        edges.insert(0, first)
    if last > edges[-1] + OPEN:
        edges.append(last)
    return tuple(edges)


def _walls(rules: list[Rule], edges: tuple[float, ...], steps: tuple[float, ...]) -> list[set[int]]:
    """For each edge the steps along it that a rule covers; all of them where no rule makes it."""
    walls: list[set[int]] = [set() for _ in edges]
    number = {edge: i for i, edge in enumerate(edges)}
    for rule in rules:
        middle = ((a + b) / 2 for a, b in pairwise(steps))
        walls[number[rule.at]] |= {i for i, at in enumerate(middle) if rule.start <= at <= rule.end}
    made = {rule.at for rule in rules}
    return [wall if edge in made else set(range(len(steps) - 1)) for wall, edge in zip(walls, edges, strict=True)]
