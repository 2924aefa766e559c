"""What a zip file says it holds, without opening it: so that docx, xlsx, ofd, odt and a folder that was zipped are told apart.

Decisions
---------
* Only the zip's directory is looked at: a workbook inside of a Word file must not make it a workbook.
* A zip that was cut has no directory. Then all of its bytes are looked at, so that its own format says what is wrong with it.
"""

from __future__ import annotations

import re
import struct

MAGIC = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"  # what each member's entry in the directory begins with
_END = b"PK\x05\x06"  # the record at the end, which says how long the directory before it is
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535  # bytes that may stand behind the record


def entries(data: bytes) -> int:
    """At most so many members: a directory of millions takes seconds to read, so it is bounded by this before it is opened."""
    return data.count(_ENTRY)


def holds(data: bytes, part: re.Pattern[bytes]) -> bool:
    """Whether bytes are a zip with a member of a name."""
    return data.startswith(MAGIC) and bool(part.search(directory(data)))


def directory(data: bytes) -> bytes:
    """The directory of a zip, names of members and all; every byte where there is none."""
    at = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT - _END_LENGTH))
    if at < 0 or at + _END_LENGTH > len(data):
        return data
    (size,) = struct.unpack_from("<I", data, at + 12)
    return data[at - size : at] if size <= at else data
