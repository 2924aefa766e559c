"""The vocabulary says what the program writes, in two languages; the shapes hold what is wrong; the competency questions are answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

import qgraph.model as model
from qgraph.model import Comparator, Plan, Role
from qgraph.rdf import places, reference, write
from qgraph.rdf.lines import triples
from qgraph.rdf.vocabulary import NS
from qgraph.registries.body_types import Line
from tests.qgraph.plans import plan

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
VOCABULARY = Graph().parse(ONTOLOGY / "qgraph.ttl")
SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl")
TERMS = sorted({str(s) for s in VOCABULARY.subjects() if str(s).startswith(NS)})


def quads(read: Plan) -> list[Quad]:
    return list(write.plan_quads(read))


def graph(read: Plan) -> Graph:
    return Graph().parse(data=b"".join(triples(quads(read))), format="nt")


def conforms(data: Graph) -> bool:
    return bool(validate(data, shacl_graph=SHAPES, inference="none")[0])


@pytest.mark.parametrize("said", [RDFS.label, SKOS.definition])
def test_every_term_is_named_and_defined_in_chinese_and_english(said: URIRef) -> None:
    concepts = {str(s) for s in VOCABULARY.subjects(RDF.type, SKOS.Concept)}
    for term in TERMS:
        if said == SKOS.definition and term in concepts:
            continue  # a value of a closed list: its label says it
        languages = {node.language for node in VOCABULARY.objects(URIRef(term), said) if isinstance(node, Literal)}
        assert languages == {"zh", "en"}, term


def test_every_term_that_is_written_is_defined() -> None:
    written = quads(plan()) + [quad for rows in reference.graphs().values() for quad in rows]
    said = {t for some in places.statements(quads(plan())).values() for t in some}
    used = {q.predicate.value for q in (*written, *said)}
    used |= {q.object.value for q in (*written, *said) if q.predicate.value == str(RDF.type)}  # type: ignore[union-attr]
    assert {term for term in used if term.startswith(NS)} <= set(TERMS)


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ("roles", Role),
        ("memberRoles", model.MemberRole),
        ("statuses", model.Status),
        ("natures", model.Nature),
        ("levels", model.Level),
        ("targetKinds", model.TargetKind),
        ("comparators", Comparator),
        ("bodyKinds", model.BodyKind),
        ("lines", Line),
    ],
)
def test_the_closed_lists_are_those_of_the_model(scheme: str, words: type) -> None:
    concepts = VOCABULARY.subjects(SKOS.inScheme, URIRef(f"{NS}{scheme}Scheme"))
    assert {str(VOCABULARY.value(c, SKOS.notation)) for c in concepts} == {str(word) for word in words}  # type: ignore[attr-defined]


def test_the_vocabulary_has_a_version() -> None:
    assert list(VOCABULARY.objects(predicate=OWL.versionIRI))


def test_a_whole_plan_keeps_the_shapes() -> None:
    assert conforms(graph(plan()))


def _target(**changes: object) -> Plan:
    whole = plan()
    return replace(whole, targets=(replace(whole.targets[0], **changes), *whole.targets[1:]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "broken",
    [
        _target(rule=""),
        _target(comparator="rather more than"),
        _target(deadline="the year after next"),
        _target(status="perhaps"),
        replace(plan(), nature="rumour"),  # type: ignore[arg-type]
        replace(plan(), period_end=20205),
    ],
)
def test_what_is_wrong_breaks_them(broken: Plan) -> None:
    assert not conforms(graph(broken))


def test_a_fact_without_evidence_breaks_them() -> None:
    data = graph(plan())
    fact = next(data.subjects(RDF.type, URIRef(f"{NS}Target")))
    data.remove((fact, URIRef(f"{NS}evidence"), None))
    assert not conforms(data)


@pytest.mark.parametrize("file", sorted((ONTOLOGY / "questions").glob("*.rq")), ids=lambda p: p.stem)
def test_competency_questions_can_be_asked(file: Path) -> None:
    answered = graph(plan()).query(file.read_text(encoding="utf-8"))
    assert answered.vars
    if file.stem in ("plans_without_owners", "evidence_of_a_fact", "money_to_winners"):
        assert len(answered) > 0
