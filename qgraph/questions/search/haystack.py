"""Many short texts in one string: all that hold a word, found by scanning.

Decisions
---------
* One scan of a million characters takes a millisecond or two, so there is no table of bigrams to build, to keep and to hold true: what a
  scan finds does hold the word.
* A word is looked for as it is, never as a pattern.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import accumulate

END = "\n"  # stands in no folded text


class Fit(IntEnum):
    """How much of a text a word is."""

    EXACT = 0
    PREFIX = 1
    CONTAINED = 2


Found = tuple[int, Fit]  # the number of a text, and how it holds a word


class Haystack:
    """Folded texts, numbered from 0. `starts`: for each a text of the same length, in which a 1 marks where a word may begin."""

    def __init__(self, texts: Iterable[str], starts: Iterable[str] | None = None) -> None:
        kept = list(texts)
        self._whole = END + END.join(kept) + END
        self._begins = array("L", accumulate((len(text) + 1 for text in kept), initial=1))
        self._starts = None if starts is None else END + END.join(starts) + END

    def find(self, word: str) -> Iterator[Found]:
        """Every text that holds a word."""
        whole, begins, starts, length = self._whole, self._begins, self._starts, len(word)
        at = whole.find(word) if word else -1
        while at >= 0:
            if starts and starts[at] != "1":
                at = whole.find(word, at + 1)
                continue
            number = bisect_right(begins, at) - 1
            if whole[at - 1] != END:
                yield number, Fit.CONTAINED
            else:
                yield number, Fit.EXACT if whole[at + length] == END else Fit.PREFIX
            at = whole.find(word, begins[number + 1] - 1)

    def beginning(self, word: str) -> Iterator[Found]:
        """Every text that begins with a word."""
        at = self._whole.find(END + word)
        while at >= 0:
            number = bisect_right(self._begins, at + 1) - 1
            yield number, Fit.EXACT if self._whole[at + 1 + len(word)] == END else Fit.PREFIX
            at = self._whole.find(END + word, at + 1)

    def ending(self, word: str) -> Iterator[Found]:
        """Every text that ends with a word."""
        at = self._whole.find(word + END)
        while at >= 0:
            if not self._starts or self._starts[at] == "1":
                yield bisect_right(self._begins, at) - 1, Fit.EXACT if self._whole[at - 1] == END else Fit.CONTAINED
            at = self._whole.find(word + END, at + 1)
