"""`resolve(name, place, on) → candidates with reason`: every body a name may mean in a place on a day, and why.

Decisions
---------
* What the name says by itself is `bodies.identify`; here its open ends are spelled out: each place of a name that several bear, each
  type a name had, each place of a level below the speaker's.
* Nothing is chosen for the reader. One candidate that is not a follower means that the name is clear; several, that it is ambiguous.
* Whoever took a merged body over by the day asked about comes behind it, with the reform; the written body stays, for a body is never
  merged into its successor. Only whole bodies are followed here; `questions.validity` follows the function that a sentence speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from qgraph.model import BodyKind, Jurisdiction, Level
from qgraph.registries import body_types, places, reforms, tables
from qgraph.registries.bodies import BodyRef, Whose, identify

WORDS = "resolution.toml"


class Open(StrEnum):
    """Why there are several candidates, or one more; `Whose` has the reasons of a clear name."""

    ONE_OF_PLACES = "one_of_places"
    ONE_OF_TYPES = "one_of_types"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body a name may mean: its usual name, the code of its place and the id of its type where they are known; `reform`: by which it
    took over the body before it in the list."""

    name: str
    place: str | None
    level: Level | None
    type_id: str | None
    kind: BodyKind | None
    reason: Whose | Open
    reform: reforms.Reform | None = None

    def why(self, language: str, speaker: str = "") -> str:
        """The reason in words, `zh` or `en`; `speaker`: the name of the place that speaks."""
        steps = [step.name for step in places.ladder(self.place or "") if step.adcode != places.NATION]
        here = "".join(reversed(steps)) or "？"
        return _words()[self.reason][language].format(place=here, speaker=speaker, source=self.reform.told if self.reform else "")


def resolve(name: str, place: str | Jurisdiction | None = None, on: date | None = None) -> list[Candidate]:
    """Every body a name may mean in a text of a place (a code, or what is known of it) on a day (None: at any time).

    Empty only for an empty name. The written bodies come first, each followed by those that took it over.
    """
    speaker = place if isinstance(place, Jurisdiction) else _speaker(place)
    ref = identify(name, speaker, on.year if on else None)
    if not ref.core:
        return []
    return [found for written in _written(ref, speaker) for found in (written, *_followers(written, on))]


def _speaker(adcode: str | None) -> Jurisdiction:
    place = places.by_code(adcode) if adcode else None
    return Jurisdiction(place.name, place.level, place.adcode) if place else Jurisdiction()


def _written(ref: BodyRef, speaker: Jurisdiction) -> Iterator[Candidate]:
    """The bodies a name means as it is written: one, or each of its open ends."""
    seats: list[str | None] = list(ref.places) or [ref.place]
    if ref.whose is Whose.BELOW and speaker.adcode:
        seats = list(_below(speaker.adcode, ref.level, ref.name[0])) or seats
    reason = Open.ONE_OF_TYPES if ref.types else Open.ONE_OF_PLACES if ref.places else ref.whose
    for adcode in seats:
        place = places.by_code(adcode) if adcode else None
        for type_id in ref.types or (ref.type_id,):
            kind = body_types.get(type_id) if type_id else None
            level = place.level if place else ref.level
            name = kind.usual_name(place, ref.place_name, level) if kind and not kind.several else ref.name
            yield Candidate(name, adcode, level, type_id, kind.kind if kind and ref.types else ref.kind, reason)


def _below(adcode: str, level: Level | None, word: str) -> Iterator[str]:
    """The places of a level in one, whose names end in the level word (区: no county-level city)."""
    for place in places.everywhere():
        if place.level == level and place.valid_to is None and place.name.endswith(word) and places.is_within(place.adcode, adcode):
            yield place.adcode


def _followers(written: Candidate, on: date | None) -> Iterator[Candidate]:
    """Those that took a body over by a day, one after the other."""
    place = places.by_code(written.place) if written.place else None
    for reform in reforms.chain(written.type_id or "", written.place, written.level, on or date.today()):
        kind = body_types.get(reform.target)
        if kind:
            name = kind.usual_name(place, None, written.level)
            yield Candidate(name, written.place, written.level, kind.id, kind.kind, Open.FOLLOWS, reform)


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = tables.words(WORDS)
    return words
