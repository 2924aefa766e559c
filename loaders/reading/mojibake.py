"""Text written in one encoding and read in another, 锛堜竴锛 or £¨Ò»£© for （一）; turned back where that makes everyday characters.

Decisions
---------
* Line by line: a page may quote one damaged paragraph. A line is looked at only where few of its characters are everyday ones, and
  changed only where many more of them are afterwards; of several ways back the one that makes most. GBK read as UTF-8 is lost and stays
  (a gap).
* A byte that was lost on the way stays lost: the character it belonged to is U+FFFD, which `gaps` logs.
* Edits are as small as the two encodings allow, so that the map back stays sharp.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from loaders.formats.txt import common
from loaders.reading.draft import Edit

RUN = re.compile(r"[^\x00-\x3f]{2,}")  # the second byte of a Chinese character may be an ASCII letter
LINE = re.compile(r"[^\r\n]+")
TORN = re.compile(r"(?<![^\r\n])[^\r\n\ufffd]*\ufffd[^\r\n]*")
FEWEST = 6  # characters beyond ASCII by which a line can be judged
DOUBTFUL, BETTER = 0.35, 0.3  # share of everyday characters below which a line is looked at; by how much it must rise
LOST = b"\xff"  # no byte of UTF-8 or GBK
MARKS = "，。、；：？！（）《》“”〔〕【】…—％"
_EVERYDAY = re.compile(f"[{''.join(sorted(c for c in common() if not c.isascii()))}{MARKS}]")
Unit = tuple[int, int, str]  # a stretch of a run and what it becomes
Path = tuple[tuple[str, str], ...]
SAMPLE = 400  # characters of a line by which the way back is told
MOST_IN_VAIN = 300  # lines
# How it was read, how it was written; the last ones twice over, as where two programs stored a page wrongly.
READ_AS: tuple[Path, ...] = (
    (("gb18030", "utf-8"),),
    (("cp1252", "gb18030"),),
    (("cp1252", "utf-8"),),
    (("big5hkscs", "utf-8"),),
    (("big5hkscs", "gb18030"),),
    (("gb18030", "big5hkscs"),),
    (("cp1252", "big5hkscs"),),
    (("cp1252", "utf-8"), ("cp1252", "utf-8")),
    (("cp1252", "utf-8"), ("gb18030", "utf-8")),
    (("gb18030", "utf-8"), ("cp1252", "utf-8")),
)


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.mojibake."""
    in_vain = 0
    for line in LINE.finditer(text):
        beyond = len(line[0]) - len(line[0].encode("ascii", "ignore"))
        if beyond < FEWEST or len(_EVERYDAY.findall(line[0])) >= DOUBTFUL * beyond:
            continue
        path = _path(line[0][:SAMPLE])
        in_vain += not path
        if in_vain > MOST_IN_VAIN:  # a text in another language
            return
        for run in RUN.finditer(text, line.start(), line.end()) if path else ():
            for start, end, became in _along(run[0], path):
                if became != run[0][start:end]:
                    yield Edit(run.start() + start, run.start() + end, became, "reading.mojibake")


def unread(text: str) -> Iterator[re.Match[str]]:
    """Lines with lost characters whose others are no Chinese either: what no way back could read."""
    for line in TORN.finditer(text) if "\ufffd" in text else ():
        if len(line[0]) >= FEWEST and _everyday(line[0]) < DOUBTFUL:
            yield line


def _path(line: str) -> Path:
    """The way back that makes most everyday characters of a line; () where none makes many more."""
    runs = [run[0] for run in RUN.finditer(line)]
    best: Path = ()
    most = _everyday(line) + BETTER
    for path in READ_AS:
        share = _everyday("".join(became for run in runs for _, _, became in _along(run, path)))
        if share > most:
            best, most = path, share
    return best


def _along(run: str, path: Path) -> list[Unit]:
    """The units of a run that was read wrongly once or several times, the last time first."""
    units = list(_units(run, *path[0]))
    for wrong, right in path[1:]:
        between = "".join(became for _, _, became in units)
        origins = [(start, end) for start, end, became in units for _ in became]
        units = []
        for a, b, became in _units(between, wrong, right):
            start, end = origins[a][0], origins[b - 1][1]
            if units and start < units[-1][1]:  # both come of one stretch
                start, became = units[-1][0], units.pop()[2] + became
            units.append((start, end, became))
    return units


def _units(run: str, wrong: str, right: str) -> Iterator[Unit]:
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
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return len(_EVERYDAY.findall(text)) / beyond if beyond else 0.0
