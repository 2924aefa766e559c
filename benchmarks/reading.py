"""The section on reading of RESULTS.md: characters a second beside `jieba.cut`, memory, and what more processes bring.

Decisions
---------
* Time is measured turn by turn, the first turn is discarded, the median of five counts; `jieba.cut`, reading alone and the whole
  extraction take the same turns over the same texts.
* Memory is measured in a process of its own that reads one file: the most it ever held (of a PDF: beyond what it held before; the PDF is
  read in that process and not in a child, so nothing is left out).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import jieba

import loaders
from benchmarks.speed import in_turn
from loaders import formats
from qgraph import reading
from tests.loaders.test_hostile import long_plan

WHOLE = frozenset({"102", "106", "109", "110", "111", "113", "206", "207", "208", "209"})  # real documents without any damage
WRAPPED = "\n# Page "  # in a text that was taken from printed pages
BAR = 2.0  # the most that file to facts may take, as a multiple of `jieba.cut`
DAMAGED_SEED, DAMAGED_BAR = "002", 2.0  # the document with most damage, seconds
LARGE, LARGE_BAR = 5 * 10**6, 600  # bytes of a large text, MB it may take
PAGES, PAGES_BAR = 200, 300  # pages of a large PDF, MB it may take
COPIES = 4  # of every real document, for the processes


def rows(shared: Path) -> list[str]:
    """The lines of the section."""
    documents = sorted((shared / "corpus" / "plans").glob("*.txt"))
    return ["## Reading", "", *speed(documents), "", *seed(shared), "", *memory(), "", *processes(documents)]


def speed(documents: list[Path]) -> list[str]:
    """Characters a second, by how sound the text is."""
    jieba.initialize()
    texts = {path: path.read_text(encoding="utf-8") for path in documents}
    groups = {
        "undamaged": [path for path in documents if path.name[:3] in WHOLE],
        "hard line ends and page marks": [path for path in documents if WRAPPED in texts[path]],
    }
    table = [
        "Characters a second; in brackets the time as a multiple of that of `jieba.cut`.",
        "",
        "| text | characters | `jieba.cut` | reading alone | file to facts | bar |",
        "|---|---|---|---|---|---|",
    ]
    for what, paths in groups.items():
        if paths:
            count = sum(len(texts[path]) for path in paths)
            theirs, source, whole = in_turn(
                lambda paths=paths: [list(jieba.cut(texts[path])) for path in paths],  # type: ignore[misc]
                lambda paths=paths: [loaders.source(path) for path in paths],  # type: ignore[misc]
                lambda paths=paths: [loaders.read(path) for path in paths],  # type: ignore[misc]
            )
            bar = f"≤ {BAR:g} ×" if what == "undamaged" else ""
            ours = (f"{count / taken:,.0f} ({taken / theirs:.2f} ×)" for taken in (source, whole))
            table.append(f"| {what} | {count:,} | {count / theirs:,.0f} | {' | '.join(ours)} | {bar} |")
    return table


def seed(shared: Path) -> list[str]:
    """The document with most damage; what a process reads first costs more, so the first time is given as well."""
    path = next((shared / "corpus" / "seeds").glob(f"{DAMAGED_SEED}_*.txt"), None)
    if path is None:
        return []
    first = float(_measured(FIRST, path)[0])
    (later,) = in_turn(lambda: loaders.read(path))
    return [f"Seed {DAMAGED_SEED}, most of it damaged: {first:.2f} s the first time, then {later:.2f} s (bar {DAMAGED_BAR:g} s)."]


def memory() -> list[str]:
    """The most memory that a large text and a large PDF take."""
    table = ["| file | s | most memory MB | bar |", "|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "plan.txt")
        text.write_text(long_plan(LARGE), encoding="utf-8")
        taken, _, peak = _measured(PEAK, text)
        table.append(f"| a text of {LARGE / 1e6:g} MB | {taken:.1f} | {peak:.0f} | ≤ {LARGE_BAR} |")
        if ".pdf" in formats.KNOWN:
            pdf = Path(folder, "plan.pdf")
            pdf.write_bytes(_pdf(PAGES))
            taken, start, peak = _measured(PEAK, pdf)
            table.append(f"| a PDF of {PAGES} pages | {taken:.1f} | {peak - start:.0f} above start | ≤ {PAGES_BAR} |")
    return table


def processes(documents: list[Path]) -> list[str]:
    """Reading and checking many files: one process against as many as there are cores."""
    cores = os.cpu_count() or 1
    files = documents * COPIES
    nowhere = Path("no-store")  # without a log of decisions
    one, many = in_turn(lambda: list(reading.read_all(nowhere, files, 1)), lambda: list(reading.read_all(nowhere, files, cores)), rounds=2)
    return [
        f"{len(files)} files read and checked: {one:.1f} s with `--workers 1`, {many:.1f} s with {cores} ({one / many:.2f} times as quick)."
    ]


FIRST = """
import pathlib, sys, time
began = time.perf_counter()
import loaders
loaders.read(pathlib.Path(sys.argv[1]))
print(time.perf_counter() - began)
"""
PEAK = """
import pathlib, resource, sys, time
import loaders

def held(which):  # MB; Linux's getrusage counts what the parent held as well
    try:
        status = pathlib.Path("/proc/self/status").read_text()
        return int(status.split(which + ":")[1].split()[0]) / 2**10
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)

path = pathlib.Path(sys.argv[1])
if path.suffix == ".pdf":
    from loaders.formats import pdf
    from loaders.formats.pdf import document
    pdf.read = document.read
start, began = held("VmRSS"), time.perf_counter()
loaders.read(path)
print(time.perf_counter() - began, start, held("VmHWM"))
"""


def _measured(script: str, path: Path) -> list[float]:
    """The figures a script prints, run in a process of its own."""
    run = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    return [float(figure) for figure in run.stdout.split()]


def _pdf(pages: int) -> bytes:
    """A plan as a PDF of so many pages, 40 lines a page."""
    import io

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    lines = [part[i : i + 36] for part in long_plan(pages * 40 * 36 * 3).splitlines() for i in range(0, len(part), 36)]
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in range(pages):
        canvas.setFont("STSong-Light", 12)
        for i, line in enumerate(lines[40 * page : 40 * (page + 1)]):
            canvas.drawString(60, 790 - 18 * i, line)
        canvas.drawCentredString(300, 30, f"— {page + 1} —")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


if __name__ == "__main__":
    print("\n".join(rows(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))))
