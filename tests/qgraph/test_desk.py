"""Decisions are taken in at the desk: the log and the graph follow each other, through kills, new editions and removals."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qgraph import desk, ingest
from qgraph.cli import main
from qgraph.desk import Folder
from qgraph.errors import ConflictError, GateError, NotFoundError, ReviewError
from qgraph.rdf import identity
from qgraph.reviews import log
from qgraph.reviews.entries import Act
from qgraph.store import Row, open_store

PLAN = """云岭县质量提升实施方案
云岭政发〔2026〕3号
一、主要目标
到2027年，产品质量监督抽查合格率达到95%以上。
二、重点任务
（一）夯实质量基础。建成检测平台3个。（责任单位：县市场监管局、县科技局）
（二）推行首席质量官制度。在规模以上企业设立首席质量官。
云岭县人民政府
2026年3月1日
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    load(tmp_path, PLAN)
    return tmp_path / "store"


def load(folder: Path, text: str) -> ingest.Report:
    (folder / "plans" / "云岭.txt").write_text(text, encoding="utf-8")
    return ingest.load(folder / "store", [folder / "plans"], 1)


def row(store: Path) -> Row:
    return open_store(store).run("plans")[0]


def folder(store: Path) -> Folder:
    return desk.open_folder(store, row(store))


def target(store: Path) -> Row:
    (found,) = [one for one in open_store(store).run("plan_targets", plan=str(row(store)["plan"])) if one["unit"] == "%"]
    return found


def correct(store: Path, by: str = "张某", **values: str) -> None:
    opened = folder(store)
    desk.decide(store, opened.uri, [opened.entry(Act.CORRECT, str(target(store)["target"]), by, **values)])


def test_a_correction_is_in_the_graph_at_once_with_what_was_read_beside_it(store: Path) -> None:
    before = target(store)
    correct(store, value="96")
    after = target(store)
    assert (after["target"], str(after["value"]), after["status"]) == (before["target"], "96", "corrected")
    (decision,) = open_store(store).run("decisions", plan=str(row(store)["plan"]))
    assert (decision["by"], decision["property"], decision["as_read"], decision["corrected"]) == ("张某", "value", "95", "96")


def test_decisions_outlive_a_new_edition_of_the_file(store: Path) -> None:
    correct(store, value="96")
    load(store.parent, PLAN.replace("3个", "4个"))
    assert str(target(store)["value"]) == "96"


def test_a_decision_whose_fact_went_with_a_new_edition_is_listed_and_comes_back_with_it(store: Path) -> None:
    correct(store, unit="％")
    load(store.parent, PLAN.replace("95%", "97%"))
    (lost,) = folder(store).reviewed.lost
    assert (lost.last.act, lost.last.what) == (Act.CORRECT, "产品质量监督抽查合格率 ≥ 95%")
    load(store.parent, PLAN)
    assert folder(store).reviewed.lost == ()


def test_decisions_outlive_the_removal_of_the_plan(store: Path) -> None:
    correct(store, value="96")
    ingest.remove(store, [str(row(store)["plan"])])
    assert open_store(store).run("plans") == []
    load(store.parent, PLAN)
    assert str(target(store)["value"]) == "96"


def test_a_kill_between_log_and_graph_is_made_good_by_the_next_load(store: Path) -> None:
    opened = folder(store)
    entry = opened.entry(Act.REJECT, str(target(store)["target"]), "张某")
    log.append(store, identity.key_of_plan(opened.uri), "", [entry])
    assert target(store)["status"] == "proposed"
    report = load(store.parent, PLAN)
    assert report.files[0].status == "changed"
    assert target(store)["status"] == "rejected"
    assert load(store.parent, PLAN).files[0].status == "unchanged"


def test_a_log_that_came_from_elsewhere_is_followed(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(store, other)
    correct(other, value="96")
    shutil.copytree(other / "reviews", store / "reviews")
    assert desk.follow(store) == {str(row(store)["plan"]): ""}
    assert str(target(store)["value"]) == "96"
    assert desk.follow(store) == {}


def test_the_log_of_another_plan_leaves_the_plan_as_read(store: Path) -> None:
    correct(store, value="96")
    path = next((store / "reviews").iterdir())
    path.write_text(path.read_text(encoding="utf-8").replace(path.stem, "0" * 20), encoding="utf-8")
    report = load(store.parent, PLAN)
    assert "另一份文件" in str(report.files[0].reason)
    assert str(target(store)["value"]) == "95"
    with pytest.raises(ReviewError, match="另一份文件"):
        correct(store, value="97")
    path.write_bytes(path.read_bytes() + b"\n")
    result = CliRunner().invoke(main, ["review", "follow", "--store", str(store)])
    assert result.exit_code == 0
    assert "cannot be followed" in result.stderr


def test_who_looked_before_a_load_is_told_to_look_again(store: Path) -> None:
    before, uri = row(store), str(target(store)["target"])
    load(store.parent, PLAN.replace("3个", "4个"))
    with pytest.raises(ReviewError, match="刚刚重新入库"):
        desk.open_folder(store, before)
    assert desk.open_folder(store, row(store)).entry(Act.ACCEPT, uri, "张某").what


def test_a_decision_after_one_of_a_clock_that_was_ahead_holds(store: Path) -> None:
    opened, uri = folder(store), str(target(store)["target"])
    ahead = replace(opened.entry(Act.ACCEPT, uri, "张某"), at="2099-01-01T00:00:00.000000+00:00")
    desk.decide(store, opened.uri, [ahead])
    again = folder(store)
    desk.decide(store, again.uri, [again.entry(Act.REJECT, uri, "王某")])
    assert target(store)["status"] == "rejected"


def test_two_people_do_not_overwrite_each_other_in_silence(store: Path) -> None:
    mine, theirs = folder(store), folder(store)
    uri = str(target(store)["target"])
    desk.decide(store, mine.uri, [mine.entry(Act.CORRECT, uri, "张某", value="96")])
    with pytest.raises(ConflictError, match="张某已于"):
        desk.decide(store, theirs.uri, [theirs.entry(Act.REJECT, uri, "王某")])
    assert str(target(store)["value"]) == "96"
    again = folder(store)
    desk.decide(store, again.uri, [again.entry(Act.ACCEPT, uri, "王某")])
    (decision,) = open_store(store).run("decisions", plan=again.uri)
    assert (decision["by"], decision["seconded_by"]) == ("王某", "张某")


def test_an_undo_gives_back_what_was_before(store: Path) -> None:
    before = open_store(store).digests()
    correct(store, value="96")
    opened = folder(store)
    desk.decide(store, opened.uri, [opened.undo(str(target(store)["target"]), "张某")])
    assert open_store(store).digests() == before
    with pytest.raises(ReviewError, match="没有可以撤销的决定"):
        folder(store).undo(str(target(store)["target"]), "张某")


def test_what_cannot_be_decided_leaves_no_trace(store: Path) -> None:
    opened = folder(store)
    before = open_store(store).digests()
    good = opened.entry(Act.ACCEPT, str(target(store)["target"]), "张某")
    for bad in (
        opened.entry(Act.ACCEPT, f"{opened.uri}/target/0000", "张某"),
        opened.entry(Act.CORRECT, opened.uri, "张某", period_end="soon"),
        opened.entry(Act.CORRECT, opened.uri, "张某"),
        opened.entry(Act.REJECT, opened.uri, "张某"),
        opened.entry(Act.CORRECT, str(opened.reviewed.names.tasks[0]), "张某", deadline="2026-02-31"),
        opened.entry(Act.PROPOSE, str(target(store)["target"]), "张某", body="县科技局", role="lead"),
        opened.entry(Act.PROPOSE, str(opened.reviewed.names.tasks[1]), "张某", body="县科技局", role="boss"),
    ):
        with pytest.raises((ReviewError, GateError)):
            desk.decide(store, opened.uri, [good, bad])
    assert not (store / "reviews").exists()
    assert open_store(store).digests() == before
    with pytest.raises(NotFoundError):
        desk.decide(store, identity.plan_uri("0" * 20), [good])


def test_a_proposed_owner_is_never_the_plans_own(store: Path) -> None:
    opened = folder(store)
    measure = opened.reviewed.names.tasks[1]
    units = open_store(store).run("units", plan=opened.uri)
    desk.decide(store, opened.uri, [opened.entry(Act.PROPOSE, measure, "张某", "", body="县科技局", role="lead", because="person")])
    reader = open_store(store)
    (proposal,) = reader.run("proposals", plan=opened.uri)
    assert (proposal["task"], proposal["resolved"], proposal["role"]) == (measure, "县科技局", "lead")
    assert str(proposal["body"]) in {str(one["body"]) for one in reader.run("bodies")}
    assert sorted(map(str, reader.run("units", plan=opened.uri))) == sorted(map(str, units))


def test_the_place_of_an_unknown_plan_can_be_set(store: Path) -> None:
    opened = folder(store)
    desk.decide(store, opened.uri, [opened.entry(Act.CORRECT, opened.uri, "张某", place="城阳区", publicity="internal")])
    now = row(store)
    assert (now["plan"], now["place_name"], now["publicity"]) == (opened.uri, "城阳区", "internal")
    assert any("城阳区" in str(one["name"]) for one in open_store(store).run("bodies"))
    load(store.parent, PLAN + "\n")
    assert row(store)["place_name"] == "城阳区"


def run(*arguments: object, code: int = 0) -> Any:
    result = CliRunner().invoke(main, [*map(str, arguments), "--format", "json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if code == 0 else result.stderr


def test_the_command_line_takes_the_whole_round(store: Path) -> None:
    listed = run("review", "list", "云岭.txt", "--store", store)
    fact = next(one for one in listed["facts"] if one["kind"] == "target" and "%" in one["words"])
    assert listed["facts"] == sorted(listed["facts"], key=lambda one: -one["risk"])
    run(
        "review",
        "correct",
        fact["uri"],
        "--set",
        "value=96",
        "--set",
        "deadline=",
        "--by",
        "张某",
        "--reason",
        "核对原文",
        "--store",
        store,
    )
    run("review", "accept", fact["uri"], "--by", "王某", "--store", store)
    run("review", "correct", "云岭.txt", "--set", "nature=draft", "--by", "张某", "--store", store)
    run("review", "accept", "云岭.txt", "--by", "王某", "--store", store)
    run("review", "undo", "云岭.txt", "--by", "王某", "--store", store)
    told = run("review", "log", "云岭.txt", "--store", store)["entries"]
    assert [(one["act"], one["by"]) for one in told[:3]] == [("correct", "张某"), ("accept", "王某"), ("correct", "张某")]
    assert [(one["act"], one["about"]) for one in told[3:]] == [("accept", ""), ("undo", "")]
    assert told[0]["values"] == {"value": "96", "deadline": None}
    run("review", "undo", "云岭.txt", "--by", "张某", "--store", store)
    open_items = run("review", "list", "云岭.txt", "--open", "--store", store)["facts"]
    assert len(open_items) == len(listed["facts"]) - 1
    suggested = run("review", "suggest", "云岭.txt", "--store", store)["suggestions"]
    assert all(one["reasons"] for one in suggested)
    measure = next(uri for uri in folder(store).reviewed.names.tasks)
    run("review", "propose", measure, "县科技局", "--by", "张某", "--store", store)
    assert len(open_store(store).run("proposals", plan=str(row(store)["plan"]))) == 1
    run("review", "undo", measure, "--matter", "owners", "--by", "张某", "--store", store)
    assert open_store(store).run("proposals", plan=str(row(store)["plan"])) == []
    assert run("review", "follow", "--store", store) == {"followed": []}


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("accept", "nothing", "--by", "张某"), "there is no fact or plan nothing", 1),
        (("accept", "云岭.txt"), "Missing option '--by'", 2),
        (("correct", "云岭.txt", "--set", "nature", "--by", "张某"), "should be FIELD=VALUE", 2),
        (("correct", "云岭.txt", "--set", "place=乌有", "--by", "张某"), "没有叫“乌有”的地方", 1),
        (("undo", "云岭.txt", "--by", "张某"), "没有可以撤销的决定", 1),
        (("reject", "云岭.txt", "--by", "张某"), "整份文件不能否定", 1),
        (("correct", "云岭.txt", "--set", "title=\udcff", "--by", "张某"), "乱码", 1),
    ],
)
def test_what_is_wrong_is_one_sentence(store: Path, arguments: tuple[str, ...], said: str, code: int) -> None:
    result = CliRunner().invoke(main, ["review", *arguments, "--store", str(store)])
    assert result.exit_code == code
    assert said in result.stderr


@pytest.mark.parametrize("kind", ["nq", "ttl", "jsonld", "graphml"])
def test_who_decided_what_leaves_with_an_export_only_when_asked_for(store: Path, tmp_path: Path, kind: str) -> None:
    correct(store, by="Zhang", value="96")
    for more, there in (((), False), (("--with-entries",), True)):
        out = tmp_path / f"{kind}{there}"
        result = CliRunner().invoke(main, ["export", kind, "--out", str(out), "--store", str(store), *more])
        assert result.exit_code == 0, result.output
        text = out.read_text(encoding="utf-8")
        assert ("Zhang" in text) is there
        assert "96" in text
