"""The gate finds what pySHACL finds, in sound graphs and in broken ones: the same nodes, properties, components, severities, messages."""

from __future__ import annotations

import random
from functools import cache
from importlib.resources import files

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, Triple

from qgraph.rdf import places, reference, write
from qgraph.rdf.vocabulary import TYPE
from tests.qgraph.gate.reference import SH, ours, spoil, theirs, without_disorder
from tests.qgraph.plans import LINZE, MASKED, plan

SHAPES = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
COMPARED = {
    str(SHAPES.value(shape, SH.path)): str(other)
    for word in (SH.lessThan, SH.lessThanOrEquals)
    for shape, other in SHAPES.subject_objects(word)
}
A_CLASS = 8  # reference facts of each class in one graph


def of_a_plan(masked: bool = False) -> list[Quad | Triple]:
    """A plan with what it says of bodies, places and indicators."""
    quads = write.plan_quads(plan(MASKED if masked else LINZE))
    return [*quads, *(triple for said in places.statements(quads).values() for triple in said)]


@cache
def reference_nodes() -> dict[NamedNode, dict[NamedNode, list[Quad]]]:
    """The reference facts by class and node."""
    found: dict[NamedNode, dict[NamedNode, list[Quad]]] = {}
    kinds: dict[NamedNode, NamedNode] = {}
    quads = [quad for graph in reference.graphs().values() for quad in graph]
    for quad in quads:
        if quad.predicate == TYPE:
            kinds[quad.subject] = quad.object  # type: ignore[index, assignment]
    for quad in quads:
        found.setdefault(kinds[quad.subject], {}).setdefault(quad.subject, []).append(quad)  # type: ignore[index, arg-type]
    return found


def of_reference(seed: int) -> list[Quad]:
    """Some reference facts of each class; what they lead to may be left out."""
    chance = random.Random(seed)
    return [
        quad
        for of_class in reference_nodes().values()
        for node in chance.sample(list(of_class), min(A_CLASS, len(of_class)))
        for quad in of_class[node]
    ]


@pytest.mark.parametrize("masked", [False, True])
def test_a_sound_plan_is_sound_to_both(masked: bool) -> None:
    assert ours(of_a_plan(masked)) == theirs(of_a_plan(masked), SHAPES) == set()


def test_the_reference_facts_are_sound() -> None:
    assert ours(quad for graph in reference.graphs().values() for quad in graph) == set()


@pytest.mark.parametrize("seed", range(40))
def test_both_find_the_same_in_a_broken_plan(seed: int) -> None:
    broken = spoil(of_a_plan(seed % 2 == 1), seed)
    found = without_disorder(ours(broken), broken, COMPARED)
    assert len(found) > 5
    assert found == without_disorder(theirs(broken, SHAPES), broken, COMPARED)


@pytest.mark.parametrize("seed", range(40))
def test_both_find_the_same_in_broken_reference_facts(seed: int) -> None:
    broken = spoil(of_reference(seed), seed)
    found = without_disorder(ours(broken), broken, COMPARED)
    assert len(found) > 5
    assert found == without_disorder(theirs(broken, SHAPES), broken, COMPARED)


def test_the_broken_graphs_break_most_of_what_the_shapes_say() -> None:
    """So that the two tests above compare something: which properties of which class they break."""
    broken = [row for seed in range(40) for graph in (of_a_plan(seed % 2 == 1), of_reference(seed)) for row in ours(spoil(graph, seed))]
    messages = {words for row in broken for words in row[4]}
    said = {(said.language, str(said)) for said in SHAPES.objects(predicate=SH.message) if isinstance(said, rdflib.Literal)}
    assert messages <= said
    assert len(messages) > 0.8 * len(said), sorted(said - messages)
    assert {row[3] for row in broken} == {"Violation", "Warning"}
    components = {row[2].removesuffix("ConstraintComponent") for row in broken}
    assert components >= {"MinCount", "MaxCount", "Class", "Datatype", "NodeKind", "In", "Pattern", "MinLength", "HasValue", "Or"}
    assert components >= {"MinInclusive", "MaxInclusive", "LessThan", "LessThanOrEquals"}
