"""Plain text in any encoding a Chinese office has.

Text as found is the decoded characters: the byte-order mark is dropped, line ends are kept.

A byte-order mark decides. Without one, UTF-8 decides where it decodes at all (chance agreement is practically impossible in
Chinese text), else UTF-16 where every second byte is low, else the decoder whose text has the larger share of everyday Han
characters: GB18030 or Big5. Where no decoder takes all of it, a few torn characters become U+FFFD and are logged as gaps.
"""

from __future__ import annotations

import codecs
from functools import cache
from importlib.resources import files

from loaders.formats.content import Content
from qgraph.errors import SourceError

SUFFIXES = (".txt", ".md", ".text")
MEDIA_TYPE = "text/plain"
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SAMPLE = 65536  # characters that are weighed
TORN = 0.005  # share of a damaged text that may be U+FFFD; one torn character is always let pass
CHINESE = 0.3  # share of everyday Han characters in any Chinese text; bytes read with the wrong decoder stay far below


def sniff(data: bytes) -> bool:
    """Whether the bytes may be text: no NUL at their head outside of UTF-16."""
    return b"\0" not in data[:4096] or is_utf16(data)


def read(name: str, data: bytes) -> Content:
    """The text. Raises `SourceError`."""
    try:
        return Content(decode(data), MEDIA_TYPE)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: not text in any encoding a Chinese office uses (byte {error.start}); save it as UTF-8 text and load that"
        ) from error


def decode(data: bytes) -> str:
    """The characters of some bytes. Raises UnicodeDecodeError where no decoder takes them."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _mended(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        failure = error
    encoding = utf16(data)
    if encoding:
        return _mended(data, encoding)
    texts = []
    for encoding in ("gb18030", "big5"):
        try:
            texts.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    if not texts:
        for encoding in ("utf-8", "gb18030", "big5"):
            try:
                texts.append(_mended(data, encoding))
            except UnicodeDecodeError:
                continue
    if not texts:
        raise failure
    return max(texts, key=share_of_common)


def _mended(data: bytes, encoding: str) -> str:
    """Decoded with U+FFFD for what is torn. Raises UnicodeDecodeError where that is more than a few characters, or the rest is not
    Chinese."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") > max(1, TORN * len(text)) or share_of_common(text) < CHINESE:
            raise
        return text


def utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, "" where the bytes do not decode to mostly Han characters in either."""
    head = data[:4096]
    orders = {encoding: share_of_common(head.decode(encoding, "replace")) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(orders, key=lambda encoding: orders[encoding])
    return best if len(head) >= 8 and orders[best] > CHINESE else ""


def is_utf16(data: bytes) -> bool:
    """UTF-16, with a mark or without."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or bool(utf16(data))


def share_of_common(text: str) -> float:
    """The share of characters that are everyday Han, between 0 and 1."""
    sample = text[:SAMPLE]
    everyday = common()
    return sum(c in everyday for c in sample) / len(sample) if sample else 0.0


@cache
def common() -> frozenset[str]:
    """Everyday Han characters, simplified and traditional, that make up most of any official text."""
    return frozenset(files("loaders.formats").joinpath("common_han.txt").read_text(encoding="utf-8"))
