"""Words that stand for something, looked for in a text: where two overlap, the longer one counts.

Decisions
---------
* Texts and words are compared in one spelling: compatibility forms, small letters, no blanks, no quotation marks (“首席质量官”制度).
* Chinese has no blanks between words, so a word is found wherever its characters stand; a longer word that only looks alike is put in
  the lexicon beside it and swallows it (全部门 is not 全部).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qgraph.registries.tables import Problem, Row

UNREAD = str.maketrans(dict.fromkeys("“”\"‘’'「」 \t\u3000"))
ENDS = frozenset("。;!?\n")  # of a sentence, in the spelling
BREAKS = ENDS | frozenset(",:")  # of a clause


@lru_cache(maxsize=16384)
def spelled(text: str) -> str:
    """A text in the spelling that is compared."""
    return unicodedata.normalize("NFKC", text).casefold().translate(UNREAD)


@dataclass(frozen=True, slots=True)
class Found:
    """A word in a spelled text, and what it stands for."""

    meaning: str
    word: str
    start: int
    end: int


class Lexicon:
    """Words, each with all it stands for; words that stand for nothing only swallow shorter ones."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[str]] = {}
        self._meanings = {word: tuple(meanings) for word, meanings in words.items()}
        for word in sorted(words, key=lambda word: (-len(word), word)):
            self._by_first.setdefault(word[0], []).append(word)

    def find(self, text: str) -> list[Found]:
        """The words of a spelled text in their order, none overlapping a longer one."""
        taken = bytearray(len(text))
        kept: list[tuple[int, str]] = []
        for start, word in sorted(self._everywhere(text), key=lambda pair: (-len(pair[1]), pair[0])):
            end = start + len(word)
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * len(word)
                kept.append((start, word))
        return [Found(meaning, word, start, start + len(word)) for start, word in sorted(kept) for meaning in self._meanings[word]]

    def _everywhere(self, text: str) -> Iterator[tuple[int, str]]:
        for start, first in enumerate(text):
            longest = next((word for word in self._by_first.get(first, ()) if text.startswith(word, start)), None)
            if longest:
                yield start, longest


def clauses(text: str, marks: Iterable[str] = BREAKS) -> list[tuple[int, int]]:
    """Where the clauses of a spelled text begin and end."""
    cuts = [-1, *(at for at, character in enumerate(text) if character in marks), len(text)]
    return [(one + 1, other) for one, other in pairwise(cuts) if other > one + 1]


def examined(row: Row, told: Callable[[str], list[str]]) -> Iterator[Problem]:
    """The phrases of a row's `examples` and `unlike` for which a function of texts to ids tells another story than the row."""
    if not row.names("examples"):
        yield row.problem("there is no example")
    for column, wanted in (("examples", True), ("unlike", False)):
        for phrase in row.names(column):
            if (row["id"] in told(phrase)) is not wanted:
                yield row.problem(f"{column}: {phrase} gives {', '.join(told(phrase)) or 'nothing'}")
