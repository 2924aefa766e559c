"""A plan over time: two versions or periods of one place, held together as `coverage` holds an upper and a lower plan.

Decisions
---------
* Only plans of one place are one history; two places of unknown name are never one.
* Which is the earlier is for who asks to say: asked the other way round, what was dropped is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgraph.errors import QgraphError
from qgraph.questions import coverage, names
from qgraph.questions.coverage.facts import Match
from qgraph.questions.coverage.plans import one_plan
from qgraph.questions.coverage.words import said
from qgraph.store import Row, Store


@dataclass(frozen=True, slots=True)
class Answer:
    """`held`: the earlier plan as the upper one, the later as the lower."""

    held: coverage.Answer

    @property
    def kept(self) -> tuple[Match, ...]:
        """What the later plan says as the earlier does, in whatever words; `verbatim` says whether in the same."""
        return self.held.taken_up

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph history`."""
        return self.held.to_json("earlier", "later", "kept")


def history(store: Store, earlier: str, later: str) -> Answer:
    """What a later plan of a place kept of an earlier one, changed, dropped and added.

    Raises `NotFoundError` and `AmbiguousError` for the names, `QgraphError` for plans of two places.
    """
    spots = names.spots(store)
    one, other = one_plan(store, earlier, spots), one_plan(store, later, spots)
    if one["place"] != other["place"]:
        about = {"upper": one["title"], "upper_place": _where(one), "lower": other["title"], "lower_place": _where(other)}
        raise QgraphError(said("plans.other_place", **about))
    return Answer(coverage.hold(store, one, other, spots, "history"))


def _where(plan: Row) -> str:
    return str(plan["place_name"] or said("plans.nowhere"))
