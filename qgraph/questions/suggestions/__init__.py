"""Owners suggested for measures whose plan names none: from evidence in the store, each with its reasons, never as the plan's words.

Decisions
---------
* Evidence is of three kinds: who owns the same task in a plan above (`alignment`), to whom other plans give tasks of the same theme, and
  to whom a reform gave the function the sentence speaks of. That a body sits in the plan's own leading group counts a little besides.
* What is suggested is a kind of body; its name is the usual one of that kind in the plan's place.
* Weights, limits and words are data (`ontology/data/suggestions.toml`), measured on measures whose owners are known.
* A suggestion is for a person to take up: nothing is proposed until somebody says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qgraph.model import Role
from qgraph.questions.alignment.items import Item, tasks, types
from qgraph.questions.names import Spot, spots
from qgraph.questions.standing import standing
from qgraph.questions.suggestions.above import from_above
from qgraph.questions.suggestions.evidence import Evidence, reason, settings
from qgraph.questions.suggestions.themes import from_functions, from_themes
from qgraph.registries import body_types, places
from qgraph.registries.body_types import BodyType
from qgraph.store import Row, Store
from qgraph.told import Told

__all__ = ["Suggestion", "suggestions"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body that may own a measure (`task`: its URI): its name in the plan's place, the part it may have, how much speaks for it, and why.
    `because`: the kinds of evidence, the weightiest first."""

    task: str
    body: str
    kind: BodyType
    role: Role
    score: float
    because: tuple[str, ...]
    reasons: tuple[Told, ...]


def suggestions(store: Store, plan: str) -> dict[str, tuple[Suggestion, ...]]:
    """For each measure of a plan (URIs) the bodies that may own it, the likeliest first."""
    row = next(row for row in store.run("plans") if row["plan"] == plan)
    known = spots(store)
    spot = known.get(str(row["place"]))
    items = tasks(store, plan)
    members = _members(store, plan)
    found: dict[str, list[Evidence]] = {}
    for one in from_above(store, row, items, known):
        found.setdefault(one.task, []).append(one)
    for item in items:
        found.setdefault(item.uri, []).extend((*from_themes(store, plan, item), *from_functions(item)))
    return {item.uri: tuple(_ranked(item, found[item.uri], members, spot)) for item in items}


def _ranked(item: Item, evidence: Iterable[Evidence], members: frozenset[str], spot: Spot | None) -> Iterator[Suggestion]:
    by_type: dict[str, list[Evidence]] = {}
    for one in evidence:
        by_type.setdefault(one.type_id, []).append(one)
    weights, scored = settings()["weight"], []
    for type_id, some in by_type.items():
        kind = body_types.get(type_id)
        if kind is None or kind.several:
            continue
        is_member = type_id in members
        scored.append((round(sum(one.weight for one in some) + weights["member"] * is_member, 4), kind, some, is_member))
    scored.sort(key=lambda one: (-one[0], one[1].id))
    for score, kind, some, is_member in scored[: settings()["limit"]["shown"]]:
        some.sort(key=lambda one: -one.weight)
        reasons = tuple(one.reason for one in some[: settings()["limit"]["reasons"]]) + ((reason("member"),) if is_member else ())
        because = tuple(dict.fromkeys(one.kind for one in some))
        yield Suggestion(item.uri, _name(kind, spot), kind, _role(some), score, because, reasons)


def _role(evidence: Iterable[Evidence]) -> Role:
    """The part that most of the evidence speaks for."""
    weights: dict[Role, float] = {}
    for one in evidence:
        weights[one.role] = weights.get(one.role, 0.0) + one.weight
    return max(weights, key=lambda role: (weights[role], role is Role.LEAD))


def _name(kind: BodyType, spot: Spot | None) -> str:
    place = places.by_code(spot.adcode) if spot and spot.adcode else None
    return kind.usual_name(place, spot.name if spot else None, spot.level if spot else None)


def _members(store: Store, plan: str) -> frozenset[str]:
    """The types of the bodies in the plan's own leading group."""
    kinds = types(store)
    rows: list[Row] = standing(store.run("members", plan=plan))
    return frozenset(kind for row in rows if (kind := kinds.get(str(row["body"]))))
