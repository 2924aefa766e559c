"""What a task or target is answered by in another plan: one link of its chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgraph.questions.coverage.facts import Fact
from qgraph.questions.ladder import Rung


@dataclass(frozen=True, slots=True)
class Link:
    """A task or target of another plan, or a published figure, that stands above or below. `via`: nearest, chain, sum; `score`: of tasks,
    `verdict` and `rule`: of figures; `reasons`: why the two belong together."""

    other: Fact | Rung
    via: str
    reasons: tuple[str, ...]
    score: float | None = None
    verdict: str | None = None
    rule: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The link as it stands in an answer."""
        other = self.other.to_json() if isinstance(self.other, Fact) else _figure(self.other)
        head = {"via": self.via, "score": self.score, "verdict": self.verdict, "rule": self.rule, "reasons": list(self.reasons)}
        return head | other


@dataclass(frozen=True, slots=True)
class Chain:
    """The links up or down; `reason`: why there are none, or not all; `left_out`: related plans that were not asked."""

    links: tuple[Link, ...]
    reason: str | None
    left_out: int = 0


def _figure(rung: Rung) -> dict[str, Any]:
    """A figure with the keys of a fact; a published one has an address instead of a sentence."""
    kept = ("fact", "deadline", "plan", "plan_uri", "file", "quote", "found", "start", "end", "reading_start", "reading_end", "status")
    about = {key: getattr(rung, key) for key in kept}
    return about | {"name": rung.indicator_as_written, "place": rung.place_name, "figure": rung.told(), "address": rung.address}
