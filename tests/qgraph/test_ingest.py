from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from qgraph import ingest
from qgraph.ingest import LoadStatus
from qgraph.rdf import identity, lines
from qgraph.rdf.vocabulary import GRAPH
from qgraph.store import open_store, sources
from qgraph.store.embedded import EmbeddedWriter
from qgraph.store.snapshots import published

TEMPLATE = """临泽市人民政府关于印发质量强市实施方案的通知
临政发〔20{number:02}〕{number}号
各县区人民政府，市政府各部门：
现将《质量强市实施方案》印发给你们，请认真贯彻执行。
临泽市质量强市第{number}实施方案
一、主要目标
到2025年，产品质量监督抽查合格率达到9{digit}%以上，新增云川名牌产品{number}个。
二、重点任务
（一）夯实质量基础。建设检测平台，加强计量标准建设。（市市场监管局牵头，市科技局配合）
（二）提升服务质量。开展满意度调查。（责任单位：市商务局）
"""


def write(folder: Path, number: int, digit: int = 5, name: str | None = None) -> Path:
    path = folder / (name or f"plan{number:02}.txt")
    path.write_text(TEMPLATE.format(number=number, digit=digit), encoding="utf-8")
    return path


def statuses(report: ingest.Report) -> dict[str, str]:
    return {file.name: file.status for file in report.files}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plans = tmp_path / "plans"
    plans.mkdir()
    for number in range(1, 5):
        write(plans, number)
    return plans


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def test_new_then_unchanged_then_changed(folder: Path, store: Path) -> None:
    first = ingest.load(store, [folder])
    assert set(statuses(first).values()) == {LoadStatus.NEW}
    assert first.files[0].facts["tasks"] >= 2
    snapshot = published(store)
    again = ingest.load(store, [folder])
    assert set(statuses(again).values()) == {LoadStatus.UNCHANGED}
    assert [file.facts for file in again.files] == [file.facts for file in first.files]
    assert published(store) == snapshot
    write(folder, 2, digit=6)
    assert statuses(ingest.load(store, [folder])) == {
        "plan01.txt": "unchanged",
        "plan02.txt": "changed",
        "plan03.txt": "unchanged",
        "plan04.txt": "unchanged",
    }
    assert len(open_store(store).run("plans")) == 4
    assert len(list((store / "sources").iterdir())) == 4


def test_a_changed_file_leaves_no_trace_of_what_it_was(folder: Path, store: Path, tmp_path: Path) -> None:
    ingest.load(store, [folder])
    write(folder, 2, digit=6)
    ingest.load(store, [folder])
    ingest.load(tmp_path / "fresh", [folder])
    assert lines.canonical(open_store(store).match(None, None, None)) == lines.canonical(
        open_store(tmp_path / "fresh").match(None, None, None)
    )


def test_every_body_of_a_plan_is_in_the_store(folder: Path, store: Path) -> None:
    ingest.load(store, [folder])
    opened = open_store(store)
    bodies = {row["body"] for row in opened.run("bodies")}
    named = {row["body"] for plan in opened.run("plans") for row in opened.run("units", plan=str(plan["plan"]))}
    assert named
    assert named <= bodies
    assert {row["place"] for row in opened.run("plans")} <= {row["place"] for row in opened.run("places")}


def test_several_processes_give_the_same_store(folder: Path, store: Path, tmp_path: Path) -> None:
    ingest.load(store, [folder], workers=1)
    ingest.load(tmp_path / "two", [folder], workers=2)
    assert open_store(store).digests() == open_store(tmp_path / "two").digests()


def test_one_bad_file_never_stops_the_rest(folder: Path, store: Path) -> None:
    (folder / "a_broken.txt").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "b_empty.txt").write_text("")
    report = ingest.load(store, [folder, folder / "missing.txt"])
    refused = {file.name: file.reason for file in report.files if file.status is LoadStatus.REFUSED}
    assert set(refused) == {"a_broken.txt", "b_empty.txt", "missing.txt"}
    assert all(reason and "reader failed" not in reason for reason in refused.values())
    assert report.refused == 3
    assert len(open_store(store).run("plans")) == 4


def test_a_second_copy_is_refused_and_says_of_what(folder: Path, store: Path) -> None:
    shutil.copy(folder / "plan01.txt", folder / "z_copy.txt")
    write(folder, 2, digit=7, name="z_other.txt")
    (folder / "later").mkdir()
    write(folder / "later", 3, digit=8, name="plan03.txt")
    for _ in range(2):
        report = ingest.load(store, [folder])
        reasons = [(file.name, file.reason or "") for file in report.files if file.status is LoadStatus.REFUSED]
        assert [name for name, _ in reasons] == ["plan03.txt", "z_other.txt"]
        assert all(original in reason for original, (_, reason) in zip(("plan03.txt", "plan02.txt"), reasons, strict=True))
        (copy,) = (file for file in report.files if file.name == "z_copy.txt")
        assert copy.status is LoadStatus.UNCHANGED
        assert copy.reason == "z_copy.txt: the same file as plan01.txt, which is in the store"
    assert len(open_store(store).run("plans")) == 4


def test_removed_plans_take_their_places_and_files_with_them(folder: Path, store: Path) -> None:
    ingest.load(store, [folder])
    plans = [str(row["plan"]) for row in open_store(store).run("plans")]
    ingest.remove(store, plans)
    after = open_store(store)
    assert {name for name in after.digests() if not name.startswith(f"{GRAPH}reference/")} == set()
    assert list((store / "sources").iterdir()) == []


def test_the_text_behind_a_plan_is_kept(folder: Path, store: Path) -> None:
    ingest.load(store, [folder])
    row = open_store(store).run("plans")[0]
    kept = open_store(store).source(str(row["sha256"]))
    assert sources.file(store, kept.sha256) == (folder / str(row["file"])).read_bytes()
    task = open_store(store).run("tasks", plan=str(row["plan"]))[0]
    assert kept.found[int(str(task["start"])) : int(str(task["end"]))] == task["found"]


def test_another_reader_reads_everything_again_and_writes_nothing_new(folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest.load(store, [folder])
    before = published(store)
    monkeypatch.setattr(ingest, "reader_version", lambda: "another")
    assert set(statuses(ingest.load(store, [folder])).values()) == {LoadStatus.UNCHANGED}
    assert published(store) == before
    assert {sources.receipt(store, str(row["sha256"])).reader for row in open_store(store).run("plans")} == {"another"}  # type: ignore[union-attr]


def test_killed_at_any_moment_the_store_holds_whole_plans(folder: Path, store: Path, tmp_path: Path) -> None:
    for number in range(5, 31):
        write(folder, number)
    ingest.load(tmp_path / "whole", [folder], workers=1)
    whole = open_store(tmp_path / "whole").digests()
    for kept in (1, 6, 14, 22):
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"from qgraph import ingest; from pathlib import Path; ingest.load(Path({str(store)!r}), [Path({str(folder)!r})], 1)",
            ]
        )
        while process.poll() is None and len(list((store / "sources").glob("*"))) < kept:
            time.sleep(0.001)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with EmbeddedWriter(store) as live:
            digests = live.digests()
            for name, digest in digests.items():
                graph = list(live.match(None, None, None, name))
                assert lines.digest(lines.in_graph(graph[0].graph_name, lines.triples(graph))) == digest  # type: ignore[arg-type]
                if name.startswith(identity.plan_graph("")):
                    assert digest == whole[name]
            assert {quad.graph_name.value for quad in live.match(None, None, None)} == set(digests)  # type: ignore[union-attr]
    report = ingest.load(store, [folder], workers=1)
    assert "unchanged" in statuses(report).values(), "a killed load is gone on with, not begun again"
    assert open_store(store).digests() == whole
    assert len(list((store / "sources").iterdir())) == 30


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path, store: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    report = ingest.load(store, [tmp_path / "pipe.txt", tmp_path / "zero.txt"])
    assert all("not a file" in str(file.reason) for file in report.files)


def test_a_damaged_receipt_means_the_file_is_read_again(folder: Path, store: Path) -> None:
    ingest.load(store, [folder])
    for path in store.glob("sources/*/receipt.json"):
        path.write_bytes(b"\xff{")
    assert set(statuses(ingest.load(store, [folder])).values()) == {LoadStatus.UNCHANGED}
    assert all(path.read_bytes().startswith(b"{") for path in store.glob("sources/*/receipt.json"))


def test_a_zip_is_a_folder(folder: Path, store: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"市/{path.name}")
        archive.writestr("damaged.docx", b"PK\x03\x04")
    report = ingest.load(store, [tmp_path / "plans.zip"])
    assert statuses(report) == {**{path.name: "new" for path in folder.iterdir()}, "damaged.docx": "refused"}
    assert statuses(ingest.load(store, [folder])) == {path.name: "unchanged" for path in folder.iterdir()}


def test_the_summary_counts_what_became_of_the_files(folder: Path, store: Path) -> None:
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04")
    report = ingest.load(store, [folder])
    files = len(list(folder.iterdir()))
    assert f"{files} files in " in report.summary()
    assert f": {files - 1} new, 1 refused. Those in the store hold " in report.summary()


def test_a_name_that_is_no_utf8_is_written_out(tmp_path: Path, store: Path) -> None:
    odd = write(tmp_path, 1).rename(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))
    report = ingest.load(store, [odd])
    assert statuses(report) == {"bad\\udcff.txt": "new"}
    assert [row["file"] for row in open_store(store).run("plans")] == ["bad\\udcff.txt"]
