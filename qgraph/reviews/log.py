"""The log of one plan's entries: `DIR/reviews/<plan key>.jsonl`, fit to be read, compared and merged by the tools people have.

The first line names the plan, as does the first of each log that was put behind it; every other is one entry. Lines are only added. A line
without its end is what a kill left: the next entry begins a line of its own, and what cannot be read is told with its number.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgraph.errors import ConflictError, ReviewError
from qgraph.reviews.entries import Entry, line, parse
from qgraph.reviews.fields import expect_whole
from qgraph.reviews.state import State, state
from qgraph.reviews.words import sentence, wrong
from qgraph.store.disk import writes

FORMAT = "qgraph review log 1"
KEY = re.compile(r"[0-9a-f]{20}")
LARGEST = 64 * 1024 * 1024  # bytes; a plan of ten thousand measures with a report each month for years


@dataclass(frozen=True, slots=True)
class Damaged:
    """A line that is no entry, and why."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Log:
    """What the log of a plan holds. `digest` is empty where there is none."""

    entries: tuple[Entry, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    digest: str = ""

    def state(self) -> State:
        """What holds after all entries."""
        return state(self.entries)


def read(directory: Path, key: str) -> Log:
    """The log of a plan, empty where nobody decided anything yet. Raises `ReviewError` for a file that is too large, or that is
    another plan's: what is said there of that plan itself would be taken for said of this one."""
    path = _path(directory, key)
    try:
        if path.stat().st_size > LARGEST:
            raise wrong("log_large", path=path, size=LARGEST // 2**20)
        data = path.read_bytes()
    except FileNotFoundError:
        return Log()
    entries: list[Entry] = []
    damaged: list[Damaged] = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        text = raw.decode("utf-8", errors="replace").strip("\ufeff \t\r")  # an editor may put a mark in front
        if not text:
            continue
        if head := _head(text):  # of each log that was put behind another
            if head.get("plan") != key:
                raise wrong("log_other", path=path, title=head.get("title"))
            continue
        try:
            made = parse(text)
            expect_whole(made.act, made.values)
            entries.append(made)
        except (ValueError, ReviewError) as error:
            damaged.append(Damaged(number, text[:200], str(error)))
    return Log(tuple(entries), tuple(damaged), hashlib.sha256(data).hexdigest())


def digest(directory: Path, key: str) -> str:
    """A digest of the log, without reading what it says; empty where there is none."""
    try:
        return hashlib.sha256(_path(directory, key).read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


@writes
def append(directory: Path, key: str, title: str, entries: Sequence[Entry]) -> Log:
    """Add entries, all or none, on the disk when this returns; `title` names the plan in a new file. Gives the log as it is then.

    Raises `ConflictError` where somebody decided about the same thing since what an entry says it saw. The caller holds the store's
    writer, so that nobody adds between the look and the writing.
    """
    known = read(directory, key)
    _expect_unchanged(known.state(), entries)
    path = _path(directory, key)
    path.parent.mkdir(exist_ok=True)
    text = "".join(f"{line(entry)}\n" for entry in entries)
    with path.open("ab") as stream:
        if not stream.tell():
            text = json.dumps({"format": FORMAT, "plan": key, "title": title}, ensure_ascii=False) + "\n" + text
        elif not _ends_a_line(path):
            text = "\n" + text
        stream.write(text.encode())
        stream.flush()
        os.fsync(stream.fileno())
    return read(directory, key)


def logs(directory: Path) -> Iterator[str]:
    """The keys of the plans that have a log."""
    for path in sorted((directory / "reviews").glob("*.jsonl")):
        if KEY.fullmatch(path.stem):
            yield path.stem


def title_of(directory: Path, key: str) -> str | None:
    """What the log says its plan is called."""
    try:
        with _path(directory, key).open(encoding="utf-8", errors="replace") as stream:
            head = _head(stream.readline(100_000).strip("\ufeff \t\r\n"))
        return str(head["title"]) if head else None
    except (FileNotFoundError, KeyError):
        return None


def _expect_unchanged(known: State, entries: Iterable[Entry]) -> None:
    for entry in entries:
        last = known.last(entry)
        if last and last.id != entry.seen:
            when = last.at[:16].replace("T", " ")
            what = last.what or last.about
            raise ConflictError(sentence("error", "conflict", by=last.by, what=what, when=when, act=last.act.value))


def _head(text: str) -> dict[str, Any] | None:
    """What a line says that names the plan of a log; None for any other line."""
    if not text.startswith('{"format"'):
        return None
    try:
        told: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"


def _path(directory: Path, key: str) -> Path:
    if not KEY.fullmatch(key):
        raise wrong("log_key")
    return directory / "reviews" / f"{key}.jsonl"
