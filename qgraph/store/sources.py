"""The files behind the plans, each in a folder of its own: `DIR/sources/<sha256>/`.

    file          the file as it came
    found.txt     its text as found
    reading.txt   the reading text
    map.json      name, media type, the map between the two texts, repairs, gaps and the cells of tables
    receipt.json  the plan that was read from it, by which reader, with how many facts; written once the plan is in the store

Decisions
---------
* A folder is written aside and renamed before its plan's graph is: a graph never points to a text that is not there. What a crash
  leaves without a plan, and what removed plans leave, is taken away by `keep`.
* The map is kept as runs `[start, end, count]`: `count` characters of the reading text that stand one by one from `start` on in
  the text as found (`end` = `start` + 1), or one character that came from `start` to `end`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from array import array
from collections.abc import Container, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from qgraph.errors import NotFoundError
from qgraph.model import Cell, Gap, Repair, Source
from qgraph.store.disk import writes

SHA256 = re.compile(r"[0-9a-f]{64}")
TEXT = {"encoding": "utf-8", "errors": "surrogatepass"}


@writes
def write(directory: Path, source: Source, data: bytes) -> None:
    """Keep a source and the bytes it was read from."""
    folder = _folder(directory, source.sha256)
    fresh = folder.with_name(f"{source.sha256}.new")
    fresh.mkdir(parents=True)
    (fresh / "file").write_bytes(data)
    (fresh / "found.txt").write_bytes(source.found.encode(**TEXT))
    (fresh / "reading.txt").write_bytes(source.reading.encode(**TEXT))
    record = {
        "name": source.name,
        "media_type": source.media_type,
        "runs": _runs(source.starts, source.ends),
        "repairs": [asdict(repair) for repair in source.repairs],
        "gaps": [asdict(gap) for gap in source.gaps],
        "cells": [astuple(cell) for cell in source.cells],
    }
    (fresh / "map.json").write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")), **TEXT)
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)


def read(directory: Path, sha256: str) -> Source:
    """The source of a digest. Raises `NotFoundError`."""
    folder = _folder(directory, sha256)
    try:
        record = json.loads((folder / "map.json").read_text(**TEXT))
    except FileNotFoundError:
        raise NotFoundError(f"there is no file {sha256[:12]}… in the store") from None
    starts, ends = _offsets(record["runs"])
    return Source(
        record["name"],
        sha256,
        record["media_type"],
        (folder / "found.txt").read_bytes().decode(**TEXT),
        (folder / "reading.txt").read_bytes().decode(**TEXT),
        starts,
        ends,
        tuple(Repair(**repair) for repair in record["repairs"]),
        tuple(Gap(**gap) for gap in record["gaps"]),
        tuple(Cell(*cell) for cell in record["cells"]),
    )


def file(directory: Path, sha256: str) -> bytes:
    """The file as it came. Raises `NotFoundError`."""
    try:
        return (_folder(directory, sha256) / "file").read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"there is no file {sha256[:12]}… in the store") from None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was read from a file: the plan's URI, the version of the reader, the number of facts of each kind, and the digest of the log
    of decisions that was followed."""

    plan: str
    reader: str
    facts: dict[str, int]
    log: str = ""


@writes
def sign(directory: Path, sha256: str, receipt: Receipt) -> None:
    """Say that the plan of a file is in the store. A file without a receipt is read again."""
    write_aside(_folder(directory, sha256) / "receipt.json", json.dumps(asdict(receipt)))


def receipt(directory: Path, sha256: str) -> Receipt | None:
    """The receipt of a file, None where there is none that can be read."""
    try:
        return Receipt(**json.loads((_folder(directory, sha256) / "receipt.json").read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):  # a damaged one is as good as none
        return None


def write_aside(path: Path, text: str) -> None:
    """Replace a small file so that readers see the old text or the new one."""
    aside = path.with_name(f"{path.name}.new")
    with aside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)


@writes
def keep(directory: Path, wanted: Container[str]) -> None:
    """Take away every source but the wanted ones."""
    for folder in (directory / "sources").glob("*"):
        if folder.name not in wanted:
            shutil.rmtree(folder)


@writes
def clean(directory: Path) -> None:
    """Take away what a crash left half written."""
    for unfinished in (directory / "sources").glob("*.new"):
        shutil.rmtree(unfinished)


def _folder(directory: Path, sha256: str) -> Path:
    if not SHA256.fullmatch(sha256):  # it may come from an address line
        raise NotFoundError("a file is asked for by the 64 hex digits of its SHA-256")
    return directory / "sources" / sha256


def _runs(starts: Sequence[int], ends: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for start, end in zip(starts, ends, strict=True):
        last = runs[-1] if runs else None
        if last and end == start + 1 and last[1] == last[0] + 1 and start == last[0] + last[2]:
            last[2] += 1
        else:
            runs.append([start, end, 1])
    return runs


def _offsets(runs: Sequence[Sequence[int]]) -> tuple[Sequence[int], Sequence[int]]:
    starts, ends = array("I"), array("I")
    for start, end, count in runs:
        starts.extend(range(start, start + count))
        ends.extend(range(end, end + count))
    return starts, ends
