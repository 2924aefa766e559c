"""The index of a store: which of its things hold a word, and by what.

Decisions
---------
* A body is found by its own names, by a beginning of the names of its office (市监局), and by a place with such a name behind
  it: 南浦市监局, 区市监局.
* How names are read is worked out when somebody first types letters. Tasks, targets and sentences are found as written only.
* The index of a store is kept for as long as the store is and holds the same graphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from heapq import nsmallest
from typing import NamedTuple

from qgraph.questions import names
from qgraph.questions.folding import plain
from qgraph.questions.remembered import remembered
from qgraph.questions.search.haystack import Fit, Haystack
from qgraph.questions.search.readings import typed
from qgraph.questions.search.scripts import Named, Names, Script, Spelled, initials, spoken, written
from qgraph.questions.search.things import How, Kind, Office, office_names, things
from qgraph.registries import body_types, places
from qgraph.registries.bodies import identify
from qgraph.store import Row, Store

READ = frozenset({Kind.PLACE, Kind.BODY, Kind.INDICATOR, Kind.PLAN, Kind.PROGRAMME})  # kinds whose names are read
NEAR, PAIRS = 3, 24  # names offered in place of one that is not there; pairs of characters compared for them


class Hold(NamedTuple):
    """That a thing holds a word: by which of its names (nothing: its sentence), and how. `length`: of what was looked through."""

    thing: int
    how: How
    fit: Fit
    name: str
    length: int


class Index:
    """What a store holds, ready to be searched; `things` are numbered from 0."""

    def __init__(self, store: Store) -> None:
        self.spots = names.spots(store)
        self.plans: dict[str, Row] = {str(row["plan"]): row for row in store.run("plans")}
        self.things = things(store, self.spots, self.plans)
        self._bodies: dict[tuple[Office, str | None], list[int]] = {}  # of an office in a place; None: everywhere
        self._places: dict[str | None, int] = {}  # by code
        for number, thing in enumerate(self.things):
            if thing.office:
                self._bodies.setdefault((thing.office, thing.place), []).append(number)
                self._bodies.setdefault((thing.office, None), []).append(number)
            elif thing.kind is Kind.PLACE:
                self._places[self.spots[thing.uri].adcode] = number
        self._written = _Way(self, written, frozenset(Kind))
        self._told = [number for number, thing in enumerate(self.things) if thing.text]
        self._texts = Haystack(plain(self.things[number].text) for number in self._told)

    def holding(self, word: str) -> Iterator[Hold]:
        """Everything that holds a folded word, each thing in all the ways it does."""
        yield from self._written.holding(word)
        yield from self._registered(word)
        for number, fit in self._texts.find(word):
            thing = self._told[number]
            yield Hold(thing, How.TEXT, fit, "", len(self.things[thing].text))
        if letters := typed(word):
            for way in self._read:
                yield from way.holding(letters)

    def offices(self) -> Iterator[Office]:
        """What bodies there are by type and level."""
        return (office for office, place in self._bodies if place is None)

    def bodies(self, office: Office, place: str | None = None) -> list[int]:
        """The bodies of an office, in one place or everywhere."""
        return self._bodies.get((office, place), [])

    def near(self, word: str) -> list[str]:
        """Names that share the most pairs of characters with a word that nothing holds, more than half of them."""
        pairs = [pair for at in range(min(len(word) - 1, PAIRS)) if not (pair := word[at : at + 2]).isascii()]
        own = self._written.own
        shared = Counter(name for pair in pairs for name in {own.names[number].name for number, _ in own.holding(pair)})
        likest = ((-count, len(name), name) for name, count in shared.items() if 2 * count > len(pairs))
        return [name for _, _, name in nsmallest(NEAR, likest)]

    def _registered(self, word: str) -> Iterator[Hold]:
        """What the registries know a whole name for, though the store calls it otherwise: a place by a former name, 发改委, 公安部."""
        for place in places.candidates(word):
            if place.adcode in self._places:
                yield Hold(self._places[place.adcode], How.FORMER if place.valid_to else How.ALIAS, Fit.EXACT, word, len(word))
        ref = identify(word)
        kind = body_types.get(ref.type_id or "")
        if kind is None or (ref.place_name and not ref.place):
            return
        said = "" if ref.place else word.partition(ref.core)[0].removesuffix("级")  # 省, 市, 区
        if not (ref.place or said) and self._written.is_office(word):
            return
        how = How.FORMER if ref.core.startswith(kind.former) else How.ALIAS
        for office in self.offices():
            for body in self.bodies(office) if office[0] == kind.id else ():
                spot = self.spots.get(self.things[body].place or "")
                if spot and (spot.adcode == ref.place if ref.place else (spot.name or "").endswith(said)):
                    yield Hold(body, how, Fit.EXACT, word, len(word))

    @cached_property
    def _read(self) -> tuple[_Way, ...]:
        return _Way(self, spoken, READ, How.PINYIN), _Way(self, initials, READ, How.INITIALS)


class _Way:
    """All names in one script: those of things themselves, of offices, and of places in front of offices. `how`: what a hit in this script
    is; None: by the kind of the name."""

    def __init__(self, index: Index, script: Script, kinds: frozenset[Kind], how: How | None = None) -> None:
        self._index = index
        self._how = how
        own = []
        for number, thing in enumerate(index.things):
            if thing.kind in kinds:
                spot = index.spots.get(thing.place or "")
                place = (spot.name if spot else None) or ""
                own += [Named(number, name, kind, _lead(name, place)) for name, kind in thing.names if not (how and kind is How.FILE)]
        self.own = Names(own, script)
        self.offices = Names((Named(office, *called) for office in index.offices() for called in office_names(office)), script)
        lands = (named for named in own if index.things[named.owner].kind is Kind.PLACE)
        self._lands = Names(lands, script)

    def holding(self, word: str) -> Iterator[Hold]:
        names, lengths, how = self.own.names, self.own.lengths, self._how
        for number, fit in self.own.holding(word):
            named = names[number]
            yield Hold(named.owner, how or named.how, fit, named.name, lengths[number])
        best: dict[Office, Spelled[Office]] = {}
        for found in self.offices.beginning(word):
            office = found.named.owner
            if office not in best or found[1:] < best[office][1:]:
                best[office] = found
        for office, (called, fit, length) in best.items():
            for body in self._index.bodies(office):
                yield Hold(body, how or called.how, fit, called.name, length)
        for cut in range(1, len(word)):
            yield from self._placed(word[:cut], word[cut:])

    def is_office(self, word: str) -> bool:
        """Whether a word is the whole name of an office."""
        return any(found.fit is Fit.EXACT for found in self.offices.beginning(word))

    def _placed(self, head: str, tail: str) -> Iterator[Hold]:
        """The bodies that a word names by the end of a place and the beginning of an office."""
        offices = self.offices.beginning(tail)
        for land, whole, before in self._lands.ending(head) if offices else ():
            place = self._index.things[land.owner].uri
            for office, fit, length in offices:
                for body in self._index.bodies(office.owner, place):
                    fitting = fit if whole is Fit.EXACT else Fit.CONTAINED
                    yield Hold(body, self._how or office.how, fitting, land.name + office.name, before + length)


def index_of(store: Store) -> Index:
    """The index of a store as it is now."""
    return remembered(store, Index)


def _lead(name: str, place: str) -> str:
    """The place, where a name begins with it or is the beginning of it."""
    return place if name.startswith(place) or place.startswith(name) else ""
