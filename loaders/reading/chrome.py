"""Web chrome and library stamps around a document: breadcrumbs, sharing bars, code lines. The words are in chrome.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from loaders.reading.draft import Edit

HEAD, TAIL = 15, 15  # lines at either end in which chrome is looked for


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.chrome: whole lines at the head and the tail, and the table of contents of a sharing site."""
    head, tail, block = _patterns()
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*(?:\n|$)", text) if m.end() > m.start()]
    filled = [(a, b) for a, b in spans if text[a:b].strip()]
    edges = [(span, head) for span in filled[:HEAD]] + [(span, tail) for span in filled[-TAIL:]]
    gone = {span for span, pattern in edges if pattern.search(text[span[0] : span[1]].strip())}
    gone |= {(m.start(), m.end()) for m in block.finditer(text[:6000])}
    at = 0
    for start, end in sorted(gone):
        if start >= at:
            yield Edit(start, end, "", "reading.chrome")
            at = end


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = tomllib.loads(files("loaders.reading").joinpath("chrome.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(words["head"])), re.compile("|".join(words["tail"])), re.compile("|".join(words["block"]), re.DOTALL)
