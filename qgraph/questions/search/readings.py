"""How a Chinese name is read: its pinyin without tones, and the first letters of it.

Decisions
---------
* A name is read part by part, the place apart from the rest: 重庆市长寿区 read as a whole has a 市长 in it.
* A part is read by its words (重庆 is chong qing). A place is also found under every other reading of one of its characters, for words do
  not tell all: 郫都区 is pi du qu, 涡阳县 guo yang xian.
* What neither tells is in `ontology/data/place_readings.csv` (乐陵 is lao ling).
* ü is v as one types it (绿 lv), but üe is ue (略 lue), for lve and lue are both typed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from qgraph.registries import tables

FILE, COLUMNS = "place_readings.csv", ("name", "reading", "note")
TYPED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
JOINTS = str.maketrans("", "", "'’`·-")  # xi'an
SINGLY: Any = list  # what is no Chinese character is read as it is, one by one; a list is allowed though the types do not say so


@dataclass(frozen=True, slots=True)
class Reading:
    """A name in letters; `starts` marks with a 1 where in them a syllable begins, `initials` are the letters there."""

    letters: str
    starts: str
    initials: str

    def __add__(self, other: Reading) -> Reading:
        return Reading(self.letters + other.letters, self.starts + other.starts, self.initials + other.initials)

    def first(self, characters: int) -> Reading:
        """The reading of the first characters."""
        at = -1
        for _ in self.initials[: characters + 1]:
            at = self.starts.find("1", at + 1)
        end = at if characters < len(self.initials) else len(self.letters)
        return Reading(self.letters[:end], self.starts[:end], self.initials[:characters])


def typed(word: str) -> str | None:
    """A folded word as pinyin is typed (chóngqìng, xi'an → chongqing, xian); None where it cannot be pinyin."""
    split = unicodedata.normalize("NFD", word.translate(JOINTS)).replace("u\u0308", "v")
    plain = "".join(c for c in split if not unicodedata.combining(c))
    plain = _one_ue(plain)
    return plain if len(plain) > 1 and TYPED.issuperset(plain) and not plain.isdigit() else None


@lru_cache(maxsize=65536)
def read(part: str) -> Reading:
    """How a part of a name is read by its words."""
    return _joined(_syllables(part))


@lru_cache(maxsize=16384)
def readings(place: str) -> tuple[Reading, ...]:
    """The usual way to read the name of a place, then those with one character read otherwise; never the last one, a 市 or 县."""
    usual = _syllables(place)
    found = [usual, *([*local, *usual[len(local) :]] for name, local in _local().items() if place.startswith(name))]
    if len(usual) == len(place):
        for at, character in enumerate(place[:-1]):
            found += [[*usual[:at], other, *usual[at + 1 :]] for other in _single(character) if other != usual[at]]
    return tuple(map(_joined, found))


def _joined(syllables: list[str]) -> Reading:
    starts = "".join("1".ljust(len(syllable), "0") for syllable in syllables)
    return Reading("".join(syllables), starts, "".join(syllable[0] for syllable in syllables))


def _syllables(part: str) -> list[str]:
    from pypinyin import lazy_pinyin  # slow to import: only where somebody types letters

    return [_one_ue(syllable) for syllable in lazy_pinyin(part, errors=SINGLY)]


@cache
def _local() -> dict[str, list[str]]:
    return {row["name"]: row["reading"].split() for row in tables.rows(FILE, COLUMNS)}


def _one_ue(letters: str) -> str:
    return letters.replace("lve", "lue").replace("nve", "nue")


@lru_cache(maxsize=16384)
def _single(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    return tuple(map(_one_ue, pinyin(character, style=Style.NORMAL, heteronym=True, errors=SINGLY)[0]))
