"""What a sync takes out: graphs that go together, against a real server."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks import china
from qgraph.registries.places import NATION
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.compare import check
from qgraph.sync.run import sync
from tests.qgraph.sync import states
from tests.qgraph.sync.world import World

pytestmark = pytest.mark.neo4j


def test_a_place_leaves_the_register_together_with_its_last_plan(neo4j_store: Neo4jStore, tmp_path: Path) -> None:
    one, other = islice((plan for plan in china.plans(share=0.01) if plan.jurisdiction.adcode != NATION), 2)
    with World(tmp_path) as world:
        world.store.replace(states.register([one, other]))
        world.put(one, other)
        sync(world.store, neo4j_store)
        world.remove(one)
        world.store.replace(states.register([other]))
        sync(world.store, neo4j_store, repair=True)
        assert check(world.store, neo4j_store) == []
