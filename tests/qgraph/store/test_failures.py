"""What can go wrong at a Neo4j server is said in one sentence."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from pathlib import Path

import pytest
from neo4j.exceptions import ConfigurationError, Neo4jError, SessionExpired, WriteServiceUnavailable

from qgraph.errors import StoreError
from qgraph.store.failures import failing
from qgraph.store.neo4j import connect
from qgraph.sync.run import sync
from tests.qgraph.plans import LINZE, plan
from tests.qgraph.store.signing import SECRET, everything
from tests.qgraph.sync.world import World

starts_java = pytest.mark.timeout(300)


def of_the_server(code: str) -> Neo4jError:
    """What the driver makes of a failure with this code."""
    return Neo4jError._hydrate_neo4j(code=code, message="the {server} says so\nat length")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (of_the_server("Neo.ClientError.Security.Forbidden"), r"not the right .*\(the {server} says so\).* role architect$"),
        (of_the_server("Neo.ClientError.Cluster.NotALeader"), "takes nothing to write: .*neo4j:// address"),
        (of_the_server("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"), "takes nothing to write"),
        (of_the_server("Neo.TransientError.General.DatabaseUnavailable"), "the database is not up: wait"),
        (of_the_server("Neo.ClientError.Security.TokenExpired"), "refused the user name or the password"),
        (of_the_server("Neo.DatabaseError.General.UnknownError"), "^Neo4j failed: the {server} says so$"),
        (WriteServiceUnavailable("none"), "no server of the cluster takes anything to write at the moment"),
        (SessionExpired("gone"), "connection to Neo4j was lost: .*try again"),
        (ConfigurationError("odd"), "^its address is no address of a Neo4j server: odd$"),
    ],
)
def test_each_failure_is_one_sentence_that_says_what_to_do(error: Exception, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught, failing():
        raise error
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "said"), [(b"HTTP/1.1 400 Bad Request\r\n\r\n", "the server's port for browsers"), (b"", "hung up at once")]
)
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_not_neo4j_is_told_apart(scheme: str, answer: bytes, said: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        threading.Thread(target=answering, args=(server, answer), daemon=True).start()
        with pytest.raises(StoreError, match=said):
            connect(f"{scheme}://127.0.0.1:{server.getsockname()[1]}")


def answering(server: socket.socket, answer: bytes) -> None:
    """Say the same to everybody, until the server is closed."""
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.recv(1024)
            connection.sendall(answer)


# With a real server


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+s"])
def test_a_server_without_encryption_is_named(neo4j_uri: str, scheme: str) -> None:
    with pytest.raises(StoreError, match="does not answer encrypted: use bolt://"):
        connect(neo4j_uri.replace("bolt", scheme))


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize(("scheme", "user"), [("bolt", "direct"), ("neo4j", "routed")])
def test_a_wrong_password_is_refused_then_made_to_wait(secured: str, scheme: str, user: str) -> None:
    said = []
    for _ in range(5):
        with pytest.raises(StoreError) as caught:
            connect(f"{scheme}://{secured}", user, f"wrong {SECRET}")
        assert SECRET not in everything(caught.value)
        said.append(str(caught.value))
    assert said[0].startswith("Neo4j refused the user name or the password: put them into")
    assert said[-1].startswith("Neo4j lets this user wait after several wrong passwords")


@starts_java
@pytest.mark.neo4j
def test_a_first_password_must_be_changed(secured: str) -> None:
    with pytest.raises(StoreError, match="first password changed before anything else: sign in with"):
        connect(f"bolt://{secured}", "newcomer", SECRET)


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_is_not_there_is_named_over_every_road(secured: str, scheme: str) -> None:
    with pytest.raises(StoreError, match=r"no such database .*nowhere.*: name another with --neo4j-database"):
        connect(f"{scheme}://{secured}", password=SECRET, database="nowhere")


@starts_java
@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_where_nothing_can_be_written_a_sync_says_so(secured: str, scheme: str, tmp_path: Path) -> None:
    with World(tmp_path) as world, connect(f"{scheme}://{secured}", password=SECRET) as store:
        world.put(plan(LINZE))
        with pytest.raises(StoreError, match=r"takes nothing to write: .*open the database for writing"):
            sync(world.store, store)
        assert store.stats() == {}
