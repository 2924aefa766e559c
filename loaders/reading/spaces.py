"""Blanks that a PDF reader puts between digits and Chinese: 2023 年5 月 → 2023年5月. Blanks between words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.draft import Edit

HAN = r"\u4e00-\u9fff"
BETWEEN = re.compile(
    rf"(?<=[0-9０-９%％])[ \u00a0]+(?=[{HAN}％%])|(?<=[{HAN}〔（(])[ \u00a0]+(?=[0-9０-９])|(?<=[{HAN}]) (?=[，。；：、）”》])"
)


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.blank."""
    for match in BETWEEN.finditer(text):
        yield Edit(match.start(), match.end(), "", "reading.blank")
