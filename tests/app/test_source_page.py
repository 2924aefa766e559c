"""原文: the page shows every fact of a plan, follows its address, and gives its text and files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from qgraph.app.evidence import escaped
from qgraph.app.i18n import LANGUAGES, words
from qgraph.app.views import source as view
from qgraph.ingest import LoadStatus, load
from qgraph.questions.passages import Passage, passages
from qgraph.store import open_store, sources
from tests.app import stores
from tests.app.test_pages import address, opened, said

ZH = words("zh")
DAMAGED = """甲市质量提升实施方案（2021—2025年）
甲政发〔2021〕7号

一、主要目标

到2O25年，产品合格率达到9B%以上。

二、重点任务

（一）开展抽查。每年抽查10家以上，形成清单。（市市场监管局牵头，市教育局配合）

（二）帮扶企业。（略）

（三）公布结果。XX市市场监管局按季公布结果。（市发展改革委负责）
"""


@pytest.fixture(autouse=True)
def _store(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(samples))


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one plan that was repaired and has gaps."""
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "damaged.txt").write_text(DAMAGED, encoding="utf-8")
    (report,) = load(folder / "store", [folder / "damaged.txt"]).files
    assert report.status is LoadStatus.NEW, report.reason
    return folder / "store"


def fullest(folder: Path) -> tuple[str, list[Passage]]:
    """The plan with the most facts, and those."""
    store = open_store(folder)
    found = {str(row["plan"]): passages(store, str(row["plan"])) for row in store.run("plans")}
    plan = max(found, key=lambda one: len(found[one]))
    return plan, found[plan]


def drawn(app: AppTest, part: str) -> dict[str, Any]:
    """What the browser gets of the text (`marks`) or of the list beside it (`rows`)."""
    found = [data for one in app.get("bidi_component") if part in (data := json.loads(one.proto.json))]
    return found[0] if found else {part: []}


def listed(app: AppTest) -> list[str]:
    """The facts in the list beside the text."""
    data = drawn(app, "rows")
    return [data["prefix"] + row[0] for row in data["rows"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_in_the_list(language: str, samples: Path) -> None:
    plan, facts = fullest(samples)
    app = opened("source", lang=language, doc=plan)
    assert not app.exception
    assert listed(app) == [one.fact for one in facts]
    assert len(facts) > 10
    assert {row[2] for row in drawn(app, "rows")["rows"]} == {words(language)[f"kind.{one.kind}"] for one in facts}
    assert words(language)["source.none"] in said(app)


def test_filters_are_in_the_address_and_leave_what_they_say(samples: Path) -> None:
    plan, facts = fullest(samples)
    tasks = [one for one in facts if one.kind == "task"]
    app = opened("source", doc=plan, kind="task")
    assert len(listed(app)) == len(tasks) < len(facts)
    assert app.multiselect[0].value == ["task"]
    app.multiselect[0].unselect("task").select("target").run()
    assert address(app, "kind") == "target"
    assert len(listed(app)) == sum(one.kind == "target" for one in facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_of_every_kind_is_shown_with_its_way_on(language: str, samples: Path) -> None:
    store = open_store(samples)
    seen = set()
    for row in store.run("plans"):
        for fact in passages(store, str(row["plan"])):
            if fact.kind in seen:
                continue
            seen.add(fact.kind)
            app = opened("source", lang=language, doc=str(row["plan"]), at=fact.fact)
            assert not app.exception
            assert f"> {escaped(fact.quote)}" in [mark.value for mark in app.markdown]
            assert f"{words(language)['source.rule']}: {escaped(fact.row['rule'])}" in said(app)
            assert words(language)["source.certainty_how"] in said(app)
            assert words(language)["source.status.proposed"] in said(app)
    assert seen == set(view.SAYS)


def test_the_buttons_lead_from_fact_to_fact(samples: Path) -> None:
    plan, facts = fullest(samples)
    app = opened("source", doc=plan, at=facts[0].fact)
    assert app.button(key="source.previous").disabled
    app.button(key="source.next").click().run()
    assert address(app, "at") == facts[1].fact
    assert f"> {escaped(facts[1].quote)}" in [mark.value for mark in app.markdown]
    app = opened("source", doc=plan, at=facts[-1].fact)
    assert app.button(key="source.next").disabled
    app.button(key="source.previous").click().run()
    assert address(app, "at") == facts[-2].fact


def test_a_fact_that_a_filter_leaves_out_is_shown_where_the_address_asks_for_it(samples: Path) -> None:
    plan, facts = fullest(samples)
    task = next(one for one in facts if one.kind == "task")
    app = opened("source", doc=plan, kind="target", at=task.fact)
    assert f"> {escaped(task.quote)}" in [mark.value for mark in app.markdown]
    assert len(listed(app)) == 1 + sum(one.kind == "target" for one in facts)


def test_another_plan_forgets_the_fact(samples: Path) -> None:
    plan, facts = fullest(samples)
    app = opened("source", doc=plan, at=facts[0].fact)
    other = next(str(row["plan"]) for row in stores.rows(samples, "plans") if row["plan"] != plan)
    app.selectbox[0].select(other).run()
    assert not app.exception
    assert address(app, "doc") == other
    assert "at" not in app.query_params
    assert ZH["source.rule"] not in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_repairs_gaps_and_doubts_are_listed(language: str, damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(damaged))
    plan, facts = fullest(damaged)
    source = sources.read(damaged, str(stores.rows(damaged, "plans")[0]["sha256"]))
    doubted = view.doubts(facts, source)
    app = opened("source", lang=language, doc=plan)
    assert not app.exception
    frames = [frame.value for frame in app.dataframe]
    after, gap, before = (words(language)[f"source.{column}"] for column in ("after", "gap_found", "gap_before"))
    (repairs,) = [frame for frame in frames if after in frame]
    (gaps,) = [frame for frame in frames if before in frame]
    assert list(repairs[after]) == [one.after for one in view.telling(source.repairs)] == ["2025", "98"]
    assert list(gaps[gap]) == [one.found for one in source.gaps]
    assert len(gaps) >= 2
    assert len(doubted) >= 2
    alone = opened("source", lang=language, doc=plan, which="doubtful")
    assert len(listed(alone)) == len(doubted) < len(facts)


def test_a_doubt_stands_beside_its_fact(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QGRAPH_STORE", str(damaged))
    plan, facts = fullest(damaged)
    guessed = next(one for one in facts if one.kind == "target" and "9B" in one.found)
    app = opened("source", doc=plan, at=guessed.fact, show="repair")
    assert not app.exception
    assert [escaped(ZH["source.doubt_repair"].format(before="9B", after="98"))] == [warning.value for warning in app.warning]
    assert ZH["evidence.repaired"].format(found=escaped(guessed.found)) in said(app)
    assert address(app, "show") == "repair"


def test_a_text_without_repairs_says_so(samples: Path) -> None:
    store = open_store(samples)
    whole = {str(row["plan"]): sources.read(samples, str(row["sha256"])) for row in store.run("plans")}
    plan = next(uri for uri, source in sorted(whole.items()) if not source.repairs and not source.gaps)
    doubts = view.doubts(passages(store, plan), whole[plan])
    assert (ZH["source.nothing_repaired"] in said(opened("source", doc=plan))) == (not doubts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plans_own_head_is_shown(language: str, samples: Path) -> None:
    row = next(row for row in stores.rows(samples, "plans") if row["doc_number"] and row["period_start"] and row["issued_on"])
    shown = said(opened("source", lang=language, doc=str(row["plan"])))
    for value in (row["doc_number"], row["issued_on"], f"{row['period_start']}–{row['period_end']}"):
        assert escaped(value) in shown
    assert words(language)["source.force_today"] in shown


def test_the_texts_and_the_file_can_be_had(samples: Path) -> None:
    plan, _ = fullest(samples)
    labels = [button.proto.label for button in opened("source", doc=plan).get("download_button")]
    assert labels == [ZH[f"source.{word}"] for word in ("as_read", "original", "as_came")] + [ZH["table.xlsx"], ZH["table.csv"]]


def test_a_file_that_the_store_lost_is_said(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "store"
    shutil.copytree(samples, folder)
    shutil.rmtree(folder / "sources")
    monkeypatch.setenv("QGRAPH_STORE", str(folder))
    app = opened("source", doc=fullest(folder)[0])
    assert not app.exception
    assert [warning.value for warning in app.warning] == [ZH["source.missing"]]


@pytest.mark.parametrize("name", ["kind", "show", "which"])
@pytest.mark.parametrize("wrong", ["", "x", "<script>window.ran=1</script>", "长" * 3000])
def test_a_wrong_filter_leaves_all(name: str, wrong: str, samples: Path) -> None:
    plan, facts = fullest(samples)
    app = opened("source", doc=plan, **{name: wrong})
    assert not app.exception
    assert len(listed(app)) == len(facts)


def test_the_data_of_the_text_is_what_the_plan_says(samples: Path) -> None:
    """What the browser draws: the marks of all facts, and the text whole."""
    plan, facts = fullest(samples)
    text = next(sources.read(samples, str(row["sha256"])) for row in stores.rows(samples, "plans") if row["plan"] == plan).reading
    data = drawn(opened("source", doc=plan), "marks")
    pieces = [run if isinstance(run, str) else run[0] for run in data["runs"] if not isinstance(run, int)]
    assert "".join(pieces) == text
    assert {data["prefix"] + mark[0] for mark in data["marks"]} == {one.fact for one in facts}
    assert re.fullmatch(r"[0-9a-f]{16}", data["version"])
    assert len(json.dumps(data, ensure_ascii=False)) < 3 * len(text) + 250 * len(facts)
