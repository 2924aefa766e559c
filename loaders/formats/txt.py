"""Plain text in any encoding a Chinese office has.

Text as found is the decoded characters: the byte-order mark is dropped, line ends are kept.

A byte-order mark decides. Without one, UTF-8 decides where it decodes at all (chance agreement is practically impossible in
Chinese text), else UTF-16 where every second byte is low, else the decoder whose text has the larger share of everyday Han
characters: GB18030 or Big5.
"""

from __future__ import annotations

import codecs
from functools import cache
from importlib.resources import files

SUFFIXES = (".txt", ".md", ".text")
MEDIA_TYPE = "text/plain"
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SAMPLE = 65536  # characters that are weighed


def read(name: str, data: bytes) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text and the span of all of it. Raises UnicodeDecodeError."""
    text = decode(data)
    return text, ((0, len(text)),)


def decode(data: bytes) -> str:
    """The characters of some bytes. Raises UnicodeDecodeError where no decoder takes them."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        failure = error
    if is_utf16(data):
        encoding = (
            "utf-16-le" if data[1:400:2].count(0) + _high(data[1:400:2]) > data[0:400:2].count(0) + _high(data[0:400:2]) else "utf-16-be"
        )
        return data.decode(encoding)
    texts = []
    for encoding in ("gb18030", "big5"):
        try:
            texts.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    if not texts:
        raise failure
    return max(texts, key=share_of_common)


def is_utf16(data: bytes) -> bool:
    """UTF-16, with a mark, or without one where the bytes decode to mostly Han characters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    if len(data) % 2 or len(data) < 8:
        return False
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            if share_of_common(data[:4096].decode(encoding)) > 0.3:
                return True
        except UnicodeDecodeError:
            continue
    return False


def _high(half: bytes) -> int:
    """How many bytes are the high byte of a Han character."""
    return sum(0x4E <= byte <= 0x9F for byte in half)


def share_of_common(text: str) -> float:
    """The share of characters that are everyday Han, between 0 and 1."""
    sample = text[:SAMPLE]
    common = _common()
    return sum(c in common for c in sample) / len(sample) if sample else 0.0


@cache
def _common() -> frozenset[str]:
    """Everyday Han characters, simplified and traditional, that make up most of any official text."""
    return frozenset(files("loaders.formats").joinpath("common_han.txt").read_text(encoding="utf-8"))
