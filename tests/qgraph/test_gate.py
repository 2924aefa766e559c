from __future__ import annotations

import random
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

import loaders
from qgraph import gate
from qgraph.errors import DataError, GateError
from qgraph.model import Evidence, Plan
from qgraph.rdf import lines, write
from qgraph.rdf.vocabulary import DECIMAL, INTEGER, term
from tests.loaders.documents import CORPUS, needs_corpus
from tests.qgraph.plans import plan


def _with_evidence(**changes: object) -> Plan:
    p = plan()
    broken = replace(p.programmes[0].evidence, **changes)  # type: ignore[arg-type]
    return replace(p, programmes=(replace(p.programmes[0], evidence=broken),))


def test_a_sound_plan_passes() -> None:
    gate.spans(plan())


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "别的"},
        {"found": "别的"},
        {"reading_start": 0},
        {"end": 99999},
        {"reading_end": 99999},
        {"start": -1},
        {"reading_start": 5, "reading_end": 5, "quote": ""},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_an_evidence_that_does_not_give_back_its_quote_is_stopped(changes: dict[str, object]) -> None:
    with pytest.raises(GateError, match="does not give back its quote"):
        gate.spans(_with_evidence(**changes))


def test_every_evidence_of_a_plan_is_looked_at() -> None:
    broken = Evidence("别的", 0, 2, "别的", 0, 2)
    p = plan()
    (task,) = p.tasks
    part = task.responsible[0]
    for changed in (
        replace(p, owner_clause=broken),
        replace(p, tasks=(replace(task, units=broken),)),
        replace(p, tasks=(replace(task, responsible=(replace(part, evidence=broken),)),)),
        replace(p, bodies=(replace(p.bodies[0], evidence=broken),)),
    ):
        with pytest.raises(GateError):
            gate.spans(changed)


QUADS = write.plan_quads(plan())
EX = NamedNode("https://example.org/x")


def test_a_sound_graph_passes() -> None:
    assert gate.violations(QUADS) == []
    gate.check(plan(), QUADS)


def test_a_graph_that_breaks_a_shape_is_stopped_with_one_sentence() -> None:
    broken = [quad for quad in QUADS if quad.predicate != term("evidence")]
    with pytest.raises(GateError, match=r"临泽\.txt: .*/target/.* breaks the shape of .*#evidence \(MinCountConstraintComponent\)"):
        gate.check(plan(), broken)


def _pyshacl(quads: list[Quad]) -> set[gate.Violation]:
    """What the reference implementation finds."""
    data = rdflib.Graph().parse(data=b"".join(lines.triples(quads)).decode(), format="nt")
    shapes = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace(gate.SH)
    return {
        gate.Violation(
            str(report.value(result, sh.focusNode)),
            str(report.value(result, sh.resultPath)),
            str(report.value(result, sh.sourceConstraintComponent)).removeprefix(gate.SH),
        )
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    }


def _broken(seed: int) -> list[Quad]:
    """A graph with some of its quads left out, doubled or spoilt."""
    chance = random.Random(seed)
    spoilt: list[Quad] = []
    for quad in QUADS:
        turn = chance.random()
        if turn < 0.06:
            continue
        spoilt.append(quad)
        if turn < 0.16:
            others: list[Any] = [
                EX,
                Literal("无"),
                Literal(""),
                Literal("-5", datatype=INTEGER),
                Literal("999999", datatype=INTEGER),
                Literal("2.5", datatype=DECIMAL),
                chance.choice(QUADS).object,
            ]
            spoilt.append(Quad(quad.subject, quad.predicate, chance.choice(others), quad.graph_name))
            if chance.random() < 0.5:
                spoilt.remove(quad)
    return list(dict.fromkeys(spoilt))


@pytest.mark.parametrize("seed", range(8))
def test_the_gate_finds_what_pyshacl_finds(seed: int) -> None:
    quads = _broken(seed)
    found = set(gate.violations(quads))
    assert len(found) > 5
    assert found == _pyshacl(quads)


def test_a_part_of_shacl_the_gate_does_not_know_is_an_error() -> None:
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <https://example.org/> . e:S a sh:NodeShape ; sh:targetClass e:C ; "
    for rest in ("sh:closed true .", "sh:property [ sh:path e:p ; sh:uniqueLang true ] .", "sh:property [ sh:path ( e:p e:r ) ] ."):
        with pytest.raises(DataError, match=r"does not know|one property only"):
            gate.compiled((head + rest).encode())


@pytest.mark.corpus
@needs_corpus
def test_real_plans_pass() -> None:
    for path in CORPUS[:5]:
        real = loaders.read(path)
        gate.check(real, write.plan_quads(real))
