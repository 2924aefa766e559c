"""Annotations that hit across two characters: `剛?cè)蝿?wù)` → 剛任務. A copying site's damage, undone.

How it arises: the script that puts the reading behind a character replaces *bytes* of a GBK text. In 剛任 (8482 C8CE) it finds 82C8,
which is 側, and puts `(cè)` behind it. C8 and the bracket are no character and are shown as `?`; what follows is read one byte late,
up to an ASCII byte or the next annotation, whose own bracket is swallowed the same way.

Undoing it
----------
* The orphan byte is no guess: the character before it gives the first byte of the one that was hit, its reading the second.
* The last character is known by its first byte and its reading. What stands between is for words to say, as in `shifted`.
* Where no reading or more than one is left, nothing is done; `gaps` logs the place as unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from loaders.reading.draft import Edit
from loaders.reading.language import Language
from loaders.reading.pinyin import LETTERS, is_reading
from loaders.reading.shifted import CONTEXT, MOST_RUNS, ORPHAN, Decoder

RUN = re.compile(rf"(?<=[\u4e00-\u9fff])\?({LETTERS}\))([^\x00-\x7f]{{0,16}})(?:\?({LETTERS}\))|([@-~])|(\?)(?![^\x00-\x3e]))")


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.swallowed: from the orphan to the end of the run."""
    decoder = None
    for match in islice(RUN.finditer(text), MOST_RUNS):
        decoder = decoder or Decoder(Language(text))
        before = text[max(0, match.start() - CONTEXT) : match.start()].rpartition("\n")[2]
        after = text[match.end() : match.end() + CONTEXT].partition("\n")[0].partition("?")[0]
        last = "(" + match[3] if match[3] else ""
        run = match[2] + (match[4] or ORPHAN)
        readings = {decoder.best(before, orphan, run, after, last) for orphan in _orphans(before[-1], match[1])} - {None}
        if len(readings) == 1:
            yield Edit(match.start(), match.end(), readings.pop() or "", "reading.swallowed")


def _orphans(before: str, annotation: str) -> list[int]:
    """The bytes that may be the orphan behind a character: with its second byte they are a character that is read so."""
    lead = before.encode("gbk", "ignore")[1:2]
    found = []
    for second in range(0x81, 0xFF):
        hit = (lead + bytes((second,))).decode("gbk", "ignore")
        if len(hit) == 1 and is_reading(hit, annotation):
            found.append(second)
    return found
