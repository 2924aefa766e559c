"""What the registries do not know of the plans in a store: indicators and organs, the most frequent first, for whoever edits the tables.

Decisions
---------
* An unknown indicator is a node of its own; the like ones named beside it are hints for the editor and join nothing.
* Only bodies that ought to have a type are listed: departments and offices. Firms, groups, schools and collective addressees go by their
  own names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from qgraph.model import BodyKind
from qgraph.questions.names import organs
from qgraph.registries import indicators
from qgraph.store import Store

ORGANS = frozenset({BodyKind.DEPARTMENT, BodyKind.OFFICE, None})
HINTS = 3  # like indicators beside an unknown one


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name no registry knows: how many facts and plans bear it, and which known names look like it."""

    what: str  # indicator, body
    name: str
    uri: str
    facts: int
    plans: int
    like: tuple[str, ...] = ()


def unknowns(store: Store) -> list[Unknown]:
    """All of a store, by the number of their facts."""
    plans = [str(row["plan"]) for row in store.run("plans")]
    facts: Counter[str] = Counter()
    within: defaultdict[str, set[str]] = defaultdict(set)
    for plan in plans:
        for query, column in (("plan_targets", "indicator"), ("units", "body")):
            for row in store.run(query, plan=plan):
                facts[str(row[column])] += 1
                within[str(row[column])].add(plan)
    found = {
        uri: Unknown("indicator", name, uri, facts[uri], len(within[uri]), tuple(one.name for one in indicators.suggestions(name, HINTS)))
        for row in store.run("indicators")
        if row["aggregation"] is None and (uri := str(row["indicator"])) in facts and (name := str(row["name"]))
    }
    for organ in organs(store).values():
        if organ.type_id is None and organ.kind in ORGANS and organ.uri in facts:
            found[organ.uri] = Unknown("body", organ.name, organ.uri, facts[organ.uri], len(within[organ.uri]))
    return sorted(found.values(), key=lambda one: (-one.facts, one.what, one.name, one.uri))
