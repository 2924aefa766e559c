"""The same files give the same bytes: in another process, with another seed of hashes, more workers, another order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples" / "plans").iterdir() if path.is_file())


def exported(folder: Path, paths: list[Path], workers: int, seed: int) -> bytes:
    """The N-Quads of a store of some files, made by processes of their own."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    qgraph = [sys.executable, "-m", "qgraph.cli", "--store", str(folder / "store")]
    for arguments in (["load", *map(str, paths), "--workers", str(workers)], ["export", "nq", "--out", str(folder / "all.nq")]):
        subprocess.run([*qgraph, *arguments], env=environment, capture_output=True, check=True)
    return (folder / "all.nq").read_bytes()


@pytest.mark.parametrize(("order", "workers", "seed"), [(-1, 1, 7), (1, 2, 99)])
def test_the_same_files_give_the_same_bytes(tmp_path: Path, order: int, workers: int, seed: int) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    first = exported(tmp_path / "one", SAMPLES, 1, 0)
    assert len(first) > 100_000
    assert exported(tmp_path / "other", SAMPLES[::order], workers, seed) == first
