"""The same files give the same bytes: in other processes, with another seed of hashes, more workers, another order, in one step or two."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples" / "plans").iterdir() if path.is_file())


def exported(folder: Path, loads: Sequence[Sequence[Path]], workers: int, seed: int) -> bytes:
    """The N-Quads of a store that was loaded in some steps, each in a process of its own."""
    folder.mkdir()
    qgraph = [sys.executable, "-m", "qgraph.cli", "--store", str(folder / "store")]
    commands = [["load", *map(str, paths), "--workers", str(workers)] for paths in loads]
    for arguments in (*commands, ["export", "nq", "--out", str(folder / "all.nq")]):
        subprocess.run([*qgraph, *arguments], env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, check=True)
    return (folder / "all.nq").read_bytes()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return exported(tmp_path_factory.mktemp("first") / "store", [SAMPLES], 1, 0)


@pytest.mark.parametrize(
    ("loads", "workers", "seed"),
    [([SAMPLES[::-1]], 1, 7), ([SAMPLES], 2, 99), ([SAMPLES[6:], SAMPLES[:6]], 1, 1234)],
    ids=["backwards", "two-workers", "in-two-steps"],
)
def test_the_same_files_give_the_same_bytes(tmp_path: Path, first: bytes, loads: list[list[Path]], workers: int, seed: int) -> None:
    assert all(path.name.encode() in first for path in SAMPLES)
    assert exported(tmp_path / "other", loads, workers, seed) == first
