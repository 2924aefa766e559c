"""A small disk of its own, so that it can be full or be read only without harm to anybody; and the command line, as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


class Disk:
    """A mounted disk in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resize(self, kilobytes: int) -> None:
        """Give it another size; never below what it holds."""
        _mount("-o", f"remount,size={kilobytes}k", str(self.folder))

    def leave(self, kilobytes: int) -> None:
        """Leave so much room. A database that tidies up behind our back may take it before the size is set: then again."""
        for _ in range(20):
            with suppress(subprocess.CalledProcessError):
                return self.resize(self.used + kilobytes)
        raise AssertionError("the disk never stood still")

    def make_read_only(self) -> None:
        _mount("-o", "remount,ro", str(self.folder))

    @property
    def used(self) -> int:
        """Kilobytes that are taken."""
        found = os.statvfs(self.folder)
        return (found.f_blocks - found.f_bfree) * found.f_frsize // 1024


@contextmanager
def mounted(folder: Path, kilobytes: int = 100_000) -> Iterator[Disk]:
    """A disk at an empty folder. Where nothing may be mounted (not root, a closed container), a skip that says so, on CI too."""
    try:
        _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        pytest.skip(f"a small disk cannot be mounted here: {said.strip()}")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # a reader may still hold a file


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True, text=True)


def command(store: Path, *arguments: object) -> list[str]:
    """The command line `qgraph --store STORE …`."""
    return [sys.executable, "-m", "qgraph.cli", "--store", str(store), *map(str, arguments)]


def qgraph(store: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(command(store, *arguments), capture_output=True, text=True, check=False)
