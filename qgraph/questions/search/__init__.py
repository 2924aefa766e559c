"""Search: what the store has under some words, by name, former name, pinyin or in the text, each hit with its reason.

Decisions
---------
* Every word must be found: one at least in the thing itself (a name, its sentence), the others also in the name of its place or the title
  of its plan. 南浦 首席质量官 are the tasks about that in the plans of 南浦.
* A whole name goes before another name, a former one, the beginning of one, a part of one, pinyin, initials, and the text; of two names the
  one of which the word is more. With several words the mean counts; written together they may be one name as well.
* Words are values, compared letter by letter in their folded form; no sign in them has a meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields, replace
from heapq import nsmallest
from typing import Any

from qgraph.errors import NotFoundError
from qgraph.questions.answers import said
from qgraph.questions.folding import plain
from qgraph.questions.names import above
from qgraph.questions.search import excerpts
from qgraph.questions.search.excerpts import excerpt
from qgraph.questions.search.index import Index, index_of
from qgraph.questions.search.ranking import Match, Ranking
from qgraph.questions.search.things import How, Kind, Thing
from qgraph.store import Store
from qgraph.told import joined

__all__ = ["Answer", "Hit", "How", "Kind", "Match", "search"]

LIMIT = 20  # hits shown
LONGEST, MOST = 200, 10  # characters asked for, and words


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. `where`: place, plan and sentence in one line, each of which also stands alone; `reason`: `matches` in words."""

    kind: Kind
    name: str
    uri: str
    score: float
    where: str
    place: str | None
    plan: str | None
    plan_uri: str | None
    number: str | None
    sentence: str | None
    reason: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` and `counts` (by kind) are of all that was found; `hits` are the best. `reason` says why there is nothing; `near`: names like
    those asked for."""

    hits: tuple[Hit, ...]
    total: int
    counts: dict[str, int]
    near: tuple[str, ...]
    reason: str | None

    def to_json(self) -> dict[str, Any]:
        """The document of `qgraph search`."""
        return {"hits": [asdict(hit) for hit in self.hits]} | {f.name: getattr(self, f.name) for f in fields(self) if f.name != "hits"}


def search(store: Store, words: str, *, kinds: Collection[Kind] = frozenset(Kind), limit: int = LIMIT) -> Answer:
    """What holds all of some words (between blanks), the best first. Raises `NotFoundError` for no words and for too many."""
    asked = _asked(words)
    known = index_of(store)
    ranking = Ranking(known, asked)
    scores = {number: score for number, score in ranking.scores.items() if known.things[number].kind in kinds}
    if not scores:
        near = tuple(dict.fromkeys(name for word in asked for name in known.near(word)))
        return Answer((), 0, {}, near, _nothing(known, asked, near, bool(ranking.scores)))
    best = nsmallest(limit, ((-score, number) for number, score in scores.items()))
    hits = (_hit(known, known.things[number], -less, ranking.matches(number)) for less, number in best)
    counts = Counter(known.things[number].kind for number in scores)
    return Answer(tuple(hits), len(scores), {kind: counts[kind] for kind in Kind if counts[kind]}, (), None)


def _asked(words: str) -> list[str]:
    """The folded words, each once."""
    asked = list(dict.fromkeys(filter(None, map(plain, words[: LONGEST + 1].split()))))
    if len(words) > LONGEST or sum(map(len, asked)) > LONGEST:  # some signs are words when folded
        raise NotFoundError(said("names.long", most=LONGEST))
    if not asked:
        raise NotFoundError(said("names.no_words"))
    if len(asked) > MOST:
        raise NotFoundError(said("names.many", most=MOST))
    return asked


def _hit(known: Index, thing: Thing, score: float, matches: tuple[Match, ...]) -> Hit:
    plan = str(known.plans[thing.plan]["title"]) if thing.plan and thing.kind is not Kind.PLAN else None
    spot = known.spots.get(thing.place or "")
    sentence = excerpt(thing.text, [match.word for match in matches]) if thing.text else None
    if spot and thing.kind is Kind.PLACE:
        place = "".join(step.name or "" for step in reversed(above(spot, known.spots)[:-1])) or None
    else:
        place = spot.name if spot else None
    where = " · ".join(part for part in (place, f"《{plan}》{thing.number or ''}" if plan else None, sentence) if part)
    reason = joined(said(f"search.{match.how}", name=match.name) for match in dict.fromkeys(replace(match, word="") for match in matches))
    name = thing.name if len(thing.name) <= excerpts.LONGEST else excerpt(thing.name, ())
    return Hit(thing.kind, name, thing.uri, round(score, 3), where, place, plan, thing.plan, thing.number, sentence, reason, matches)


def _nothing(known: Index, asked: list[str], near: tuple[str, ...], otherwise: bool) -> str:
    """Why there is nothing to show; `otherwise`: there is something of other kinds than those asked for."""
    if not known.plans:
        return said("store.empty")
    words = "、".join(f"“{word}”" for word in asked)
    if otherwise:
        return said("search.other_kinds", words=words)
    nothing = said("search.nothing_with_all" if len(asked) > 1 else "search.nothing", words=words)
    return nothing + said("search.near", names="、".join(near)) if near else nothing
