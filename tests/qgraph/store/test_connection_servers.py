"""Connected to a real server: signing in, encryption, logs, and that later questions see what was written before."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from qgraph.errors import StoreError
from qgraph.store.neo4j import Neo4jStore, connect
from tests.qgraph.store.signing import SECRET

starts_java = pytest.mark.timeout(300)


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+ssc", "neo4j+ssc"])
def test_who_knows_the_password_gets_in(secured: str, scheme: str) -> None:
    with connect(f"{scheme}://{secured}", password=SECRET) as store:
        assert store.stats() == {}


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_nobody_vouches_for_is_refused_until_it_is_named(
    secured: str, certificate: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreError, match=r"certificate of .* is not to be trusted \(self-signed certificate\): name .* SSL_CERT_FILE"):
        connect(f"{scheme}://{secured}", password=SECRET)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "public.crt"))
    with connect(f"{scheme}://{secured}", password=SECRET) as store:
        assert store.stats() == {}


@starts_java
@pytest.mark.neo4j
def test_the_password_is_in_no_log(secured: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="neo4j")
    with connect(f"bolt://{secured}", password=SECRET) as store:
        store.stats()
        assert SECRET not in repr(vars(store))
    assert "LOGON" in caplog.text  # the driver does log how we sign in
    assert SECRET not in caplog.text


# That later questions see what was written before


@pytest.mark.neo4j
def test_a_reader_is_bound_to_what_was_written_before_it_came(neo4j_store: Neo4jStore, neo4j_uri: str) -> None:
    with GraphDatabase.driver(neo4j_uri) as other, other.session() as session:
        session.run("CREATE (:Resource:Task {uri: 'x'})").consume()
        written_last = session.last_bookmarks().raw_values
    with connect(neo4j_uri) as store:
        assert bookmarks(store) == written_last
        assert store.stats() == {"Task": 1}


@pytest.mark.neo4j
def test_sessions_and_named_queries_of_a_store_are_one_chain(neo4j_store: Neo4jStore) -> None:
    before = bookmarks(neo4j_store)
    with neo4j_store.session() as session:
        session.run("CREATE (:Resource:Task {uri: 'x'})").consume()
        written_last = session.last_bookmarks().raw_values
    assert bookmarks(neo4j_store) == written_last != before


def bookmarks(store: Neo4jStore) -> frozenset[str]:
    """What the next question of a store waits for."""
    return frozenset(store.driver.execute_query_bookmark_manager.get_bookmarks())
