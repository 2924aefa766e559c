"""Indicators side by side: each side's figures, and which are the strictest.

Decisions
---------
* A cell is a list: two figures of one plan, or of two plans of a place, are both shown, and said to contradict each other where they are
  for the same thing. Figures are never added.
* One figure for several indicators at once (全国质量奖和省长质量奖 2家) has a row of its own and is shown in the row of each besides.
* Indicators that more sides speak of come first, then by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from qgraph.questions.compare import words
from qgraph.questions.compare.facts import Fact, wording
from qgraph.questions.compare.ranking import Pair, contradiction, pair, strictest
from qgraph.questions.ladder import Rung
from qgraph.questions.names import local, text
from qgraph.registries import indicators
from qgraph.registries.indicators import Indicator
from qgraph.registries.wordings import Wording
from qgraph.store import Row

KEPT = (
    "kind", "comparator", "value", "value_high", "unit", "reference", "deadline", "year", "year_assumed", "recurrence", "scope",
    "applies_to", "doubt", "indicator_as_written",
)  # fmt: skip


def level_json(wording: Wording | None) -> dict[str, Any] | None:
    """A wording as it stands in the answer."""
    if wording is None:
        return None
    level = wording.level
    return {"level": level.id, "name": level.name, "rank": level.rank, "word": wording.word}


@dataclass(frozen=True, slots=True)
class Figure:
    """A target in a cell; `joint`: it covers other indicators besides."""

    fact: Fact
    rung: Rung
    wording: Wording | None
    joint: bool = False

    def to_json(self, crowned: bool) -> dict[str, Any]:
        """The figure as it stands in the answer."""
        said = {key: getattr(self.rung, key) for key in KEPT} | {"base": self.fact.row["base"]}
        own = {"fact": self.rung.fact, "figure": self.rung.figure(), "firmness": level_json(self.wording), "joint": self.joint}
        return own | {"strictest": crowned} | said | self.fact.evidence()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with one cell a side. `pairs`: figures of different sides; `contradictions`: figures of one side that do not agree."""

    uri: str
    name: str
    unit: str | None
    known: Indicator | None
    near: tuple[str, ...]
    cells: tuple[tuple[Figure, ...], ...]
    pairs: tuple[Pair, ...]
    contradictions: tuple[Pair, ...]

    @property
    def crowned(self) -> frozenset[str]:
        """The facts that are the strictest of their year and scope; a side that contradicts itself has none."""
        torn = {fact for one in self.contradictions for fact in (one.one, one.other)}
        return strictest(self.pairs) - torn

    def to_json(self) -> dict[str, Any]:
        """The row as it stands in the answer."""
        crowned = self.crowned
        return {
            "name": self.name,
            "uri": self.uri,
            "unit": self.unit,
            "direction": self.known.direction if self.known else None,
            "aggregation": self.known.aggregation if self.known else None,
            "near": self.near,
            "cells": [[figure.to_json(figure.rung.fact in crowned) for figure in cell] for cell in self.cells],
            "pairs": [_pair(one) for one in self.pairs],
            "contradictions": [_pair(one) for one in self.contradictions],
        }


def indicator_rows(said: list[list[Fact]], named: dict[str, Row]) -> list[IndicatorRow]:
    """The rows of what each side says; `named`: rows of `indicators` by URI."""
    cells: dict[str, list[list[Figure]]] = {}
    for side, facts in enumerate(said):
        for fact in facts:
            if fact.rung:
                figure = Figure(fact, fact.rung, wording(fact))
                cells.setdefault(fact.rung.indicator, [[] for _ in said])[side].append(figure)
    joint = {uri: _covered(str(named[uri]["name"]), named) for uri in cells if uri in named and local(uri) and not _known(uri)}
    for uri, covered in joint.items():
        for one in covered & cells.keys():
            for side, some in enumerate(cells[uri]):
                cells[one][side] += [Figure(figure.fact, figure.rung, figure.wording, True) for figure in some]
    rows = [_row(uri, named.get(uri), some, cells.keys()) for uri, some in cells.items()]
    return sorted(rows, key=lambda row: (-sum(map(bool, row.cells)), row.name, row.uri))


def _row(uri: str, named: Row | None, cells: list[list[Figure]], all_: Iterable[str]) -> IndicatorRow:
    known = _known(uri)
    near = {other.id for other in indicators.near(known.id)} if known else set()
    kept = [tuple({figure.rung.fact: figure for figure in cell}.values()) for cell in cells]
    pairs = {
        frozenset((one.rung.fact, other.rung.fact)): pair(one.rung, other.rung, known, one.joint or other.joint)
        for mine, theirs in combinations(kept, 2)
        for one in mine
        for other in theirs
        if one.rung.fact != other.rung.fact
    }
    torn = {
        frozenset((one.rung.fact, other.rung.fact)): found
        for cell in kept
        for one, other in combinations([figure for figure in cell if not figure.joint], 2)
        if (found := contradiction(one.rung, other.rung, known))
    }
    return IndicatorRow(
        uri,
        str(named["name"]) if named else next(figure.rung.indicator_as_written for cell in kept for figure in cell),
        (known.unit if known else None) or (text(named["unit"]) if named else None),
        known,
        tuple(sorted(other.name for one in all_ if local(one) in near and (other := _known(one)))),
        tuple(kept),
        tuple(sorted(pairs.values(), key=_key)),
        tuple(sorted(torn.values(), key=_key)),
    )


def _known(uri: str) -> Indicator | None:
    return indicators.get(local(uri) or "")


def _covered(name: str, named: dict[str, Row]) -> set[str]:
    """The URIs of the known indicators that a name joins; empty where a part of it is none."""
    parts = [name]
    for joint in words.joints():
        parts = [piece for part in parts for piece in part.split(joint)]
    found = [indicators.resolve(part) for part in parts if part]
    ids = {one.id for one in found if one}
    return {uri for uri in named if local(uri) in ids} if len(ids) > 1 and None not in found else set()


def _pair(one: Pair) -> dict[str, Any]:
    return {"between": [one.one, one.other], "verdict": one.verdict, "rule": one.rule, "reason": one.reason}


def _key(one: Pair) -> tuple[str, str]:
    return one.one, one.other
