"""A real Neo4j server for the tests that need one, started once a session and stopped at its end."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from deploy import neo4j_server
from qgraph.store.connection import FILE, NAMES
from qgraph.store.neo4j import Neo4jStore, connect


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test talks to a database that the environment names, or has the width of the terminal it was started in."""
    for name in (FILE, *NAMES, "COLUMNS"):
        monkeypatch.setenv(name, "")


@pytest.fixture(scope="session")
def neo4j_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server without authentication. Where there is none to be had: a skip that says why, on CI a failure."""
    try:
        neo4j_server.jars(fetch=False)
    except neo4j_server.ServerError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))
    with neo4j_server.running(tmp_path_factory.mktemp("neo4j"), neo4j_server.free_port(), java=neo4j_server.BRIEF) as uri:
        yield uri


@pytest.fixture(scope="session")
def neo4j_server_store(neo4j_uri: str) -> Iterator[Neo4jStore]:
    with connect(neo4j_uri) as store:
        yield store


@pytest.fixture
def neo4j_store(neo4j_server_store: Neo4jStore) -> Neo4jStore:
    """An empty database."""
    empty(neo4j_server_store)
    return neo4j_server_store


def empty(store: Neo4jStore) -> None:
    """Take everything out of a database."""
    store.driver.execute_query("MATCH (n) DETACH DELETE n")
