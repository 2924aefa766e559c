"""Whether a lower plan carries an upper one out: it names it as its basis, or both are about one subject.

Decisions
---------
* A basis counts wherever the upper plan's title stands in what the lower one names (《…关于印发…的通知》).
* The subject of a title is what is left without places, years and the words every plan has (`coverage.toml`, `generic`).
* A lower plan that ended before the upper one began cannot carry it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from qgraph.questions.alignment.features import pieces
from qgraph.questions.coverage.words import entry, said
from qgraph.questions.folding import plain
from qgraph.store import Row

YEARS = re.compile(r"\d+")
SIZES = 2, 2  # pieces of a title


@dataclass(frozen=True, slots=True)
class Why:
    """Why two plans belong together, in words; `by_name`: the lower one names the upper."""

    told: str
    by_name: bool


def related(upper: Row, lower: Row, basis: Iterable[str], places: frozenset[str], *, by_subject: bool = True) -> Why | None:
    """Why a lower plan (rows of `plans`) carries an upper one out, None where it does not. `basis`: the titles it names; `places`: the
    names of places that say nothing of a subject; `by_subject`: whether one subject is enough."""
    above, below = str(upper["title"]), str(lower["title"])
    if len(above) >= entry("trace.shortest") and any(plain(above) in plain(one) for one in basis):
        return Why(said("trace.basis", upper=above), by_name=True)
    if not by_subject or _over(lower, upper):
        return None
    some, others = _subject(above, places), _subject(below, places)
    both = len(some & others) / sqrt(len(some) * len(others)) if some and others else 0.0
    return Why(said("trace.title", upper=above, lower=below), by_name=False) if both >= entry("trace.subject") else None


def _over(lower: Row, upper: Row) -> bool:
    """Whether the lower plan ended before the upper one began."""
    issued = str(upper["issued_on"] or "")[:4]
    start = upper["period_start"] or (int(issued) if issued else None)
    end = lower["period_end"]
    return isinstance(end, int) and isinstance(start, int) and end < start


@lru_cache(maxsize=16384)
def _subject(title: str, places: frozenset[str]) -> frozenset[str]:
    bare = YEARS.sub(" ", plain(title))
    for word in (*sorted(places, key=lambda name: (-len(name), name)), *entry("trace.generic")):
        bare = bare.replace(word, " ")
    return frozenset(pieces(bare, *SIZES))
