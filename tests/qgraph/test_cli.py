from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, RdfFormat, parse

from qgraph.cli import main
from qgraph.export import graphs, tables
from qgraph.store import open_store
from qgraph.store.embedded import EmbeddedWriter

SAMPLES = Path(__file__).parents[2] / "samples" / "plans"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def answer(*arguments: object, code: int = 0) -> Any:
    """The one JSON document on standard output."""
    result = run(*arguments, "--format", "json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("cli") / "store"
    result = run("load", SAMPLES, "--store", directory)
    assert result.exit_code == 0, result.output
    return directory


def sample() -> Path:
    return sorted(SAMPLES.glob("*.txt"))[0]


def test_extract_gives_the_contracted_document() -> None:
    facts = answer("extract", sample())
    assert facts["source"]["name"] == sample().name
    text = answer("text", sample())["text"]
    assert facts["tasks"]
    for task in facts["tasks"]:
        statement = task["statement"]
        assert text[statement["reading_start"] : statement["reading_end"]] == statement["quote"]


def test_extract_as_a_table() -> None:
    result = run("extract", sample(), "--format", "table")
    assert result.exit_code == 0
    assert "tasks:" in result.stdout


def test_text_as_found() -> None:
    assert answer("text", sample(), "--found")["text"] == sample().read_bytes().decode()
    assert run("text", sample()).stdout.strip()


def test_a_missing_file_is_one_sentence_and_exit_1() -> None:
    result = run("extract", "nothing.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("qgraph: ")
    assert result.stderr.count("\n") == 1


def test_load_reports_every_file(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "plans")
    (tmp_path / "plans" / "bad.txt").write_bytes(b"\x00\x01" * 50)
    report = answer("load", tmp_path / "plans", "--store", tmp_path / "s", code=1)
    rows = {row["name"]: row for row in report["files"]}
    assert rows.pop("bad.txt")["status"] == "refused"
    assert {row["status"] for row in rows.values()} == {"new"}
    keys = {"name", "status", "reason", "targets", "tasks", "responsibilities", "memberships", "funding", "programmes", "repairs", "gaps"}
    assert all(set(row) == keys for row in rows.values())
    assert report["seconds"] > 0


def test_the_store_may_be_named_before_or_behind_the_command(store: Path) -> None:
    before = CliRunner().invoke(main, ["--store", str(store), "--format", "json", "stats"])
    assert json.loads(before.stdout) == answer("stats", "--store", store)
    assert json.loads(before.stdout)["nodes"]["Plan"] == len(list(SAMPLES.iterdir()))


def test_remove_by_file_name(tmp_path: Path) -> None:
    assert run("load", SAMPLES, "--store", tmp_path / "s").exit_code == 0
    plans = {str(row["file"]): row["plan"] for row in open_store(tmp_path / "s").run("plans")}
    assert answer("remove", sample().name, "--store", tmp_path / "s") == {"removed": [plans[sample().name]]}
    assert run("remove", sample().name, "--store", tmp_path / "s").exit_code == 1


def test_what_cannot_be_removed_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    assert run("load", SAMPLES, "--store", tmp_path / "s").exit_code == 0
    before = {str(row["file"]): str(row["plan"]) for row in open_store(tmp_path / "s").run("plans")}
    first, second = sorted(before)[:2]
    result = run("remove", first, "从无此文件.txt", second, first, "--store", tmp_path / "s", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, {"removed": [before[first], before[second]]})
    assert result.stderr == "qgraph: 库中没有文件 从无此文件.txt\n"
    assert {row["file"] for row in open_store(tmp_path / "s").run("plans")} == set(before) - {first, second}


def test_an_ambiguous_name_shows_its_candidates(tmp_path: Path) -> None:
    text = sample().read_text(encoding="utf-8")
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    (tmp_path / "a" / "plan.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b" / "plan.txt").write_text(sorted(SAMPLES.glob("*.txt"))[1].read_text(encoding="utf-8"), encoding="utf-8")
    assert run("load", tmp_path / "a", tmp_path / "b", "--store", tmp_path / "s").exit_code == 0
    document = answer("remove", "plan.txt", "--store", tmp_path / "s", code=1)
    assert [set(candidate) for candidate in document["candidates"]] == [{"name", "uri"}] * 2
    among_others = run("remove", "plan.txt", "nothing.txt", "--store", tmp_path / "s", "--format", "json")
    assert (among_others.exit_code, json.loads(among_others.stdout)) == (1, {"removed": []})
    assert all(candidate["uri"] in among_others.stderr.replace("\n", "") for candidate in document["candidates"])
    assert "nothing.txt" in among_others.stderr


def test_who_answers_with_the_sentence(store: Path) -> None:
    found = answer("who", "市场监管局", "--place", "南浦区", "--store", store)
    assert set(found) == {"body", "obligations", "reason"}
    files = {str(row["file"]): str(row["sha256"]) for row in open_store(store).run("plans")}
    assert found["obligations"]
    for duty in found["obligations"]:
        text = open_store(store).source(files[duty["file"]]).found
        assert text[duty["start"] : duty["end"]] == duty["found"]
    assert run("who", "市场监管局", "--place", "南浦区", "--store", store).exit_code == 0
    assert run("who", "从无此局", "--store", store).exit_code == 1


def test_rollup_answers_with_verdicts(store: Path) -> None:
    found = answer("rollup", "制造业产品质量合格率", "--year", "2025", "--store", store)
    assert set(found) == {"indicator", "ladder", "links", "coverage"}
    assert found["ladder"]
    assert found["links"]
    assert run("rollup", "制造业产品质量合格率", "--store", store).exit_code == 0
    assert run("rollup", "从无此指标", "--store", store).exit_code == 1


def test_exports(store: Path, tmp_path: Path) -> None:
    for kind in ("nq", "ttl"):
        assert run("export", kind, "--out", tmp_path / kind, "--store", store).exit_code == 0
    assert (tmp_path / "nq").read_bytes() == graphs.nquads(open_store(store).match(None, None, None))
    assert (tmp_path / "ttl").read_bytes().startswith(b"@prefix")
    page = run("export", "html", "--plan", sample().name, "--out", tmp_path / "x", "--store", store)
    assert page.exit_code == 0
    assert (tmp_path / "x").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_exports_of_the_graph_hold_every_triple(store: Path, tmp_path: Path) -> None:
    triples = {quad.triple for quad in open_store(store).match(None, None, None)}
    assert run("export", "jsonld", "--out", tmp_path / "jsonld", "--store", store).exit_code == 0
    assert {quad.triple for quad in parse((tmp_path / "jsonld").read_bytes(), format=RdfFormat.JSON_LD)} == triples
    assert run("export", "graphml", "--out", tmp_path / "graphml", "--store", store).exit_code == 0
    graph = nx.read_graphml(tmp_path / "graphml", force_multigraph=True)
    links = [triple for triple in triples if isinstance(triple.object, NamedNode) and not triple.predicate.value.endswith("#type")]
    assert graph.number_of_edges() == len(links)
    tasks = {triple.subject.value for triple in triples if str(triple.object).endswith("#Task>")}
    assert tasks
    assert {uri for uri, held in graph.nodes(data=True) if "Task" in held.get("type", "").split("|")} == tasks


def test_exports_of_the_ledger_are_narrowed(store: Path, tmp_path: Path) -> None:
    plan = str(open_store(store).run("plans")[0]["plan"])
    for kind in ("ledger.xlsx", "ledger.docx", "csv"):
        out = tmp_path / kind
        assert run("export", kind, "--plan", plan, "--lang", "en", "--out", out, "--store", store).exit_code == 0
        assert out.stat().st_size > 100
    assert run("export", "ledger.xlsx", "--by-body", "--out", tmp_path / "x", "--store", store).exit_code == 0
    assert run("export", "csv", "--by-body", "--out", tmp_path / "x", "--store", store).exit_code == 2
    assert run("export", "ttl", "--plan", plan, "--out", tmp_path / "x", "--store", store).exit_code == 2
    assert run("export", "csv", "--plan", "没有", "--out", tmp_path / "none", "--store", store).exit_code == 1
    assert not (tmp_path / "none").exists()


def test_wrong_use_is_exit_2(tmp_path: Path) -> None:
    assert run("load").exit_code == 2
    assert run("export", "nq").exit_code == 2
    assert run("stats", "--format", "xml").exit_code == 2
    assert run("load", SAMPLES, "--workers", "0", "--store", tmp_path / "s").exit_code == 2


def test_a_store_that_fails_is_exit_3(tmp_path: Path) -> None:
    assert run("stats", "--store", tmp_path / "nothing").exit_code == 3
    with EmbeddedWriter(tmp_path / "s"):
        locked = run("load", SAMPLES, "--store", tmp_path / "s")
    assert locked.exit_code == 3
    assert "another process is writing" in locked.stderr


def test_the_data_files_of_the_ontology_are_sound() -> None:
    assert answer("ontology", "check") == {"problems": []}


def test_serve_listens_on_this_machine_only(store: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "qgraph.cli", "--store", str(store), "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env={**os.environ, "BROWSER": "false"}
    )
    try:
        assert process.stderr is not None
        assert f"http://127.0.0.1:{port}" in process.stderr.readline()
        assert _health(port) == "ok"
        listening = Path("/proc/net/tcp")
        if listening.exists():
            assert f"0100007F:{port:04X} " in listening.read_text()
    finally:
        process.terminate()
        process.wait(20)


def _health(port: int) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        try:
            return str(opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).read().decode())
        except OSError:
            time.sleep(0.1)
    return "never"


def test_what_the_system_refuses_is_one_sentence_and_exit_3(store: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "no" / "folder.nq", tmp_path / ("x" * 300)):
        result = run("export", "nq", "--out", out, "--store", store)
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert result.stderr.startswith("qgraph: ")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", taken.getsockname()[1], "--store", store)
    assert result.exit_code == 3
    assert "choose another with --port" in result.stderr


def test_empty_names_are_wrong_use(store: Path) -> None:
    for arguments in (("who", ""), ("who", "市场监管局", "--place", ""), ("rollup", ""), ("load", ""), ("remove", " ")):
        assert run(*arguments, "--store", store).exit_code == 2
    for name in ("", " "):
        result = run("ontology", "resolve", name)
        assert result.exit_code == 2
        assert "the name is empty" in result.stderr


def test_tables_do_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    tables.show([{"name": "a\x1b[2Jb"}], ["name"])
    assert "a\N{REPLACEMENT CHARACTER}[2Jb" in capsys.readouterr().out


def test_a_name_is_resolved_with_its_reasons() -> None:
    (found,) = answer("ontology", "resolve", "市市场监管局", "--place", "370214")["candidates"]
    assert (found["name"], found["place"], found["reason"]) == ("青岛市市场监督管理局", "370200", "above")
    assert "青岛市" in found["why"]
    assert "government above" in found["why_en"]
    several = answer("ontology", "resolve", "药监局", "--place", "青岛市", "--on", "2018-05-01")["candidates"]
    assert [one["reason"] for one in several] == ["one_of_types", "follows", "one_of_types"]
    assert run("ontology", "resolve", "局", "--place", "火星市").exit_code == 1


def test_what_the_tables_do_not_know_is_listed(store: Path) -> None:
    found = answer("ontology", "unknown", "--store", store, "--limit", "3")
    assert len(found["unknown"]) <= 3 <= found["in_all"]
    assert all(one["facts"] >= one["plans"] >= 1 for one in found["unknown"])
    facts = [one["facts"] for one in found["unknown"]]
    assert facts == sorted(facts, reverse=True)


def test_search_finds_the_ends_of_a_way(store: Path) -> None:
    bodies = [answer("search", words, "--kind", "body", "--store", store)["hits"][0]["uri"] for words in ("市场监管局", "财政局")]
    found = answer("paths", *bodies, "--store", store)
    assert [found["ways"][0]["nodes"][at]["uri"] for at in (0, -1)] == bodies
    assert all(len(way["edges"]) == len(way["nodes"]) - 1 for way in found["ways"])
    shown = run("paths", *bodies, "--store", store)
    assert shown.exit_code == 0
    assert found["ways"][0]["nodes"][1]["name"][:6] in shown.output
    nothing = run("paths", bodies[0], "https://example.org/nothing", "--store", store)
    assert nothing.exit_code == 1
    assert "search" in nothing.output
