"""Who owns the same task in the plans above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qgraph.model import Role
from qgraph.questions import names
from qgraph.questions.alignment import Item, align
from qgraph.questions.alignment.items import tasks, types
from qgraph.questions.names import Spot
from qgraph.questions.suggestions.evidence import Evidence, reason, role_word, settings
from qgraph.store import Row, Store


def from_above(store: Store, plan: Row, items: Sequence[Item], known: Mapping[str, Spot]) -> Iterator[Evidence]:
    """The owners of the tasks of the nearest plans above that measures of this plan take up, the best match of each plan only."""
    kinds = types(store)
    for upper in _plans_above(store, plan, known):
        best: dict[str, tuple[float, Item]] = {}
        for pair in align(tasks(store, str(upper["plan"])), items).pairs:
            if pair.upper.types and pair.score > best.get(pair.lower.uri, (0.0, pair.upper))[0]:
                best[pair.lower.uri] = pair.score, pair.upper
        for uri, (score, item) in best.items():
            for type_id, role, called in _owners(item, kinds):
                weight = settings()["weight"]["above"] * score * (1.0 if role in (Role.LEAD, Role.RESPONSIBLE) else 0.6)
                said = reason("above", plan=upper["title"], title=item.title or item.quote[:20], role=role_word(role), names=called)
                yield Evidence(uri, type_id, role, "above", weight, said)


def _owners(item: Item, kinds: Mapping[str, str]) -> Iterator[tuple[str, Role, str]]:
    for unit in item.units:
        if not unit["collective"] and (type_id := kinds.get(str(unit["body"]))):
            yield type_id, Role(str(unit["role"])), str(unit["body_as_written"])


def _plans_above(store: Store, plan: Row, known: Mapping[str, Spot]) -> list[Row]:
    """The plans of places above, the nearest place first, those of one place from the latest on."""
    spot = known.get(str(plan["place"]))
    if spot is None:
        return []
    chain = [one.uri for one in names.above(spot, dict(known))]
    found = [row for row in store.run("plans") if str(row["place"]) in chain]
    found.sort(key=lambda row: str(row["issued_on"] or row["period_start"] or ""), reverse=True)
    found.sort(key=lambda row: chain.index(str(row["place"])))
    return found[: settings()["limit"]["plans_above"]]
