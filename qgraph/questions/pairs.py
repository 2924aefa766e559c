"""What is worth holding together: two places of one level, two plans of one place, a plan and one of a place above it.

Decisions
---------
* Places, titles and years decide, not what the plans say: it is quick for thousands of plans. Titles are alike by the pairs of characters
  they share.
* A plan's year is the last one of its period. Plans that name none (a notice on a group, a list of grants) come after those that do.
* Where nothing is chosen each place or plan is offered once, with what suits it best; where one end is chosen, all that goes with it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import combinations, groupby, pairwise

from qgraph.questions import names
from qgraph.questions.names import Spot, rank, text
from qgraph.store import Row, Store

Pair = tuple[str, str]  # URIs
Ranked = tuple[tuple[int, ...], Pair]  # the best first
WITHOUT = 1000  # years, which stand for one that is not said


def neighbours(store: Store) -> tuple[Pair, ...]:
    """Two places of one level that have plans: first those below one place, then any others."""
    planned = {str(row["place"]) for row in store.run("plans")}
    having = [spot for uri, spot in names.spots(store).items() if uri in planned and spot.name and spot.level]
    near = _next_to(having, lambda spot: (rank(spot.level), spot.within or ""))
    return tuple(dict.fromkeys((*near, *_next_to(having, lambda spot: (rank(spot.level), "")))))


def periods(store: Store, earlier: str | None = None, later: str | None = None) -> tuple[Pair, ...]:
    """Two plans of one place, the earlier first; `earlier`, `later`: the URI of the one that is chosen."""
    found: list[Ranked] = []
    for some in _by_place(store).values():
        pairs = [
            ((-_alike(one, other), *_succession(one, other)), (_uri(one), _uri(other)))
            for one, other in combinations(some, 2)
            if earlier in (None, one["plan"]) and later in (None, other["plan"])
        ]
        found += _best(pairs, whole=bool(earlier or later))
    return tuple(pair for _, pair in sorted(found))


def ladders(store: Store, upper: str | None = None, lower: str | None = None) -> tuple[Pair, ...]:
    """A plan of a place above, then the plan below; `upper`, `lower`: the URI of the one that is chosen."""
    spots, plans = names.spots(store), _by_place(store)
    found: list[Ranked] = []
    for place, some in plans.items():
        steps = names.above(spots[place], spots) if place in spots else []
        over = [(n, row) for n, step in enumerate(steps) for row in plans.get(step.uri, ()) if upper in (None, row["plan"])]
        for low in some:
            if lower in (None, low["plan"]):
                whole = bool(upper or lower)
                apart = [_apart(high, low) for _, high in over]
                nearest = min(apart, default=WITHOUT)  # titles are held together last: there may be thousands
                pairs = [
                    ((-_alike(high, low), years, n), (_uri(high), _uri(low)))
                    for years, (n, high) in zip(apart, over, strict=True)
                    if whole or years == nearest
                ]
                found += _best(pairs, whole)
    return tuple(pair for _, pair in sorted(found))


def _next_to(having: Iterable[Spot], group: Callable[[Spot], tuple[int, str]]) -> list[Pair]:
    """Each two that stand next to each other in a group: the first two of every group, then the next of every group."""
    ordered = sorted(having, key=lambda spot: (group(spot), spot.adcode or "", spot.uri))
    found = [(turn, (one.uri, other.uri)) for _, some in groupby(ordered, group) for turn, (one, other) in enumerate(pairwise(some))]
    return [pair for _, pair in sorted(found, key=lambda two: two[0])]


def _by_place(store: Store) -> dict[str, list[Row]]:
    """The plans of each place, the oldest first."""
    found: dict[str, list[Row]] = {}
    for row in sorted(store.run("plans"), key=_since):
        found.setdefault(str(row["place"]), []).append(row)
    return found


def _since(row: Row) -> tuple[str, str]:
    return text(row["issued_on"]) or text(row["period_start"]) or text(row["period_end"]) or "", _uri(row)


def _best(pairs: Sequence[Ranked], whole: bool) -> Sequence[Ranked]:
    return pairs if whole else sorted(pairs)[:1]


def _succession(one: Row, other: Row) -> tuple[int, ...]:
    """How well one plan follows another: the next of another period best, the latest before older ones."""
    before, after = _year(one), _year(other)
    return (WITHOUT, 0) if before is None or after is None or before == after else (after - before, -after)


def _alike(one: Row, other: Row) -> int:
    """How like two titles are, in tenths."""
    some, others = _bigrams(str(one["title"])), _bigrams(str(other["title"]))
    return round(10 * len(some & others) / max(1, len(some | others)))


@lru_cache(maxsize=10_000)
def _bigrams(title: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(title)))


def _apart(one: Row, other: Row) -> int:
    years = _year(one), _year(other)
    return WITHOUT if None in years else abs((years[0] or 0) - (years[1] or 0))


def _year(row: Row) -> int | None:
    said = text(row["period_end"]) or text(row["period_start"])
    return int(said[:4]) if said and said[:4].isdigit() else None


def _uri(row: Row) -> str:
    return str(row["plan"])
