"""A PDF's pages, one after the other, as the text that is found.

Decisions
---------
* Pages are read one at a time and closed; what is kept of a page are its lines and cells.
* A page that is a picture, among pages of text, is one unreadable character (U+FFFD) on a line: reading logs it as a gap. Where most pages
  are pictures the file is refused, since OCR must be run first.
* Notes at the foot of a page are written at the end (注1：…), as those of other files: they never stand in the middle of a sentence.
* Pages of one side (left, right) and one height have the same edges: there a line that begins two characters further in is indented.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from loaders.formats.content import Content, Writer
from loaders.formats.pdf import glyphs, grids, notes, printed, running, struck, tables
from loaders.formats.pdf.printed import Line, Loose
from loaders.formats.pdf.tables import Table
from qgraph.errors import SourceError

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 2000
MOST_TEXT = 20 * 1024 * 1024  # bytes
FEWEST = 20  # characters of a page that is no picture
FEWEST_OF_ALL = 60
PICTURE = 0.4  # share of the page that a scan fills at least
DRAWING = 200  # objects of a page whose words are drawn as shapes
UNREADABLE = "\ufffd"


Part = Line | Table | Loose


@dataclass(frozen=True, slots=True)
class Page:
    """What is kept of a page: its lines and tables in the order in which they are read. Its notes stand below a height."""

    parts: list[Part]
    aslant: str
    edges: running.Edges
    is_picture: bool
    notes_below: float = float("inf")

    @property
    def lines(self) -> list[Line]:
        return [part for part in self.parts if isinstance(part, Line)]

    @property
    def turn(self) -> int:
        """The quarter turn of most of its text."""
        return next((line.turn for line in self.lines), 0)

    @property
    def height(self) -> float:
        """From edge to edge as the file has it."""
        top, bottom = self.edges.get(0, (0.0, 0.0))
        return bottom - top

    @property
    def words(self) -> str:
        """All that was read."""
        return "".join("".join(cell.text for cell in part.cells) if isinstance(part, Table) else part.text for part in self.parts)


def read(name: str, data: bytes) -> Content:
    """The text of a PDF. Raises `SourceError`."""
    try:
        pages = list(_pages(name, data))
    except SourceError:
        raise
    except pdfium.PdfiumError as error:
        raise SourceError(f"{name}: {_failure(error)}") from error
    except glyphs.CrowdedError as error:
        raise SourceError(
            f"{name}: a page with more characters than can be printed on it; save its text as a file and load that"
        ) from error
    except Exception as error:  # a damaged file can fail anywhere inside
        raise SourceError(f"{name}: a damaged PDF ({type(error).__name__}); open it in a viewer and print it to a new file") from error
    pictures = sum(page.is_picture for page in pages)
    words = "".join(page.words for page in pages if not page.is_picture)
    if 2 * pictures > len(pages) or (pictures and len(words) < FEWEST_OF_ALL):
        raise SourceError(f"{name}: {pictures} of {len(pages)} pages are pictures without text; run OCR first and load what it writes")
    if not words:
        raise SourceError(f"{name}: no text on any of its {len(pages)} pages; if they are drawn, run OCR first and load what it writes")
    if 2 * words.count(UNREADABLE) > len(words):
        raise SourceError(f"{name}: its fonts do not say which characters they show; run OCR first and load what it writes")
    return _written(pages)


def _failure(error: pdfium.PdfiumError) -> str:
    code = getattr(error, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return "it needs a password; print it to a new file without one"
    if code == raw.FPDF_ERR_SECURITY:
        return "it is locked in a way that cannot be read; print it to a new file"
    return "a damaged or incomplete PDF; fetch it again, or open it in a viewer and print it to a new file"


def _pages(name: str, data: bytes) -> Iterator[Page]:
    document = pdfium.PdfDocument(data)
    try:
        count = len(document)
        if not count:
            raise SourceError(f"{name}: a PDF without pages; fetch it again")
        if count > MOST_PAGES:
            raise SourceError(f"{name}: {count} pages, more than the {MOST_PAGES} a plan may have; split it or load its text only")
        total = 0
        for number in range(count):
            page = _page(document, number)
            total += len(page.words.encode("utf-8", "replace"))
            if total > MOST_TEXT:
                raise SourceError(f"{name}: more than 20 MB of text; split it or load its text only")
            yield page
    finally:
        document.close()


def _page(document: Any, number: int) -> Page:
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        return Page([], "", {}, True)
    text = raw.FPDFText_LoadPage(page)
    try:
        found = glyphs.read(text)
        rect = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, rect)
        edges = {}
        for turn in range(4):
            box = glyphs.box(turn, rect.left, rect.bottom, rect.right, rect.top)
            edges[turn] = (box.top, box.bottom)
        parts: list[Part] = []
        notes_below = float("inf")
        for i, (turn, way) in enumerate(found.ways.items()):
            if i:
                parts += _ordered(way, [], turn)
                continue
            level, upright = grids.rules(page, turn)
            left, deleted = struck.part(way, level)
            left, marks = notes.part(left)
            notes_below = notes.below(left, level, marks)
            parts += _placed(_ordered(left, grids.find(level, upright), turn), [*deleted, *marks])
        is_picture = sum(map(len, found.ways.values())) < FEWEST and _filled(page, rect)
    finally:
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    return Page(parts, "".join(found.aslant), edges, is_picture, notes_below)


def _ordered(way: list[glyphs.Glyph], ruled: list[grids.Grid], turn: int) -> list[Line | Table]:
    """Lines above, between and below tables."""
    found, outside = tables.split(ruled, way)
    parts: list[Line | Table] = []
    for table in sorted(found, key=lambda table: table.box.top):
        parts += printed.lines([glyph for glyph in outside if glyph.base <= table.box.bottom], turn)
        outside = [glyph for glyph in outside if glyph.base > table.box.bottom]
        parts.append(table)
    return parts + printed.lines(outside, turn)


def _placed(parts: Sequence[Line | Table], loose: list[Loose]) -> list[Part]:
    """Loose words behind the line or the table in which they stood."""
    behind: dict[int, list[Loose]] = defaultdict(list)
    for words in sorted(loose, key=lambda words: (words.base, words.left)):
        behind[min(range(len(parts)), key=lambda i: _distance(parts[i], words), default=0)].append(words)
    return [part for i in range(max(1, len(parts))) for part in (*parts[i : i + 1], *behind[i])]


def _distance(part: Line | Table, words: Loose) -> tuple[float, float]:
    """How far loose words stand from a part, down and across."""
    box = part.box if isinstance(part, Table) else glyphs.Box(part.left, part.base, part.right, part.base)
    return max(box.top - words.base, words.base - box.bottom, 0.0), max(box.left - words.left, words.left - box.right, 0.0)


def _filled(page: Any, rect: Any) -> bool:
    """Whether a picture, or a drawing of many strokes, fills a page."""
    area = max(1.0, (rect.right - rect.left) * (rect.top - rect.bottom))
    objects = raw.FPDFPage_CountObjects(page)
    if objects > DRAWING:
        return True
    covered = 0.0
    for i in range(objects):
        thing = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(thing) in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            bounds = [ctypes.c_float() for _ in range(4)]
            raw.FPDFPageObj_GetBounds(thing, *bounds)
            left, bottom, right, top = (bound.value for bound in bounds)
            covered += (right - left) * (top - bottom)
    return bool(covered > PICTURE * area)


# --- the text


def _written(pages: list[Page]) -> Content:
    writer = Writer(MEDIA_TYPE)
    rules = running.find([running.Sheet(page.lines, page.edges) for page in pages])
    _lay_out(pages, rules)
    waiting: Table | None = None  # a table at the end of a page, which may run on
    asides: list[tuple[str, str]] = []  # what stands behind it
    held: list[str] = []  # notes

    def write() -> None:
        nonlocal waiting
        if waiting:
            writer.table(waiting.cells)
            waiting = None
        for text, rule in asides:
            writer.aside(text, rule)
        asides.clear()

    for number, page in enumerate(pages):
        is_first = True
        lines = 0
        at_foot: list[Line] = []
        marks = [part.text for part in page.parts if isinstance(part, Loose) and part.rule == notes.MARK]
        for part in page.parts:
            if isinstance(part, Loose):
                asides.append((part.text, part.rule))
                continue
            if isinstance(part, Table):
                if not (is_first and waiting and tables.continued(waiting, part)):
                    write()
                    waiting = part
                is_first = False
                continue
            rule = rules.get((number, lines), running.RUNNING if page.is_picture else "")
            lines += 1
            if rule:
                asides.append((part.text, rule))
                continue
            if part.base > page.notes_below and part.turn == page.turn:
                at_foot.append(part)
                continue
            write()
            if part.apart and not is_first:
                writer.line("")
            writer.line(f"\u3000\u3000{part.text}" if part.indented else part.text)
            is_first = False
        held += (reduce(tables.join, note) for note in notes.parted(at_foot, marks))
        if page.aslant:
            asides.append((page.aslant, running.RUNNING))
        if page.is_picture:
            write()
            writer.line(UNREADABLE)
    write()
    for number, note in enumerate(held, 1):
        writer.line(f"注{number}：{note}")
    return writer.content()


def _lay_out(pages: list[Page], rules: dict[running.Place, str]) -> None:
    """Sets the indents and distances of all lines by the edges of the pages like theirs."""
    bodies = [[line for i, line in enumerate(page.lines) if (number, i) not in rules] for number, page in enumerate(pages)]
    sides = [(number % 2, round(page.height)) for number, page in enumerate(pages)]
    lefts: dict[tuple[int, int], dict[tuple[int, int], list[float]]] = defaultdict(lambda: defaultdict(list))
    for side, body in zip(sides, bodies, strict=True):
        for line in body:
            lefts[side][line.turn, line.column].append(line.left)
    edges = {side: {column: printed.edge(row) for column, row in columns.items()} for side, columns in lefts.items()}
    for side, body in zip(sides, bodies, strict=True):
        printed.lay_out(body, edges.get(side, {}))
