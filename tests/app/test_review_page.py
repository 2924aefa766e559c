"""复核: facts are decided on the page, and what another decided meanwhile is no click away from being overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from qgraph import desk
from qgraph.app.i18n import LANGUAGES, words
from qgraph.desk import Folder
from qgraph.reviews.entries import Act
from qgraph.store import Row, open_store
from tests.app.test_pages import opened

ZH = words("zh")
FILE = "nanpu-2021-2025.txt"


@pytest.fixture
def store(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(samples, tmp_path / "store"))
    monkeypatch.setenv("QGRAPH_STORE", str(folder))
    return folder


def row(store: Path) -> Row:
    return next(row for row in open_store(store).run("plans") if row["file"] == FILE)


def folder(store: Path) -> Folder:
    return desk.open_folder(store, row(store))


def page(store: Path, **parameters: str) -> AppTest:
    app = opened("review", plan=str(row(store)["plan"]), **parameters)
    assert not app.exception
    return app


def named(app: AppTest, name: str = "张某") -> AppTest:
    """The page after somebody gave their name."""
    app.text_input(key="reviewer-field").set_value(name)
    return app.run(timeout=30)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    app.run(timeout=30)
    assert not app.exception
    return app


def target(store: Path) -> tuple[str, Row]:
    """What the page calls a target with a figure, and its row."""
    plan = str(row(store)["plan"])
    found = next(one for one in open_store(store).run("plan_targets", plan=plan) if one["value"] is not None)
    return str(found["target"]).removeprefix(f"{plan}/"), found


def again(store: Path) -> Row:
    about, _ = target(store)
    plan = str(row(store)["plan"])
    return next(one for one in open_store(store).run("plan_targets", plan=plan) if str(one["target"]).endswith(about))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_facts_stand_by_risk(store: Path, language: str) -> None:
    app = page(store, lang=language)
    risks = list(app.dataframe[0].value[words(language)["review.risk"]])
    assert risks == sorted(risks, reverse=True)
    assert len(risks) == len(folder(store).queue()) > 20
    for view in ("plan", "owners", "log"):
        assert page(store, lang=language, view=view)


def test_a_fact_is_corrected_accepted_by_another_and_given_back(store: Path) -> None:
    about, before = target(store)
    app = named(page(store, at=about))
    field = next(one for one in app.text_input if one.label == ZH["field.value"])
    field.set_value("77")
    press(app, ZH["review.do.correct"])
    assert app.success
    assert (str(again(store)["value"]), again(store)["status"]) == ("77", "corrected")
    assert any(f"原读作“{before['value']}”，改为“77”" in one.value for one in app.caption)
    press(named(app, "王某"), ZH["review.do.accept"])
    (decision,) = open_store(store).run("decisions", plan=str(row(store)["plan"]))
    assert (decision["by"], decision["seconded_by"]) == ("王某", "张某")
    press(app, ZH["review.do.undo"])
    press(app, ZH["review.do.undo"])
    assert (again(store)["value"], again(store)["status"]) == (before["value"], "proposed")


def test_without_a_name_nothing_is_decided(store: Path) -> None:
    app = press(page(store, at=target(store)[0]), ZH["review.do.accept"])
    assert [one.value for one in app.warning]
    assert folder(store).log.entries == ()


def test_a_value_that_fits_no_field_is_said_and_nothing_is_written(store: Path) -> None:
    app = named(page(store, at=target(store)[0]))
    next(one for one in app.text_input if one.label == ZH["field.value"]).set_value("许多")
    press(app, ZH["review.do.correct"])
    assert any("应为数字" in one.value for one in app.warning)
    press(app, ZH["review.do.reject"])
    assert again(store)["status"] == "rejected"


def test_what_somebody_else_decided_since_the_page_was_drawn_is_not_overwritten(store: Path) -> None:
    about, _ = target(store)
    app = named(page(store, at=about))
    other = folder(store)
    desk.decide(store, other.uri, [other.entry(Act.REJECT, f"{other.uri}/{about}", "王某")])
    press(app, ZH["review.do.accept"])
    assert any("王某" in one.value for one in app.warning)
    assert again(store)["status"] == "rejected"


def test_the_place_of_a_plan_is_set(store: Path) -> None:
    app = named(page(store, view="plan"))
    next(one for one in app.text_input if one.label == ZH["field.place"]).set_value("城阳区")
    press(app, ZH["review.do.set"])
    assert row(store)["place_name"] == "城阳区"
    press(app, ZH["review.do.undo"])
    assert row(store)["place_name"] == "南浦区"


def test_an_owner_is_proposed_and_withdrawn(store: Path) -> None:
    app = named(page(store, view="owners"))
    take_up = [button for button in app.button if button.key and button.key.startswith("suggest-")]
    if take_up:
        take_up[0].click()
        app.run(timeout=30)
    else:
        next(one for one in app.text_input if one.label == ZH["review.body"]).set_value("区科技局")
        press(app, ZH["review.propose"])
    plan = str(row(store)["plan"])
    (proposal,) = open_store(store).run("proposals", plan=plan)
    assert proposal["by"] == "张某"
    press(app, ZH["review.withdraw"].format(body=proposal["resolved"]))
    assert open_store(store).run("proposals", plan=plan) == []


def test_a_year_is_set_and_judged(store: Path) -> None:
    about, found = target(store)
    app = named(page(store, at=about))
    next(one for one in app.text_input if one.label == ZH["review.value"]).set_value(str(found["value"]))
    press(app, ZH["review.set_year"])
    (year,) = open_store(store).run("yearly_values", plan=str(row(store)["plan"]))
    assert (year["value"], year["by"]) == (found["value"], "张某")


def test_the_log_tells_who_did_what(store: Path) -> None:
    about, _ = target(store)
    opened_folder = folder(store)
    desk.decide(store, opened_folder.uri, [opened_folder.entry(Act.REJECT, f"{opened_folder.uri}/{about}", "王某", "重复")])
    app = page(store, view="log")
    (line,) = app.dataframe[0].value.to_dict("records")
    assert (line[ZH["review.who"]], line[ZH["review.did"]], line[ZH["review.reason"]]) == ("王某", ZH["act.reject"], "重复")
