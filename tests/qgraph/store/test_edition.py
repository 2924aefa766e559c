"""The edition of a store changes with what it holds: what is kept for one is never given for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgraph.questions.names import organs, spots
from qgraph.store import open_store
from qgraph.store.neo4j import LAST_SYNC, Neo4jStore
from qgraph.sync.run import sync
from qgraph.sync.turn import turn
from tests.conftest import empty
from tests.qgraph.plans import LINZE, MASKED, TEXT, plan
from tests.qgraph.sync.world import World

PLACE = "https://example.org/place"
pytestmark = pytest.mark.neo4j


def test_editions_follow_what_the_stores_hold(tmp_path: Path, neo4j_server_store: Neo4jStore) -> None:
    database = neo4j_server_store
    empty(database)
    seen: list[tuple[str | None, str | None, int, int]] = []
    with World(tmp_path / "store") as world:
        for one in (plan(LINZE), plan(MASKED, TEXT + "附则。\n", "又一份.txt")):
            world.put(one)
            world.store.publish()
            embedded = open_store(tmp_path / "store")
            sync(embedded, database)
            assert len(database.run("plans")) == len(embedded.run("plans"))
            assert organs(database) == organs(embedded)
            assert spots(database) == spots(embedded)
            seen.append((embedded.edition(), database.edition(), len(embedded.run("plans")), len(organs(embedded))))
            sync(embedded, database)
            assert (embedded.edition(), database.edition()) == seen[-1][:2], "nothing was changed"
    assert len({edition for edition, _, _, _ in seen}) == len({edition for _, edition, _, _ in seen}) == 2
    assert None not in seen[0][:2] + seen[1][:2]
    assert seen[0][2:] != seen[1][2:]


def test_while_a_sync_runs_or_has_failed_nothing_is_kept(neo4j_server_store: Neo4jStore) -> None:
    database = neo4j_server_store
    empty(database)
    assert database.edition() is None  # nobody brought anything yet
    with turn(database):
        assert database.edition() is None
        assert database.run("indicators") == []
        database.driver.execute_query(
            "CREATE (:Resource:Jurisdiction {uri: $uri, name: '新地'})<-[:OF_JURISDICTION]-(:Resource)", uri=PLACE
        )
        assert spots(database)[PLACE].name == "新地"
        database.driver.execute_query("MATCH (j:Jurisdiction {uri: $uri}) SET j.name = '新名'", uri=PLACE)
        assert spots(database)[PLACE].name == "新名"
    assert database.edition() is not None
    with pytest.raises(RuntimeError), turn(database):
        raise RuntimeError("cut off")
    assert database.driver.execute_query(LAST_SYNC).records[0]["state"] == "failed"
    assert database.edition() is None
