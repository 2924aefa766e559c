"""How severe an event is that must not happen: 不发生较大以上…事故 rules out more than 不发生重大…事故.

Decisions
---------
* The words of severity are data (`ontology/data/rollup_rules.toml`). A name without one rules out every event of its kind.
* Two names are of one kind of event where they are equal without their words of severity.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from qgraph.questions import rules


@lru_cache(maxsize=4096)
def severity(name: str) -> tuple[str, int]:
    """The kind of event (the name without its word of severity) and a rank: the larger, the milder the events that are ruled out."""
    words, ends = _words()
    for word, rank in words:
        before, found, after = name.partition(word)
        if found:
            end = next((end for end in ends if after.startswith(end)), "")
            return before + after.removeprefix(end), rank
    return name, max((rank for _, rank in words), default=0) + 1


def kinds(names: Iterable[str]) -> frozenset[str]:
    """The kinds of event that some names speak of."""
    return frozenset(severity(name)[0] for name in names)


@cache
def _words() -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """Words of severity, the longest first, with their rank (0: the most severe), and what may follow them."""
    table = rules.table()
    words = [(word, rank) for rank, some in enumerate(table["severities"]) for word in some]
    return tuple(sorted(words, key=lambda pair: -len(pair[0]))), tuple(table["severity_ends"])
