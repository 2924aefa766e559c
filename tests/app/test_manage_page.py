"""管理: files in from the page, plans out when somebody says so twice, and what it says of a database."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.store import open_store
from tests.app import stores
from tests.app.stores import SAMPLES
from tests.app.test_pages import opened, said

ZH = words("zh")
PLAN = (SAMPLES / "liuyan-2021-2025.txt").read_bytes()


@pytest.fixture
def own(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that a test may change."""
    store = tmp_path / "store"
    shutil.copytree(samples, store)
    monkeypatch.setenv("QGRAPH_STORE", str(store))
    return store


def button(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label)


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Choose files and press the button."""
    app.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files]).run()
    next(one for one in app.button if one.label == ZH["manage.load"].format(count=len(files))).click()
    return app.run(timeout=60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_what_the_store_holds(language: str, own: Path) -> None:
    app = opened("manage", lang=language)
    assert not app.exception
    counts = open_store(own).stats()
    table = app.dataframe[0].value
    assert next(iter(table[words(language)["manage.count"]])) == counts["Plan"]
    assert words(language)["manage.no_database"] in [info.value for info in app.info]


def test_a_file_comes_in_and_a_bad_one_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(tmp_path / "new"))
    app = upload(opened("manage"), ("<b>计划</b>.txt", PLAN), ("坏.txt", b"\x00\x01"))
    assert not app.exception
    assert len(open_store(tmp_path / "new").run("plans")) == 1
    assert list(app.dataframe[0].value[ZH["manage.status"]]) == [ZH["manage.status.new"], ZH["manage.status.refused"]]
    assert len(app.warning) == 1
    assert "<b>" not in said(app)
    app.run()
    assert len(open_store(tmp_path / "new").run("plans")) == 1


def test_too_many_are_refused_before_anything_is_read(own: Path) -> None:
    app = opened("manage")
    app.file_uploader[0].set_value([(f"{number}.txt", b"x", "text/plain") for number in range(51)]).run()
    assert len(app.warning) == 1
    assert not [one for one in app.button if one.label == ZH["manage.load"].format(count=51)]


def test_a_plan_goes_when_somebody_says_so_twice(own: Path) -> None:
    plan = stores.first(own, "plans", "plan")
    before = len(open_store(own).run("plans"))
    app = opened("manage")
    app.multiselect[0].select(plan).run()
    assert button(app, ZH["manage.remove"]).disabled
    app.checkbox[0].check().run()
    button(app, ZH["manage.remove"]).click()
    app.run()
    assert not app.exception
    assert len(open_store(own).run("plans")) == before - 1


def test_a_database_that_is_away_is_said(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_NEO4J", "bolt://127.0.0.1:1")
    app = opened("manage")
    assert not app.exception
    assert app.warning
    button(app, ZH["manage.dry_run"]).click()
    app.run()
    assert not app.exception
    assert app.error
    assert escaped("bolt://127.0.0.1:1") in said(app) or app.warning
