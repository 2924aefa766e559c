"""One thing of the store, whatever it is: what is known of it, what it is joined to, and what is not said.

    URI ─► kind ─► facts · bodies · plans · indicators ─► Entity

Decisions
---------
* A URI is enough: its shape and the small tables of the store say what kind of thing it is; only what belongs to it is asked for.
* What a document says stands beside its sentence (`evidence`). What is expected of such a thing and is not said stands in `missing`, so
  that a page can say what is not known.
* Related things are at most so many of each relation; `left_out` says how many more there are.
"""

from __future__ import annotations

from datetime import date

from qgraph.errors import NotFoundError
from qgraph.questions.answers import said
from qgraph.questions.entity.bodies import body
from qgraph.questions.entity.facts import KINDS, fact
from qgraph.questions.entity.indicators import indicator
from qgraph.questions.entity.parts import Entity, Evidence, Related
from qgraph.questions.entity.places import place
from qgraph.questions.entity.plans import plan
from qgraph.questions.neighbourhood import plan_of
from qgraph.store import Store

__all__ = ["Entity", "Evidence", "Related", "entity"]


def entity(store: Store, uri: str, *, on: date | None = None) -> Entity:
    """The thing of a URI on a day (default: today). Raises `NotFoundError`."""
    day = on or date.today()
    owner = plan_of(uri)
    plans = {str(row["plan"]): row for row in store.run("plans")}
    if uri in plans:
        return plan(store, plans[uri], day)
    if owner in plans and owner != uri:
        kind = uri[len(owner) :].strip("/").partition("/")[0]
        found = fact(store, uri, kind, plans[owner], day) if kind in KINDS else None
    else:
        found = body(store, uri, day) or place(store, uri, day) or indicator(store, uri)
    if found is None:
        raise NotFoundError(said("entity.unknown", uri=uri))
    return found
