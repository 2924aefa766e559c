"""OLE files: what is in them, and whether a password guards it."""

from __future__ import annotations

import random
import struct

import pytest

from loaders.formats import ole
from qgraph.errors import SourceError

NONE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes], below: str = "", sector: int = 9) -> bytes:
    """An OLE file with some streams, each cut to one sector; the last of them stands inside of a storage of a name, if one is given."""
    size = 1 << sector
    names = ["Root Entry", *streams, *([below] if below else [])]
    count = len(names)
    entries = []
    for number, name in enumerate(names):
        kind, right, child, start = 2, NONE, NONE, number + 20  # far behind the directory
        if number == 0:
            kind, child = 5, 1 if count > 1 else NONE
        elif name == below:
            kind, child = 1, number - 1
        if 0 < number < len(streams) - bool(below):
            right = number + 1
        elif below and number == len(streams) - 1:
            right = len(streams) + 1
        raw = name.encode("utf-16-le")
        entries.append(raw.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(raw) + 2, kind, 1, NONE, right, child, start, size))
    directory = b"".join(entries)
    pages = -(-len(directory) // size)
    chain = [TABLE, *range(2, pages + 1), END]
    header = ole.MAGIC + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, sector, 6, 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[NONE] * 108)
    table = struct.pack(f"<{size // 4}I", *chain, *[NONE] * (size // 4 - len(chain)))
    body = bytearray(header.ljust(max(512, size), b"\0") + table + directory.ljust(pages * size, b"\0"))
    body += bytes((count + 21) * size)
    for number, content in enumerate(streams.values(), 1):
        at = max(512, size) + (number + 20) * size
        body[at : at + len(content[:size])] = content[:size]
    return bytes(body)


WORD = struct.pack("<HHHHHH", 0xA5EC, 193, 0, 0, 0, 0)
LOCKED_WORD = struct.pack("<HHHHHH", 0xA5EC, 193, 0, 0, 0, 0x0100)
BOOK = struct.pack("<HH16xHHH", 0x0809, 16, 0x0042, 2, 1200)
LOCKED_BOOK = struct.pack("<HH16xHHH", 0x0809, 16, 0x002F, 2, 0)


@pytest.mark.parametrize("sector", [9, 12])
def test_names_at_the_top(sector: int) -> None:
    data = compound({"WordDocument": WORD, "1Table": b"", "\x05SummaryInformation": b"", "数据": b""}, sector=sector)
    assert set(ole.streams("a.doc", data)) == {"WordDocument", "1Table", "\x05SummaryInformation", "数据"}


def test_what_stands_inside_is_not_at_the_top() -> None:
    assert set(ole.streams("a.doc", compound({"WordDocument": WORD, "Workbook": BOOK}, below="ObjectPool"))) == {
        "WordDocument",
        "ObjectPool",
    }


@pytest.mark.parametrize(
    ("name", "content", "locked"),
    [
        ("WordDocument", WORD, False),
        ("WordDocument", LOCKED_WORD, True),
        ("Workbook", BOOK, False),
        ("Workbook", LOCKED_BOOK, True),
        ("Book", LOCKED_BOOK, True),
        ("Other", LOCKED_BOOK, False),
    ],
)
@pytest.mark.parametrize("sector", [9, 12])
def test_passwords(name: str, content: bytes, locked: bool, sector: int) -> None:
    data = compound({name: content}, sector=sector)
    assert ole.is_encrypted(data, ole.streams("a.doc", data)) is locked


@pytest.mark.parametrize("length", [8, 60, 511, 512, 700])
def test_a_cut_file(length: int) -> None:
    with pytest.raises(SourceError, match=r"a\.doc: a damaged or cut office file; fetch it again"):
        ole.streams("a.doc", compound({"WordDocument": WORD})[:length])


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes_end(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(compound({"WordDocument": WORD, "1Table": b""}))
    for _ in range(chance.randrange(1, 200)):
        data[chance.randrange(8, 1600)] = chance.randrange(256)
    try:
        found = ole.streams("a.doc", bytes(data))
    except SourceError as error:
        assert ";" in str(error)  # noqa: PT017
    else:
        assert ole.is_encrypted(bytes(data), found) in (True, False)
