"""Workbooks (.xlsx, .xlsm): each visible sheet as lines and a table, its values as a person sees them.

Decisions
---------
* The parts are read here and not by openpyxl: that makes an object of each place of a merged or linked range (one range over a whole sheet
  are 17 thousand million), opens charts, pivots and comments, and gives up where one of them is unsound. We need four parts of a workbook.
* Hidden sheets are lists for drop-downs and are left out. Hidden rows and columns are read: someone filtered them.
* A formula shows the value that was stored with it; where none was, the cell is empty. Errors (#REF!) stand as they are.
* A run of a rich text that has properties of its own is bold where they say so; all else is as the font of its cell is.
* Sheets are streamed: rows that were only formatted, be it a million, cost a moment and no memory. Of a merged range the first cell counts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from loaders.formats import number_format, sheet, zips
from loaders.formats.content import MOST_COLUMNS, Content, GridCell, Span, Writer
from loaders.formats.package import DAMAGE, LARGEST_XML, Package, open_package
from qgraph.errors import SourceError

SUFFIXES = (".xlsx", ".xlsm")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHEETS = 250  # a ledger with a sheet for each of two hundred bodies comes back
LONGEST_ROW = 16 * 2**20  # bytes: a row is held whole, and its tree takes twenty times as much memory
MOST_MERGES = 200_000  # ranges; those behind are ignored
MOST_MERGED = 2_000_000  # places looked at for what a merged cell covers
_PART = re.compile(rb"(?i)xl[/\\]workbook\.(?:xml|bin)")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a character that XML cannot hold: _x000D_
T = TypeVar("T")
Place = tuple[int, int]  # row, column
Bold = tuple[Span, ...]
Shown = tuple[str, Bold]
Said = tuple[str, Bold, Bold]  # a string, what of it is bold in a plain cell, and what in a bold one
NOTHING: Said = ("", (), ())


def sniff(data: bytes) -> bool:
    """Whether the bytes are a workbook."""
    return zips.holds(data, _PART)


def read(name: str, data: bytes) -> Content:
    """The visible sheets in their order. Raises `SourceError`."""
    package = open_package(name, data)
    main = package.main_part()
    if main.lower().endswith(".bin"):
        raise SourceError(f"{name}: a binary workbook (.xlsb), which is not read; save it as .xlsx")
    book = _Book.of(package, main)
    writer, left = Writer(MEDIA_TYPE), sheet.MOST_CELLS
    for title, part in book.sheets:
        cells = list(_cells(book, part, left))
        left -= len(cells)
        sheet.write(writer, cells, title)
    return writer.content()


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share: its strings, and of each style its format and whether it is bold."""

    package: Package
    sheets: tuple[tuple[str, str], ...]  # title, part
    strings: tuple[Said, ...]
    formats: tuple[str, ...]
    bold: tuple[bool, ...]
    since_1904: bool

    @classmethod
    def of(cls, package: Package, main: str) -> _Book:
        """Raises `SourceError`."""
        root, relations = package.xml(main), package.relations(main)
        sheets = []
        for entry in root.iterfind("{*}sheets/{*}sheet"):
            link = relations.get(next((value for key, value in entry.items() if key.endswith("}id")), ""))
            if link and link.kind == "worksheet" and link.target in package and entry.get("state", "visible") == "visible":
                sheets.append((entry.get("name", ""), link.target))
        if len(sheets) > MOST_SHEETS:
            raise SourceError(f"{package.name}: {len(sheets)} sheets, more than {MOST_SHEETS}; save those of the plan as a file of its own")
        strings, styles = package.related(main, "sharedStrings"), package.related(main, "styles")
        look = package.xml(styles) if styles else None
        properties = root.find("{*}workbookPr")
        return cls(
            package,
            tuple(sheets),
            tuple(map(_text, package.xml(strings).iterfind("{*}si"))) if strings else (),
            tuple(_formats(look)) if look is not None else (),
            tuple(_bold(look)) if look is not None else (),
            properties is not None and properties.get("date1904") in ("1", "true"),
        )

    def shown(self, cell: etree._Element) -> Shown:
        """What a cell shows."""
        text, in_plain, in_bold = self._said(cell)
        return text, in_bold if _at(self.bold, cell.get("s", "0"), False) else in_plain

    def _said(self, cell: etree._Element) -> Said:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return NOTHING if inline is None else _text(inline)
        value = (cell.findtext("{*}v") or "").strip(" ")
        if kind == "s":
            return _at(self.strings, value, NOTHING)
        if kind == "b":
            value = {"1": "TRUE", "0": "FALSE"}.get(value, value)
        elif kind == "n" and value:
            value = number_format.shown(value, _at(self.formats, cell.get("s", "0"), ""), self.since_1904)
        else:
            value = _plain(value)
        return value, (), ((0, len(value)),)


def _formats(styles: etree._Element) -> Iterator[str]:
    """The number format of each style, in the order cells count them."""
    own = {entry.get("numFmtId"): entry.get("formatCode", "") for entry in styles.iterfind("{*}numFmts/{*}numFmt")}
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = style.get("numFmtId", "0")
        yield own.get(number) or (number_format.builtin(int(number)) if re.fullmatch(r"[0-9]{1,5}", number) else "General")


def _bold(styles: etree._Element) -> Iterator[bool]:
    """Whether the font of each style is bold."""
    fonts = [_is_bold(font) for font in styles.iterfind("{*}fonts/{*}font")]
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        yield _at(fonts, style.get("fontId", "0"), False)


def _is_bold(font: etree._Element) -> bool:
    mark = font.find("{*}b")
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _cells(book: _Book, part: str, most: int) -> Iterator[GridCell]:
    """The cells of a sheet that show something."""
    texts: dict[Place, Shown] = {}
    merged: list[tuple[Place, Place]] = []
    number = 0
    for element in _elements(book.package, part):
        if ref := element.get("ref"):  # a merged range
            first, _, last = ref.partition(":")
            if (start := _place(first)) and (end := _place(last)) and len(merged) < MOST_MERGES:
                merged.append((start, end))
            continue
        written = element.get("r", "")
        number, column = int(written) if _ROW.fullmatch(written) else number + 1, 0
        for cell in element:
            place = _place(cell.get("r", ""))
            column = place[1] if place else column + 1
            if len(cell) and column <= MOST_COLUMNS and (shown := book.shown(cell))[0].strip():
                texts[place or (number, column)] = shown
        if len(texts) > most:
            raise SourceError(
                f"{book.package.name}: more than {sheet.MOST_CELLS:,} cells; save the sheets of the plan as a file of its own"
            )
    spans = _spans(texts, merged)
    for place, (text, bold) in texts.items():
        yield GridCell(*place, text, *spans.get(place, (1, 1)), bold)


def _elements(package: Package, part: str) -> Iterator[etree._Element]:
    """The rows and merged ranges of a sheet; each is forgotten when the next is asked for."""
    data = package.read(part)
    if len(data) > LARGEST_XML:
        raise SourceError(f"{package.name}: a sheet of more than {LARGEST_XML // 2**20} MB; delete its empty rows, save it and load that")
    if _has_long_row(data):
        raise SourceError(f"{package.name}: a row of more than {LONGEST_ROW // 2**20} MB; save the sheets of the plan as a file of its own")
    walk = etree.iterparse(
        io.BytesIO(data),
        ("end",),
        tag=("{*}row", "{*}mergeCell"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in walk:
            if element.getroottree().docinfo.doctype:
                raise _dtd(package)
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except (etree.LxmlError, *DAMAGE) as error:
        raise SourceError(f"{package.name}: one of its sheets is no sound XML; save it again from the office program") from error
    if walk.root is not None and walk.root.getroottree().docinfo.doctype:  # a sheet without rows
        raise _dtd(package)


def _has_long_row(data: bytes) -> bool:
    """Whether the word `row`, which begins and ends a row, is missing for too long."""
    at = 0
    while at >= 0 and at + LONGEST_ROW < len(data):
        at = data.rfind(b"row", at + 1, at + LONGEST_ROW)
    return at < 0


def _dtd(package: Package) -> SourceError:
    return SourceError(f"{package.name}: one of its sheets has a DTD, which no workbook has; do not trust this file")


def _spans(texts: dict[Place, Shown], merged: list[tuple[Place, Place]]) -> dict[Place, Place]:
    """How many rows and columns the first cell of each merged range spans; what the range covers goes: nobody sees it."""
    spans: dict[Place, Place] = {}
    left, lowest = MOST_MERGED, max((row for row, _ in texts), default=0)
    for (top, first), (bottom, last) in merged:
        high, wide = min(bottom, lowest) - top + 1, min(last, MOST_COLUMNS) - first + 1
        if high < 1 or wide < 1:
            continue
        left -= min(high * wide, len(texts))
        if left < 0:
            break
        if high * wide <= len(texts):
            covered = [(row, column) for row in range(top, top + high) for column in range(first, first + wide)]
        else:
            covered = [(row, column) for row, column in texts if top <= row < top + high and first <= column < first + wide]
        for place in covered:
            if place != (top, first):
                texts.pop(place, None)
        spans[top, first] = (high, wide)
    return spans


def _place(name: str) -> Place | None:
    """A1 → (1, 1)."""
    found = _PLACE.fullmatch(name)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _at(values: Sequence[T], number: str, default: T) -> T:
    """The n-th of some values, counted from 0."""
    return values[int(number)] if re.fullmatch(r"[0-9]{1,7}", number) and int(number) < len(values) else default


def _text(element: etree._Element) -> Said:
    """A string, plain or of runs, without the phonetic guide."""
    text, in_plain, in_bold = "", [], []
    for part in (element, *element.iterfind("{*}r")):
        if not (said := _plain("".join(piece.text or "" for piece in part.iterfind("{*}t")))):
            continue
        stretch = len(text), len(text) + len(said)
        text += said
        font = part.find("{*}rPr")
        if font is None or _is_bold(font):
            in_bold.append(stretch)
            if font is not None:
                in_plain.append(stretch)
    return text, tuple(in_plain), tuple(in_bold)


def _plain(text: str) -> str:
    """Characters written as codes: those that are none are blanks."""
    return _CODE.sub(lambda code: c if (c := chr(int(code[1], 16))).isprintable() else " ", text) if "_x" in text else text
