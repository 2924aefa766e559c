"""The pairs of two plans' items: their scores, and the reasons for those that pass the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qgraph.questions.alignment import features
from qgraph.questions.alignment.features import RUN, Matrix
from qgraph.questions.alignment.items import Item
from qgraph.questions.folding import plain
from qgraph.registries import body_types, tables
from qgraph.told import told


@dataclass(frozen=True, slots=True)
class Pair:
    """A lower item that takes up an upper one. `terms`: the weightiest words of both; `reasons`: why, in words."""

    upper: Item
    lower: Item
    score: float
    terms: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two plans' items and the score of each pair (`scores`: a row a lower item, a column an upper one)."""

    upper: Sequence[Item]
    lower: Sequence[Item]
    scores: Sequence[Sequence[float]]
    pairs: tuple[Pair, ...]  # in the order of the upper plan, then of the lower

    def nearest_to_upper(self, column: int) -> tuple[Item, float] | None:
        """The lower item most like an upper one, whether it takes it up or not."""
        return _nearest(self.lower, [row[column] for row in self.scores])

    def nearest_to_lower(self, row: int) -> tuple[Item, float] | None:
        """The upper item most like a lower one, whether that takes it up or not."""
        return _nearest(self.upper, self.scores[row])


def align(upper: Sequence[Item], lower: Sequence[Item]) -> Alignment:
    """Hold the items of two plans, each in the order of its text, against each other."""
    said = settings()
    sizes = said["pieces"]["shortest"], said["pieces"]["longest"]
    terms, weights = features.texts(upper, lower, *sizes)
    headings, bodies = features.headings(upper, lower, *sizes), features.bodies(upper, lower)
    telling = _Telling(upper, lower, headings, weights)
    scores: list[list[float]] = []
    pairs: list[tuple[int, int, Pair]] = []
    for m, low in enumerate(lower):
        row = [_score(n, high, m, low, terms[m][n], headings[m][n], bodies[m][n], len(upper), len(lower)) for n, high in enumerate(upper)]
        scores.append(row)
        pairs += [(n, m, telling.pair(n, m, score)) for n, score in enumerate(row) if score >= said["threshold"]]
    return Alignment(upper, lower, scores, tuple(pair for *_, pair in sorted(pairs, key=lambda one: one[:2])))


def _score(n: int, high: Item, m: int, low: Item, terms: float, heading: float, bodies: float, upper: int, lower: int) -> float:
    """The weighted mean of what the two can be compared by. Without any term in common they have nothing to do with each other."""
    if not terms:
        return 0.0
    weights = settings()["weights"]
    total, reached = weights["terms"], weights["terms"] * terms
    if high.title and low.title:
        total, reached = total + weights["heading"], reached + weights["heading"] * heading
    if upper > 1 and lower > 1:
        total, reached = total + weights["order"], reached + weights["order"] * features.order(n, upper, m, lower)
    if high.types and low.types:
        total, reached = total + weights["bodies"], reached + weights["bodies"] * bodies
    return float(round(reached / total, 4))


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is told of the pairs of two plans."""

    upper: Sequence[Item]
    lower: Sequence[Item]
    headings: Matrix
    weights: dict[str, float]

    def pair(self, n: int, m: int, score: float) -> Pair:
        high, low = self.upper[n], self.lower[m]
        words = settings()["reasons"]
        terms = self.terms(high.quote, low.quote)
        reasons = [told(words["terms"], terms="、".join(f"“{term}”" for term in terms))] if terms else []
        if high.title and high.title == low.title:
            reasons.append(told(words["same_heading"], upper=high.title))
        elif self.headings[m][n] >= words["alike"]:
            reasons.append(told(words["heading"], upper=high.title, lower=low.title))
        if len(self.upper) > 1 < len(self.lower) and features.order(n, len(self.upper), m, len(self.lower)) >= words["near"]:
            reasons.append(told(words["order"], n=n + 1, m=m + 1))
        kinds = sorted(kind.name for one in high.types & low.types if (kind := body_types.get(one)))
        if kinds:
            reasons.append(told(words["bodies"], terms="、".join(kinds)))
        return Pair(high, low, score, terms, tuple(reasons))

    def terms(self, upper: str, lower: str) -> tuple[str, ...]:
        """The weightiest stretches of text that both have, none inside another, as long as they go."""
        above, sizes = plain(upper), settings()["pieces"]
        found: dict[str, float] = {}
        for run in RUN.findall(plain(lower)):
            start = 0
            while start < len(run):
                end = start
                while end < len(run) and run[start : end + 1] in above:
                    end += 1
                term = run[start:end]
                if len(term) >= sizes["shortest"]:
                    found[term] = sum(self.weights.get(piece, 0.0) for piece in features.pieces(term, sizes["shortest"], sizes["longest"]))
                start = max(end, start + 1)
        ranked = sorted(found, key=lambda term: (-found[term], term))
        kept = [term for term in ranked if not any(term != other and term in other for other in ranked)]
        return tuple(kept[: settings()["reasons"]["shown"]])


def _nearest(items: Sequence[Item], scores: Sequence[float]) -> tuple[Item, float] | None:
    best = max(range(len(items)), key=lambda index: (scores[index], -index), default=None)
    return None if best is None or not scores[best] else (items[best], scores[best])


def settings() -> dict[str, Any]:
    """The weights, the threshold and the words."""
    return tables.words("alignment.toml")
