from __future__ import annotations

from itertools import pairwise

import pytest

from qgraph.errors import NotFoundError
from qgraph.model import Comparator, Role
from qgraph.questions import paths as module
from qgraph.questions.neighbourhood import Edge, Node, View, neighbourhood
from qgraph.questions.paths import paths
from qgraph.store import Store
from qgraph.store.embedded import EmbeddedReader
from qgraph.store.neo4j import Neo4jStore
from qgraph.sync.run import sync
from tests.conftest import empty
from tests.qgraph.questions.worlds import CITY, OTHER_CITY, SOUTH, WILLOW, document, store, target

RATE = "制造业产品质量合格率"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store(
        tmp_path_factory.mktemp("paths") / "store",
        document(
            SOUTH,
            "南浦区质量强区规划",
            [target(RATE, Comparator.GE, 96)],
            [("点亮灯塔", [("区市场监管局", Role.LEAD), ("区财政局", Role.PARTICIPATE)])],
        ),
        document(WILLOW, "柳堰区质量强区规划", [target(RATE, Comparator.GE, 95)], [("修桥", [("区水利局", Role.LEAD)])]),
        document(CITY, "栖陵市质量强市规划", [target(RATE, Comparator.GE, 94)]),
        document(OTHER_CITY, "沁原市工作要点", duties=[("铺路", [("市交通运输局", Role.LEAD)])]),
    )


def uri(world: Store, name: str) -> str:
    """The URI of the body, indicator, plan or place of a name."""
    view = View(world)
    (found,) = {
        node for table in (view.plans, view.places, view.bodies, view.indicators) for node in table if view.node(node).name.endswith(name)
    }
    return found


def names(world: Store, start: str, end: str, **more: int) -> list[list[str]]:
    return [[node.name for node in way.nodes] for way in paths(world, uri(world, start), uri(world, end), **more).ways]


def test_bodies_of_one_task_are_two_links_apart(world: Store) -> None:
    way, past_the_place = paths(world, uri(world, "南浦区市场监督管理局"), uri(world, "南浦区财政局")).ways
    assert past_the_place.nodes[1].kind == "place"
    assert [node.kind for node in way.nodes] == ["body", "task", "body"]
    assert [edge.relation for edge in way.edges] == ["lead", "participate"]


def test_a_body_reaches_an_indicator_through_its_task_and_plan(world: Store) -> None:
    way, past_the_place = names(world, "南浦区市场监督管理局", RATE)
    assert past_the_place[1] == "南浦区"
    assert way[2:4] == ["南浦区质量强区规划", f"{RATE} ≥96%"]


def test_a_way_can_be_walked_and_reads_the_same_backwards(world: Store) -> None:
    one, other = uri(world, "柳堰区水利局"), uri(world, "南浦区财政局")
    there, back = paths(world, one, other).ways, paths(world, other, one).ways
    assert there
    assert sorted(way.nodes for way in there) == sorted(way.nodes[::-1] for way in back)
    for way in there:
        for (start, end), edge in zip(pairwise(way.nodes), way.edges, strict=True):
            assert {edge.start, edge.end} == {start.uri, end.uri}
            assert edge in neighbourhood(world, start.uri).edges


def test_a_link_is_seen_from_both_ends(samples: EmbeddedReader) -> None:
    view = View(samples)
    edges: dict[Edge, Node] = {}
    for uri_ in (*view.plans, *view.places, *view.bodies, *view.indicators):
        if uri_.endswith("/CN"):
            continue
        edges |= {edge: neighbour for neighbour, edge in view.links(view.node(uri_))}
    for edge, neighbour in edges.items():
        assert edge in {back for _, back in view.links(neighbour)}, edge


def test_the_shortest_ways_only_and_no_longer_than_allowed(world: Store) -> None:
    ways = names(world, "柳堰区质量强区规划", "南浦区质量强区规划")
    assert {len(way) for way in ways} == {5}
    assert len(ways) == 2  # through the city above both, and through the indicator
    assert len(names(world, "柳堰区质量强区规划", "南浦区质量强区规划", limit=1)) == 1
    assert names(world, "柳堰区质量强区规划", "南浦区质量强区规划", hops=3) == []


def test_no_way_leads_through_a_hub(world: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HUB", 2)
    assert all(RATE not in way for way in names(world, "柳堰区质量强区规划", "南浦区质量强区规划"))
    assert names(world, "南浦区质量强区规划", RATE)  # as an end it may be one


def test_nothing_in_between_is_said(world: Store) -> None:
    found = paths(world, uri(world, "沁原市交通运输局"), uri(world, RATE), hops=3)
    assert found.ways == ()
    assert found.reason
    assert "3 步" in found.reason


def test_a_thing_is_no_step_from_itself_and_an_unknown_one_is_an_error(world: Store) -> None:
    assert names(world, RATE, RATE) == [[RATE]]
    with pytest.raises(NotFoundError):
        paths(world, uri(world, RATE), "https://example.org/nothing")


@pytest.mark.neo4j
def test_both_stores_give_the_same_surroundings_and_ways(samples: EmbeddedReader, neo4j_server_store: Neo4jStore) -> None:
    empty(neo4j_server_store)
    sync(samples, neo4j_server_store)
    ends = sorted(
        {str(row[key]) for query, key in (("plans", "plan"), ("indicators", "indicator"), ("bodies", "body")) for row in samples.run(query)}
    )
    asked = ends[:: max(1, len(ends) // 12)]
    for one in asked:
        here, there = neighbourhood(samples, one), neighbourhood(neo4j_server_store, one)
        assert (set(here.nodes), here.edges) == (set(there.nodes), there.edges)
    found = [(paths(samples, *pair, limit=99), paths(neo4j_server_store, *pair, limit=99)) for pair in pairwise(asked)]
    assert all(here == there for here, there in found)
    assert any(here.ways for here, _ in found)
