"""Text written in one encoding and read in another, 锛堜竴锛 or £¨Ò»£© for （一）; turned back where that makes everyday characters.

Decisions
---------
* Line by line: a page may quote one damaged paragraph. A line is looked at only where few of its characters are everyday ones, and
  changed only where many more of them are afterwards; GBK read as UTF-8 is lost and stays (a gap).
* A byte that was lost on the way stays lost: the character it belonged to is U+FFFD, which `gaps` logs.
* Edits are as small as the two encodings allow, so that the map back stays sharp.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from loaders.formats.txt import common
from loaders.reading.draft import Edit

RUN = re.compile(r"[^\x00-\x7f]{2,}")
LINE = re.compile(r"[^\r\n]+")
FEWEST = 6  # characters beyond ASCII by which a line can be judged
DOUBTFUL, BETTER = 0.35, 0.3  # share of everyday characters below which a line is looked at; by how much it must rise
LOST = b"\xff"  # no byte of UTF-8 or GBK
MARKS = frozenset("，。、；：？！（）《》“”〔〕【】…—％")
READ_AS = (("gb18030", "utf-8"), ("cp1252", "gb18030"), ("cp1252", "utf-8"))  # how it was read, how it was written


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.mojibake."""
    for line in LINE.finditer(text):
        runs = list(RUN.finditer(text, line.start(), line.end()))
        before = "".join(run[0] for run in runs)
        if len(before) < FEWEST or _everyday(before) >= DOUBTFUL:
            continue
        for wrong, right in READ_AS:
            units = [(run.start(), list(_units(run[0], wrong, right))) for run in runs]
            after = "".join(unit[2] for _, run in units for unit in run)
            if after and _everyday(after) >= _everyday(before) + BETTER:
                for start, run in units:
                    yield from (Edit(start + a, start + b, became, "reading.mojibake") for a, b, became in run)
                break


def _units(run: str, wrong: str, right: str) -> Iterator[tuple[int, int, str]]:
    """The smallest stretches of a run at whose ends both encodings are between characters, and what each becomes; nothing from where on
    `wrong` cannot have read it so."""
    decoder = codecs.getincrementaldecoder(right)("replace")
    start, became = 0, ""
    for i, character in enumerate(run):
        data = _bytes(character, wrong)
        if not data:
            return
        became += decoder.decode(data, i == len(run) - 1)
        if not decoder.getstate()[0]:
            yield start, i + 1, became
            start, became = i + 1, ""


def _bytes(character: str, encoding: str) -> bytes:
    """The bytes that were read as this character; browsers read the five bytes that cp1252 leaves open as controls."""
    if character == "\ufffd":
        return LOST
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return bytes([ord(character)]) if encoding == "cp1252" and ord(character) < 0xA0 else b""


def _everyday(text: str) -> float:
    """The share of everyday characters and Chinese marks among those beyond ASCII, between 0 and 1."""
    beyond = [c for c in text if not c.isascii()]
    return sum(c in common() or c in MARKS for c in beyond) / len(beyond) if beyond else 0.0
