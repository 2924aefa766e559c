"""The scripts a name is found in: as written, as read, and by its initials.

Decisions
---------
* A word may stand anywhere in a name as written; in a reading it begins with a syllable (an is no part of jian).
* Words and names are folded alike (`folding`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from qgraph.questions.folding import plain
from qgraph.questions.search.haystack import Fit, Found, Haystack
from qgraph.questions.search.readings import Reading, read, readings
from qgraph.questions.search.things import How

Owner = TypeVar("Owner")


class Named(NamedTuple, Generic[Owner]):
    """A name and whose it is; `place`: the name of a place that it begins with, or is the beginning of; else nothing."""

    owner: Owner
    name: str
    how: How
    place: str = ""


class Spelled(NamedTuple, Generic[Owner]):
    """A name that begins or ends with a word, and how; `length`: of the name as spelled."""

    named: Named[Owner]
    fit: Fit
    length: int


Spelling = tuple[str, str]  # a name in a script, and where in it a word may begin (1; empty: anywhere)
Script = Callable[[Named[Any]], Iterable[Spelling]]


class Names(Generic[Owner]):
    """Many names in one script; a name has a number and a length for each of its spellings."""

    def __init__(self, names: Iterable[Named[Owner]], script: Script) -> None:
        rows = [(named, text, starts) for named in names for text, starts in script(named)]
        self.names = [named for named, _, _ in rows]
        self.lengths = [len(text) for _, text, _ in rows]
        marked = any(starts for _, _, starts in rows)
        self._haystack = Haystack((text for _, text, _ in rows), (starts for _, _, starts in rows) if marked else None)

    def holding(self, word: str) -> Iterator[Found]:
        return self._haystack.find(word)

    def beginning(self, word: str) -> list[Spelled[Owner]]:
        return [Spelled(self.names[number], fit, self.lengths[number]) for number, fit in self._haystack.beginning(word)]

    def ending(self, word: str) -> list[Spelled[Owner]]:
        return [Spelled(self.names[number], fit, self.lengths[number]) for number, fit in self._haystack.ending(word)]


def written(named: Named[Any]) -> Iterator[Spelling]:
    """A name as it is written."""
    yield plain(named.name), ""


def spoken(named: Named[Any]) -> Iterator[Spelling]:
    """A name in pinyin, in each of its readings."""
    return ((reading.letters, reading.starts) for reading in _readings(named))


def initials(named: Named[Any]) -> Iterator[Spelling]:
    """The first letters of a name's syllables."""
    return ((text, "") for text in dict.fromkeys(reading.initials for reading in _readings(named)))


def _readings(named: Named[Any]) -> Iterator[Reading]:
    """The place of a name in each of its readings, and the rest in the usual one."""
    name, place = plain(named.name), plain(named.place)
    if not place:
        yield read(name)
    elif place.startswith(name):
        yield from (reading.first(len(name)) for reading in readings(place))
    else:
        rest = read(name.removeprefix(place))
        yield from (reading + rest for reading in readings(place))
