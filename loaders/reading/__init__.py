"""Reading text: the text as found, repaired, with a map that leads every character back.

Decisions
---------
* A repair is a pass: it looks at the text, and says what to replace (`Edit`). The order of the passes is `PASSES`.
* Repairs never destroy: each is logged with its rule and certainty, and the map leads back to what stood there.
* What is not certain is left as it is or logged as a gap. `985%` is never mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loaders.formats import Found
from loaders.reading import chrome, gaps, lines, mojibake, pages, pinyin, script, shifted, slips, spaces
from loaders.reading.draft import Draft, Edit
from qgraph.errors import SourceError
from qgraph.model import Source

# In this order: a wrong encoding hides all else, annotations hide damaged runs, damage hides script, page marks hide line ends, and those
# hide numbers.
PASSES: tuple[Callable[[str], Iterator[Edit]], ...] = (
    mojibake.edits,
    chrome.edits,
    pinyin.edits,
    shifted.edits,
    script.edits,
    pages.edits,
    spaces.edits,
    lines.edits,
    slips.edits,
)
FEWEST = 60  # Han characters a plan has at least


def read(found: Found) -> Source:
    """Repair a text as found. Raises `SourceError` where it holds no Chinese text worth reading."""
    draft = Draft.of(found.text)
    draft = draft.apply(_outside(found))
    for look in PASSES:
        draft = draft.apply(look(draft.text))
    han = sum("\u4e00" <= c <= "\u9fff" for c in draft.text)
    if han < FEWEST or han < 0.2 * len(draft.text.strip()):
        raise SourceError(f"{found.name}: no plan in it (only {han} Chinese characters); check that it is the right file")
    starts, ends = tuple(draft.starts), tuple(draft.ends)
    return Source(found.name, found.sha256, found.media_type, found.text, draft.text, starts, ends, draft.repairs, tuple(gaps.find(draft)))


def _outside(found: Found) -> Iterator[Edit]:
    """What lies outside the document itself (the frame of a web page) goes."""
    at = 0
    for start, end in (*found.main, (len(found.text), len(found.text))):
        if at < start:
            yield Edit(at, start, "\n" if at > 0 and start < len(found.text) else "", "reading.frame")
        at = end
