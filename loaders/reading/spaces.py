"""Blanks that a PDF reader or a typesetter puts inside words: 2023 年5 月 → 2023年5月, 主 题 词： → 主题词：. Blanks between words stay.

Decisions
---------
* Between a figure and Chinese, and before a closing mark, nobody writes a blank. A number at the head of a line keeps its own (1 总则), but
  before a word of time or measure. Two blanks are the author's (专栏1  工业设计).
* A PDF reader puts its blank behind a Latin word and none before it (占GDP 的比重); a writer who parts scripts does both, and keeps both.
* Single characters set apart are one word where they are all there is of the line, or stand before a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge

from loaders.reading.draft import Edit

HAN = r"\u4e00-\u9fff"
BLANK = r"[ \u00a0](?![ \u00a0])"
COUNTED = "年月日号个项家万亿元余多条类级位人次件批期所户天批种倍省市县区镇"
BETWEEN = re.compile(
    rf"(?<=[0-9０-９%％])(?<!^[0-9])(?<!^[0-9][0-9]){BLANK}(?=[{HAN}％%])|(?<=[0-9０-９]){BLANK}(?=[{COUNTED}％%])"
    rf"|(?<=[{HAN}〔（(，、]){BLANK}(?=[0-9０-９])|(?<=[{HAN}])[ \u00a0](?=[，。；：、）”》])",
    re.MULTILINE,
)
BEHIND_LATIN = re.compile(rf"(?<=[{HAN}，。；：、（“”《\n])([A-Za-z][A-Za-z0-9+.-]{{0,30}})(?<=[A-Za-z])[ \u00a0](?=[{HAN}])")
SET_APART = re.compile(rf"^[ \u3000]*([{HAN}](?:[ \u3000\u00a0]{{1,4}}[{HAN}]){{1,5}})(?=[ \u3000]*(?:[：:]|$))", re.MULTILINE)


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.blank."""
    yield from merge(_blanks(text), _words(text), _apart(text), key=lambda edit: edit.start)


def _blanks(text: str) -> Iterator[Edit]:
    for match in BETWEEN.finditer(text):
        yield Edit(match.start(), match.end(), "", "reading.blank")


def _words(text: str) -> Iterator[Edit]:
    for match in BEHIND_LATIN.finditer(text):
        yield Edit(match.end(1), match.end(), "", "reading.blank")


def _apart(text: str) -> Iterator[Edit]:
    for match in SET_APART.finditer(text):
        for blank in re.finditer(r"[ \u3000\u00a0]+", match[1]):
            yield Edit(match.start(1) + blank.start(), match.start(1) + blank.end(), "", "reading.blank")
