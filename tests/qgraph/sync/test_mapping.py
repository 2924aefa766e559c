from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from qgraph.rdf import identity, write
from qgraph.rdf.vocabulary import DECIMAL, GRAPH, ID, TYPE, term
from qgraph.sync.graphs import UNKNOWN, Graphs, in_order
from qgraph.sync.mapping import Edge, Node, relationship, rows
from tests.qgraph.plans import LINZE, MASKED, TEXT, plan
from tests.qgraph.sync.world import World, graph_of

PLAN = plan()
QUADS = write.plan_quads(PLAN)
ROWS = rows(QUADS)
THING = NamedNode(f"{ID}thing")


def of_class(label: str) -> list[Node]:
    return [node for node in ROWS.nodes if label in node.labels]


def thing(*values: tuple[str, Literal]) -> dict[str, object]:
    graph = NamedNode(f"{GRAPH}any")
    quads = [Quad(THING, TYPE, term("Body"), graph), *(Quad(THING, term(name), value, graph) for name, value in values)]
    (node,) = rows(quads).nodes
    return dict(node.properties)


def test_the_order_of_quads_does_not_matter() -> None:
    shuffled = list(QUADS)
    random.Random(7).shuffle(shuffled)
    assert rows(shuffled) == ROWS
    assert rows(shuffled).digest() == ROWS.digest()


def test_every_change_of_a_quad_changes_the_digest() -> None:
    folded = {quad.object for quad in QUADS if quad.predicate == term("evidence")}
    for left_out in QUADS:
        if left_out.object != term("Evidence") or left_out.subject not in folded:  # what is folded needs no class
            assert rows([quad for quad in QUADS if quad is not left_out]).digest() != ROWS.digest(), left_out


def test_a_decimal_stands_as_float_and_exactly() -> None:
    exact = "0.1000000000000000055"
    assert thing(("value", Literal(exact, datatype=DECIMAL))) == {"value": 0.1, "valueExact": exact}


def test_chinese_is_the_plain_name_and_other_languages_have_a_suffix() -> None:
    assert thing(("name", Literal("市场监管局", language="zh")), ("name", Literal("regulator", language="en"))) == {
        "name": "市场监管局",
        "name_en": "regulator",
    }


def test_a_list_is_always_a_list_and_anything_else_keeps_all_its_values() -> None:
    one, two = Literal("甲", language="zh"), Literal("乙", language="zh")
    assert thing(("alias", one)) == {"alias": ["甲"]}
    assert thing(("alias", one), ("alias", two)) == {"alias": ["乙", "甲"]}
    assert thing(("name", one), ("name", two)) == {"name": "乙", "nameMore": ["甲"]}


@pytest.mark.parametrize(("name", "kind"), [("ofJurisdiction", "OF_JURISDICTION"), ("within", "WITHIN"), ("issuedBy", "ISSUED_BY")])
def test_relationship_types_are_the_names_of_properties(name: str, kind: str) -> None:
    assert relationship(term(name).value) == kind


def test_the_first_evidence_of_a_fact_is_in_the_fact() -> None:
    (task,) = of_class("Task")
    evidence = PLAN.tasks[0].evidence
    assert task.properties["quote"] == evidence.quote
    assert (task.properties["readingStart"], task.properties["readingEnd"]) == (evidence.reading_start, evidence.reading_end)
    assert task.properties["evidencePath"] == "二 (一)"
    assert Edge("SOURCE", task.uri, identity.source_uri(PLAN.source.sha256)) in ROWS.edges
    assert not any(edge.type == "EVIDENCE" for edge in ROWS.edges)


def test_further_evidence_and_the_owner_clause_stay_nodes() -> None:
    kept = {node.uri for node in of_class("Evidence")}
    assert kept == {edge.end for edge in ROWS.edges if edge.type in ("UNITS", "OWNER_CLAUSE", "VALIDITY")}
    assert len(kept) == 3


def test_shortcuts_lead_from_bodies_to_tasks_and_groups() -> None:
    (task,) = of_class("Task")
    leads = [edge for edge in ROWS.edges if edge.type == "LEADS"]
    assert [edge.end for edge in leads] == [task.uri]
    assert sum(edge.type == "PARTICIPATES_IN" for edge in ROWS.edges) == 2
    assert sum(edge.type == "CHAIRS" for edge in ROWS.edges) == 1


def test_an_indicator_of_several_places_belongs_to_a_graph_of_its_own(tmp_path: Path) -> None:
    other = plan(MASKED, TEXT + "附则。\n", "某县.txt")
    with World(tmp_path) as world:
        world.put(plan(LINZE), other)
        graphs = Graphs(world.store)
        owners = [(node.uri, name) for name in graphs.digests for node in graphs.rows(name).nodes]
        assert len(dict(owners)) == len(owners)
        unknown = [uri for uri, name in owners if name == UNKNOWN]
        assert len(unknown) == 1
        before = graphs.digests[UNKNOWN]
        world.remove(other)
        assert Graphs(world.store).digests[UNKNOWN] == before
        world.remove(plan(LINZE))
        assert UNKNOWN not in Graphs(world.store).digests


def test_what_others_point_to_comes_first() -> None:
    names = [GRAPH + part for part in ("plan/a", "place/1", "reference/figures", "unknown-indicators", "reference/divisions")]
    assert in_order(names) == list(reversed(names))


def test_groups_hold_whole_graphs_and_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with World(tmp_path) as world:
        world.put(PLAN)
        graphs = Graphs(world.store)
        assert len(list(graphs.groups(graphs.digests))) == 1
        monkeypatch.setattr("qgraph.sync.graphs.LIMIT", 50)
        groups = list(graphs.groups(graphs.digests))
    assert [name for group in groups for name in group] == list(graphs.digests)
    assert all(len(group) == 1 or sum(sent.size for sent in group.values()) <= 50 for group in groups)
    assert graph_of(PLAN) in groups[-1]
