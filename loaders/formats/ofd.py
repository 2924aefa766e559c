"""OFD (GB/T 33190), the page format of government offices in China: the lines of its pages.

Decisions
---------
* A page holds runs of text that know where they stand. Runs whose baselines are near each other are a line, read from the left; a gap wider
  than a character is a blank. Tables are not told from text: their rows come out as lines.
* What stands on a template (the red head, a frame) is read before the page that uses it, once per template.
* A part that is named twice is read once: else a small file could name a large page a thousand times.
* Pages of pictures only are scans, and are refused: nothing is recognised here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from loaders.formats import zips
from loaders.formats.content import Content, Writer
from loaders.formats.package import Package, open_package
from qgraph.errors import SourceError

SUFFIXES = (".ofd",)
MEDIA_TYPE = "application/ofd"
MOST_PAGES = 2_000
SAME_LINE = 0.4  # of a character's size that the baselines of one line may lie apart
GAP = 1.0  # of a character's size between two runs, from which on a blank is written
_PART = re.compile(rb"OFD\.xml")
_NUMBER = re.compile(r"-?[0-9]{0,9}(?:\.[0-9]{0,9})?")


class Run(NamedTuple):
    """A piece of text on a page: its baseline, where it begins and ends, the size of its characters (all in mm)."""

    y: float
    x: float
    end: float
    size: float
    text: str


def sniff(data: bytes) -> bool:
    """Whether the bytes are an OFD."""
    return zips.holds(data, _PART)


def read(name: str, data: bytes) -> Content:
    """The lines of all pages. Raises `SourceError`."""
    package = open_package(name, data)
    writer = Writer(MEDIA_TYPE)
    roots = dict.fromkeys(_targets(package.xml("OFD.xml"), "OFD.xml", "DocRoot"))
    pages = list(dict.fromkeys(page for root in roots for page in _pages(package, root)))
    if len(pages) > MOST_PAGES:
        raise SourceError(f"{name}: {len(pages):,} pages, more than {MOST_PAGES:,}; split it and load the pieces")
    for page in pages:
        for line in _lines(_runs(package.xml(page))):
            writer.line(line)
    content = writer.content()
    if not content.text.strip():
        raise SourceError(f"{name}: no text in it, so it is a scan; run OCR, or print it as a PDF with text, and load that")
    return content


def _pages(package: Package, root: str) -> Iterator[str]:
    """The parts of a document with text, in reading order: each page, before it the templates it is the first to use."""
    document = package.xml(root)
    templates = {
        entry.get("ID", ""): _inside(root, entry.get("BaseLoc", "")) for entry in document.iterfind("{*}CommonData/{*}TemplatePage")
    }
    for entry in document.iterfind("{*}Pages/{*}Page"):
        page = _inside(root, entry.get("BaseLoc", ""))
        for used in package.xml(page).iterfind("{*}Template") if templates else ():
            if template := templates.pop(used.get("TemplateID", ""), None):
                yield template
        yield page


def _targets(element: etree._Element, part: str, tag: str) -> Iterator[str]:
    for entry in element.iter(f"{{*}}{tag}"):
        yield _inside(part, entry.text or "")


def _inside(part: str, target: str) -> str:
    """A part's name from where another part points to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target.strip())).lstrip("/")


def _runs(page: etree._Element) -> Iterator[Run]:
    for found in page.iter("{*}TextObject"):
        left, top = [*_numbers(found.get("Boundary")), 0.0, 0.0][:2]
        turn = _numbers(found.get("CTM"))
        a, b, c, d, e, f = turn if len(turn) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        size = [*_numbers(found.get("Size")), 3.0][0]
        x = y = 0.0
        for code in found.iterfind("{*}TextCode"):
            text = code.text or ""
            x, y = [*_numbers(code.get("X")), x][0], [*_numbers(code.get("Y")), y][0]
            steps = _steps(code.get("DeltaX"), len(text)) or [size] * (len(text) - 1)
            begin = left + a * x + c * y + e
            yield Run(top + b * x + d * y + f, begin, begin + a * (sum(steps) + size), max(size * abs(d), 0.1), text)


def _lines(runs: Iterator[Run]) -> Iterator[str]:
    """Runs as lines, from the top."""
    line: list[Run] = []
    for run in sorted(runs):
        if line and run.y - line[0].y > SAME_LINE * max(line[0].size, run.size):
            yield _joined(line)
            line = []
        line.append(run)
    yield _joined(line)


def _joined(line: list[Run]) -> str:
    pieces, end = [], None
    for run in sorted(line, key=lambda run: run.x):
        if end is not None and run.x - end > GAP * run.size:
            pieces.append(" ")
        pieces.append(run.text)
        end = run.end
    return " ".join("".join(pieces).split())


def _steps(written: str | None, most: int) -> list[float]:
    """How far each character stands from the one before: "4.2 4.2", "g 10 4.2" (ten times 4.2)."""
    steps: list[float] = []
    parts = iter((written or "").split())
    for part in parts:
        if len(steps) >= most:
            break
        count = int(times) if part == "g" and (times := next(parts, "")).isdecimal() and len(times) < 7 else 1
        value = _numbers(next(parts, "") if part == "g" else part)
        steps += value * min(count, most)
    return steps[: max(0, most - 1)]


def _numbers(written: str | None) -> list[float]:
    parts = (written or "").split()[:12]
    return [float(part) for part in parts if _NUMBER.fullmatch(part) and any(c.isdecimal() for c in part)]
