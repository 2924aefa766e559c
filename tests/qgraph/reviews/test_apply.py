"""A plan after its decisions: the same facts under the same URIs, some of them corrected."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from qgraph import gate
from qgraph.errors import ReviewError
from qgraph.model import Jurisdiction, Level, Status, Target
from qgraph.rdf import identity, read, write
from qgraph.reading import held
from qgraph.reviews import graph
from qgraph.reviews.apply import Change, review
from qgraph.reviews.entries import Act, Value
from qgraph.reviews.fields import HINTS, SETTABLE, changed
from qgraph.reviews.log import Log
from qgraph.reviews.state import state
from qgraph.told import english
from tests.qgraph.plans import MASKED, plan
from tests.qgraph.reviews.decisions import abouts, at, of_everything, reviewed

PLAN = plan()


def test_a_corrected_fact_keeps_its_name() -> None:
    after = reviewed(PLAN)
    assert after.names == identity.names(PLAN)
    assert after.plan.targets[0].value == Decimal(96)
    assert after.plan.targets[0].deadline is None
    assert after.plan.targets[0].status is Status.CORRECTED
    assert after.plan.programmes[0].status is Status.REJECTED
    assert after.plan.funding[0].status is Status.ACCEPTED
    assert after.plan.period_end == 2027
    assert after.plan.tasks == PLAN.tasks
    assert after.lost == ()
    first = after.decided[1]
    assert first.changes == (Change("value", "95.50", "96"), Change("deadline", "2025", None))


def test_the_graph_holds_both_and_reads_back() -> None:
    after = reviewed(PLAN)
    reading = held(PLAN, Log(tuple(of_everything(PLAN)), digest="x"))
    quads = [*write.plan_quads(after.plan, after.names), *graph.quads(after)]
    assert len(reading.rows) == len(set(map(str, quads)))
    assert read.plan(quads, PLAN.source) == after.plan
    assert graph.without_entries(quads) == write.plan_quads(after.plan, after.names)
    assert not [finding for finding in gate.findings(quads) if finding.severity is gate.Severity.VIOLATION]


def test_nothing_decided_is_nothing_changed() -> None:
    assert review(PLAN, state([])).plan == PLAN
    assert held(PLAN, Log()).rows == held(PLAN, Log(digest="x")).rows


def test_a_place_that_a_person_sets_leaves_the_names_as_they_are() -> None:
    masked = plan(MASKED)
    after = review(masked, state([at(Act.CORRECT, "", values={"place": "370214"})]))
    assert after.plan.jurisdiction == Jurisdiction("城阳区", Level.COUNTY, "370214")
    assert after.names == identity.names(masked)
    quads = write.plan_quads(after.plan, after.names)
    assert any(str(quad.object) == f"<{identity.place_uri('370214')}>" for quad in quads)
    assert {str(quad.graph_name) for quad in quads} == {f"<{identity.plan_graph(identity.plan_key(masked))}>"}


def test_a_decision_whose_fact_is_gone_is_listed() -> None:
    entry = at(Act.ACCEPT, "target/0000", what="合格率 ≥ 95")
    (lost,) = review(PLAN, state([entry])).lost
    assert (lost.about, lost.last, lost.reason) == ("target/0000", entry, None)


def test_a_decision_that_fits_no_field_any_more_is_listed_with_the_reason() -> None:
    about = abouts(PLAN, "targets")[0]
    after = review(PLAN, state([at(Act.CORRECT, about, values={"colour": "red"})]))
    assert after.plan == PLAN
    assert "colour" in str(after.lost[0].reason)


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("target", {"value": "many"}, "needs a number"),
        ("target", {"value": "NaN"}, "needs a number"),
        ("target", {"value": "1e999999"}, "needs a number"),
        ("", {"period_end": "2_021"}, "needs a number"),
        ("target", {"kind": "big"}, "is one of absolute"),
        ("target", {"kind": None}, "must not be empty"),
        ("target", {"value": "1e15"}, "needs a number"),
        ("target", {"value": "1.1234567890123456"}, "fifteen digits"),
        ("target", {"deadline": "next year"}, "is no date"),
        ("target", {"deadline": "2026-02-31"}, "is no date"),
        ("target", {"deadline": "0000"}, "is no date"),
        ("target", {"unit": ["%"]}, "1 to 500 characters"),
        ("target", {"matched": "不知名的指标"}, "no indicator is known"),
        ("target", {"indicator": "长" * 501}, "1 to 500 characters"),
        ("target", {"value": "5", "value_high": "3"}, "ends before it begins"),
        ("target", {"evidence": "x"}, "cannot be set"),
        ("target", {"status": "accepted"}, "cannot be set"),
        ("", {"place": "朝阳区"}, "say which by its code"),
        ("", {"place": "乌有市"}, "no one place is known"),
        ("", {"period_start": "2030"}, "ends before it begins"),
        ("", {"trial": "perhaps"}, "true or false"),
        ("", {"title": ""}, "must not be empty"),
        ("", {"publicity": "secret"}, "is one of public"),
    ],
)
def test_a_value_that_fits_no_field_is_refused(kind: str, values: dict[str, Value], said: str) -> None:
    thing = PLAN if kind == "" else PLAN.targets[0]
    with pytest.raises(ReviewError) as error:
        changed(thing, kind, values)
    assert said in english(error.value.message)
    assert str(error.value) != english(error.value.message)


def test_every_field_that_may_be_set_is_one_of_the_model() -> None:
    for kind, (of, names) in SETTABLE.items():
        known = {field.name for field in fields(of)}
        assert set(names) - known == ({"place"} if kind == "" else set())
        assert len(set(names)) == len(names)
        assert HINTS[of].keys() >= set(names) - {"place"}
    assert {field.name for field in fields(Target)} - set(SETTABLE["target"][1]) == {
        *("evidence", "rule", "status", "base_as_written", "deadline_as_written", "deadline_from", "deadline_assumed"),
        "firmness_as_written",
    }
