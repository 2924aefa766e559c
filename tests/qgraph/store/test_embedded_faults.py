"""The embedded store on a disk that is full or only read, and with parts of it damaged or gone: one sentence, and nothing lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from qgraph.errors import StoreError
from qgraph.store import sources, texts
from qgraph.store.embedded import EmbeddedWriter
from qgraph.store.snapshots import published
from tests.qgraph.plans import source
from tests.qgraph.store import editions
from tests.qgraph.store.disks import Disk, mounted, qgraph
from tests.qgraph.store.editions import SAMPLES, answers, proved

STEP = 2560  # kilobytes by which the disk grows from one try to the next
FULL = "its disk is full: make room there and do the same again"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return editions.write(tmp_path_factory.mktemp("plans")).first


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the samples."""
    store = tmp_path_factory.mktemp("before") / "store"
    assert qgraph(store, "load", SAMPLES).returncode == 0
    return store


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, plans: Path) -> dict[str, str]:
    """The digests of a store into which samples and plans were loaded without a fault."""
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    assert qgraph(store, "load", SAMPLES, plans).returncode == 0
    return proved(store)


@pytest.fixture
def store(tmp_path: Path, before: Path) -> Path:
    """A copy of the store with the samples."""
    return Path(shutil.copytree(before, tmp_path / "store"))


@pytest.fixture
def disk(tmp_path: Path, before: Path) -> Iterator[Disk]:
    """A disk with that store on it."""
    (tmp_path / "disk").mkdir()
    with mounted(tmp_path / "disk") as disk:
        shutil.copytree(before, disk.folder / "store")
        yield disk


def sentence(result: subprocess.CompletedProcess[str], code: int = 3) -> str:
    """The one sentence of a command that failed."""
    assert (result.returncode, result.stdout) == (code, "")
    (said,) = result.stderr.splitlines()
    assert said.startswith("qgraph: ")
    return said


# A full disk


@pytest.mark.timeout(300)
def test_wherever_a_load_finds_the_disk_full_nothing_is_lost_and_the_next_finishes(
    tmp_path: Path, before: Path, plans: Path, undisturbed: dict[str, str]
) -> None:
    (tmp_path / "disk").mkdir()
    steps, digests, said = set(), proved(before), answers(before)
    for room in (0, *range(256, 40 * STEP, STEP)):
        with mounted(tmp_path / "disk") as disk:
            store = Path(shutil.copytree(before, disk.folder / "store"))
            disk.resize(disk.used + room)
            result = qgraph(store, "load", SAMPLES, plans, "--workers", 1)
            if result.returncode == 0:  # there was room for all
                break
            step = sentence(result).removeprefix(f"qgraph: the store in {store} cannot be ").removesuffix(f": {FULL}")
            assert step in {"opened", "written", "published"}, result.stderr
            steps.add(step)
            assert (proved(store), answers(store)) == (digests, said), f"with {room} KB of room"
            disk.resize(100_000)
            assert qgraph(store, "load", SAMPLES, plans, "--workers", 1).returncode == 0
            assert proved(store) == undisturbed, f"with {room} KB of room"
            editions.assert_tidy(store)
    assert steps >= {"opened", "written"}  # and `published`, where the database did not tidy up in time


@pytest.mark.timeout(300)
@pytest.mark.parametrize("room", [4, 200, 3_000, 12_000])
def test_a_first_load_that_finds_the_disk_full_is_finished_by_the_next(
    tmp_path: Path, room: int, plans: Path, undisturbed: dict[str, str]
) -> None:
    (tmp_path / "disk").mkdir()
    with mounted(tmp_path / "disk", room) as disk:
        store = disk.folder / "store"
        assert sentence(qgraph(store, "load", SAMPLES, plans)).endswith(FULL)
        assert "load some plans first" in sentence(qgraph(store, "stats"))
        disk.resize(100_000)
        assert qgraph(store, "load", SAMPLES, plans).returncode == 0
        assert proved(store) == undisturbed
        editions.assert_tidy(store)


def keep_file(store: Path) -> None:
    sources.write(store, replace(source(), sha256="f" * 64), b"x" * 200_000)


def keep_text(store: Path) -> None:
    texts.write(store, "f" * 64, b"x" * 200_000)


@pytest.mark.parametrize("keep", [keep_file, keep_text])
def test_what_there_is_no_room_for_is_as_if_it_had_never_come(disk: Disk, plans: Path, keep: Callable[[Path], None]) -> None:
    store = disk.folder / "store"
    disk.resize(disk.used + 64)
    with pytest.raises(StoreError) as caught:
        keep(store)
    assert str(caught.value) == f"the store in {store} cannot be written: {FULL}"
    assert not (store / "sources" / ("f" * 64)).exists()
    assert texts.read(store, "f" * 64) is None
    disk.resize(100_000)
    assert qgraph(store, "load", plans).returncode == 0
    editions.assert_tidy(store)


def test_what_cannot_be_published_is_published_by_the_next(disk: Disk, before: Path) -> None:
    store, new = disk.folder / "store", "https://example.org/new"
    quads = [Quad(NamedNode(f"{new}/{i}"), NamedNode(f"{new}/p"), Literal("值"), NamedNode(new)) for i in range(100)]
    with EmbeddedWriter(store) as writer:
        writer.replace({new: quads})
        disk.leave(4)
        with pytest.raises(StoreError) as caught:
            writer.publish()
    assert str(caught.value) == f"the store in {store} cannot be published: {FULL}"
    assert proved(store) == proved(before)
    disk.resize(100_000)
    assert qgraph(store, "load", SAMPLES).returncode == 0
    after = proved(store)
    assert after.pop(new)
    assert after == proved(before)
    editions.assert_tidy(store)


# A disk that can only be read


def test_a_disk_that_can_only_be_read_is_read(disk: Disk, before: Path, plans: Path) -> None:
    store = disk.folder / "store"
    disk.make_read_only()
    assert (proved(store), answers(store)) == (proved(before), answers(before))
    for arguments in (("load", plans), ("remove", "nanpu-2021-2025.txt")):
        assert "cannot be opened: its disk can only be read: have it opened for writing" in sentence(qgraph(store, *arguments))
    assert "cannot be made: its disk can only be read" in sentence(qgraph(disk.folder / "other", "load", plans))


# Parts that are damaged or gone


def test_a_file_is_no_store(tmp_path: Path, plans: Path) -> None:
    (tmp_path / "letter").write_text("x")
    assert "is a file, not the folder of a store" in sentence(qgraph(tmp_path / "letter", "load", plans))
    assert "there is no store to read in" in sentence(qgraph(tmp_path / "letter", "stats"))
    assert (tmp_path / "letter").read_text() == "x"


def lose_snapshot(store: Path) -> None:
    shutil.rmtree(store / "snapshots" / str(published(store)))


def lose_files_of_the_snapshot(store: Path) -> None:
    for path in (store / "snapshots" / str(published(store))).glob("*.sst"):
        path.unlink()


def lose_manifest(store: Path) -> None:
    next((store / "snapshots" / str(published(store))).glob("MANIFEST-*")).write_bytes(b"")


def lose_all_snapshots(store: Path) -> None:
    shutil.rmtree(store / "snapshots")


def blur_pointer(store: Path) -> None:
    (store / "current").write_bytes(b"\xff\x00")


def empty_pointer(store: Path) -> None:
    (store / "current").write_bytes(b"")


def turn_pointer(store: Path) -> None:
    (store / "current").write_text("999999")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lose_snapshot, "is lost or damaged"),
        (lose_files_of_the_snapshot, "is lost or damaged"),
        (lose_manifest, "is lost or damaged"),
        (lose_all_snapshots, "is lost or damaged"),
        (turn_pointer, "snapshot 999999 of the store"),
        (blur_pointer, "the file current in"),
        (empty_pointer, "the file current in"),
    ],
)
def test_what_readers_cannot_open_is_named_and_the_next_load_writes_it_anew(
    store: Path, before: Path, damage: Callable[[Path], None], said: str
) -> None:
    damage(store)
    shown = sentence(qgraph(store, "stats"))
    assert said in shown
    assert str(store) in shown
    assert shown.endswith(": load some plan again (qgraph load PATH), that writes it anew")
    assert qgraph(store, "load", SAMPLES).returncode == 0
    assert (proved(store), answers(store)) == (proved(before), answers(before))
    editions.assert_tidy(store)


def test_a_store_without_its_live_files_is_never_written_over(store: Path, before: Path) -> None:
    shutil.rmtree(store / "live")
    assert "has lost its live files: move the folder away and load the plans again" in sentence(qgraph(store, "load", SAMPLES))
    assert answers(store) == answers(before)


def test_live_files_that_are_damaged_are_named(store: Path, before: Path) -> None:
    for path in (store / "live").glob("MANIFEST-*"):
        path.write_bytes(b"")
    assert "if it stays so, move the folder away and load the plans again" in sentence(qgraph(store, "load", SAMPLES))
    assert answers(store) == answers(before)
