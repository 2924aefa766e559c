"""A place: what is above and below it, its plans and its bodies."""

from __future__ import annotations

from datetime import date

from qgraph.questions.entity.parts import Entity, Related, entity_of
from qgraph.questions.names import above, organs, spots, text
from qgraph.questions.validity import validity
from qgraph.store import Store


def place(store: Store, uri: str, on: date) -> Entity | None:
    """The place of a URI; None for another thing."""
    known = spots(store)
    spot = known.get(uri)
    if spot is None:
        return None
    plans = sorted(
        (row for row in store.run("plans") if row["place"] == uri), key=lambda row: (text(row["issued_on"]) or "", str(row["plan"]))
    )
    related = [Related("above", "place", step.uri, step.name or "") for step in above(spot, known)]
    related += [Related("plan", "plan", str(row["plan"]), str(row["title"]), validity(row, on).value) for row in plans]
    planned = {str(row["place"]) for row in store.run("plans")}
    below = sorted(
        (one for one in known.values() if one.within == uri and one.name),
        key=lambda one: (one.uri not in planned, one.adcode or "", one.uri),
    )
    related += [Related("below", "place", one.uri, one.name or "") for one in below]
    bodies = sorted((organ for organ in organs(store).values() if organ.place == uri), key=lambda organ: organ.name)
    related += [Related("body", "body", organ.uri, organ.name) for organ in bodies]
    about: dict[str, object] = {"level": spot.level, "adcode": spot.adcode, "count_plans": len(plans)}
    return entity_of(uri, "place", spot.name or "", about, ("plan",), related)
