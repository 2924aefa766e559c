from __future__ import annotations

from collections import Counter
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Store

from qgraph.rdf import identity, lines, write
from qgraph.rdf.vocabulary import NS, TYPE, decimal, literal
from tests.qgraph.plans import plan

QUADS = write.plan_quads(plan())


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert lines.nquads(QUADS) == lines.nquads(write.plan_quads(plan()))


def test_every_quad_stands_in_the_plan_graph_and_nothing_is_said_twice() -> None:
    assert {quad.graph_name.value for quad in QUADS} == {identity.plan_graph(identity.plan_key(plan()))}  # type: ignore[union-attr]
    assert len(set(QUADS)) == len(QUADS)


def test_the_plan_owns_every_subject() -> None:
    own = identity.plan_uri(identity.plan_key(plan()))
    assert {s for q in QUADS if not (s := q.subject.value).startswith(own)} == {identity.source_uri(plan().source.sha256)}  # type: ignore[union-attr]


def test_classes() -> None:
    classes = Counter(q.object.value.removeprefix(NS) for q in QUADS if q.predicate == TYPE)  # type: ignore[union-attr]
    assert classes == {
        "Plan": 1,
        "SourceFile": 1,
        "Clause": 3,
        "Target": 2,
        "Task": 1,
        "Responsibility": 3,
        "Membership": 1,
        "FundingLine": 1,
        "Programme": 1,
        "Mention": 2,
        "Evidence": 14,
    }


def test_a_store_gives_back_the_very_literals() -> None:
    store = Store()
    store.extend(QUADS)
    assert set(store) == set(QUADS)


def test_literals() -> None:
    assert literal("title", "质量") == Literal("质量", language="zh")
    assert literal("deadline", "2023-09").datatype.value.endswith("gYearMonth")  # type: ignore[union-attr]
    assert literal("deadline", "2023-19") == Literal("2023-19")
    assert literal("collective", False) is None
    assert literal("doubt", None) is None
    assert literal("start", 0) == Literal("0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))


def test_decimals_are_written_short() -> None:
    written = {"95.50": "95.5", "1E+1": "10", "0.050": "0.05", "-0.0": "0", "100": "100"}
    assert {text: decimal(Decimal(text)) for text in written} == written
