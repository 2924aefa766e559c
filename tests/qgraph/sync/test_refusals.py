"""What `qgraph sync` says on the command line where it cannot or must not write, and what it finds and mends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy import neo4j_server
from qgraph.cli import main
from qgraph.store.neo4j import Neo4jStore, connect
from tests.qgraph.plans import plan
from tests.qgraph.sync import states
from tests.qgraph.sync.processes import unclear
from tests.qgraph.sync.world import World, graph_of

PASSWORD = "样例-password"
READ_ONLY = {"server.databases.default_to_read_only": "true"}
PLAN = plan()
CHANGED = replace(PLAN, targets=(replace(PLAN.targets[0], value=Decimal(97)), *PLAN.targets[1:]))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published store of one plan. Only for reading."""
    return published(tmp_path_factory.mktemp("one") / "store")


def published(directory: Path, changed: bool = False) -> Path:
    with World(directory) as world:
        world.put(CHANGED if changed else PLAN)
        world.store.publish()
    return directory


def sync(store: Path, uri: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), "--neo4j", uri, "--format", "json", "sync", *options])


def refused(result: Result) -> str:
    """The one sentence of a command that gave up."""
    assert (result.exit_code, result.stdout) == (3, "")
    assert not unclear(result.stderr)
    return result.stderr.removeprefix("qgraph: ")


@pytest.mark.parametrize("option", ["--check", "--repair", "--dry-run"])
def test_where_no_server_answers_every_way_to_sync_says_so(store: Path, option: str) -> None:
    uri = neo4j_server.address(neo4j_server.free_port())
    assert refused(sync(store, uri, option)).startswith(f"no Neo4j server answers at {uri}; start one")


@pytest.fixture(scope="module")
def closed(neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory, store: Path) -> Iterator[str]:
    """A server that asks for a password and whose databases are open for reading only. It was synced to before."""
    home, port = tmp_path_factory.mktemp("closed"), neo4j_server.free_port()
    with neo4j_server.running(home, port, PASSWORD, java=neo4j_server.BRIEF) as uri, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD", PASSWORD)
        result = sync(store, uri)
        assert result.exit_code == 0, result.output
    with neo4j_server.running(home, port, PASSWORD, READ_ONLY, neo4j_server.BRIEF) as uri:
        yield uri


@pytest.mark.neo4j
@pytest.mark.timeout(300)  # starts Java three times
def test_who_does_not_know_the_password_syncs_nothing(closed: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(sync(store, closed)).startswith("Neo4j refused the user name or the password: put them into a file")
    monkeypatch.setenv("NEO4J_PASSWORD", f"not the {PASSWORD}")
    result = sync(store, closed)
    assert refused(result).startswith("Neo4j refused the user name or the password: put them into a file")
    assert PASSWORD not in result.output


@pytest.mark.neo4j
@pytest.mark.timeout(300)
def test_a_database_that_is_only_read_is_checked_and_not_written(
    closed: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    assert sync(store, closed).exit_code == 0  # nothing has changed, so nothing is written
    changed = published(tmp_path / "store", changed=True)
    with connect(closed) as target:
        before = states.held(target)
        assert "takes nothing to write" in refused(sync(changed, closed))
        assert "takes nothing to write" in refused(sync(changed, closed, "--repair"))
        assert states.held(target) == before
    assert sync(changed, closed, "--check").exit_code == 1
    assert sync(store, closed, "--check").exit_code == 0


@pytest.mark.neo4j
def test_a_database_of_others_stays_as_it_was(neo4j_store: Neo4jStore, neo4j_uri: str, store: Path) -> None:
    neo4j_store.driver.execute_query("CREATE (:Resource {uri: 'https://example.org/theirs', graph: 'theirs'})-[:KNOWS]->(:Person)")
    for option in ([], ["--repair"], ["--dry-run"]):
        assert "already holds `Resource` nodes that qgraph did not write; use" in refused(sync(store, neo4j_uri, *option))
    left = neo4j_store.driver.execute_query("MATCH (n) RETURN labels(n)[0] AS label ORDER BY label").records
    assert [row["label"] for row in left] == ["Person", "Resource"]


@pytest.mark.neo4j
def test_what_was_edited_by_hand_is_found_and_mended(neo4j_store: Neo4jStore, neo4j_uri: str, store: Path) -> None:
    assert sync(store, neo4j_uri).exit_code == 0
    whole = states.held(neo4j_store)
    neo4j_store.driver.execute_query("MATCH (t:Target {value: 95.5}) SET t.value = 96.5, t:Edited")
    found = sync(store, neo4j_uri, "--check")
    assert found.exit_code == 1
    answer = json.loads(found.stdout)
    assert not answer["equal"]
    (difference,) = answer["differences"]
    assert (difference["graph"], difference["reason"]) == (graph_of(PLAN), "differs")
    assert any("has value 96.5, not 95.5" in detail for detail in difference["details"])
    assert json.loads(sync(store, neo4j_uri).stdout)["plans"]["changed"] == 0  # digests alone do not see it
    assert json.loads(sync(store, neo4j_uri, "--repair").stdout)["plans"]["changed"] == 1
    assert json.loads(sync(store, neo4j_uri, "--check").stdout) == {"equal": True, "differences": []}
    assert states.held(neo4j_store) == whole
