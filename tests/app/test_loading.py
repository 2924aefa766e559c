"""Files from the browser: hostile names, refused files, two writers, a reader that takes too long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgraph.app import loading
from qgraph.app.loading import LONGEST_NAME, safe_name
from qgraph.errors import StoreError
from qgraph.ingest import LoadStatus
from qgraph.store import open_store
from qgraph.store.embedded import EmbeddedWriter
from tests.app.stores import SAMPLES

PLAN = (SAMPLES / "liuyan-2021-2025.txt").read_bytes()
NAMES = (
    "../../etc/passwd",
    "C:\\Windows\\a.txt",
    "<img src=x onerror=1>.txt",
    "a" * 400 + ".docx",
    ".hidden",
    "",
    "..",
    "a\x00b\n.txt",
    "\u202etxt.exe",
)


def ignore(done: int, total: int, name: str) -> None:
    assert 0 < done <= total
    assert name


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_path(name: str, tmp_path: Path) -> None:
    kept = safe_name(name)
    assert kept
    assert len(kept) <= LONGEST_NAME
    assert Path(kept).name == kept
    assert not kept.startswith(".")
    loading.save([(name, b"x")], tmp_path)
    (written,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert written.parent.parent == tmp_path
    assert written.read_bytes() == b"x"


@given(st.text(st.characters(), max_size=300))
def test_any_name_can_be_written(name: str) -> None:
    kept = safe_name(name)
    assert kept not in ("", ".", "..")
    assert "/" not in kept
    assert "\x00" not in kept
    assert len(kept) <= LONGEST_NAME


def test_the_ending_stays() -> None:
    assert safe_name("计划" * 100 + ".docx").endswith("计.docx")


def test_files_come_in_and_what_is_refused_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    loading.save([("计划.txt", PLAN), ("计划.txt", b"\x00\x01\x02"), ("../空.txt", b"")], folder)
    seen: list[int] = []
    loaded = loading.load(tmp_path / "store", folder, lambda done, total, name: seen.append(done))
    assert [file.status for file in loaded].count(LoadStatus.NEW) == 1
    refused = [file for file in loaded if file.status == LoadStatus.REFUSED]
    assert len(refused) == 2
    assert all(file.reason for file in refused)
    assert seen
    assert len(open_store(tmp_path / "store").run("plans")) == 1
    again = loading.load(tmp_path / "store", folder, ignore)
    assert [file.status for file in again if file.status != LoadStatus.REFUSED] == [LoadStatus.UNCHANGED]


def test_two_at_once_the_second_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    loading.save([("计划.txt", PLAN)], folder)
    with EmbeddedWriter(tmp_path / "store"), pytest.raises(StoreError):
        loading.load(tmp_path / "store", folder, ignore)


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    loading.save([("计划.txt", PLAN)], folder)
    with pytest.raises(StoreError, match="too long"):
        loading.load(tmp_path / "store", folder, ignore, patience=0.05)
    assert loading.load(tmp_path / "store", folder, ignore)[0].status in (LoadStatus.NEW, LoadStatus.UNCHANGED)


def test_who_stops_listening_does_not_stop_the_reading(tmp_path: Path) -> None:
    """A click elsewhere on the page ends its script in the middle; the folder goes when the reading is done."""
    folder = tmp_path / "in"
    folder.mkdir()
    loading.save([(f"{number}.txt", path.read_bytes()) for number, path in enumerate(sorted(SAMPLES.glob("*.txt")))], folder)

    def gone(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loading.load(tmp_path / "store", folder, gone, last=True)
    until = time.monotonic() + 60
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not folder.exists()
    assert len(open_store(tmp_path / "store").run("plans")) == len(list(SAMPLES.glob("*.txt")))
