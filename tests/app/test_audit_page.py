"""核查: the worklist is the audit's own answer, filtered; its rows lead to their sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.views.audit import BLANK, key, worklist
from qgraph.questions import audit as question
from qgraph.questions.audit import Answer, Severity, audit, words_of
from qgraph.questions.names import spots
from qgraph.questions.validity import Validity
from qgraph.store import Store, open_store
from qgraph.told import english
from tests.app import stores
from tests.app.test_pages import address, opened, said


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


@pytest.fixture
def whole(samples: Path) -> Answer:
    return audit(open_store(samples), on=date.today())


@pytest.fixture
def audited(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The plans that are asked about (None: all), in a store that counts as large."""
    asked: list[object] = []

    def recorded(store: Store, **about: Any) -> Answer:
        asked.append(about.get("plan"))
        return audit(store, **about)

    recorded.__qualname__ = request.node.name  # answers are kept by the question's name
    monkeypatch.setattr("qgraph.app.views.audit.MANY", 3)
    monkeypatch.setattr(question, "audit", recorded)
    return asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_shows_every_finding(language: str, whole: Answer) -> None:
    app = opened("audit", lang=language)
    assert not app.exception
    table = app.dataframe[1].value
    reasons = [english(one.reason) if language == "en" else one.reason for one in whole.findings]
    assert list(table[words(language)["column.reason"]]) == reasons
    assert len(reasons) > 5


def test_filters_are_in_the_address(whole: Answer) -> None:
    first = whole.findings[0]
    app = opened("audit", kind=first.kind, severity=first.severity)
    expected = [one for one in whole.findings if one.kind is first.kind and one.severity is first.severity]
    assert len(expected) > 1
    assert list(app.dataframe[1].value[words("zh")["column.reason"]]) == [one.reason for one in expected]
    assert address(app, "kind") == first.kind
    counts = [words("zh")["audit.counted"].format(name=words_of("zh")[one], count=_count(whole, one)) for one in Severity]
    assert list(app.segmented_control[0].options)[1:] == counts


def _count(whole: Answer, severity: Severity) -> int:
    return sum(one.severity is severity for one in whole.findings)


def test_a_plan_alone_is_asked_about(samples: Path, whole: Answer) -> None:
    plan = whole.findings[0].plan_uri
    app = opened("audit", plan=plan)
    found = audit(open_store(samples), plan=plan, on=date.today()).findings
    assert len(found) > 1
    assert list(app.dataframe[1].value[words("zh")["column.reason"]]) == [one.reason for one in found]
    assert words("zh")["audit.looked"].format(plans=1, findings=len(found), shown=len(found)) in said(app)


def test_a_place_is_asked_about_with_those_below_it(samples: Path) -> None:
    known = spots(open_store(samples))
    having = {str(row["place"]): str(row["plan"]) for row in stores.rows(samples, "plans")}
    below = next(uri for uri in sorted(having) if known[uri].within in having)
    upper = str(known[below].within)
    app = opened("audit", place=upper)
    found = audit(open_store(samples), place=upper, on=date.today())
    assert list(app.dataframe[1].value[words("zh")["column.reason"]]) == [one.reason for one in found.findings]
    app = opened("audit", place=upper, plan=having[below])
    assert app.selectbox[1].value == having[below]


def test_a_large_store_is_audited_whole_only_when_somebody_asks(whole: Answer, audited: list[object]) -> None:
    app = opened("audit")
    count = whole.plans
    assert [info.value for info in app.info] == [words("zh")["audit.choose"].format(count=count)]
    assert not app.dataframe
    assert audited == []
    app.button[0].click().run()
    assert list(app.dataframe[1].value[words("zh")["column.reason"]]) == [one.reason for one in whole.findings]
    app.run()
    assert len(app.dataframe[1].value) == len(whole.findings)  # what was asked for stays
    assert address(app, "all") == "1"


def test_a_large_store_is_asked_about_one_plan_at_once(whole: Answer, audited: list[object]) -> None:
    app = opened("audit", plan=whole.findings[0].plan_uri)
    assert app.dataframe
    assert audited == [whole.findings[0].plan_uri]


def test_a_finding_of_the_address_is_open_with_its_sentence(whole: Answer) -> None:
    finding = next(one for one in reversed(whole.findings) if one.item.quote and len(one.items) < 2)
    app = opened("audit", at=key(finding))
    assert f"> {escaped(finding.item.quote)}" in [mark.value for mark in app.markdown]
    assert escaped(finding.reason) in said(app)


def test_nothing_fits_is_said(whole: Answer) -> None:
    absent = next(one for one in Severity if not _count(whole, one))
    app = opened("audit", severity=absent)
    assert [info.value for info in app.info] == [words("zh")["audit.none"]]
    assert words("zh")["audit.looked"].format(plans=whole.plans, findings=len(whole.findings), shown=0) in said(app)


def test_only_what_is_in_force_is_shown_where_that_is_asked(whole: Answer) -> None:
    app = opened("audit", valid="in_force")
    binding = [one for one in whole.findings if one.validity is Validity.IN_FORCE]
    assert words("zh")["audit.looked"].format(plans=whole.plans, findings=len(whole.findings), shown=len(binding)) in said(app)


def test_the_places_of_a_finding_can_be_chosen(whole: Answer) -> None:
    many = next(one for one in whole.findings if len(one.items) > 3)
    app = opened("audit", at=key(many), item="2")
    assert f"> {escaped(many.items[2].quote)}" in [mark.value for mark in app.markdown]
    assert len(app.dataframe[-1].value) == len(many.items)


@pytest.mark.parametrize("name", ["plan", "place", "kind", "severity", "valid", "at", "item", "all"])
@pytest.mark.parametrize("wrong", ["", "x", "-1", "<script>window.ran=1</script>", "长" * 3000])
def test_a_wrong_address_never_raises(name: str, wrong: str) -> None:
    app = opened("audit", **{name: wrong})
    assert not app.exception
    assert app.dataframe


def test_the_file_has_columns_to_fill_in(whole: Answer) -> None:
    rows = worklist(whole.findings[:3], empty_columns=True)
    assert len(rows) == 3
    for row in rows:
        assert [row[words("zh")[column]] for column in BLANK] == [None, None, None]
        assert row[words("zh")["column.quote"]] == next(
            one.item.quote for one in whole.findings if one.reason == row[words("zh")["column.reason"]]
        )
