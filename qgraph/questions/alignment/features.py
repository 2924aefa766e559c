"""What two plans' items have in common, pair by pair, as numbers between 0 and 1.

Decisions
---------
* Texts are compared by their pieces of a few characters, never across a mark; no dictionary divides them into words.
* A piece, or a type of body, that few items of the two plans have counts more: log((n + 1) / k) for k of n.
* What two items share is weighed against what both have (the root of the product), so a part of a long one still counts.
* Only pairs that share a piece are looked at, through an index, or a hundred tasks against a hundred would take seconds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from math import log, sqrt

from qgraph.questions.alignment.items import Item
from qgraph.questions.folding import plain

RUN = re.compile(r"[^\W_]+")

Matrix = list[list[float]]  # one row a lower item, one column an upper one


def pieces(text: str, shortest: int, longest: int) -> set[str]:
    """The pieces of a text of so many characters."""
    found: set[str] = set()
    for run in RUN.findall(plain(text)):
        for size in range(shortest, longest + 1):
            found.update([run[start : start + size] for start in range(len(run) - size + 1)])
    return found


def rarity(upper: Sequence[Set[str]], lower: Sequence[Set[str]]) -> dict[str, float]:
    """How much a piece counts."""
    counted: Counter[str] = Counter()
    for one in (*upper, *lower):
        counted.update(one)
    n = len(upper) + len(lower)
    return {piece: log((n + 1) / k) for piece, k in counted.items()}


def shared(upper: Sequence[Set[str]], lower: Sequence[Set[str]], weights: dict[str, float]) -> Matrix:
    """The weight of what each pair shares, against what both have."""
    holders: dict[str, list[int]] = {}
    for column, one in enumerate(upper):
        for piece in one:
            holders.setdefault(piece, []).append(column)
    sizes = [sqrt(sum(weights[piece] for piece in sorted(one))) for one in upper]
    matrix: Matrix = []
    for one in lower:
        row = [0.0] * len(upper)
        own = 0.0
        for piece in sorted(one):  # sums of floats depend on their order
            weight = weights[piece]
            own += weight
            for column in holders.get(piece, ()):
                row[column] += weight
        size = sqrt(own)
        matrix.append([value / (size * other) if value else 0.0 for value, other in zip(row, sizes, strict=True)])
    return matrix


def texts(upper: Sequence[Item], lower: Sequence[Item], shortest: int, longest: int) -> tuple[Matrix, dict[str, float]]:
    """How much of their sentences the pairs share, and how much each piece counts."""
    some, others = ([pieces(item.quote, shortest, longest) for item in side] for side in (upper, lower))
    weights = rarity(some, others)
    return shared(some, others, weights), weights


def headings(upper: Sequence[Item], lower: Sequence[Item], shortest: int, longest: int) -> Matrix:
    """How much of their headings the pairs share."""
    some, others = ([pieces(item.title, shortest, longest) for item in side] for side in (upper, lower))
    return shared(some, others, rarity(some, others))


def bodies(upper: Sequence[Item], lower: Sequence[Item]) -> Matrix:
    """How far the types of their bodies agree."""
    some, others = ([item.types for item in side] for side in (upper, lower))
    return shared(some, others, rarity(some, others))


def order(n: int, upper: int, m: int, lower: int) -> float:
    """How near the nth of so many upper items and the mth of so many lower ones stand."""
    return 1 - abs(n / (upper - 1) - m / (lower - 1))
