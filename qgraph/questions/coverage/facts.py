"""What two plans are held together by: a fact of each, how they match, and what is said of one that stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgraph.store import EVIDENCE, Row

TASK, TARGET = "task", "target"
SENTENCE = (*EVIDENCE.split(), "status")  # columns of every fact


@dataclass(frozen=True, slots=True)
class Fact:
    """A task or target of a plan: its URI, what it is called, and its rows. `number`: of a task; `figure`: of a target, in few words."""

    kind: str
    uri: str
    name: str
    row: Row
    plan: Row
    number: str | None = None
    figure: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The fact with its sentence, as it stands in an answer."""
        about = {"fact": self.uri, "name": self.name, "number": self.number, "figure": self.figure, "deadline": self.row["deadline"]}
        plan = {"plan": self.plan["title"], "plan_uri": self.plan["plan"], "place": self.plan["place_name"], "file": self.plan["file"]}
        return about | plan | {key: self.row[key] for key in SENTENCE}


@dataclass(frozen=True, slots=True)
class Change:
    """How a lower fact differs from the upper one. `kind`: stricter, weaker, near, not_comparable, doubted (of figures); earlier, later,
    deadline_added, deadline_dropped, recurrence, lead."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """An upper fact and a lower one that takes it up; `verdict`: of two figures that may be compared."""

    upper: Fact
    lower: Fact
    score: float
    reasons: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    verdict: str | None = None

    @property
    def verbatim(self) -> bool:
        """Whether both say the same words."""
        return self.upper.row["quote"] == self.lower.row["quote"]

    def to_json(self, upper: str, lower: str) -> dict[str, Any]:
        """The match as it stands in an answer; `upper` and `lower` are what the sides are called there."""
        changes = [{"kind": change.kind, "reason": change.reason} for change in self.changes]
        head = {"kind": self.upper.kind, "score": self.score, "reasons": list(self.reasons), "changes": changes, "verdict": self.verdict}
        return head | {"verbatim": self.verbatim, upper: self.upper.to_json(), lower: self.lower.to_json()}


@dataclass(frozen=True, slots=True)
class Alone:
    """A fact with none on the other side. `score`: of the one most like it, which is not like enough."""

    fact: Fact
    score: float
    reason: str
    nearest: str | None = None  # URI

    def to_json(self, side: str) -> dict[str, Any]:
        """The fact as it stands in an answer under the name of its side."""
        head = {"kind": self.fact.kind, "score": self.score, "reasons": [self.reason], "nearest": self.nearest}
        return head | {side: self.fact.to_json()}
