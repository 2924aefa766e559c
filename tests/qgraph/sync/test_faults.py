"""A sync whose process or whose server is killed, or whose server is restarted: see `faults`."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.qgraph.sync import states
from tests.qgraph.sync.faults import Killer
from tests.qgraph.sync.processes import Server
from tests.qgraph.sync.states import State

pytestmark = [pytest.mark.neo4j, pytest.mark.timeout(300)]
SEED, SHARE = 1, 0.01  # some thirty plans a state
CLIENTS, SERVERS = 6, 2


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, State]:
    return states.make(tmp_path_factory.mktemp("states"), SEED, SHARE)


def test_a_client_that_is_killed(neo4j_uri: str, both: tuple[State, State]) -> None:
    with Killer(SEED, both) as killer:
        killer.clients(neo4j_uri, range(CLIENTS))
    assert not killer.tally.faults
    assert killer.tally.kills == CLIENTS
    assert killer.tally.inside > CLIENTS // 2


@pytest.fixture(scope="module")
def server(neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of our own, where there is one to be had."""
    with Server(tmp_path_factory.mktemp("killed")) as server:
        yield server


def test_a_server_that_is_killed(server: Server, both: tuple[State, State]) -> None:
    with Killer(SEED, both) as killer:
        killer.servers(server, range(SERVERS))
    assert not killer.tally.faults
    assert killer.tally.kills == SERVERS
    assert killer.tally.inside > SERVERS // 2


def test_a_server_that_is_restarted_in_the_middle(server: Server, both: tuple[State, State]) -> None:
    with Killer(SEED, both) as killer:
        killer.servers(server, [0], signal.SIGTERM)
    assert not killer.tally.faults
    assert killer.tally.inside
