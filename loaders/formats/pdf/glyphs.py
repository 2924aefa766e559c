"""The characters of a page and where they are printed, turned so that text runs to the right and lines go down.

Decisions
---------
* Most characters of a page run one way: that way is right. Those at another quarter turn (a table across a page) are read after them; those
  aslant are a watermark.
* Blanks that pdfium made up are left out: lines tell blanks by the distance of characters.
* A character without a meaning (a font that does not say what it shows) is U+FFFD; control characters are dropped, but a hyphen is printed.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from math import hypot
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

MOST = 200_000  # characters of a page that can have been printed
LARGEST = 200.0  # points of a size of type
FARTHEST = 1e6  # points from the corner of a page
HYPHENS = {0x02, 0xFFFE}  # what pdfium writes for a hyphen at the end of a line
STRAIGHT = 0.1  # sine up to which a character stands upright: scans lie a little askew


class CrowdedError(Exception):
    """More characters than a printed page holds."""


class Glyph(NamedTuple):
    """A character from `left` to `right`, on a base line `base` below the top; `size` is that of its type."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Box(NamedTuple):
    """A rectangle whose `top` is smaller than its `bottom`."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Glyphs:
    """Characters by the quarter turn of their text, the turn of most of them first; and those aslant."""

    ways: dict[int, list[Glyph]]
    aslant: list[str] = field(default_factory=list)


def turned(turn: int, x: float, y: float) -> tuple[float, float]:
    """A point of the file, whose y goes up, on a page whose text runs right (0), up (1), left (2) or down (3) in the file."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def box(turn: int, left: float, bottom: float, right: float, top: float) -> Box:
    """A rectangle of the file on the turned page."""
    (a, b), (c, d) = turned(turn, left, bottom), turned(turn, right, top)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def read(text_page: Any) -> Glyphs:
    """The characters of an open text page, in the order of the file. Raises `CrowdedError`."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MOST:
        raise CrowdedError
    unicode, loose, matrix_of, size_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetMatrix,
        pdfium.FPDFText_GetFontSize,
    )
    origin_of, is_unknown = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_HasUnicodeMapError
    rect, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    at_rect, at_matrix, at_x, at_y = map(ctypes.byref, (rect, matrix, x, y))
    ways: tuple[list[Glyph], ...] = ([], [], [], [])
    slopes: tuple[list[float], ...] = ([], [], [], [])  # of the characters that are not quite straight
    aslant: list[str] = []
    high = 0  # the first half of a character that pdfium gives in two
    for i in range(count):
        code = unicode(text_page, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        if not loose(text_page, i, at_rect) or not matrix_of(text_page, i, at_matrix) or not origin_of(text_page, i, at_x, at_y):
            continue
        if rect.right == rect.left:
            continue  # made up by pdfium
        character = "\ufffd" if is_unknown(text_page, i) == 1 else _character(code)
        if not character:
            continue
        a, b = matrix.a, matrix.b
        length = hypot(a, b) or 1.0
        if abs(b) <= STRAIGHT * length:
            turn = 0 if a > 0 else 2
        elif abs(a) <= STRAIGHT * length:
            turn = 1 if b > 0 else 3
        else:
            aslant.append(character)
            continue
        size = size_of(text_page, i) * hypot(matrix.c, matrix.d)
        where = box(turn, rect.left, rect.bottom, rect.right, rect.top) if turn else Box(rect.left, -rect.top, rect.right, -rect.bottom)
        if not 1.0 <= size <= LARGEST:
            size = min(max(1.0, where.bottom - where.top), LARGEST)
        base = turned(turn, x.value, y.value)[1]
        if abs(base) < FARTHEST and abs(where.left) < FARTHEST and abs(where.right) < FARTHEST:
            ways[turn].append(Glyph(character, where.left, where.right, base, size))
            if a and b:
                across, down = turned(turn, a, b)
                slopes[turn].append(down / across)
    by_number = sorted((turn for turn in range(4) if ways[turn]), key=lambda turn: -len(ways[turn]))
    return Glyphs({turn: _straight(ways[turn], slopes[turn]) for turn in by_number}, aslant)


def _straight(way: list[Glyph], slopes: list[float]) -> list[Glyph]:
    """Characters of a page that lies askew, as if it lay straight."""
    if 2 * len(slopes) <= len(way):
        return way
    slope = median(slopes)
    return [glyph._replace(base=glyph.base - slope * glyph.left) for glyph in way]


def _character(code: int) -> str:
    if code in HYPHENS:
        return "-"
    if code == 0 or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or code > 0x10FFFF:
        return "\ufffd"
    if code < 32 or 0x7F <= code < 0xA0:
        return " " if code in (9, 10, 13) else ""
    return chr(code)
