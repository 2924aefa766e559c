"""Reading text: the text as found, repaired, with a map that leads every character back.

Decisions
---------
* A repair is a pass: it looks at the text, and says what to replace (`Edit`). The order of the passes is `PASSES`.
* Repairs never destroy: each is logged with its rule and certainty, and the map leads back to what stood there.
* What is not certain is left as it is or logged as a gap. `985%` is never mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loaders.formats import Found
from loaders.reading import (
    chrome,
    contents,
    copies,
    forms,
    gaps,
    lines,
    marks,
    mojibake,
    pages,
    pinyin,
    running,
    script,
    shifted,
    slips,
    spaces,
    swallowed,
)
from loaders.reading.draft import Draft, Edit
from qgraph.errors import SourceError
from qgraph.model import Source

# In this order: a wrong encoding hides all else, annotations hide damaged runs, damage hides script, running lines stand beside page
# marks, and those hide line ends, which hide marks and numbers.
PASSES: tuple[Callable[[str], Iterator[Edit]], ...] = (
    mojibake.edits,
    forms.edits,
    chrome.edits,
    copies.edits,
    pinyin.edits,
    shifted.edits,
    swallowed.edits,
    script.edits,
    contents.edits,
    running.edits,
    pages.edits,
    spaces.edits,
    lines.edits,
    marks.edits,
    slips.edits,
)
HAN = re.compile("[\u4e00-\u9fff]")
FEWEST = 60  # Han characters a plan has at least


def read(found: Found) -> Source:
    """Repair a text as found. Raises `SourceError` where it holds no Chinese text worth reading."""
    draft = Draft.of(found.content.text)
    draft = draft.apply(_asides(found))
    for look in PASSES:
        draft = draft.apply(look(draft.text))
    han = len(HAN.findall(draft.text))
    if han < FEWEST or han < 0.2 * len(draft.text.strip()):
        raise SourceError(f"{found.name}: no plan in it (only {han} Chinese characters); check that it is the right file")
    return Source(
        found.name,
        found.sha256,
        found.content.media_type,
        draft.found,
        draft.text,
        draft.starts,
        draft.ends,
        draft.repairs,
        tuple(gaps.find(draft)),
        found.content.cells,
        found.content.bold,
    )


def _asides(found: Found) -> Iterator[Edit]:
    """What is not the document goes; a frame between two pieces of text leaves a line end, a mark within a line nothing."""
    text = found.content.text
    for aside in found.content.asides:
        inside = aside.start > 0 and aside.end < len(text)
        ends_line = inside and aside.rule == "reading.frame" and "\n" not in (text[aside.start - 1], text[aside.end])
        yield Edit(aside.start, aside.end, "\n" if ends_line else "", aside.rule)
