"""核查 in rows: what filters leave, how many there are, and what an office fills in, on the samples' own findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qgraph.app.i18n import words
from qgraph.app.views import audit as view
from qgraph.questions.audit import Finding, Kind, Severity, audit, words_of
from qgraph.questions.names import spots
from qgraph.questions.validity import Validity
from qgraph.store import open_store
from tests.app import stores

ZH = words("zh")


@pytest.fixture(scope="module")
def findings(samples: Path) -> tuple[Finding, ...]:
    return audit(open_store(samples), on=date(2024, 6, 1)).findings


def test_filters_leave_what_they_say_in_the_order_of_the_audit(findings: tuple[Finding, ...]) -> None:
    assert view.chosen(findings, None, None, in_force=False) == list(findings)
    for kind in {one.kind for one in findings}:
        assert view.chosen(findings, kind, None, in_force=False) == [one for one in findings if one.kind is kind]
    for severity in Severity:
        assert view.chosen(findings, None, severity, in_force=False) == [one for one in findings if one.severity is severity]
    binding = view.chosen(findings, None, None, in_force=True)
    assert 0 < len(binding) < len(findings)
    assert {one.validity for one in binding} == {Validity.IN_FORCE}


def test_counts_are_those_of_the_findings(findings: tuple[Finding, ...]) -> None:
    names = words_of("zh")
    kinds, severities = view.counted(findings), view.weighed(findings)
    assert list(kinds) == [kind.value for kind in Kind if any(one.kind is kind for one in findings)]
    for value, label in (kinds | severities).items():
        count = sum(value in (one.kind, one.severity) for one in findings)
        assert label == ZH["audit.counted"].format(name=names[value], count=count)
    assert list(severities) == list(Severity)
    assert view.counted([]) == {}


def test_the_summary_adds_up(findings: tuple[Finding, ...]) -> None:
    names = words_of("zh")
    rows = view.summary(findings)
    told = [value for row in rows for column, value in row.items() if column != ZH["column.kind"] and value is not None]
    assert sum(int(str(value)) for value in told) == len(findings)
    assert [row[ZH["column.kind"]] for row in rows] == [names[Kind(kind)] for kind in view.counted(findings)]
    assert 0 not in told


def test_a_row_says_the_finding(findings: tuple[Finding, ...]) -> None:
    several = next(one for one in findings if len(one.items) > 1)
    (row,) = view.worklist([several])
    assert row[ZH["column.reason"]] == several.reason
    assert row[ZH["audit.subject"]] == several.item.subject
    assert row[ZH["audit.count"]] == len(several.items)
    alone = next(one for one in findings if not one.items)
    assert view.worklist([alone])[0][ZH["audit.count"]] == 1


def test_only_the_file_has_columns_to_fill_in(findings: tuple[Finding, ...]) -> None:
    blank = {ZH[column] for column in view.BLANK}
    assert not blank & view.worklist(findings[:1])[0].keys()
    for row, finding in zip(view.worklist(findings, empty_columns=True), findings, strict=True):
        assert {row[column] for column in blank} == {None}
        assert row[ZH["column.quote"]] == finding.item.quote


def test_every_finding_has_an_address_of_its_own(findings: tuple[Finding, ...]) -> None:
    keys = [view.key(one) for one in findings]
    assert len(set(keys)) == len(keys)
    assert not any("/" in key for key in keys)


def test_a_place_covers_those_below_it(samples: Path) -> None:
    known = spots(open_store(samples))
    having = {str(row["place"]) for row in stores.rows(samples, "plans")}
    below = next(uri for uri in sorted(having) if known[uri].within in having)
    upper = str(known[below].within)
    assert {upper, below} <= view.covered(upper, known)
    assert upper not in view.covered(below, known)
    assert view.covered("https://w3id.org/qgraph/id/place/none", known) == set()
