"""The Neo4j store: the same named queries over a database that `qgraph.sync` keeps equal to the embedded store.

Decisions
---------
* It only reads; `qgraph.sync` writes. Each named query is one read transaction.
* An exact decimal stands in the database as text (`valueExact` beside `value`); `EXACT` names the columns that hold one.
* What needs no parameter is asked once after each sync. While one runs, or where the last one did not finish, it is asked each time.
* A graph whose sending was cut off has no digest yet, so `digests` leaves it out.
* All its sessions are bound to what the ones before them saw (bookmarks), so that no server of a cluster answers from an older state.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import LiteralString

from neo4j import Driver, Query, Record, RoutingControl, Session

from qgraph.store import CATALOGUE, Row
from qgraph.store.connection import open_driver, settings
from qgraph.store.failures import failing

EXACT = frozenset({"value", "value_high", "base", "amount", "amount_high", "rate"})

DIGESTS: LiteralString = (
    "MATCH (g:SyncGraph) WHERE g.source IS NOT NULL AND NOT coalesce(g.derived, false) RETURN g.name AS name, g.source AS source"
)
LAST_SYNC: LiteralString = "MATCH (r:SyncRun) RETURN r.id AS id, r.state AS state ORDER BY r.started DESC LIMIT 1"
# The first evidence of a fact is folded into it: every fact with a quote stands for one.
STATS: LiteralString = """
MATCH (n:Resource) UNWIND [label IN labels(n) WHERE label <> 'Resource'] AS class RETURN class, count(*) AS nodes
UNION ALL
MATCH (n:Resource) WHERE n.quote IS NOT NULL AND NOT n:Evidence RETURN 'Evidence' AS class, count(*) AS nodes"""


class Neo4jStore:
    """A database that qgraph was synced to; a context manager that closes the connection. Raises `StoreError`."""

    def __init__(self, driver: Driver, database: str | None = None) -> None:
        self.driver = driver
        self.database = database
        self._kept: dict[str, tuple[str | None, list[Row]]] = {}  # of queries without parameters: the edition, and its rows

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self.driver.close()

    def session(self) -> Session:
        """A session that sees everything this store's other sessions have read or written."""
        return self.driver.session(database=self.database, bookmark_manager=self.driver.execute_query_bookmark_manager)

    def edition(self) -> str | None:
        """See `qgraph.store.Store`: the last sync, where it finished. What somebody else changed is noticed by the next one only."""
        rows = self._read(LAST_SYNC, {})
        return None if not rows or rows[0]["state"] != "finished" else str(rows[0]["id"])

    def digests(self) -> dict[str, str]:
        """See `qgraph.store.Store`."""
        return {row["name"]: row["source"] for row in self._read(DIGESTS, {})}

    def run(self, query: str, **parameters: str) -> list[Row]:
        """See `qgraph.store.Store`."""
        wanted = CATALOGUE[query]
        bound = {name: parameters.pop(name) for name in wanted.parameters}
        if parameters:
            raise KeyError(f"query {query} has no parameter {', '.join(sorted(parameters))}")
        if bound:
            return self._rows(query, bound)
        edition = self.edition()
        if edition is None or self._kept.get(query, (None,))[0] != edition:
            self._kept[query] = edition, self._rows(query, {})
        return list(self._kept[query][1])

    def _rows(self, query: str, bound: dict[str, str]) -> list[Row]:
        columns = CATALOGUE[query].columns
        return [{column: _scalar(column, row[column]) for column in columns} for row in self._read(query_text(query), bound)]

    def stats(self) -> dict[str, int]:
        """See `qgraph.store.Store`."""
        counts: dict[str, int] = {}
        for row in self._read(STATS, {}):
            counts[row["class"]] = counts.get(row["class"], 0) + row["nodes"]
        return {name: count for name, count in counts.items() if count}

    def _read(self, query: LiteralString, parameters: dict[str, str]) -> list[Record]:
        with failing():
            return self.driver.execute_query(Query(query), parameters, database_=self.database, routing_=RoutingControl.READ).records


def connect(
    uri: str | None = None,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    file: Path | None = None,
) -> Neo4jStore:
    """The database at an address, once it answers; what is not given is found as `qgraph.store.connection.settings` says.

    Raises `StoreError` where no server answers, it refuses the password, or it has no such database.
    """
    chosen = settings(uri, username, password, database, file)
    return Neo4jStore(open_driver(chosen), chosen.database)


@cache
def query_text(name: str) -> LiteralString:
    """The Cypher of a named query."""
    return (files("qgraph.store") / "queries" / f"{name}.cypher").read_text(encoding="utf-8")


def _scalar(column: str, value: str | int | bool | None) -> str | int | Decimal | bool | None:
    return Decimal(value) if column in EXACT and isinstance(value, str) else value
