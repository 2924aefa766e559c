"""The hand labels of which task of a lower plan takes up which task of the plan above it (`labels/alignment/*.tsv`; see its README.md).

Decisions. A task is named by its number in the outline and the place where its text starts in the document as found (`二(一)1@676`):
the number alone is shared by the measures of one clause that name different bodies, and offsets into the reading text would move with
every repair. Rows hold no words of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import loaders
from qgraph.model import Task

OWN = Path(__file__).with_name("labels") / "alignment"
PARTS = ("tune", "held")
TAKEN_UP = ("same", "part")
JUDGEMENTS = (*TAKEN_UP, "no", "none")
KEY = re.compile(r"[^@\s]+@\d+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A task of a lower plan and one of the plan above, and whether the lower takes the upper up. Plans are named by the stem of their
    file. `judgement`: `same`; `part`, a part of the one is taken up by the other or is it; `no`, alike but another matter; `none`, no
    task above is taken up by this one, and `upper_task` is empty."""

    part: str  # `tune`, to choose a threshold on, or `held`, to measure on
    upper: str
    upper_task: str
    lower: str
    lower_task: str
    judgement: str
    reason: str

    @property
    def taken_up(self) -> bool:
        """Whether the lower task takes up the upper one, wholly or in part."""
        return self.judgement in TAKEN_UP


COLUMNS = tuple(field.name for field in fields(Pair))


def read(folder: Path = OWN) -> tuple[Pair, ...]:
    """The pairs of all tables of a folder. Raises ValueError, with file and line, on a row that is not sound, and where there is none."""
    pairs: dict[tuple[str, ...], Pair] = {}
    judged: dict[tuple[str, str], Pair] = {}  # a lower task → its first row
    for table in sorted(folder.glob("*.tsv")):
        for at, pair in _rows(table):
            identity = (pair.upper, pair.upper_task, pair.lower, pair.lower_task)
            if identity in pairs:
                raise ValueError(f"{at}: {pair.lower_task} and {pair.upper_task or 'none'} are judged twice")
            if judged.setdefault((pair.lower, pair.lower_task), pair).part != pair.part:
                raise ValueError(f"{at}: {pair.lower_task} is both in {' and in '.join(PARTS)}")
            pairs[identity] = pair
    for pair in pairs.values():
        if pair.taken_up and (pair.upper, "", pair.lower, pair.lower_task) in pairs:
            raise ValueError(f"{folder}: {pair.lower} {pair.lower_task} takes up {pair.upper_task} and is also judged none")
    if not pairs:
        raise ValueError(f"{folder}: no labelled pairs (*.tsv) here")
    return tuple(pairs.values())


def key(task: Task) -> str:
    """The name of a task in the tables: its number in the outline and where it starts in the document as found."""
    return f"{''.join(task.evidence.path)}@{task.evidence.start}"


def tasks(document: Path, folder: Path = OWN) -> dict[str, Task]:
    """All tasks that are read from a document, by their key. Raises ValueError where a label no longer finds its task."""
    found = {key(task): task for task in loaders.read(document).tasks}
    sides = [side for pair in read(folder) for side in ((pair.upper, pair.upper_task), (pair.lower, pair.lower_task))]
    lost = sorted({name for stem, name in sides if stem == document.stem and name} - found.keys())
    if lost:
        raise ValueError(f"{document}: no task at {', '.join(lost)}; look where it starts now and renew the labels in {folder}")
    return found


def _rows(table: Path) -> Iterator[tuple[str, Pair]]:
    """The rows of a table, each with its file and line."""
    header, *lines = table.read_text(encoding="utf-8").split("\n")
    if tuple(header.split("\t")) != COLUMNS:
        raise ValueError(f"{table}:1: the columns are {' '.join(COLUMNS)}, parted by tabs")
    for number, line in enumerate(lines, start=2):
        if not line:
            continue
        at, cells = f"{table}:{number}", line.split("\t")
        if len(cells) != len(COLUMNS):
            raise ValueError(f"{at}: {len(cells)} cells, {len(COLUMNS)} are needed")
        pair = Pair(*cells)
        if fault := _fault(pair):
            raise ValueError(f"{at}: {fault}")
        yield at, pair


def _fault(pair: Pair) -> str | None:
    """What is wrong with a row by itself."""
    if pair.part not in PARTS:
        return f"part {pair.part!r} is none of {', '.join(PARTS)}"
    if pair.judgement not in JUDGEMENTS:
        return f"judgement {pair.judgement!r} is none of {', '.join(JUDGEMENTS)}"
    if (pair.judgement == "none") != (not pair.upper_task):
        return "judgement none and an empty upper_task go together"
    for name in filter(None, (pair.lower_task or " ", pair.upper_task)):
        if not KEY.fullmatch(name):
            return f"task {name!r} is not written number@start"
    if not (pair.upper.strip() and pair.lower.strip() and pair.reason.strip()):
        return "upper, lower and reason may not be empty"
    return None
