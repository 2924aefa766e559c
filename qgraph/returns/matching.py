"""Which measure of the ledger a returned row is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

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

    def match(self, row: Row) -> Match:
        """The measure of a row. An id whose row now says something quite different is no id: rows were copied over each other."""
        known = self.by_id.get(row.id or "")
        wording = normal(row.measure)
        same = self.by_wording.get(wording, [])
        if known and (not row.measure or known in same or _alike(wording, normal(known.measure)) >= LIKE):
            return Match(row, How.ID, known)
        if len(same) == 1:
            return Match(row, How.WORDING, same[0])
        if len(same) > 1:
            return Match(row, How.ASKED, candidates=tuple(same[:SHOWN]))
        ranked = sorted(((_alike(wording, other), other) for other in self.by_wording), reverse=True)[:SHOWN] if wording else []
        found = tuple(line for score, other in ranked if score >= LIKE for line in self.by_wording[other])
        return Match(row, How.ASKED if found else How.UNKNOWN, candidates=found[:SHOWN])


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE else 0.0
