"""An indicator: what it is, what is near it, and who has a target of it."""

from __future__ import annotations

from qgraph.questions import names
from qgraph.questions.entity.parts import Entity, Related, entity_of
from qgraph.questions.ladder import in_order, rungs
from qgraph.registries import indicators
from qgraph.store import Store


def indicator(store: Store, uri: str) -> Entity | None:
    """The indicator of a URI; None for another thing."""
    rows = [row for row in store.run("indicators") if row["indicator"] == uri]
    if not rows:
        return None
    name, known = str(rows[0]["name"]), indicators.get(names.local(uri) or "")
    about: dict[str, object] = {key: rows[0][key] for key in ("aggregation", "unit", "direction")}
    about["aliases"] = tuple(sorted({str(row["alias"]) for row in rows} - {name}))
    related = []
    if known:
        about |= {
            "definition": known.definition_zh,
            "discontinued": known.discontinued,
            "discontinued_source": known.discontinued_source,
            "caution": known.caution,
            "counts": known.counts,
        }
        by_id = {names.local(str(row["indicator"])): str(row["indicator"]) for row in store.run("indicators")}
        for relation, some in (("near", indicators.near(known.id)), ("unlike", indicators.unlike(known.id))):
            related += [Related(relation, "indicator" if one.id in by_id else "title", by_id.get(one.id, ""), one.name) for one in some]
    plans = {str(row["plan"]): row for row in store.run("plans")}
    for rung in in_order(list(rungs(store, [uri], names.spots(store), plans, plans))):
        kind, about_it = ("title", "") if rung.published else ("target", rung.fact)
        related.append(Related("target", kind, about_it, rung.told(), rung.plan))
    return entity_of(uri, "indicator", name, about, ("definition", "aggregation", "target"), related)
