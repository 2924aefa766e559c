"""The folder of a store: what it is, in which version."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from qgraph.errors import StoreError
from qgraph.store import sources
from qgraph.store.disk import failing

FORMAT = "qgraph store 1\n"


def no_store(directory: Path) -> NoReturn:
    """Raises `StoreError`: nothing was ever published in a folder."""
    raise StoreError(
        f"there is no store to read in {directory}: load some plans first (qgraph load PATH)", f"{directory} 中没有存储：请先载入文件"
    )


def prepare(directory: Path) -> None:
    """Make the folder of a new store. Raises `StoreError` for a folder that holds something else."""
    if not (directory / "format").exists():
        if directory.exists() and not directory.is_dir():
            raise StoreError(
                f"{directory} is a file, not the folder of a store: choose another with --store",
                f"{directory} 是文件，不是存储的文件夹：请用 --store 另选",
            )
        if directory.exists() and any(entry.name != "format.new" for entry in directory.iterdir()):  # left where a first load stopped
            raise StoreError(
                f"{directory} is not empty and not a qgraph store: choose another folder with --store",
                f"{directory} 不是空的，也不是存储：请用 --store 另选文件夹",
            )
        with failing(directory, "made"):
            directory.mkdir(parents=True, exist_ok=True)
            sources.write_aside(directory / "format", FORMAT)
    check_format(directory)


def check_format(directory: Path) -> None:
    """Raises `StoreError` for a folder that is no store, or one of another version."""
    with failing(directory, "read"):
        try:
            found = (directory / "format").read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            no_store(directory)
    if found != FORMAT:
        raise StoreError(
            f"the store in {directory} is of another version ({found.strip()[:40]}): load the plans into a new folder",
            f"{directory} 中的存储是别的版本（{found.strip()[:40]}）：请载入到新的文件夹",
        )
