"""What of an upper plan a lower one takes up: tasks and targets, each with the sentences of both, the score and the reasons.

    names ─► plans ─┬─► tasks (alignment) ─┬─► Held ─► Answer
                    └─► targets (verdicts) ┘

Decisions
---------
* An upper item is taken up, or changed, or dropped; a lower one that takes nothing up is added. One that is taken up in several places
  stands in several rows, and may be taken up in one and changed in another.
* It is said what the plans say: dropped is what the lower plan does not write, not what is not done.
* The rows of tasks come first, then targets, each in the order of the upper plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgraph.questions import alignment, names
from qgraph.questions.coverage.facts import TARGET, TASK, Alone, Match
from qgraph.questions.coverage.plans import one_plan, told
from qgraph.questions.coverage.targets import figures, hold_targets
from qgraph.questions.coverage.tasks import Held, hold_tasks
from qgraph.questions.names import Spot
from qgraph.store import Row, Store


@dataclass(frozen=True, slots=True)
class Answer:
    """`upper`, `lower`: rows of `plans`; `sizes`: of each kind of item how many the upper and the lower plan have."""

    upper: Row
    lower: Row
    matches: tuple[Match, ...]
    dropped: tuple[Alone, ...]
    added: tuple[Alone, ...]
    sizes: dict[str, tuple[int, int]]

    @property
    def taken_up(self) -> tuple[Match, ...]:
        """What is taken up as it is."""
        return tuple(match for match in self.matches if not match.changes)

    @property
    def changed(self) -> tuple[Match, ...]:
        """What is taken up otherwise."""
        return tuple(match for match in self.matches if match.changes)

    def counts(self) -> dict[str, dict[str, int]]:
        """Of each kind of item how many upper ones are taken up in any way or dropped, and how many lower ones are added."""
        return {
            f"{kind}s": {
                "upper": above,
                "lower": below,
                "taken_up": len({match.upper.uri for match in self.matches if match.upper.kind == kind}),
                "dropped": sum(one.fact.kind == kind for one in self.dropped),
                "added": sum(one.fact.kind == kind for one in self.added),
            }
            for kind, (above, below) in self.sizes.items()
        }

    def to_json(self, upper: str = "upper", lower: str = "lower", kept: str = "taken_up") -> dict[str, Any]:
        """The document of `qgraph coverage`; another question may call the sides, and what is the same in both, otherwise."""
        return {
            upper: told(self.upper),
            lower: told(self.lower),
            "counts": self.counts(),
            kept: [match.to_json(upper, lower) for match in self.taken_up],
            "changed": [match.to_json(upper, lower) for match in self.changed],
            "dropped": [one.to_json(upper) for one in self.dropped],
            "added": [one.to_json(lower) for one in self.added],
        }


def coverage(store: Store, upper: str, lower: str) -> Answer:
    """What of an upper plan a lower one takes up; a plan by URI, file name, document number or title, or the place whose only plan it is.

    Raises `NotFoundError` and `AmbiguousError` for the names.
    """
    spots = names.spots(store)
    return hold(store, one_plan(store, upper, spots), one_plan(store, lower, spots), spots, "coverage")


def hold(store: Store, upper: Row, lower: Row, spots: dict[str, Spot], manner: str) -> Answer:
    """Two plans (rows of `plans`) held together; `manner`: in whose words, `coverage` or `history`."""
    some, others = (alignment.tasks(store, str(plan["plan"])) for plan in (upper, lower))
    high, low = (figures(store, plan, spots) for plan in (upper, lower))
    held: list[Held] = [hold_tasks(store, upper, lower, some, others, manner), hold_targets(upper, lower, high, low, manner)]
    return Answer(
        upper,
        lower,
        tuple(match for one in held for match in one.matches),
        tuple(alone for one in held for alone in one.dropped),
        tuple(alone for one in held for alone in one.added),
        {TASK: (len(some), len(others)), TARGET: (len(high), len(low))},
    )
