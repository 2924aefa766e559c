"""核查: the worklist is the audit's own answer, filtered; its rows lead to their sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.views.audit import BLANK, key, worklist
from qgraph.questions.audit import Answer, audit
from qgraph.questions.told import english
from qgraph.store import open_store
from tests.app import stores
from tests.app.test_pages import address, opened, said


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


@pytest.fixture
def whole(samples: Path) -> Answer:
    return audit(open_store(samples), on=date.today())


@pytest.mark.parametrize("language", LANGUAGES)
def test_shows_every_finding(language: str, whole: Answer) -> None:
    app = opened("audit", lang=language)
    assert not app.exception
    table = app.dataframe[-1].value
    reasons = [english(one.reason) if language == "en" else one.reason for one in whole.findings]
    assert list(table[words(language)["column.reason"]]) == reasons
    assert len(reasons) > 5


def test_filters_are_in_the_address(whole: Answer) -> None:
    kind = whole.findings[0].kind
    app = opened("audit", kind=kind, severity=whole.findings[0].severity)
    expected = [one for one in whole.findings if one.kind is kind and one.severity is whole.findings[0].severity]
    assert len(app.dataframe[-1].value) == len(expected) or len(expected) == 1
    assert address(app, "kind") == kind


def test_a_plan_alone_is_asked_about(samples: Path) -> None:
    plan = stores.first(samples, "plans", "plan")
    app = opened("audit", plan=plan)
    found = audit(open_store(samples), plan=plan, on=date.today()).findings
    assert not app.exception
    assert (len(app.dataframe[-1].value) if app.dataframe else 0) >= bool(found)


def test_a_finding_of_the_address_is_open_with_its_sentence(whole: Answer) -> None:
    finding = next(one for one in reversed(whole.findings) if one.item.quote and len(one.items) < 2)
    app = opened("audit", at=key(finding))
    assert f"> {escaped(finding.item.quote)}" in [mark.value for mark in app.markdown]
    assert escaped(finding.reason) in said(app)


def test_nothing_fits_is_said() -> None:
    app = opened("audit", kind="text_table_mismatch", severity="high", valid="in_force")
    assert not app.exception


def test_the_file_has_columns_to_fill_in(whole: Answer) -> None:
    rows = worklist(whole.findings[:3], empty_columns=True)
    assert len(rows) == 3
    for row in rows:
        assert [row[words("zh")[column]] for column in BLANK] == [None, None, None]
        assert row[words("zh")["column.quote"]] == next(
            one.item.quote for one in whole.findings if one.reason == row[words("zh")["column.reason"]]
        )
