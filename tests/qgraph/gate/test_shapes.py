"""The shapes: one for every class that is written, each with words a clerk understands; and the rules they hold."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Triple

from qgraph import gate
from qgraph.gate.compile import shapes
from qgraph.model import Comparator, Plan, TargetKind
from qgraph.rdf import places, reference, write
from qgraph.rdf.vocabulary import NS, TYPE, local_name, term
from tests.qgraph.gate.reference import SH
from tests.qgraph.plans import plan

SHAPES = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
VOCABULARY = rdflib.Graph().parse(data=files("ontology").joinpath("qgraph.ttl").read_text(encoding="utf-8"), format="turtle")
JARGON = re.compile(r"q:|sh:|xsd|http|IRI|URI|literal|datatype|node\b|propert|constraint|violat|shape|节点|属性值|约束组件|字面量|形状")


def _messages(language: str) -> list[str]:
    return [str(said) for said in SHAPES.objects(predicate=SH.message) if isinstance(said, rdflib.Literal) and said.language == language]


def test_every_class_of_the_vocabulary_has_a_shape() -> None:
    classes = {str(c) for c in VOCABULARY.subjects(rdflib.RDF.type, rdflib.OWL.Class) if str(c).startswith(NS)}
    assert {kind.value for kind in shapes() if isinstance(kind, NamedNode)} == classes


def test_every_class_that_is_written_has_a_shape() -> None:
    quads = write.plan_quads(plan())
    written: list[Quad | Triple] = [*quads, *(t for said in places.statements(quads).values() for t in said)]
    written += [quad for graph in reference.graphs().values() for quad in graph]
    assert {s.object for s in written if s.predicate == TYPE} <= set(shapes())


def test_every_shape_that_may_be_broken_says_so_in_both_languages() -> None:
    """Those of a class and their properties; a shape within a condition is never reported. (The compiler refuses any other file.)"""
    reporting = set(SHAPES.subjects(SH.targetClass))
    properties = {part for shape in reporting for part in SHAPES.objects(shape, SH.property)}
    own = {shape for shape in reporting if set(SHAPES.predicates(shape)) & {SH["or"], SH["not"], SH["and"], SH["class"]}}
    assert len(properties) > 100
    assert len(own) >= 5
    for shape in properties | own:
        assert sorted(str(said.language) for said in SHAPES.objects(shape, SH.message) if isinstance(said, rdflib.Literal)) == ["en", "zh"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_message_is_said_twice_or_speaks_of_graphs(language: str) -> None:
    said = _messages(language)
    assert len(said) == len(set(said))
    for message in said:
        assert not JARGON.search(message), message
        assert not re.search(r"[。.；;]$", message), f"{message}: it stands within a sentence"
        assert bool(re.search(r"[\u4e00-\u9fff]", message)) is (language == "zh"), message


def test_the_closed_lists_are_those_of_the_vocabulary() -> None:
    schemes = {"roles": "role", "statuses": "status", "levels": "atLevel", "targetKinds": "kind", "comparators": "comparator",
               "bodyKinds": "kind", "aggregations": "aggregation", "lines": "line"}  # fmt: skip
    for scheme, name in schemes.items():
        words = {
            str(VOCABULARY.value(concept, rdflib.SKOS.notation))
            for concept in VOCABULARY.subjects(rdflib.SKOS.inScheme, rdflib.URIRef(f"{NS}{scheme}Scheme"))
        }
        assert words
        lists = [
            {str(word) for word in SHAPES.items(head)}
            for shape in SHAPES.subjects(SH.path, rdflib.URIRef(NS + name))
            for head in SHAPES.objects(shape, SH["in"])
        ]
        assert words in lists, scheme


# The rules of the issue


def _broken(read: Plan) -> set[tuple[str, str, str]]:
    """What a plan breaks: property (or —), component, severity."""
    return {
        (local_name(found.path) if found.path else "—", found.component.removesuffix("ConstraintComponent"), found.severity.value)
        for found in gate.findings(write.plan_quads(read))
    }


def _target(**changes: Any) -> Plan:
    """The plan with its first target changed: 95.5 %, absolute, without a doubt."""
    whole = plan()
    return replace(whole, targets=(replace(whole.targets[0], **changes), *whole.targets[1:]))


def _money(**changes: Any) -> Plan:
    whole = plan()
    return replace(whole, funding=(replace(whole.funding[0], **changes),))


def _evidence(**changes: Any) -> Plan:
    whole = plan()
    broken = replace(whole.programmes[0].evidence, **changes)
    return replace(whole, programmes=(replace(whole.programmes[0], evidence=broken),))


PERCENT = {("—", "Or", "Warning")}


@pytest.mark.parametrize(
    ("read", "broken"),
    [
        (plan(), set()),
        (_evidence(start=9, end=9), {("start", "LessThan", "Violation")}),
        (_evidence(reading_start=9, reading_end=8), {("readingStart", "LessThan", "Violation")}),
        (_evidence(start=-1), {("start", "MinInclusive", "Violation")}),
        (_evidence(quote=""), {("quote", "MinCount", "Violation")}),
        (_evidence(row=0), {("row", "MinInclusive", "Violation")}),
        (_target(indicator=""), {("indicatorAsWritten", "MinCount", "Violation")}),
        (_target(comparator=None), {("—", "Or", "Violation")}),
        (_target(comparator=None, kind=TargetKind.DIRECTIONAL), set()),
        (_target(comparator="about"), {("comparator", "In", "Violation")}),
        (_target(value=Decimal(0)), set()),
        (_target(value=Decimal(100)), set()),
        (_target(value=Decimal("100.01")), PERCENT),
        (_target(value=Decimal(985)), PERCENT),
        (_target(value=Decimal(-1)), PERCENT),
        (_target(value=Decimal(90), value_high=Decimal(120), comparator=Comparator.RANGE), PERCENT),
        (_target(value=Decimal(985), doubt="疑缺小数点"), set()),
        (_target(value=Decimal(985), unit="家"), set()),
        (_target(value=Decimal(985), unit=None), set()),
        (_target(value=Decimal(150), kind=TargetKind.RELATIVE), set()),
        (_target(value=None), set()),
        (_target(value=Decimal(95), value_high=Decimal(95)), set()),
        (_target(value=Decimal(95), value_high=Decimal(90)), {("—", "Or", "Warning")}),
        (_target(value=Decimal(95), value_high=Decimal(90), doubt="区间有误"), set()),
        (_money(amount=None), set()),
        (_money(amount=None, kind=""), {("kind", "MinCount", "Violation")}),
        (_money(amount=Decimal(0)), set()),
        (_money(amount=Decimal(-1)), {("amount", "MinInclusive", "Violation")}),
        (_money(amount=Decimal(30), amount_high=Decimal(50)), set()),
        (_money(amount=Decimal(30), amount_high=Decimal(20)), {("amount", "LessThanOrEquals", "Warning")}),
        (replace(plan(), period_start=2025, period_end=2021), {("periodStart", "LessThanOrEquals", "Warning")}),
        (replace(plan(), effective_from="2026-01-01"), {("effectiveFrom", "LessThanOrEquals", "Warning")}),
        (
            replace(plan(), effective_from="2020"),
            {("effectiveFrom", "Datatype", "Violation"), ("effectiveFrom", "LessThanOrEquals", "Warning")},
        ),
    ],
)
def test_the_rules_about_a_plan(read: Plan, broken: set[tuple[str, str, str]]) -> None:
    assert _broken(read) == broken


@pytest.mark.parametrize("name", ["body", "role", "ofTask", "evidence"])
def test_a_responsibility_has_body_role_task_and_evidence(name: str) -> None:
    quads = write.plan_quads(plan())
    node = next(quad.subject for quad in quads if quad.predicate == TYPE and quad.object == term("Responsibility"))
    lacking = [quad for quad in quads if (quad.subject, quad.predicate) != (node, term(name))]
    assert [(found.node, found.path, found.component) for found in gate.findings(lacking)] == [
        (node, term(name), "MinCountConstraintComponent")
    ]


A = NamedNode("https://w3id.org/qgraph/id/a")


def _node(kinds: str, **said: Any) -> list[Triple]:
    """The statements of one node; plain words are in Chinese under `name`."""
    statements = [Triple(A, TYPE, term(kind)) for kind in kinds.split()]
    for name, value in said.items():
        for one in value if isinstance(value, list) else [value]:
            written = one if isinstance(one, (Literal, NamedNode)) else Literal(one, language="zh") if name == "name" else Literal(one)
            statements.append(Triple(A, term(name), written))
    return statements


KNOWN: dict[str, Any] = {"name": "云上合格率", "aggregation": "ratio", "direction": "up", "definition": "甲", "definitionEn": "a"}
BODY: dict[str, Any] = {"name": "市质量办", "ofJurisdiction": A}


@pytest.mark.parametrize(
    ("node", "broken"),
    [
        (_node("Body", **BODY), set()),
        (_node("Body", **BODY | {"name": ["市质量办（一）", "市质量办(一)"]}), set()),
        (_node("Body", ofJurisdiction=A), {"name"}),
        (_node("Body", **BODY, kind="club"), {"kind"}),
        (_node("Body LeadingGroup", **BODY, kind="leading_group"), set()),
        (_node("LeadingGroup", **BODY, kind="leading_group"), {"type"}),
        (_node("Body LeadingGroup", **BODY, kind="office"), {"kind"}),
        (_node("Jurisdiction", level="county"), set()),
        (_node("Jurisdiction", level="county", adcode="990101"), {"—"}),
        (_node("Jurisdiction", name="南浦区", level="county", adcode="990101"), set()),
        (_node("Jurisdiction", name="南浦区", level="county", adcode="9901"), {"adcode"}),
        (_node("Jurisdiction", name="南浦区", level="village"), {"level"}),
        (_node("Indicator", name="云上样式数"), set()),
        (_node("Indicator"), {"name"}),
        (_node("Indicator", **KNOWN, counts="new", unlike=A, discontinuedSource="某文件"), set()),
        (_node("Indicator", **KNOWN | {"definitionEn": []}), {"—"}),
        (_node("Indicator", **KNOWN | {"aggregation": []}), {"—"}),
        (_node("Indicator", **KNOWN | {"aggregation": "mean"}), {"aggregation"}),
        (_node("Indicator", **KNOWN, counts="some"), {"counts"}),
        (_node("Indicator", **KNOWN, near=NamedNode("https://w3id.org/qgraph/id/b")), {"near"}),
        (_node("Indicator", name="云上样式数", near=A), {"—"}),
        (_node("Function", name="计量监管", nameEn="Metrology"), set()),
        (_node("Function", name="计量监管", nameEn=""), {"nameEn"}),
        (_node("BodyType", name="质量", nameEn="Quality", kind="office", line="dual"), set()),
        (_node("BodyType", name="质量", nameEn="Quality", kind="office", line="diagonal"), {"line"}),
        (_node("BodyChange BodyType Function", name="质量", nameEn="Quality", fromType=A, toType=A, function=A, kind="merge", line="dual",
               date="2018", atLevel="county"), {"kind"}),  # a node of three classes: "merge" is no kind of body type
        (_node("BodyChange", fromType=A, toType=A, kind="merge", date="soon", atLevel="town"), {"fromType", "toType", "date", "atLevel"}),
        (_node("PublishedFigure"), {"ofJurisdiction", "indicator", "indicatorAsWritten", "value", "comparator", "document", "address",
                                    "sourceKind", "nature"}),
    ],
)  # fmt: skip
def test_the_rules_about_bodies_places_and_reference_facts(node: list[Triple], broken: set[str]) -> None:
    assert {local_name(found.path) if found.path else "—" for found in gate.findings(node)} == broken
