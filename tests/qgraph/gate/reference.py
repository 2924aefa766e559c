"""The reference implementation of SHACL beside the gate: both say what is wrong with a graph, as rows that can be compared."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import pyshacl
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from qgraph import gate
from qgraph.gate.graph import Graph, nodes, values
from qgraph.gate.literals import measured
from qgraph.rdf.vocabulary import BOOLEAN, DECIMAL, INTEGER, NS, uri

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
PREFIXES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <https://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
)
Row = tuple[str, str | None, str, str, frozenset[tuple[str | None, str]]]  # node, path, component, severity, messages

EX = NamedNode("https://example.org/x")
SPOILT: list[Any] = [
    EX,
    Literal("无"),
    Literal(""),
    Literal("无", language="zh"),
    Literal("0", datatype=INTEGER),
    Literal("-5", datatype=INTEGER),
    Literal("999999", datatype=INTEGER),
    Literal("0", datatype=DECIMAL),
    Literal("250.5", datatype=DECIMAL),
    Literal("false", datatype=BOOLEAN),
]


def ours(statements: Iterable[Quad | Triple], shapes: str | None = None) -> set[Row]:
    """What the gate finds; `shapes` are Turtle, else those of the project."""
    against = None if shapes is None else gate.compiled(shapes.encode())
    return {
        (
            uri(found.node),
            uri(found.path) if found.path else None,
            found.component,
            found.severity.value,
            frozenset({("zh", found.message.zh), ("en", found.message.en)}),
        )
        for found in gate.findings(statements, against)
    }


def theirs(statements: Iterable[Quad | Triple], shapes: rdflib.Graph) -> set[Row]:
    """What pySHACL finds; only what it reports as such, not what lies within."""
    data = serialize((Triple(s.subject, s.predicate, s.object) for s in statements), format=RdfFormat.N_TRIPLES) or b""
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=data, format="nt"), shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    return {_row(report, result) for result in report.objects(predicate=SH.result)}


def _row(report: rdflib.Graph, result: Any) -> Row:
    path = report.value(result, SH.resultPath)
    messages = {(said.language, str(said)) for said in report.objects(result, SH.resultMessage) if isinstance(said, rdflib.Literal)}
    return (
        str(report.value(result, SH.focusNode)),
        None if path is None else str(path),
        str(report.value(result, SH.sourceConstraintComponent)).removeprefix(SH),
        str(report.value(result, SH.resultSeverity)).removeprefix(SH),
        frozenset(messages),
    )


def without_disorder(rows: set[Row], statements: Iterable[Quad | Triple], compared: dict[str, str]) -> set[Row]:
    """The rows but those about the order of two terms that have none: pySHACL orders them all the same (`test_reference`).

    `compared`: property → the one it is held against.
    """
    graph = nodes(statements)

    def has_order(row: Row) -> bool:
        match row[2].removesuffix("ConstraintComponent"), row[1]:
            case "LessThan" | "LessThanOrEquals", str(path):
                kinds = _kinds(graph, row[0], path, compared[path])
                return len(kinds) < 2 and None not in kinds
            case "MinInclusive" | "MaxInclusive", str(path):
                return _kinds(graph, row[0], path) <= {"number"}
            case "Or", _:  # the two rules about figures
                return _kinds(graph, row[0], f"{NS}value", f"{NS}valueHigh") <= {"number"}
        return True

    return {row for row in rows if has_order(row)}


def _kinds(graph: Graph, node: str, *properties: str) -> set[str | None]:
    """The kinds of value that some properties of a node have."""
    found = (values(graph, NamedNode(node), NamedNode(name)) for name in properties)
    return {(measured(value) or (None,))[0] for several in found for value in several}


def spoil(statements: Sequence[Quad | Triple], seed: int) -> list[Triple]:
    """A graph with some of its statements left out, doubled or spoilt."""
    chance = random.Random(seed)
    rate = chance.choice((0.02, 0.06, 0.15))
    spoilt: list[Triple] = []
    for s in statements:
        turn = chance.random()
        if turn < rate:
            continue
        if turn < 2.5 * rate:
            other = chance.choice([*SPOILT, chance.choice(statements).object])
            spoilt.append(Triple(s.subject, s.predicate, other))
            if chance.random() < 0.5:
                continue
        spoilt.append(Triple(s.subject, s.predicate, s.object))
    return list(dict.fromkeys(spoilt))
