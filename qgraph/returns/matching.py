"""Which measure of the ledger a returned row is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from qgraph.questions.ledger import Line
from qgraph.rdf.identity import normal
from qgraph.returns.sheet import Row

LIKE = 0.6  # how much of its wording a row must share with a measure to be asked about
SHOWN = 3  # measures that are offered for a row


class How(StrEnum):
    """How a row was known."""

    ID = "id"
    WORDING = "wording"
    ASKED = "asked"  # not known: candidates are offered
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """A row with its measure, or with the measures it may mean."""

    row: Row
    how: How
    line: Line | None = None
    candidates: tuple[Line, ...] = ()


class Measures:
    """The measures of a ledger, by id and by wording."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.by_id = {line.id: line for line in lines}
        self.by_wording: dict[str, list[Line]] = {}
        for line in lines:
            self.by_wording.setdefault(normal(line.measure), []).append(line)
        self.pairs = {wording: _pairs(wording) for wording in self.by_wording}

    def match(self, row: Row) -> Match:
        """The measure of a row. An id whose row now says something quite different is no id: rows were copied over each other."""
        known, wording = self.by_id.get(row.id or ""), normal(row.measure)
        same, pairs = self.by_wording.get(wording, []), _pairs(wording)
        if known and (not wording or known in same or _alike(pairs, self.pairs[normal(known.measure)]) >= LIKE):
            return Match(row, How.ID, known)
        if len(same) == 1:
            return Match(row, How.WORDING, same[0])
        if len(same) > 1:
            return Match(row, How.ASKED, candidates=tuple(same[:SHOWN]))
        scored = ((_alike(pairs, other), wording) for wording, other in self.pairs.items())
        ranked = sorted(((score, wording) for score, wording in scored if score >= LIKE), reverse=True)
        found = [line for _, wording in ranked for line in self.by_wording[wording]][:SHOWN]
        return Match(row, How.ASKED if found else How.UNKNOWN, candidates=tuple(found))


def _pairs(wording: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a wording."""
    return frozenset(map("".join, pairwise(wording)))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their pairs that two wordings have in common (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
