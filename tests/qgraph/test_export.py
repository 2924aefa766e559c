from __future__ import annotations

import json
from decimal import Decimal

from pyoxigraph import RdfFormat, parse

from qgraph.export import graphs, tables
from qgraph.export.documents import document, plain
from qgraph.export.plan_json import plan_json
from qgraph.model import Role
from qgraph.rdf import write
from tests.qgraph.plans import plan

QUADS = write.plan_quads(plan())


def test_nquads_are_sorted_and_whole() -> None:
    text = graphs.nquads(reversed(QUADS))
    assert text == graphs.nquads(QUADS)
    assert text.splitlines() == sorted(text.splitlines())
    assert set(parse(text, format=RdfFormat.N_QUADS)) == set(QUADS)


def test_turtle_holds_every_triple_once() -> None:
    text = graphs.turtle([*QUADS, *QUADS])
    assert {quad.triple for quad in parse(text, format=RdfFormat.TURTLE)} == {quad.triple for quad in QUADS}
    assert text == graphs.turtle(reversed(QUADS))
    assert "q:Target" in text.decode()


def test_answers_become_plain_json() -> None:
    assert json.loads(document({"plan": plan().programmes, "value": Decimal("95.50"), "whole": Decimal("3.0")}))["value"] == 95.5
    assert plain({"role": Role.LEAD, "parts": {1}, "whole": Decimal("3.0")}) == {"role": "lead", "parts": [1], "whole": 3}


def test_the_document_of_a_plan_has_the_contracted_keys() -> None:
    facts = plan_json(plan(), {"target.at_least": 0.97})
    assert facts["targets"][0]["certainty"] == 0.97
    assert facts["targets"][0]["value"] == 95.5
    assert facts["targets"][1]["value_high"] == 10
    (task,) = facts["tasks"]
    assert (task["quote"], task["statement"]["quote"]) == (plan().tasks[0].units.quote, plan().tasks[0].evidence.quote)  # type: ignore[union-attr]
    assert facts["funding"][0]["for"] == "获奖"
    json.dumps(facts)


def test_what_would_steer_a_terminal_is_replaced() -> None:
    assert tables.harmless("a\x1b[31mb\tc\n") == "a�[31mb\tc\n"
