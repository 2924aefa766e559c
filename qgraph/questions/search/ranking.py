"""Which things hold all words, and how well.

Decisions
---------
* The weights keep the ways apart whatever the share of a name that a word is, which only orders names found alike (`SHARE`).
* The place or plan of a thing is named by a word that its place or plan is found by; by initials is too little.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qgraph.questions.search.haystack import Fit
from qgraph.questions.search.index import Index
from qgraph.questions.search.things import How, Kind

SHARE = 0.05
BESIDE = 0.1  # by the place or plan of a thing
AROUND = frozenset({Kind.PLACE, Kind.PLAN})
WEIGHTS: dict[tuple[How, Fit], float] = {
    (How.NAME, Fit.EXACT): 0.95,
    (How.ALIAS, Fit.EXACT): 0.85,
    (How.FORMER, Fit.EXACT): 0.75,
    (How.NAME, Fit.PREFIX): 0.66,
    (How.ALIAS, Fit.PREFIX): 0.65,
    (How.FORMER, Fit.PREFIX): 0.64,
    (How.NAME, Fit.CONTAINED): 0.56,
    (How.ALIAS, Fit.CONTAINED): 0.55,
    (How.FORMER, Fit.CONTAINED): 0.54,
    **{(How.PINYIN, fit): 0.44 - fit / 100 for fit in Fit},
    **{(How.INITIALS, fit): 0.34 - fit / 100 for fit in Fit},
    **{(how, fit): 0.22 for how in (How.FILE, How.TEXT) for fit in Fit},
}
NAMING = frozenset({How.NAME, How.ALIAS, How.FORMER, How.PINYIN})


@dataclass(frozen=True, slots=True)
class Match:
    """What a word was found by; `name`: the name of the thing, nothing for its sentence; or that of its place or plan."""

    word: str
    how: How
    name: str


class _Word:
    """All that one word finds: each thing with the best way in which it holds the word, and the places and plans that the word names.

    What is said of a thing stands in tables of plain values: thousands of small objects would be searched for garbage again and again.
    """

    def __init__(self, known: Index, word: str) -> None:
        self.word = word
        self.own: dict[int, float] = {}  # the score of each thing
        self.around: dict[str, str] = {}  # the name by which it names a place or plan, by URI
        self._things = known.things
        self._how: dict[int, How] = {}
        self._name: dict[int, str] = {}
        own, length = self.own, len(word)
        for number, how, fit, name, whole in known.holding(word):
            score = WEIGHTS[how, fit] + SHARE * min(1, length / whole)
            if own.get(number, 0) < score:
                own[number], self._how[number], self._name[number] = score, how, name
        for number, how in self._how.items():
            thing = known.things[number]
            if thing.kind in AROUND and how in NAMING:
                self.around[thing.uri] = self._name[number]

    def score(self, number: int) -> float:
        """How well a thing fits; 0 where it does not."""
        return self.own.get(number) or (BESIDE if self._beside(number) else 0)

    def match(self, number: int) -> Match:
        """What a thing that fits is found by; of one beside which the word stands, the place or plan."""
        if number in self.own:
            return Match(self.word, self._how[number], self._name[number])
        thing = self._things[number]
        how, uri = (How.PLAN, thing.plan) if thing.plan in self.around else (How.PLACE, thing.place)
        return Match(self.word, how, self.around[uri or ""])

    def _beside(self, number: int) -> bool:
        thing = self._things[number]
        return thing.plan in self.around or thing.place in self.around


class Ranking:
    """Every thing that holds all words, or all of them as one: `scores` by its number."""

    def __init__(self, known: Index, words: Sequence[str]) -> None:
        self._words = [_Word(known, word) for word in words]
        self._whole = _Word(known, "".join(words)) if len(words) > 1 else None
        self.scores: dict[int, float] = {}
        for number in self._candidates():
            scores = [word.score(number) for word in self._words]
            if all(scores):
                self.scores[number] = sum(scores) / len(scores)
        for number, score in self._whole.own.items() if self._whole else ():
            self.scores[number] = max(score, self.scores.get(number, 0))

    def matches(self, number: int) -> tuple[Match, ...]:
        """What the words are found by in a thing."""
        if self._whole and self._whole.own.get(number) == self.scores[number]:
            return (self._whole.match(number),)
        return tuple(word.match(number) for word in self._words)

    def _candidates(self) -> Collection[int]:
        """Things among which are all that hold every word: those of the rarest word that only things themselves hold, else of any."""
        alone = [word.own for word in self._words if not word.around]
        if alone:
            return min(alone, key=lambda own: len(own))
        return set().union(*(word.own for word in self._words))
