"""OLE files (compound files of Office 97 to 2003 and of WPS): the names of what is in them, and whether a password guards it.

Decisions
---------
* Only the directory is read, and of it what stands at the top: a workbook inside of a text must not make it a workbook.
* Every chain of sectors is followed once at most, so a file that leads in circles ends too ([MS-CFB] 2).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from qgraph.errors import SourceError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER, _ENTRY = 512, 128  # bytes
_IN_HEADER = 109  # sectors of the allocation table that the header names
_NONE = 0xFFFFFFFA  # sector numbers from here on have a meaning of their own: the chain ends
_WORD, _WORD_ENCRYPTED = 0xA5EC, 0x0100  # [MS-DOC] 2.5.2: what the stream begins with, and a bit of its flags
_BOF, _FILEPASS = 0x0809, 0x002F  # [MS-XLS] 2.4.21, 2.4.117


def streams(name: str, data: bytes) -> dict[str, int]:
    """The names at the top of the file, and the first sector of each. Raises `SourceError` where it is damaged."""
    try:
        entries = _entries(data)
        found: dict[str, int] = {}
        todo, seen = [_children(entries[0])[2]], set()
        while todo:
            number = todo.pop()
            if number >= len(entries) or number in seen:
                continue
            seen.add(number)
            entry = entries[number]
            left, right, _ = _children(entry)
            todo += (left, right)
            (length,) = struct.unpack_from("<H", entry, 64)
            found[entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")] = struct.unpack_from("<I", entry, 116)[0]
    except (struct.error, IndexError) as error:
        raise SourceError(f"{name}: a damaged or cut office file; fetch it again") from error
    return found


def is_encrypted(data: bytes, found: dict[str, int]) -> bool:
    """Whether a .doc or .xls is one that Office 97 encrypted."""
    if "WordDocument" in found:
        head = _sector(data, found["WordDocument"])
        first, flags = struct.unpack_from("<H8xH", head.ljust(12, b"\0"))
        return bool(first == _WORD and flags & _WORD_ENCRYPTED)
    if "Workbook" in found or "Book" in found:
        records = list(_records(_sector(data, found.get("Workbook", found.get("Book", 0)))))
        return records[:1] == [_BOF] and _FILEPASS in records
    return False


def _records(head: bytes) -> Iterator[int]:
    """The kinds of the first records of a workbook."""
    at = 0
    while at + 4 <= len(head):
        kind, length = struct.unpack_from("<HH", head, at)
        yield kind
        at += 4 + length


def _children(entry: bytes) -> tuple[int, int, int]:
    """The numbers of an entry's left and right neighbours, and of the first one below it."""
    left, right, below = struct.unpack_from("<III", entry, 68)
    return left, right, below


def _entries(data: bytes) -> list[bytes]:
    """The entries of the directory, the root first."""
    table: list[int] = []
    for sector in struct.unpack_from(f"<{_IN_HEADER}I", data, 76):  # enough for 7 MB; the directory stands at the front in practice
        if sector < _NONE:
            page = _sector(data, sector)
            table += struct.unpack(f"<{len(page) // 4}I", page[: len(page) // 4 * 4])
    (number,) = struct.unpack_from("<I", data, 48)
    pieces, seen = [], set()
    while number < _NONE and number not in seen:
        seen.add(number)
        pieces.append(_sector(data, number))
        number = table[number] if number < len(table) else _NONE
    directory = b"".join(pieces)
    return [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]


def _sector(data: bytes, number: int) -> bytes:
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    return data[(at := max(_HEADER, size) + number * size) : at + size]
