"""How do plans differ: two or more plans, or places, side by side on indicators and themes; who alone has what, who is strictest.

    names ─► sides ─► facts ─┬─► indicators (ranking) ─┬─► Answer
                             └─► themes (wordings) ────┘

Decisions
---------
* Cells stand in the order in which the sides were asked for; beyond that no side comes first: asked the other way round, the answer is
  its mirror image.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qgraph.questions import names
from qgraph.questions.compare.facts import facts
from qgraph.questions.compare.indicators import IndicatorRow, indicator_rows
from qgraph.questions.compare.sides import Side, sides
from qgraph.questions.compare.themes import ThemeRow, theme_rows
from qgraph.store import Store

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """`sides` as asked for; the cells of each row stand in their order."""

    sides: tuple[Side, ...]
    indicators: tuple[IndicatorRow, ...]
    themes: tuple[ThemeRow, ...]

    def only_in(self, side: int) -> tuple[list[IndicatorRow], list[ThemeRow]]:
        """What no other side speaks of."""
        return (
            [row for row in self.indicators if _alone(row.cells, side)],
            [row for row in self.themes if _alone(row.cells, side)],
        )

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph compare`."""
        alone = [self.only_in(n) for n in range(len(self.sides))]
        return {
            "plans": [side.to_json() for side in self.sides],
            "indicators": [row.to_json() for row in self.indicators],
            "themes": [row.to_json() for row in self.themes],
            "only_in": [
                {
                    "title": side.name,
                    "uri": side.uri,
                    "indicators": [row.name for row in some],
                    "themes": [row.theme.name for row in others],
                }
                for side, (some, others) in zip(self.sides, alone, strict=True)
            ],
        }


def compare(
    store: Store, asked: Sequence[str], *, theme: str | None = None, indicator: str | None = None, on: date | None = None
) -> Answer:
    """Hold plans (URI, file name, document number, title) and places side by side, on a day (default: today). A theme (id, name or term)
    leaves that theme and the indicators of its targets; an indicator leaves that one, and no theme unless one is named.

    Raises `NotFoundError` and `AmbiguousError` for the names, ValueError for fewer than two.
    """
    if len(asked) < FEWEST:
        raise ValueError(f"{len(asked)} plans or places, not {FEWEST} or more")
    spots = names.spots(store)
    found = sides(store, list(asked), spots, on or date.today())
    only = names.theme(theme) if theme else None
    wanted = str(names.indicator(store, indicator)[0]["indicator"]) if indicator else None
    said = [facts(store, side, spots) for side in found]
    told = theme_rows(said, only) if theme or not indicator else []
    rows = indicator_rows(said, {str(row["indicator"]): row for row in store.run("indicators")})
    spoken = {item.fact.uri for row in told for cell in row.cells for item in cell} if only else None
    kept = [
        row
        for row in rows
        if wanted in (None, row.uri) and (spoken is None or wanted or any(f.rung.fact in spoken for cell in row.cells for f in cell))
    ]
    return Answer(tuple(found), tuple(kept), tuple(told))


def _alone(cells: Sequence[Sequence[object]], side: int) -> bool:
    return [n for n, cell in enumerate(cells) if cell] == [side]
