"""Slips of character recognition in numbers: IOO万 → 100万, l0% → 10%. A number without any letter is never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.draft import Edit

NUMBER = re.compile(r"(?<![A-Za-z0-9])(?=[0-9]*[IlOo])[0-9IlOo]{2,8}(?=\s*(?:万|亿|%|％|元|家|项|个百分点))")
DIGITS = str.maketrans("IlOo", "1100")
# 150万元、100万元、50万7Go（二十三）: the unit behind the last sum of a list was misread together with the full stop.
LOST_UNIT = re.compile(r"(?<=万元、)(\d{1,6}万)[0-9?]?[A-Za-z]{1,3}(?=\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|\n|$))")


def edits(text: str) -> Iterator[Edit]:
    """Rules reading.digit and reading.lost_unit."""
    for match in NUMBER.finditer(text):
        yield Edit(match.start(), match.end(), match[0].translate(DIGITS), "reading.digit")
    for match in LOST_UNIT.finditer(text):
        yield Edit(match.end(1), match.end(), "元。", "reading.lost_unit")
