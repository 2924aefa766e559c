"""The Neo4j store: the same named queries over a database that `qgraph.sync` keeps equal to the embedded store.

Decisions
---------
* It only reads; `qgraph.sync` writes. Each named query is one read transaction.
* An exact decimal stands in the database as text (`valueExact` beside `value`); `EXACT` names the columns that hold one.
* A graph whose sending was cut off has no digest yet, so `digests` leaves it out.
* Whatever goes wrong at the server comes out as one sentence (`failing`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import TracebackType
from typing import LiteralString

from neo4j import Driver, GraphDatabase, Query, Record, RoutingControl
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from qgraph.errors import StoreError
from qgraph.store import CATALOGUE, Row

DEFAULT_URI = "bolt://127.0.0.1:7687"
EXACT = frozenset({"value", "value_high", "amount", "amount_high", "rate"})
SCHEMES = {scheme + security for scheme in ("bolt", "neo4j") for security in ("", "+s", "+ssc")}
PATIENCE = 10  # seconds until a server that does not answer is given up

DIGESTS: LiteralString = (
    "MATCH (g:SyncGraph) WHERE g.source IS NOT NULL AND NOT coalesce(g.derived, false) RETURN g.name AS name, g.source AS source"
)
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

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self.driver.close()

    def digests(self) -> dict[str, str]:
        """See `qgraph.store.Store`."""
        return {row["name"]: row["source"] for row in self._read(DIGESTS, {})}

    def run(self, query: str, **parameters: str) -> list[Row]:
        """See `qgraph.store.Store`."""
        wanted = CATALOGUE[query]
        bound = {name: parameters.pop(name) for name in wanted.parameters}
        if parameters:
            raise KeyError(f"query {query} has no parameter {', '.join(sorted(parameters))}")
        return [{column: _scalar(column, row[column]) for column in wanted.columns} for row in self._read(query_text(query), bound)]

    def stats(self) -> dict[str, int]:
        """See `qgraph.store.Store`."""
        counts: dict[str, int] = {}
        for row in self._read(STATS, {}):
            counts[row["class"]] = counts.get(row["class"], 0) + row["nodes"]
        return {name: count for name, count in counts.items() if count}

    def _read(self, query: LiteralString, parameters: dict[str, str]) -> list[Record]:
        with failing():
            return self.driver.execute_query(Query(query), parameters, database_=self.database, routing_=RoutingControl.READ).records


def connect(uri: str | None = None, username: str | None = None, password: str | None = None, database: str | None = None) -> Neo4jStore:
    """The database at an address, once it answers. What is not given comes from NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and
    NEO4J_DATABASE; without a password nobody signs in.

    Raises `StoreError` where no server answers, it refuses the password, or it has no such database.
    """
    uri = uri or os.environ.get("NEO4J_URI") or DEFAULT_URI
    username = username or os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = password or os.environ.get("NEO4J_PASSWORD")
    database = database or os.environ.get("NEO4J_DATABASE") or None
    if uri.partition("://")[0] not in SCHEMES:
        raise StoreError(f"{uri} is no address of a Neo4j server: it should begin with bolt:// or neo4j://")
    with failing(uri):
        driver = GraphDatabase.driver(
            uri, auth=(username, password) if password else None, connection_timeout=PATIENCE, notifications_min_severity="OFF"
        )
        try:
            driver.verify_connectivity()
            driver.execute_query("RETURN 1", database_=database)
        except BaseException:
            driver.close()
            raise
    return Neo4jStore(driver, database)


@contextmanager
def failing(uri: str = "its address") -> Iterator[None]:
    """Turn what the driver raises into one sentence for users."""
    try:
        yield
    except AuthError as error:
        raise StoreError("Neo4j refused the user name or the password; set NEO4J_USERNAME and NEO4J_PASSWORD") from error
    except ServiceUnavailable as error:
        raise StoreError(f"no Neo4j server answers at {uri}; start one (`make neo4j`) or give another address with --uri") from error
    except ConfigurationError as error:
        raise StoreError(f"{uri} is no address of a Neo4j server: {_sentence(error)}") from error
    except (Neo4jError, DriverError) as error:
        raise StoreError(f"Neo4j failed: {_sentence(error)}") from error


@cache
def query_text(name: str) -> LiteralString:
    """The Cypher of a named query."""
    return (files("qgraph.store") / "queries" / f"{name}.cypher").read_text(encoding="utf-8")


def _scalar(column: str, value: str | int | bool | None) -> str | int | Decimal | bool | None:
    return Decimal(value) if column in EXACT and isinstance(value, str) else value


def _sentence(error: Exception) -> str:
    """The first line of an error's message."""
    message = getattr(error, "message", None) or str(error)
    return str(message).strip().partition("\n")[0] or type(error).__name__
