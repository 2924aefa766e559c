"""Reading files into the store for the page that uploads them, in a process of its own.

    python -m qgraph.app.loading STORE FOLDER [last]     one JSON document a line: progress, then the report or what went wrong

Decisions
---------
* The same line as `qgraph load` (`ingest.load`), but beside the server: a large file keeps no other page waiting, and one that takes too
  long is ended; what was published before stays.
* A name comes from somebody's browser: it is kept as a file's name without any path, control character or excess, each file in a folder
  of its own, so that two of one name are two files.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgraph import ingest
from qgraph.app.i18n import words
from qgraph.errors import QgraphError, StoreError

LONGEST_NAME = 80  # characters
PATIENCE = 20 * 60  # seconds a load may take
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff/\\:*?"<>|]')
Progress = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file: a row of the report of `qgraph load`."""

    name: str
    status: str
    reason: str | None
    counts: dict[str, int]


def safe_name(name: str) -> str:
    """A file's name as it may be written to a disk: never a path, never hidden, never too long; its ending stays."""
    last = UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .") or "file"
    stem, dot, ending = last.rpartition(".")
    if not dot:
        return last[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending[:8]) - 1]}.{ending[:8]}"


def save(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write uploaded files (name and bytes) into a folder."""
    for number, (name, data) in enumerate(files):
        own = folder / f"{number:03d}"
        own.mkdir()
        (own / safe_name(name)).write_bytes(data)


def load(store: Path, folder: Path, progress: Progress, patience: float = PATIENCE, *, last: bool = False) -> list[Loaded]:
    """Read the files of a folder into a store; `last`: the folder goes when that is done. Raises `StoreError` where the store fails or the
    time is up. Whoever stops listening (a click elsewhere) does not stop the reading."""
    command = [sys.executable, "-m", "qgraph.app.loading", str(store), str(folder), *(["last"] if last else [])]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8", start_new_session=True
    )
    late = threading.Timer(patience, process.kill)
    late.daemon = True
    late.start()
    found = list(_said(process.stdout or (), progress))
    process.wait()
    late.cancel()
    if not found:
        raise StoreError(
            "reading took too long or broke down and was ended; what was in the store is still there: load fewer files at once",
            words("zh")["manage.ended"],
        )
    return found[0]


def _said(lines: Iterable[str], progress: Progress) -> Iterator[list[Loaded]]:
    for line in lines:
        said = json.loads(line)
        if "error" in said:
            raise StoreError(said["error"], said["zh"])
        if "files" in said:
            yield [_loaded(row) for row in said["files"]]
        else:
            progress(said["done"], said["total"], said["name"])


def _loaded(row: dict[str, Any]) -> Loaded:
    counts = {key: value for key, value in row.items() if isinstance(value, int)}
    return Loaded(row["name"], row["status"], row["reason"], counts)


def main(store: Path, folder: Path, last: bool) -> None:
    """Load, and tell line by line."""

    def tell(**said: object) -> None:
        with suppress(BrokenPipeError):  # nobody listens any more
            print(json.dumps(said, ensure_ascii=False), flush=True)

    try:
        report = ingest.load(store, [folder], 1, lambda done, total, name: tell(done=done, total=total, name=name))
        tell(files=[file.row() for file in report.files])
    except QgraphError as error:
        tell(error=str(error), zh=error.zh)
    finally:
        if last:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] == ["last"])
