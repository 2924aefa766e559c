"""Marks written twice, `，，` and `；;`: what a copying site leaves where it touched the punctuation.

Decisions
---------
* Two different marks (`、,`) stay: nobody knows which was meant. Three are an ellipsis.
* Only after page numbers are gone: in `11、、12个` the first mark is the page counter's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.draft import Edit

TWO = re.compile("[，,。；、][，,。；;、]")  # a quick look
# Twice and no more (。。。 stands for an ellipsis), in either width.
DOUBLED = re.compile(
    r"(?<![，,])(?:，[，,]|,[，,](?=[\u4e00-\u9fff]))(?![，,])|(?<!。)。。(?!。)|(?<![；;])；[；;](?![；;])|(?<![、])、、(?!、)"
)


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.mark: the second of the two goes."""
    if not TWO.search(text):
        return
    for match in DOUBLED.finditer(text):
        second = match.start() + (match[0] not in (",，", ";；"))  # the full-width one stays
        yield Edit(second, second + 1, "", "reading.mark")
