"""What the compiler does not know it refuses, with file and shape."""

from __future__ import annotations

import pytest

from qgraph import gate
from qgraph.errors import DataError
from tests.qgraph.gate.reference import PREFIXES

SAID = 'sh:message "不对"@zh , "wrong"@en'


def compiled(turtle: str) -> object:
    return gate.compiled((PREFIXES + turtle).encode(), "shapes.ttl")


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:xone ( [ sh:nodeKind sh:IRI ] )",
        "sh:closed true",
        "sh:closed true ; sh:ignoredProperties ( rdf:type )",
        'sh:sparql [ sh:select "SELECT $this WHERE {}" ]',
        'sh:js [ sh:jsFunctionName "f" ]',
        "sh:expression [ sh:path e:p ]",
        "sh:rule [ sh:object e:x ]",
        "sh:targetNode e:x",
        "sh:targetSubjectsOf e:p",
        "sh:targetObjectsOf e:p",
        'sh:target [ sh:select "SELECT ?this WHERE {}" ]',
        "sh:minExclusive 1",
        "sh:maxExclusive 1",
        "sh:maxLength 1",
        'sh:languageIn ( "zh" )',
        "sh:equals e:q",
        "sh:disjoint e:q",
        "sh:minCount 1",
        "sh:lessThan e:q",
        "sh:path e:p",
        "sh:unheardOf 1",
        "sh:severity sh:Info",
        "sh:severity e:Grave",
        'sh:deactivated "perhaps"',
        "sh:nodeKind sh:Thing",
        "sh:in e:noList",
        "sh:or ( )",
        "sh:or ( e:nowhere )",
        "sh:not e:S",
        "sh:not [ sh:unheardOf 1 ]",
        "sh:node [ sh:targetClass e:F ; sh:xone ( [ sh:nodeKind sh:IRI ] ) ]",
        "sh:or ( [ sh:property [ sh:path e:p ; sh:uniqueLang true ] ] )",
        "a rdfs:Class",
        "a owl:Class",
    ],
)
def test_an_unknown_part_of_a_node_shape_is_an_error(constraint: str) -> None:
    with pytest.raises(DataError, match=r"^shapes\.ttl: https?://example\.org/S|^shapes\.ttl: <https://example\.org/S>"):
        compiled(f"e:S a sh:NodeShape ; sh:targetClass e:F ; {constraint} ; {SAID} .")


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:path ( e:p e:q )",
        "sh:path [ sh:inversePath e:p ]",
        "sh:path [ sh:zeroOrMorePath e:p ]",
        "sh:path [ sh:alternativePath ( e:p e:q ) ]",
        'sh:path "p"',
        "sh:path e:p , e:q",
        "sh:minCount 1",
        "sh:path e:p ; sh:uniqueLang true",
        "sh:path e:p ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1",
        'sh:path e:p ; sh:pattern "x" ; sh:flags "i"',
        'sh:path e:p ; sh:pattern "["',
        "sh:path e:p ; sh:pattern e:x",
        "sh:path e:p ; sh:property [ sh:path e:q ; sh:minCount 1 ]",
        "sh:path e:p ; sh:minCount e:x",
        "sh:path e:p ; sh:minCount -1",
        "sh:path e:p ; sh:maxCount 1.5",
        'sh:path e:p ; sh:minLength "three"',
        "sh:path e:p ; sh:minCount 1 , 2",
        "sh:path e:p ; sh:maxInclusive e:x",
        'sh:path e:p ; sh:minInclusive "x"^^xsd:integer',
        "sh:path e:p ; sh:lessThan ( e:q )",
        "sh:path e:p ; sh:targetClass e:F",
        "sh:path e:p ; sh:defaultValue 1",
        "sh:path e:p ; a sh:NodeShape",
        "sh:path e:p ; sh:severity sh:Info ; sh:minCount 1",
    ],
)
def test_an_unknown_part_of_a_property_shape_is_an_error(constraint: str) -> None:
    with pytest.raises(DataError, match=r"^shapes\.ttl: "):
        compiled(f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ {constraint} ; {SAID} ] .")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "e:P a sh:PropertyShape ; sh:targetClass e:F ; sh:path e:p ; sh:minCount 1 .",
        "e:S sh:targetClass e:F ; sh:nodeKind sh:IRI .",  # a shape by what it says, not by its class
        'e:C a sh:ConstraintComponent ; sh:parameter [ sh:path e:p ] ; sh:validator [ sh:ask "ASK {}" ] .',
        'e:O a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "https://example.org/" ] .',
    ],
)
def test_what_no_shape_leads_to_is_an_error(elsewhere: str) -> None:
    with pytest.raises(DataError, match=r"^shapes\.ttl: .*does not know what sh:\w+ is for here"):
        compiled(elsewhere)


def test_the_error_names_the_shape_within_and_the_property() -> None:
    with pytest.raises(DataError, match=r"^shapes\.ttl: .*/S.*, .*/p.*: the gate does not know sh:uniqueLang at a property$"):
        compiled(f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:property [ sh:path e:p ; sh:uniqueLang true ; {SAID} ] .")


@pytest.mark.parametrize(
    "messages",
    ["", 'sh:message "不对"@zh', 'sh:message "wrong"@en', 'sh:message "不对"@zh , "wrong"@en , "faux"@fr', 'sh:message ""@zh , "wrong"@en',
     'sh:message "不对"@zh , "也不对"@zh', 'sh:message "wrong" , "不对"@zh'],
)  # fmt: skip
def test_a_shape_without_a_message_in_each_language_is_an_error(messages: str) -> None:
    for shape in (f"sh:property [ sh:path e:p ; sh:minCount 1 ; {messages} ]", f"sh:nodeKind sh:IRI ; {messages}"):
        with pytest.raises(DataError, match="one sh:message in Chinese"):
            compiled(f"e:S a sh:NodeShape ; sh:targetClass e:F ; {shape} .")


def test_a_part_of_a_condition_needs_no_message_and_no_label_matters() -> None:
    assert compiled(f"e:S a sh:NodeShape ; rdfs:label 'S' ; sh:targetClass e:F ; sh:not [ sh:class e:K ] ; {SAID} .")
    assert compiled("e:S a sh:NodeShape ; sh:property [ sh:path e:p ; sh:minCount 1 ] .") == {}


def test_shapes_that_lead_back_to_themselves_are_an_error() -> None:
    with pytest.raises(DataError, match="leads back to itself"):
        compiled(f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:node e:T ; {SAID} . e:T a sh:NodeShape ; sh:not e:S .")


@pytest.mark.parametrize(
    "cells",
    ["rdf:first 1 ; rdf:rest e:list", "rdf:first 1", "rdf:rest rdf:nil", "rdf:first 1 , 2 ; rdf:rest rdf:nil"],
    ids=["without end", "no rest", "no first", "two firsts"],
)
def test_a_list_that_is_none_is_an_error(cells: str) -> None:
    with pytest.raises(DataError, match=r"^shapes\.ttl: .*finds no list"):
        compiled(f"e:S a sh:NodeShape ; sh:targetClass e:F ; sh:in e:list ; {SAID} . e:list {cells} .")


def test_turtle_that_cannot_be_read_is_an_error_with_its_line() -> None:
    with pytest.raises(DataError, match=r"^shapes\.ttl, line \d+: "):
        compiled("e:S a sh:NodeShape ; ; ] .")
