"""How well a sentence of a plan is explained by words: a weight for readings that bytes alone do not decide.

Words are the everyday words of plans (`words.txt`) and what the document itself says more than once, all in traditional
characters, the script of the damage that needs them. A sentence costs the less the more of it words cover (dynamic
programming over its beginnings, so that a beam of readings can grow piece by piece).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

MARKS = "，。、；：（）《》“”"
STOPS, CLOSING = "。；", "，。、；：）》”"  # no mark of the second kind follows one of the first
HAN = re.compile("[\u4e00-\u9fff]+")
LONGEST_PHRASE = 4  # characters
WORD, PARTICLE, MARK = 0.1, 0.3, 0.5  # cost of a word, a word of one character, a mark
SINGLE, RARE = 1.5, 2.5  # cost of a character that is only part of words, of one that no word has


@dataclass(frozen=True, slots=True)
class Sentence:
    """The beginning of a sentence. `costs[n]`: what it costs to explain its first n characters; `extra`: what its pieces cost."""

    text: str = ""
    costs: tuple[float, ...] = (0.0,)
    extra: float = 0.0

    @property
    def cost(self) -> float:
        return self.costs[-1] + self.extra

    def order(self) -> tuple[float, str]:
        """Cheapest first; equal ones in a fixed order."""
        return self.cost, self.text


class Language:
    """What is said in plans, and in one of them."""

    def __init__(self, text: str) -> None:
        self.words = frozenset(_phrases(text) | words())
        self.longest = max(map(len, self.words))
        self.pairs = frozenset(one + other for word in self.words for one, other in pairwise(word))
        self.starts = frozenset((*MARKS, *(word[0] for word in self.words)))
        self.characters = frozenset("".join(self.words))

    def extended(self, sentence: Sentence, piece: str, extra: float = 0.0) -> Sentence:
        """A sentence with a piece behind it."""
        text, costs = sentence.text + piece, list(sentence.costs)
        for end in range(len(sentence.text) + 1, len(text) + 1):
            cheapest = costs[end - 1] + self._alone(text[end - 1], text[end - 2 : end - 1])
            for begin in range(max(0, end - self.longest), end - 1):
                if text[begin:end] in self.words:
                    cheapest = min(cheapest, costs[begin] + WORD)
            costs.append(cheapest)
        return Sentence(text, tuple(costs), sentence.extra + extra)

    def _alone(self, character: str, before: str) -> float:
        if character in MARKS:
            return RARE if character in CLOSING and before and before in STOPS else MARK
        return PARTICLE if character in self.words else SINGLE if character in self.characters else RARE


def _phrases(text: str) -> set[str]:
    """What the undamaged sentences of a text say more than once, and not always as a part of something longer."""
    text = "\n".join(sentence for sentence in re.split("[。；\n]", text) if "?" not in sentence)
    sizes = range(2, LONGEST_PHRASE + 2)
    counts = Counter(gram for n in sizes for i in range(len(text) - n + 1) if HAN.fullmatch(gram := text[i : i + n]))
    parts = {part for gram, count in counts.items() for part in (gram[1:], gram[:-1]) if counts[part] == count}
    return {gram for gram, count in counts.items() if count > 1 and len(gram) <= LONGEST_PHRASE and gram not in parts}


@cache
def words() -> frozenset[str]:
    """Everyday words of plans, in traditional characters."""
    from opencc import OpenCC  # few texts need it

    convert = OpenCC("s2t").convert
    return frozenset(map(convert, _written()))


@cache
def characters() -> frozenset[str]:
    """The characters of everyday words, in both scripts."""
    return frozenset("".join((*words(), *_written())))


@cache
def _written() -> tuple[str, ...]:
    lines = files("loaders.reading").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())
