"""The vocabulary says what the program writes, no more and no less, in two languages; it stands on standards; its closed lists are those
of the shapes and of the code; the shapes hold what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad
from pyshacl import validate
from rdflib import OWL, PROV, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, ODRL2, ORG, SDO, DefinedNamespace
from rdflib.term import Node

import qgraph.model as model
from qgraph.model import Comparator, Plan, Role
from qgraph.rdf import write
from qgraph.rdf.lines import triples
from qgraph.rdf.vocabulary import NS
from qgraph.registries import body_types, figures, indicators, reforms
from qgraph.reviews import fields
from qgraph.reviews.entries import Act
from tests.ontology import world
from tests.qgraph.plans import plan
from tests.qgraph.reviews.decisions import reviewed

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
VOCABULARY = Graph().parse(ONTOLOGY / "qgraph.ttl")
SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl")
TERMS = sorted({str(s) for s in VOCABULARY.subjects() if str(s).startswith(NS)})
CLASSES = sorted(s for s in VOCABULARY.subjects(RDF.type, OWL.Class) if isinstance(s, URIRef))
PROPERTIES = sorted(
    s for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for s in VOCABULARY.subjects(RDF.type, kind) if isinstance(s, URIRef)
)
ANCHORS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.exactMatch)
# The standards of DESIGN §4; of those that rdflib has a list of, each name that is used must be one of theirs.
STANDARDS: dict[str, type[DefinedNamespace] | None] = {
    str(ORG): ORG,
    str(PROV): PROV,
    str(SKOS): SKOS,
    str(DCTERMS): DCTERMS,
    str(ODRL2): ODRL2,
    str(SDO): SDO,
    "http://www.w3.org/ns/oa#": None,
    "http://data.europa.eu/eli/ontology#": None,
    "http://qudt.org/vocab/unit/": None,
}
STORE_RECORDS = {"digest", "commit"}  # what a store says of its own graphs; it has no class
WRITTEN_AS_FOUND = {"date", "deadline", "deadlineAssumed"}  # gYear, gYearMonth or date, as exactly as written; so without a range
TWO_RANKS = {"level"}  # a word of a government, a number of a clause; so without a range
LISTS: dict[str, Iterable[str]] = {
    "roles": Role,
    "memberRoles": model.MemberRole,
    "statuses": model.Status,
    "natures": model.Nature,
    "levels": model.Level,
    "targetKinds": model.TargetKind,
    "comparators": Comparator,
    "bodyKinds": model.BodyKind,
    "lines": body_types.Line,
    "aggregations": indicators.Aggregation,
    "directions": indicators.DIRECTIONS,
    "counts": indicators.Counts,
    "reformKinds": reforms.KINDS,
    "figureNatures": figures.NATURES,
    "sourceKinds": figures.SOURCE_KINDS,
    "acts": (Act.ACCEPT, Act.CORRECT, Act.REJECT),
    "publicities": fields.PUBLICITY,
}
# The list from which a property takes its words; of a class, where it differs by class.
TAKEN_FROM = {
    "status": "statuses",
    "level": "levels",
    "atLevel": "levels",
    "comparator": "comparators",
    "line": "lines",
    "aggregation": "aggregations",
    "direction": "directions",
    "counts": "counts",
    "scope": "scopes",
    "recurrence": "recurrences",
    "qualifier": "qualifiers",
    "per": "pers",
    "sourceKind": "sourceKinds",
    "act": "acts",
    "publicity": "publicities",
    "Proposal role": "roles",
    "Plan nature": "natures",
    "PublishedFigure nature": "figureNatures",
    "Responsibility role": "roles",
    "Membership role": "memberRoles",
    "Target kind": "targetKinds",
    "FundingLine kind": "fundingKinds",
    "BodyChange kind": "reformKinds",
    "Body kind": "bodyKinds",
    "BodyType kind": "bodyKinds",
    "Mention kind": "bodyKinds",
}


def local(term: Node) -> str:
    return str(term).removeprefix(NS)


def graph(quads: Iterable[Quad]) -> Graph:
    return Graph().parse(data=b"".join(triples(quads)), format="nt")


def conforms(read: Plan) -> bool:
    return bool(validate(graph(write.plan_quads(read)), shacl_graph=SHAPES, inference="none")[0])


def above(kind: Node) -> set[Node]:
    """A class and all it is a subclass of."""
    return {one for one in VOCABULARY.transitive_objects(kind, RDFS.subClassOf) if one is not None}


def listed(scheme: str) -> set[str]:
    """The words of a closed list."""
    return {str(VOCABULARY.value(c, SKOS.notation)) for c in VOCABULARY.subjects(SKOS.inScheme, URIRef(f"{NS}{scheme}Scheme"))}


@pytest.fixture(scope="module")
def written() -> Graph:
    """All that the program writes of a country in which every field is filled somewhere."""
    return graph([*world.everything(), *world.plan_quads(plan()), *world.reviewed_quads(reviewed(plan()))])


@pytest.fixture(scope="module")
def kinds(written: Graph) -> dict[Node, set[Node]]:
    """The classes of each node, those above them included."""
    found: dict[Node, set[Node]] = {}
    for node, kind in written.subject_objects(RDF.type):
        found.setdefault(node, set()).update(above(kind))
    return found


@pytest.mark.parametrize("said", [RDFS.label, SKOS.definition])
def test_every_term_is_named_and_defined_in_chinese_and_english(said: URIRef) -> None:
    concepts = {str(s) for s in VOCABULARY.subjects(RDF.type, SKOS.Concept)}
    for term in TERMS:
        if said == SKOS.definition and term in concepts:
            continue  # a value of a closed list: its label says it
        languages = {node.language for node in VOCABULARY.objects(URIRef(term), said) if isinstance(node, Literal)}
        assert languages == {"zh", "en"}, term


def test_every_term_that_is_written_is_defined(written: Graph) -> None:
    used = {str(p) for p in written.predicates()} | {str(kind) for kind in written.objects(predicate=RDF.type)}
    assert {term for term in used if term.startswith(NS)} <= set(TERMS)


def test_every_class_is_written(written: Graph) -> None:
    assert set(CLASSES) - set(written.objects(predicate=RDF.type)) == set()


def test_every_property_is_written(written: Graph) -> None:
    assert {local(term) for term in set(PROPERTIES) - set(written.predicates())} == STORE_RECORDS


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_a_property_is_of_the_classes_it_is_said_to_be_of(written: Graph, kinds: dict[Node, set[Node]], term: URIRef) -> None:
    said = set(VOCABULARY.objects(term, SDO.domainIncludes))
    subjects = set(written.subjects(term))
    astray = {frozenset(map(local, kinds.get(node, ()))) for node in subjects if not kinds.get(node, set()) & said}
    assert astray == set(), "written of what it is not said to be of"
    assert {local(kind) for kind in said if not any(kind in kinds[node] for node in subjects)} == set(), "said to be of what has none"
    assert said or local(term) in STORE_RECORDS


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_the_values_of_a_property_are_in_its_range(written: Graph, kinds: dict[Node, set[Node]], term: URIRef) -> None:
    ranges = set(VOCABULARY.objects(term, RDFS.range))
    if not ranges:
        assert local(term) in WRITTEN_AS_FOUND | TWO_RANKS
    is_link = (term, RDF.type, OWL.ObjectProperty) in VOCABULARY
    for value in set(written.objects(predicate=term)):
        assert isinstance(value, URIRef) == is_link
        if ranges:
            found = kinds.get(value, set()) if is_link else {datatype(value)}
            assert found & ranges, value


def datatype(value: Node) -> Node:
    assert isinstance(value, Literal)
    return RDF.langString if value.language else value.datatype or XSD.string


@pytest.mark.parametrize("kind", CLASSES, ids=local)
def test_every_class_stands_on_a_standard(kind: URIRef) -> None:
    anchors = {anchor for one in above(kind) for relation in ANCHORS for anchor in VOCABULARY.objects(one, relation)}
    assert any(str(anchor).startswith(tuple(STANDARDS)) for anchor in anchors)


def test_what_the_terms_stand_on_is_in_the_standards() -> None:
    for term in (*CLASSES, *PROPERTIES):
        for anchor in (anchor for relation in ANCHORS for anchor in VOCABULARY.objects(term, relation) if not str(anchor).startswith(NS)):
            (standard,) = (one for one in STANDARDS if str(anchor).startswith(one))
            names = STANDARDS[standard]
            assert names is None or URIRef(str(anchor)) in names, f"{local(term)}: {anchor}"


def test_a_seat_is_told_as_the_organization_ontology_tells_it() -> None:
    """There `organization` leads to the group one is in, `member` to who is in it; `memberDuring` is a time."""
    assert (URIRef(f"{NS}ofGroup"), RDFS.subPropertyOf, ORG.organization) in VOCABULARY
    assert (URIRef(f"{NS}body"), SKOS.closeMatch, ORG.member) in VOCABULARY


@pytest.mark.parametrize("scheme", LISTS)
def test_the_closed_lists_are_those_of_the_code(scheme: str) -> None:
    assert listed(scheme) == {str(word) for word in LISTS[scheme]}


def in_shapes() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each closed list of the shapes: class, property, words."""
    for shape, property_ in SHAPES.subject_objects(SH.property):
        for head in SHAPES.objects(property_, SH["in"]):
            words = frozenset(str(word) for word in Collection(SHAPES, head))
            for kind in SHAPES.objects(shape, SH.targetClass):
                for path in SHAPES.objects(property_, SH.path):
                    yield local(kind), local(path), words


IN_SHAPES: list[tuple[str, str, frozenset[str]]] = sorted(in_shapes(), key=lambda row: row[:2])


@pytest.mark.parametrize(("kind", "property_", "words"), IN_SHAPES, ids=[f"{kind}-{property_}" for kind, property_, _ in IN_SHAPES])
def test_the_closed_lists_are_those_of_the_shapes(kind: str, property_: str, words: frozenset[str]) -> None:
    assert listed(TAKEN_FROM.get(f"{kind} {property_}") or TAKEN_FROM[property_]) == words


def test_every_closed_list_is_taken_from() -> None:
    schemes = {local(scheme).removesuffix("Scheme") for scheme in VOCABULARY.subjects(RDF.type, SKOS.ConceptScheme)}
    held = {TAKEN_FROM.get(f"{kind} {property_}") or TAKEN_FROM[property_] for kind, property_, _ in IN_SHAPES}
    assert schemes - held == {"units"}  # the common ones; a text may have others


def test_the_vocabulary_has_a_version() -> None:
    assert list(VOCABULARY.objects(predicate=OWL.versionIRI))


def test_a_whole_plan_keeps_the_shapes() -> None:
    assert conforms(plan())


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
    assert not conforms(broken)


def test_a_fact_without_evidence_breaks_them() -> None:
    data = graph(write.plan_quads(plan()))
    fact = next(data.subjects(RDF.type, URIRef(f"{NS}Target")))
    data.remove((fact, URIRef(f"{NS}evidence"), None))
    assert not validate(data, shacl_graph=SHAPES, inference="none")[0]
