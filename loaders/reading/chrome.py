"""Web chrome and library stamps around a document: breadcrumbs, sharing bars, code lines. The words are in chrome.toml.

Decisions
---------
* Only the first and last lines of a text are looked at; in the middle of a document the same words are the document's.
* A line that holds a sentence is no chrome (a plan may promote 二维码), stamps of sharing sites apart; what stands behind 版权所有 goes
  only where no sentence follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders import tables
from loaders.reading.draft import Edit

HEAD, TAIL, FOOTER = 15, 15, 40  # lines at either end in which chrome is looked for; a footer is longer
LONGEST = 400  # characters of such a line; a longer one is a document without line ends
CONTENTS = 6000  # characters in which a table of contents is looked for
SENTENCE = re.compile(r"[^。；]{12}[。；]")


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.chrome: whole lines at both ends, pieces of lines at the head, and the table of contents of a sharing site."""
    words = _patterns()
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*(?:\n|\Z)", text) if m.end() > m.start()]
    filled = [(a, b) for a, b in spans if text[a:b].strip()]
    head, tail = ([span for span in lines if span[1] - span[0] <= LONGEST] for lines in (filled[:HEAD], filled[-TAIL:]))
    edges = [(span, words["head"]) for span in head] + [(span, words["tail"]) for span in tail]
    gone = {
        (span[0] + match.start(), span[0] + match.end())
        for span in head
        if not SENTENCE.search(text[slice(*span)])
        for match in words["piece"].finditer(text[slice(*span)])
    }
    for span, pattern in edges:
        line = text[slice(*span)].strip()
        if words["stamp"].search(line) or (pattern.search(line) and not SENTENCE.search(line)):
            gone.add(span)
    gone |= set(_footer(text, filled[-FOOTER:], words["stop"]))
    gone |= {(m.start(), m.end()) for m in words["block"].finditer(text[:CONTENTS])}
    at = 0
    for start, end in sorted(gone, key=lambda span: (span[0], -span[1])):
        if start >= at:
            yield Edit(start, end, "", "reading.chrome")
            at = end


def _footer(text: str, lines: list[tuple[int, int]], stop: re.Pattern[str]) -> list[tuple[int, int]]:
    """The lines from the first that opens a footer; none where a sentence stands among them."""
    for i, (start, end) in enumerate(lines):
        if i and end - start <= LONGEST and stop.search(text[start:end].strip()):
            return [] if any(SENTENCE.search(text[a:b]) for a, b in lines[i + 1 :]) else lines[i:]
    return []


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = tables.table("loaders.reading", "chrome.toml")
    return {kind: re.compile("|".join(alternatives), re.DOTALL if kind == "block" else 0) for kind, alternatives in words.items()}
