"""What an answer says in words, in both languages: a text that is Chinese and knows its English.

Decisions
---------
* The Chinese sentence is the text itself: in JSON, in files and on the terminal nothing is different. The English one is made when a
  screen asks for it.
* What is official stands in both as it is written: names, titles, quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping


class Told(str):
    """A Chinese sentence that can say itself in English."""

    _english: Callable[[], str]

    def __new__(cls, zh: str, english: Callable[[], str]) -> Told:
        made = super().__new__(cls, zh)
        made._english = english
        return made

    @property
    def en(self) -> str:
        """The same in English."""
        return self._english()

    def __add__(self, other: str) -> Told:
        return joined((self, other), "", "")

    def __copy__(self) -> Told:
        return self

    def __deepcopy__(self, _: object) -> Told:
        return self


def told(said: Mapping[str, str], **words: object) -> Told:
    """A sentence of a table (`zh` and `en`), both filled with words; one that knows its English is in English there."""
    return Told(said["zh"].format_map(words), lambda: said["en"].format_map({key: english(word) for key, word in words.items()}))


def joined(parts: Iterable[str], zh: str = "；", en: str = "; ") -> Told:
    """Several sentences as one."""
    some = list(parts)
    return Told(zh.join(some), lambda: en.join(map(english, some)))


def english(word: object) -> str:
    """The English of a text that has one, else the text as it is."""
    return word.en if isinstance(word, Told) else str(word)
