"""Mutations: files as damage, haste and malice make them. Each must give a plan whose evidence holds, or one clear sentence.

    python -m tests.loaders.faults --count 10000 --seed 1

Exit code 1 where something fails; the files that failed are kept in `faults/`, named by seed and number. `--only N` runs one again.

Decisions
---------
* A case is its seed and its number: the same two always give the same bytes, whatever was run before.
* Subjects are the real documents, else the samples, and small files of every office format that is read, written at run time.
* Packages (docx, xlsx, ofd) are also mutated inside, part by part, and packed again, so that the damage gets past their checksums.
* The file is written before it is read: where the reader takes the whole process down, the last file in `faults/` is the one.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import os
import random
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from rich.progress import track

import loaders
from loaders import formats
from qgraph.errors import SourceError
from qgraph.model import Plan
from tests.loaders.documents import CORPUS
from tests.loaders.formats.test_fuzz import NASTY, PLAN
from tests.loaders.test_corpus import evidences

SAMPLES = Path(__file__).parents[2] / "samples" / "plans"
SLOWEST = 10.0  # seconds of processor time
HUNG = 150.0  # seconds after which the process is stopped with a traceback
LONGEST_ERROR = 300  # characters
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "big5hkscs", "utf-32", "latin-1")
BOMS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33")
SURROGATES = (b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\x00\xd8", b"\xd8\x00", b"\xff\xff", b"\xc0\x80", b"\xf5\x90\x80\x80")
SUFFIXES = (".txt", ".html", ".docx", ".xlsx", ".pdf", ".ofd", ".doc", "")


@dataclass(frozen=True, slots=True)
class Subject:
    """A sound file."""

    name: str
    data: bytes

    @property
    def is_package(self) -> bool:
        return self.data.startswith(b"PK\x03\x04")


@dataclass(frozen=True, slots=True)
class Case:
    """A mutated file: `name` with seed and number in it, and what was done to it."""

    name: str
    data: bytes
    how: str


# --- subjects


@cache
def subjects() -> tuple[Subject, ...]:
    """Files to mutate; to add one of any format, add a row to `FIXTURES` or put it among the samples."""
    paths = CORPUS or sorted(path for path in SAMPLES.iterdir() if path.suffix in formats.KNOWN)
    written = [Subject(f"invented{suffix}", make()) for suffix, make in FIXTURES.items() if suffix in formats.KNOWN]
    return (*(Subject(path.name, path.read_bytes()) for path in paths), Subject("invented.txt", PLAN.encode()), *written)


def _docx() -> bytes:
    import docx

    document = docx.Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return _saved(document.save)


def _xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.create_sheet("任务", 0)
    for row in (*([line] for line in PLAN.splitlines()), *map(list, ROWS)):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    return _saved(book.save)


def _pdf() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0, invariant=1)
    for page in range(2):
        canvas.setFont("STSong-Light", 12)
        for i, line in enumerate(PLAN.splitlines()):
            canvas.drawString(60, 780 - 20 * i, line[:40])
        canvas.drawString(290, 30, f"— {page + 1} —")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _ofd() -> bytes:
    from tests.loaders.formats.test_ofd import packed, page, run

    return packed(page(*(run(20, 20 + 8 * i, line) for i, line in enumerate(PLAN.splitlines()))))


def _csv() -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in ((PLAN, "", ""), *ROWS)).encode()


ROWS = (("序号", "重点任务", "牵头单位"), ("1", "建立质量档案", "市市场监管局"), ("2", "开展质量比对", "市发展改革委、市财政局"))
FIXTURES: dict[str, Callable[[], bytes]] = {".docx": _docx, ".xlsx": _xlsx, ".pdf": _pdf, ".ofd": _ofd, ".csv": _csv}


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


# --- mutations: (chance, bytes) -> bytes


Mutation = Callable[[random.Random, bytes], bytes]


def flipped(chance: random.Random, data: bytes) -> bytes:
    raw = bytearray(data)
    for _ in range(chance.choice((1, 4, 40))):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def truncated(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))] if chance.random() < 0.7 else data[chance.randrange(len(data)) :]


def doubled(chance: random.Random, data: bytes) -> bytes:
    a, b = _stretch(chance, data)
    return data[:b] + data[a:b] * chance.choice((1, 2, 20)) + data[b:]


def moved(chance: random.Random, data: bytes) -> bytes:
    a, b = _stretch(chance, data)
    rest = data[:a] + data[b:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[a:b] + rest[at:]


def deleted(chance: random.Random, data: bytes) -> bytes:
    a, b = _stretch(chance, data)
    return data[:a] + data[b:]


def zeroed(chance: random.Random, data: bytes) -> bytes:
    a, b = _stretch(chance, data)
    return data[:a] + bytes(b - a) + data[b:] if chance.random() < 0.5 else _put(chance, data, b"\0")


def broken_characters(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 5)):
        data = _put(chance, data, chance.choice(SURROGATES))
    return data


def reencoded(chance: random.Random, data: bytes) -> bytes:
    """Written in one encoding, declared as another."""
    text = re.sub(r"charset=[\"']?[\w-]+", f"charset={chance.choice(ENCODINGS)}", data.decode("utf-8", "replace"), count=1)
    return chance.choice(BOMS) + text.encode(chance.choice(ENCODINGS), chance.choice(("replace", "ignore", "xmlcharrefreplace")))


def mistaken(chance: random.Random, data: bytes) -> bytes:
    """Read in a wrong encoding and saved as what was seen."""
    return data.decode(chance.choice(ENCODINGS), "replace").encode(chance.choice(("utf-8", "gb18030")), "replace")


def line_ends(chance: random.Random, data: bytes) -> bytes:
    kinds = (b"\r\n", b"\r", b"\n", b"\n\n", b"\r\r\n", b"\x0b", b"\x0c", b"", b"\xe2\x80\xa8", b"\xc2\x85")
    chosen = chance.sample(kinds, chance.randint(1, 3))
    return re.sub(rb"\r?\n", lambda _: chance.choice(chosen), data)


def nasty(chance: random.Random, data: bytes) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8", "gb18030"))
    for _ in range(chance.randint(1, 8)):
        data = _put(chance, data, (chance.choice(NASTY) * chance.choice((1, 1, 30))).encode(encoding, "replace"))
    return data


def numbers(chance: random.Random, data: bytes) -> bytes:
    """Figures and years out of all measure."""
    huge = (b"9" * 400, b"0", b"00000000", b"-1", b"1e999", b"9.9.9", b"1,000,000,000,000", b"20259", b"1/0", "九千九百万亿".encode(), b"")
    return re.sub(rb"[0-9]+", lambda found: chance.choice(huge) if chance.random() < 0.2 else found[0], data)


ON_BYTES: tuple[Mutation, ...] = (flipped, truncated, doubled, moved, deleted, zeroed, broken_characters)
ON_TEXT: tuple[Mutation, ...] = (*ON_BYTES, reencoded, mistaken, line_ends, nasty, numbers)


def _stretch(chance: random.Random, data: bytes) -> tuple[int, int]:
    a = chance.randrange(len(data))
    return a, min(len(data), a + chance.choice((1, 3, 100, 3000)))


def _put(chance: random.Random, data: bytes, piece: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + piece + data[at:]


# --- cases


def case(seed: int, number: int) -> Case:
    """The file of a seed and a number."""
    chance = random.Random(f"{seed}:{number}")
    subject = chance.choice(subjects())
    stem, dot, suffix = subject.name.rpartition(".")
    ending = dot + suffix if chance.random() < 0.9 else chance.choice(SUFFIXES)
    name = f"{seed}-{number}-{stem[:20]}{ending}"
    if subject.is_package and chance.random() < 0.6:
        data, how = _inside(chance, subject.data)
    else:
        text = not subject.is_package and not subject.data.startswith(b"%PDF")
        data, how = _mutated(chance, subject.data, ON_TEXT if text else ON_BYTES)
    return Case(name, data, f"{subject.name}: {how}")


def _mutated(chance: random.Random, data: bytes, mutations: tuple[Mutation, ...]) -> tuple[bytes, str]:
    done = []
    for mutate in chance.choices(mutations, k=chance.choice((1, 1, 2, 3))):
        if data:
            data = mutate(chance, data)
            done.append(mutate.__name__)
    return data[: 4 * 2**20], ", ".join(done)


def _inside(chance: random.Random, data: bytes) -> tuple[bytes, str]:
    """A package with one part mutated, left out or doubled."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    at = chance.randrange(len(parts))
    name, part = parts[at]
    if chance.random() < 0.1:
        parts[at : at + 1], how = [(name, part), (name.upper(), part[: len(part) // 2])], "a second part of the same name"
    elif chance.random() < 0.1:
        del parts[at]
        how = "left out"
    else:
        changed, how = _mutated(chance, part or b"<x/>", ON_TEXT)
        parts[at] = name, changed
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in parts:
            packed.writestr(*each)
    return buffer.getvalue(), f"{name} {how}"


# --- verdict


def fault(path: Path) -> str:
    """What is wrong with how a file is read; "" where nothing is."""
    began = sum(os.times()[:4])  # of this process and its children
    try:
        found = plan_fault(loaders.read(path))
    except SourceError as error:
        found = error_fault(str(error), formats.shown(path))
    except Exception as error:
        found = f"{type(error).__name__}: {error}"
    taken = sum(os.times()[:4]) - began
    return found or (f"took {taken:.1f} s" if taken > SLOWEST else "")


def error_fault(text: str, name: str) -> str:
    """What is wrong with the text of an error: it names the file, then in one line what is wrong; what to do."""
    if not text.startswith(f"{name}: ") or "\n" in text or ";" not in text or len(text) > LONGEST_ERROR + len(name):
        return f"the error is not one clear sentence: {text!r}"
    return ""


def plan_fault(plan: Plan) -> str:
    """Whether every span gives back its quote and every character of the reading text leads back to the text as found."""
    source = plan.source
    for kind, one in evidences(plan):
        if not one.quote or source.reading[one.reading_start : one.reading_end] != one.quote:
            return f"{kind}: the reading text has another quote at {one.reading_start}..{one.reading_end}"
        if not one.found or source.found[one.start : one.end] != one.found:
            return f"{kind}: the text as found has another quote at {one.start}..{one.end}"
    if not len(source.starts) == len(source.ends) == len(source.reading):
        return "the map is not as long as the reading text"
    if not all(0 <= a < b <= len(source.found) for a, b in zip(source.starts, source.ends, strict=True)):
        return "the map leads outside the text as found"
    if not all(a <= b for ends in (source.starts, source.ends) for a, b in pairwise(ends)):
        return "the map goes backwards"
    return ""


def failures(seed: int, numbers: Iterator[int], folder: Path) -> Iterator[tuple[Case, str]]:
    """The cases that fail; their files stay in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        one = case(seed, number)
        path = folder / one.name
        path.write_bytes(one.data)
        wrong = fault(path)
        if wrong:
            yield one, wrong
        else:
            path.unlink()


def watched(numbers: Iterable[int]) -> Iterator[int]:
    """The same numbers; a case that hangs stops the process with a traceback."""
    try:
        for number in numbers:
            faulthandler.dump_traceback_later(HUNG, exit=True, file=2)
            yield number
    finally:
        faulthandler.cancel_dump_traceback_later()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.loaders.faults", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run the case of this number again")
    parser.add_argument("--folder", type=Path, default=Path("faults"), help="where files that fail are kept")
    parser.add_argument("--record", type=Path, help="a file to which the result is added")
    given = parser.parse_args()
    chosen = range(given.count) if given.only is None else range(given.only, given.only + 1)
    failed = 0
    for one, wrong in failures(given.seed, watched(track(chosen, description=f"seed {given.seed}")), given.folder):
        failed += 1
        print(f"{given.folder / one.name} ({one.how}): {wrong}", file=sys.stderr)
    said = f"seed {given.seed}: {len(chosen)} damaged files read, {failed} faults"
    print(said)
    if given.record:
        with given.record.open("a", encoding="utf-8") as record:
            record.write(f"* {said}\n")
    if not failed and given.folder.is_dir() and not any(given.folder.iterdir()):
        given.folder.rmdir()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
