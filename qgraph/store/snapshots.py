"""The snapshots of a store, as its readers find them: the number in `current`, and the database of that number."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store as Database

from qgraph.errors import StoreError
from qgraph.store.folder import no_store

MENDED = "load some plan again (qgraph load PATH), that writes it anew"


def published(directory: Path) -> int | None:
    """The number of the snapshot that readers open; it changes whenever there is something new to read."""
    try:
        return int((directory / "current").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise StoreError(
            f"the file current in {directory} is damaged: {MENDED}", f"{directory} 中的 current 文件已损坏：请再载入一份文件，它会重写"
        ) from error


def open_snapshot(directory: Path) -> tuple[Path, Database]:
    """The folder and the database readers are to open. A newer one may be published, and this one taken away, while we look."""
    looked_at = None
    while True:
        number = published(directory)
        if number is None:
            no_store(directory)
        try:
            folder = directory / "snapshots" / str(number)
            return folder, Database.read_only(str(folder))
        except (OSError, RuntimeError, ValueError) as error:
            if number == looked_at:
                raise StoreError(
                    f"snapshot {number} of the store in {directory} is lost or damaged: {MENDED}",
                    f"{directory} 中存储的版本 {number} 丢失或损坏：请再载入一份文件，它会重写",
                ) from error
            looked_at = number


def can_be_read(directory: Path, commit: int) -> bool:
    """Whether readers find this commit."""
    try:
        return published(directory) == commit and bool(open_snapshot(directory))
    except StoreError:
        return False
