"""What stands around a node: opened step by step, bounded, every kind of it, and the same from both stores."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qgraph.errors import NotFoundError
from qgraph.model import Comparator, Role
from qgraph.questions import neighbourhood as module
from qgraph.questions.neighbourhood import FACTS, KINDS, Subgraph, View, neighbourhood, plan_of
from qgraph.store import Store
from qgraph.store.embedded import EmbeddedReader
from tests.qgraph.questions.worlds import CITY, SOUTH, document, store, target

RATE, OTHER = "制造业产品质量合格率", "食品抽检合格率"
TASKS = 12


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Store:
    many = [(f"办第{number}件事", [("区市场监管局", Role.LEAD), ("区财政局", Role.PARTICIPATE)]) for number in range(TASKS)]
    return store(
        tmp_path_factory.mktemp("around") / "store",
        document(SOUTH, "南浦区质量强区规划", [target(RATE, Comparator.GE, 96), target(OTHER, Comparator.GE, 98)], many),
        document(CITY, "栖陵市质量强市规划", [target(RATE, Comparator.GE, 94)]),
    )


def uri(world: Store, name: str) -> str:
    """The URI of the plan, place, body or indicator of a name."""
    view = View(world)
    (found,) = {one for table in (view.plans, view.places, view.bodies, view.indicators) for one in table if view.node(one).name == name}
    return found


def names(graph: Subgraph) -> set[str]:
    return {node.name for node in graph.nodes}


def test_a_plan_has_its_place_and_its_facts(world: Store) -> None:
    graph = neighbourhood(world, uri(world, "南浦区质量强区规划"))
    assert Counter(node.kind for node in graph.nodes) == {"plan": 1, "place": 1, "task": TASKS, "target": 2}
    assert Counter(edge.relation for edge in graph.edges) == {"ofPlan": TASKS + 2, "ofJurisdiction": 1}
    assert (graph.left_out, graph.more) == (0, ())


def test_every_kind_of_fact_is_a_node(samples: EmbeddedReader) -> None:
    found: dict[str, str] = {}
    for plan in View(samples).plans:
        graph = neighbourhood(samples, plan, limit=300)
        found |= {node.kind: node.uri for node in graph.nodes}
    assert set(FACTS) <= found.keys() <= set(KINDS)
    for kind in FACTS:
        node = View(samples).node(found[kind])
        assert node.kind == kind
        assert node.name
        assert node.detail
        assert plan_of(node.uri) in {one.uri for one in neighbourhood(samples, node.uri).nodes}


def test_the_limit_leaves_some_of_every_kind_and_says_how_many_are_left(world: Store) -> None:
    plan = uri(world, "南浦区质量强区规划")
    graph = neighbourhood(world, plan, limit=6)
    assert len(graph.nodes) == 6
    assert {node.kind for node in graph.nodes} == {"plan", "place", "task", "target"}
    whole = neighbourhood(world, plan)
    assert graph.left_out == len(whole.nodes) - 6
    assert dict(graph.more) == {plan: graph.left_out}
    assert dict(graph.kinds) == dict(whole.kinds) == Counter(node.kind for node in whole.nodes)
    assert dict(graph.relations)["ofPlan"] == TASKS + 2


def test_what_is_switched_off_makes_room(world: Store) -> None:
    plan = uri(world, "南浦区质量强区规划")
    graph = neighbourhood(world, plan, limit=4, kinds=("task", "place"))
    assert [node.kind for node in graph.nodes] == ["plan", "target", "target"]
    assert dict(graph.kinds)["task"] == TASKS
    body = uri(world, "南浦区市场监督管理局")
    assert {edge.relation for edge in neighbourhood(world, body, relations=("lead",)).edges} == {"ofJurisdiction"}
    assert neighbourhood(world, plan, kinds=("plan",)).centre.uri == plan  # what was asked for stays


def test_opening_a_node_adds_its_neighbours_and_leaves_the_rest(world: Store) -> None:
    plan = uri(world, "南浦区质量强区规划")
    before = neighbourhood(world, plan)
    task = next(node.uri for node in before.nodes if node.kind == "task")
    after = neighbourhood(world, plan, opened=(task,))
    assert after.nodes[: len(before.nodes)] == before.nodes
    assert names(after) - names(before) == {"南浦区市场监督管理局", "南浦区财政局"}
    assert after.steps == ((task, len(before.nodes)),)
    assert set(before.edges) < set(after.edges)


def test_the_links_between_drawn_nodes_are_drawn(world: Store) -> None:
    """A body that one opened task brought in is joined to all its tasks in the picture."""
    plan = uri(world, "南浦区质量强区规划")
    task = next(node.uri for node in neighbourhood(world, plan).nodes if node.kind == "task")
    graph = neighbourhood(world, plan, opened=(task,))
    assert Counter(edge.relation for edge in graph.edges if edge.relation in ("lead", "participate")) == {
        "lead": TASKS,
        "participate": TASKS,
    }


def test_several_centres_and_how_they_hang_together(world: Store) -> None:
    plan, rate = uri(world, "栖陵市质量强市规划"), uri(world, RATE)
    graph = neighbourhood(world, plan, others=(rate,))
    assert {plan, rate} <= {node.uri for node in graph.nodes}
    assert "栖陵市" in names(graph)
    (goal,) = (node.uri for node in graph.nodes if node.kind == "target" and plan_of(node.uri) == plan)
    alone = neighbourhood(world, plan, hops=0, others=(goal, rate))
    assert [node.uri for node in alone.nodes] == [plan, goal, rate]
    assert {edge.relation for edge in alone.edges} == {"ofPlan", "indicator"}
    assert (alone.left_out, alone.more) == (0, ())


def test_two_steps_reach_further_than_one(world: Store) -> None:
    body = uri(world, "南浦区财政局")
    one, two = (names(neighbourhood(world, body, hops)) for hops in (1, 2))
    assert one < two
    assert "南浦区质量强区规划" in two - one


def test_no_picture_holds_more_than_the_cap(world: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CAP", 5)
    plan, rate = uri(world, "南浦区质量强区规划"), uri(world, RATE)
    assert len(neighbourhood(world, plan, 2, 80, opened=(rate,)).nodes) == 5


def test_what_is_unknown_is_an_error_only_in_the_centre(world: Store) -> None:
    plan, nothing = uri(world, "南浦区质量强区规划"), "https://example.org/nothing"
    with pytest.raises(NotFoundError):
        neighbourhood(world, nothing)
    for wrong in (nothing, "", f"{plan}/task/none", f"{plan}/nothing/none"):
        assert neighbourhood(world, plan, others=(wrong,), opened=(wrong,), kinds=(wrong,)).nodes == neighbourhood(world, plan).nodes


def test_a_hidden_node_goes_with_its_edges_and_the_centre_never_does(world: Store) -> None:
    graph = neighbourhood(world, uri(world, "南浦区质量强区规划"))
    gone = next(node.uri for node in graph.nodes if node.kind == "task")
    less = graph.without({gone, graph.centre.uri, "nothing"})
    assert {node.uri for node in graph.nodes} - {node.uri for node in less.nodes} == {gone}
    assert set(graph.edges) - set(less.edges) == {edge for edge in graph.edges if gone in (edge.start, edge.end)}


def test_the_order_is_that_of_the_text(samples: EmbeddedReader) -> None:
    for plan in View(samples).plans:
        starts = {str(row["task"]): int(str(row["start"])) for row in samples.run("tasks", plan=plan)}
        drawn = [starts[node.uri] for node in neighbourhood(samples, plan, limit=300).nodes if node.kind == "task"]
        assert drawn == sorted(drawn)


def test_the_order_of_rows_does_not_matter(samples: EmbeddedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store may give rows in any order: both give the same picture, whatever the limit cuts off."""
    asked = [*list(View(samples).plans)[:4], *list(View(samples).bodies)[:6]]
    expected = [neighbourhood(samples, one, 2, 20, opened=(one,)) for one in asked]
    backwards = EmbeddedReader(Path(samples.directory))
    given = backwards.run
    monkeypatch.setattr(backwards, "run", lambda query, **about: given(query, **about)[::-1])
    assert [neighbourhood(backwards, one, 2, 20, opened=(one,)) for one in asked] == expected
