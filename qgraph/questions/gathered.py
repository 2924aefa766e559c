"""All plans at once, seen as a store: what is asked plan by plan is answered from one answer about everything.

Decisions
---------
* The same questions serve one plan and all of them: about one the store is asked, about all this view of it. What it does not gather
  it asks the store. Of one plan it gathers only what would be asked of each of its indicators.
* Its rows have the columns of the queries about everything, fewer than those of the queries about one plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from qgraph.store import Row, Store

ALL = {  # query about one thing → the query about everything, and the column that tells the things apart
    "tasks": ("all_tasks", "plan"),
    "units": ("all_units", "plan"),
    "plan_targets": ("all_targets", "plan"),
    "targets": ("all_targets", "indicator"),
    "funding": ("all_funding", "plan"),
    "members": ("all_members", "plan"),
    "owner_clause": ("all_owner_clauses", "plan"),
    "figures": ("all_figures", "indicator"),
}
INDICATORS = ("targets", "figures")  # what is asked of every indicator of a plan


class Gathered:
    """A view of a store."""

    def __init__(self, store: Store, queries: Collection[str] = ALL.keys()) -> None:
        self._store = store
        self._queries = queries
        self._sorted: dict[str, dict[str, list[Row]]] = {}

    def run(self, query: str, **parameters: str) -> list[Row]:
        """See `qgraph.store.Store`."""
        if query not in self._queries:
            return self._store.run(query, **parameters)
        everything, column = ALL[query]
        if query not in self._sorted:
            by_thing: defaultdict[str, list[Row]] = defaultdict(list)
            for row in self._store.run(everything):
                by_thing[str(row[column])].append(row)
            self._sorted[query] = dict(by_thing)
        return self._sorted[query].get(parameters[column], [])

    def edition(self) -> str | None:
        """See `qgraph.store.Store`."""
        return self._store.edition()

    def digests(self) -> dict[str, str]:
        """See `qgraph.store.Store`."""
        return self._store.digests()

    def stats(self) -> dict[str, int]:
        """See `qgraph.store.Store`."""
        return self._store.stats()
