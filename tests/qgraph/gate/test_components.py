"""Every constraint component that the gate knows, on values of every kind, held against pySHACL."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Literal, RdfFormat, Triple, parse

from tests.qgraph.gate.reference import PREFIXES, ours, theirs

SAID = 'sh:message "不对"@zh , "wrong"@en'
FALSY = ['""', "0", "0.0", "false"]  # Python takes each for nothing
VALUES = [*FALSY, '""@en', '"x"', '"x"@zh', "7", "-7", "7.5", "true", "e:x", "e:C", "_:b", '"2021-02-28"^^xsd:date', '"2021"^^xsd:gYear']
EACH = [
    *(
        f"sh:datatype {name}"
        for name in ("xsd:string", "xsd:integer", "xsd:decimal", "xsd:boolean", "xsd:date", "xsd:gYear", "rdf:langString")
    ),
    *(f"sh:nodeKind sh:{name}" for name in ("IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")),
    "sh:in ( 0 false )",
    'sh:in ( "" 0.0 "x"@zh e:x )',
    'sh:pattern "^x?$"',
    'sh:pattern "^[0-9.]+$"',
    "sh:minLength 1",
    "sh:minLength 3",
    "sh:class e:K",
    "sh:class e:K , e:L",
    "sh:hasValue 0",
    'sh:hasValue ""',
    "sh:hasValue false",
    "sh:hasValue 7 , e:x",
    "sh:minCount 0",
    "sh:minCount 2",
    "sh:maxCount 0",
    "sh:maxCount 1",
    "sh:not [ sh:nodeKind sh:IRI ]",
    "sh:not [ sh:hasValue 0 ]",
    "sh:not [ sh:nodeKind sh:IRI ] , [ sh:datatype xsd:integer ]",
    'sh:or ( [ sh:hasValue 0 ] [ sh:hasValue "" ] )',
    "sh:or ( [ sh:nodeKind sh:IRI ] [ sh:class e:L ] ) ; sh:or ( [ sh:datatype xsd:integer ] [ sh:nodeKind sh:IRI ] )",
    "sh:and ( [ sh:nodeKind sh:Literal ] [ sh:minLength 1 ] )",
    "sh:or ( [ sh:and ( [ sh:nodeKind sh:IRI ] [ sh:not [ sh:class e:K ] ] ) ] [ sh:datatype xsd:boolean ] )",
    "sh:node e:Literals",
    "sh:node e:Linked",
    "sh:not e:Linked",
    "sh:or ( [ sh:path e:r ; sh:minCount 1 ] [ sh:datatype xsd:boolean ] )",
    "sh:deactivated true ; sh:minCount 9",
    "sh:deactivated false ; sh:minCount 9",
    "sh:severity sh:Warning ; sh:minCount 9",
    "sh:severity sh:Violation ; sh:nodeKind sh:IRI",
    "sh:not [ sh:nodeKind sh:IRI ; sh:deactivated true ]",
    "sh:or ( [ sh:nodeKind sh:IRI ; sh:severity sh:Warning ] )",
]
ORDER = ["sh:minInclusive 0", "sh:maxInclusive 0", "sh:minInclusive 0.5", "sh:lessThan e:bound", "sh:lessThanOrEquals e:bound"]
NUMBERS = ["0", "0.0", "7", "-7", "7.5", "0.5", "-0.0"]
HELPERS = (
    f"e:Literals a sh:NodeShape ; sh:nodeKind sh:Literal ; {SAID} . "
    f"e:Linked a sh:NodeShape ; sh:property [ sh:path e:r ; sh:minCount 1 ; sh:hasValue 0 ; {SAID} ] .\n"
)
FACTS = "e:x a e:K ; e:r 0 . e:C a e:K , e:L .\n"


def both(shapes: str, data: str) -> tuple[set[object], set[object]]:
    shapes, triples = PREFIXES + HELPERS + shapes, list(parse(PREFIXES + FACTS + data, format=RdfFormat.TURTLE))
    statements = [Triple(quad.subject, quad.predicate, quad.object) for quad in triples]
    return set(ours(statements, shapes)), set(theirs(statements, rdflib.Graph().parse(data=shapes, format="turtle")))


def focuses(values: list[str]) -> str:
    """A node for each value, one with two values, one with none."""
    nodes = [f"e:n{i} a e:F ; e:p {value} ; e:bound 0 ." for i, value in enumerate(values)]
    return "\n".join([*nodes, f"e:two a e:F ; e:p {values[0]} , {values[-1]} ; e:bound 0 , 7 .", "e:none a e:F ."])


@pytest.mark.parametrize("constraint", EACH)
def test_a_property_is_held_as_pyshacl_holds_it(constraint: str) -> None:
    shapes = f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; {constraint} ; {SAID} ] ."
    found, expected = both(shapes, focuses(VALUES))
    assert found == expected
    for value in VALUES:  # and each alone, so that no value hides behind another
        found, expected = both(shapes, f"e:n a e:F ; e:p {value} .")
        assert found == expected, value


@pytest.mark.parametrize("constraint", ORDER)
def test_numbers_are_ordered_as_pyshacl_orders_them(constraint: str) -> None:
    shapes = f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; {constraint} ; {SAID} ] ."
    found, expected = both(shapes, focuses(NUMBERS))
    assert found == expected
    assert found
    assert len(found) < len(NUMBERS) + 2


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:class e:K",
        "sh:nodeKind sh:BlankNode",
        "sh:in ( e:n0 e:n1 )",
        'sh:pattern "n[0-3]$"',
        "sh:hasValue e:n0",
        "sh:not [ sh:class e:F ]",
        "sh:not [ sh:property [ sh:path e:p ; sh:hasValue 0 ] ]",
        "sh:or ( [ sh:property [ sh:path e:p ; sh:nodeKind sh:IRI ] ] [ sh:property [ sh:path e:p ; sh:datatype xsd:string ] ] )",
        "sh:and ( e:Linked [ sh:class e:F ] )",
        "sh:node e:Linked",
        "sh:not [ sh:deactivated true ; sh:class e:K ]",
        "sh:severity sh:Warning ; sh:class e:K",
        "sh:deactivated true ; sh:class e:K",
    ],
)
def test_a_node_is_held_as_pyshacl_holds_it(constraint: str) -> None:
    found, expected = both(f"e:S a sh:NodeShape ; sh:targetClass e:F , e:K ; {constraint} ; {SAID} .", focuses(VALUES))
    assert found == expected


@pytest.mark.parametrize("value", FALSY)
def test_a_value_that_python_takes_for_nothing_is_held_like_any_other(value: str) -> None:
    """By the standard, not by pySHACL: each of these is there, is a literal, is not the others, and is no IRI."""
    others = [other for other in FALSY if other != value]
    for constraint, holds in {
        "sh:minCount 1": True,
        "sh:maxCount 0": False,
        "sh:nodeKind sh:Literal": True,
        "sh:nodeKind sh:IRI": False,
        f"sh:hasValue {value}": True,
        f"sh:hasValue {others[0]}": False,
        f"sh:in ( {value} )": True,
        f"sh:in ( {' '.join(others)} )": False,
        f"sh:not [ sh:in ( {value} ) ]": False,
        f"sh:or ( [ sh:in ( {value} ) ] [ sh:nodeKind sh:IRI ] )": True,
        "sh:class e:K": False,
        "sh:minInclusive 1": False,
        "sh:maxInclusive -1": False,
    }.items():
        shapes = f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; {constraint} ; {SAID} ] ."
        found, _ = both(shapes, f"e:n a e:F ; e:p {value} .")
        assert (not found) is holds, constraint


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize(
    ("words", "datatype"),
    [
        ("x", "integer"),
        ("7.5", "integer"),
        ("", "integer"),
        ("七", "decimal"),
        ("yes", "boolean"),
        ("2021-02-30", "date"),
        ("21-2-3", "date"),
    ],
)
def test_words_that_are_no_value_of_their_datatype_are_wrong(words: str, datatype: str) -> None:
    shapes = f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; sh:datatype xsd:{datatype} ; {SAID} ] ."
    found, expected = both(shapes, f'e:n a e:F ; e:p "{words}"^^xsd:{datatype} .')
    assert len(found) == 1
    assert found == expected


@pytest.mark.parametrize(
    "constraint",
    [
        f"sh:property [ sh:path e:p ; sh:maxCount 1 ; {SAID} ]",
        f"sh:or ( [ sh:property [ sh:path e:p ; sh:maxCount 1 ] ] [ sh:class e:K ] ) ; {SAID}",  # within a condition as well
    ],
)
def test_the_same_statement_twice_is_one_value(constraint: str) -> None:
    shapes = PREFIXES + f"e:S a sh:NodeShape ; sh:targetClass e:F ; {constraint} ."
    once = [Triple(quad.subject, quad.predicate, quad.object) for quad in parse(PREFIXES + "e:n a e:F ; e:p 1 .", format=RdfFormat.TURTLE)]
    assert ours([*once, *once], shapes) == set()
    other = [Triple(once[1].subject, once[1].predicate, Literal("2"))]
    assert len(ours([*once, *other], shapes)) == 1
