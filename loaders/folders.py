"""Folders and archives: which files below the paths a person named may be plans.

Decisions
---------
* A file that is named is taken whatever its ending; from a folder or an archive only what has an ending that is read. Hidden files and
  readmes are no plans (`archives.is_passed_over`).
* Files come in the order of their paths, each once, so that the same folder always gives the same store.
* What cannot be looked into (a folder without permission, a damaged member of an archive) is refused with the reason, never passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from loaders import archives, formats
from qgraph.errors import SourceError


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be looked into, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class Gathered:
    """The files to read, and what was refused on the way to them."""

    files: list[Path] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def gather(paths: Iterable[Path], into: Path) -> Gathered:
    """The files to read. Archives are unpacked below the empty folder `into`."""
    found: dict[Path, None] = {}
    gathered = Gathered()
    numbers = count()  # each archive has a folder of its own, though two have one name
    for path in paths:
        for file in _inside(path, gathered) if path.is_dir() else [path]:
            if file.suffix.lower() not in formats.KNOWN and archives.is_archive(file):
                found.update(dict.fromkeys(_unpacked(file, into / str(next(numbers)), gathered)))
            else:
                found[file] = None
    gathered.files = list(found)
    return gathered


def _inside(folder: Path, gathered: Gathered) -> list[Path]:
    def refuse(error: OSError) -> None:
        name = formats.shown(Path(error.filename or folder))
        gathered.refused.append(Refusal(name, f"{name}: a folder that cannot be read ({error.strerror}); check its permissions"))

    files = (Path(root, name) for root, _, names in os.walk(folder, onerror=refuse) for name in names)
    return sorted(file for file in files if _may_be_plan(file.relative_to(folder)) and file.is_file())


def _unpacked(archive: Path, into: Path, gathered: Gathered) -> list[Path]:
    into.mkdir()
    files = []
    try:
        for member in archives.unpacked(archive, into):
            if member.path is None:
                gathered.refused.append(Refusal(member.name, member.reason))
            elif _may_be_plan(member.path.relative_to(into)):
                files.append(member.path)
    except SourceError as error:
        gathered.refused.append(Refusal(formats.shown(archive), str(error)))
    return sorted(files)


def _may_be_plan(path: Path) -> bool:
    return path.suffix.lower() in (*formats.KNOWN, *archives.SUFFIXES) and not archives.is_passed_over(path.as_posix())
