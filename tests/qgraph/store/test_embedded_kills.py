"""A load that is killed at a random moment: readers keep what was published, and the next load ends as if nothing had happened."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from qgraph.errors import StoreError
from tests.qgraph.store import editions
from tests.qgraph.store.disks import command, qgraph
from tests.qgraph.store.editions import SAMPLES, Editions, proved

KILLS = int(os.environ.get("KILLS", "3"))  # of each kind of load; `make faults` asks for more
TRIES = 4 * KILLS  # the moments are random: some come when the load is done
PROC = Path("/proc")


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    return editions.write(tmp_path_factory.mktemp("plans"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, plans: Editions) -> dict[Path, dict[str, str]]:
    """The digests of a store into which an edition was loaded undisturbed."""
    return {folder: _loaded(tmp_path_factory.mktemp("whole") / "store", folder) for folder in (plans.first, plans.second)}


def _loaded(store: Path, folder: Path) -> dict[str, str]:
    assert qgraph(store, "load", SAMPLES, folder).returncode == 0
    return proved(store)


class Killer:
    """Kills loads at moments between their first trace in the store and their end, as it was measured."""

    def __init__(self, seed: int, temporary: Path, begun: Callable[[Path], bool]) -> None:
        self.dice, self.temporary, self.begun = Random(seed), temporary, begun
        self.span = 0.0
        self.environment = {**os.environ, "TMPDIR": str(temporary)}
        temporary.mkdir()

    def measure(self, store: Path, folder: Path) -> None:
        """Let one load run to its end, and learn how long it takes."""
        process, began = self._start(store, folder)
        assert process.wait() == 0
        self.span = time.monotonic() - began

    def kill(self, store: Path, folder: Path) -> bool:
        """Whether a load was killed before its end; nothing of it runs on."""
        process, _ = self._start(store, folder)
        time.sleep(self.dice.uniform(0, self.span))
        process.send_signal(signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        deadline = time.monotonic() + 20
        while _running(process.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not _running(process.pid), "processes that read files outlive the load"
        assert not list(self.temporary.iterdir())
        return killed

    def _start(self, store: Path, folder: Path) -> tuple[subprocess.Popen[bytes], float]:
        process = subprocess.Popen(
            command(store, "load", SAMPLES, folder, "--workers", 2),
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while process.poll() is None and not self.begun(store):
            time.sleep(0.002)
        return process, time.monotonic()


def _running(session: int) -> bool:
    """Whether a process of a session is alive; where the system does not say, none is."""
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            state, _, _, of = stat.read_text(errors="replace").rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of) == session and state != "Z":
            return True
    return False


@pytest.mark.timeout(600)
def test_a_first_load_that_is_killed(tmp_path: Path, plans: Editions, whole: dict[Path, dict[str, str]]) -> None:
    store, kills = tmp_path / "store", 0
    killer = Killer(1, tmp_path / "temporary", lambda store: (store / "format").exists())
    killer.measure(store, plans.first)
    for _ in range(TRIES):
        shutil.rmtree(store)
        kills += killer.kill(store, plans.first)
        try:
            assert proved(store) == whole[plans.first]
        except StoreError as error:
            assert "there is no store to read" in str(error)  # noqa: PT017
        assert _loaded(store, plans.first) == whole[plans.first]
        editions.assert_tidy(store)
        if kills == KILLS:
            return
    pytest.fail(f"only {kills} of {TRIES} loads were killed before their end")


@pytest.mark.timeout(600)
def test_a_load_of_new_editions_that_is_killed(tmp_path: Path, plans: Editions, whole: dict[Path, dict[str, str]]) -> None:
    store, kills = tmp_path / "store", 0
    _loaded(store, plans.first)
    killer = Killer(2, tmp_path / "temporary", lambda store: (store / "unpacked").exists())
    killer.measure(store, plans.second)
    before, after = plans.second, plans.first
    for _ in range(TRIES):
        kills += killer.kill(store, after)
        assert proved(store) in (whole[before], whole[after])
        assert _loaded(store, after) == whole[after]
        editions.assert_tidy(store)
        if kills == KILLS:
            return
        before, after = after, before
    pytest.fail(f"only {kills} of {TRIES} loads were killed before their end")
