"""Page marks in the text: `# Page 12:` lines, page-number lines, and counters a sharing site puts at the head of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.draft import Edit

# The blank line that the reader of a printed page puts before its mark goes with it.
OF = r"(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?"
MARK = re.compile(
    rf"^(?:[ \t]*\n)?[ \t]*(?:#\s*Page\s+\d{{1,5}}:?|[-—–－]\s*\d{{1,4}}\s*[-—–－]|第\s*\d{{1,4}}\s*页{OF})[ \t]*(?:\n|$)", re.MULTILINE
)
COUNTER = re.compile(r"^(\d{1,3})、", re.MULTILINE)
OPEN_END = re.compile(r"[^\s。；：！？!?;:）)”》]\s*$")


def edits(text: str) -> Iterator[Edit]:
    """Rules reading.page_line and reading.page_counter."""
    counted = list(_counters(text))
    for match in MARK.finditer(text):
        yield Edit(match.start(), match.end(), "", "reading.page_line")
    yield from counted


def _counters(text: str) -> Iterator[Edit]:
    """`N、` at line heads that run 1, 2, 3 … to the end while most lines before them break off in the middle of a sentence.

    A real list of measures ends its lines; a page counter cuts words in two. The line end before the counter goes as well.
    """
    found = list(COUNTER.finditer(text))
    run = [m for i, m in enumerate(found) if int(m[1]) == i + 1]
    if len(run) < 3 or len(run) != len(found):
        return
    broken = sum(bool(OPEN_END.search(text[max(0, m.start() - 12) : m.start()])) for m in run[1:])
    if broken < 0.6 * (len(run) - 1):
        return
    for match in run:
        start = match.start() - 1 if match.start() and match[1] != "1" else match.start()
        yield Edit(start, match.end(), "", "reading.page_counter")
