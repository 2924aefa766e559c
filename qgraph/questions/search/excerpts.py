"""The sentence around the words in a longer text."""

from __future__ import annotations

from collections.abc import Iterable

from qgraph.questions.folding import plain

ENDS = "。；！？\n"
LONGEST = 80  # characters shown
BEFORE = 20  # of them in front of the word, where a sentence is longer
OMITTED = "…"


def excerpt(text: str, words: Iterable[str]) -> str:
    """The sentence of a text in which the first of some folded words stands, or the first sentence; blanks and line ends as one blank."""
    at = next((place for word in words if (place := _place(text, word)) is not None), 0)
    start = max(text.rfind(end, 0, at) for end in ENDS) + 1
    stop = min((found + 1 for end in ENDS if (found := text.find(end, at)) >= 0), default=len(text))
    if stop - start > LONGEST:
        first = max(start, min(at - BEFORE, stop - LONGEST))
        last = min(stop, first + LONGEST)
        return (OMITTED if first > start else "") + _plain(text[first:last]) + (OMITTED if last < stop else "")
    return _plain(text[start:stop])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _place(text: str, word: str) -> int | None:
    """Where in a text a folded word begins."""
    at = plain(text).find(word)
    if at < 0:
        return None
    widths = [index for index, character in enumerate(text) for _ in plain(character)]
    return widths[at] if at < len(widths) else 0
