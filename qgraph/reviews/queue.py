"""The queue: the facts of a plan as somebody who checks them takes them up, what is most likely wrong and matters most first.

Decisions
---------
* Risk = what the kind of fact weighs × (what its rule gets wrong + a half where the reading itself is in doubt). It orders, no more.
* What was decided comes after what was not; a decision whose fact is gone is no item but is listed apart (`Reviewed.lost`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qgraph.model import Comparator, FundingLine, Membership, Mention, Plan, Programme, Responsibility, Status, Target, Task
from qgraph.rdf.identity import KIND
from qgraph.reviews.apply import Reviewed, about, facts
from qgraph.reviews.state import Standing

WEIGHTS: dict[type[Any], float] = {Target: 1.0, Responsibility: 0.9, FundingLine: 0.8, Task: 0.7, Membership: 0.5, Programme: 0.3}
IN_DOUBT = 0.5
SIGNS = {Comparator.GE: "≥", Comparator.LE: "≤"}


@dataclass(frozen=True, slots=True)
class Item:
    """A fact to check. `fact`: as it stands; `as_read`: as the reader read it; `about`: what entries call it; `certainty`: the share of
    what its rule reads that is right."""

    uri: str
    about: str
    fact: Any
    as_read: Any
    certainty: float
    standing: Standing | None

    @property
    def kind(self) -> str:
        return KIND[type(self.fact)]

    @property
    def status(self) -> Status:
        return Status(self.fact.status)

    @property
    def risk(self) -> float:
        doubt = IN_DOUBT if getattr(self.fact, "doubt", None) else 0.0
        return round(WEIGHTS[type(self.fact)] * (1 - self.certainty + doubt), 4)

    @property
    def words(self) -> str:
        return words(self.fact)


def queue(as_read: Plan, reviewed: Reviewed, certainties: Mapping[str, float]) -> list[Item]:
    """The facts of a plan, the riskiest first; those that were decided last. Mentions are no items: nobody answers for one."""
    plan = reviewed.names.plan
    items = []
    for (uri, read), (_, fact) in zip(facts(as_read, reviewed.names), facts(reviewed.plan, reviewed.names), strict=True):
        if isinstance(fact, Mention):
            continue
        name = about(plan, uri)
        items.append(Item(uri, name, fact, read, certainties.get(fact.rule, 0.5), reviewed.state.facts.get(name)))
    items.sort(key=lambda item: (item.standing is not None, -item.risk, item.fact.evidence.reading_start))
    return items


def words(fact: object) -> str:
    """A fact in a few words of its own."""
    if isinstance(fact, Target):
        high = f"–{fact.value_high}" if fact.value_high is not None else ""
        figure = f"{fact.value}{high}{fact.unit or ''}" if fact.value is not None else fact.reference or fact.kind.value
        return f"{fact.indicator} {SIGNS.get(fact.comparator, fact.comparator.value)} {figure}"
    if isinstance(fact, Task):
        return f"{fact.number} {fact.title}".strip()
    if isinstance(fact, Responsibility):
        return f"{fact.resolved} ({fact.role_as_written or fact.role.value})"
    if isinstance(fact, Membership):
        return " ".join(filter(None, (fact.of, fact.body, fact.person, fact.post)))
    if isinstance(fact, FundingLine):
        amount = "" if fact.amount is None else f" {fact.amount}{fact.unit or ''}"
        return f"{fact.purpose or fact.payee or fact.kind}{amount}"
    if isinstance(fact, Programme):
        return fact.name
    return getattr(fact, "title", "")
