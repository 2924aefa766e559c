"""How far an indicator reaches: which places have a target of it, which have none, what stands above or below alone.

Decisions
---------
* A place has the indicator where one of its plans sets a target of it; a near indicator is another one, a published figure is a target.
* An upper target stands alone where no place below it has the indicator, though there are plans of places below.
* A lower target stands alone where no place above it has the indicator.
* Places without it are those of which the roll-up says so, with its verdict: no target in a plan for that year, or no plan at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qgraph.questions.ladder import Rung
from qgraph.questions.names import Spot, above


@dataclass(frozen=True, slots=True)
class Lack:
    """A place without the indicator: its URI and name, the roll-up's verdict and reason."""

    place: str
    place_name: str | None
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reach:
    """`have`: the places that have it, from the nation down; `only_above`, `only_below`: the rungs that stand alone."""

    have: tuple[Spot, ...]
    lack: tuple[Lack, ...]
    only_above: tuple[Rung, ...]
    only_below: tuple[Rung, ...]


def reach(own: Iterable[Rung], lack: Iterable[Lack], planned: Iterable[str], spots: dict[str, Spot]) -> Reach:
    """The reach of an indicator. `own`: its rungs, from the nation down; `planned`: the places that have plans."""
    rungs = list(own)
    have = {rung.place: spots[rung.place] for rung in rungs if rung.place in spots}
    higher = {uri: {step.uri for step in above(spot, spots)} for uri, spot in spots.items() if uri in have}
    over = {uri for steps in higher.values() for uri in steps}  # places above one that has it
    with_plans_below = {step.uri for uri in set(planned) if uri in spots for step in above(spots[uri], spots)}
    return Reach(
        tuple(have.values()),
        tuple({one.place: one for one in lack}.values()),
        tuple(rung for rung in rungs if rung.place in with_plans_below - over),
        tuple(rung for rung in rungs if rung.place in higher and higher[rung.place] and not higher[rung.place] & have.keys()),
    )
