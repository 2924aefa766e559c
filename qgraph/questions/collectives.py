"""Whom a collective addressee (各有关部门, 各区政府) speaks to; the words are data (`ontology/data/collectives.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from qgraph.model import Level
from qgraph.registries import tables


@dataclass(frozen=True, slots=True)
class Addressed:
    """`kind`: department (of the same government), government (below it) or members (of a group). `levels`: of which governments;
    empty for all."""

    kind: str
    levels: frozenset[Level]

    def reaches(self, level: Level | None) -> bool:
        """Whether governments of a level are among those addressed (各市 speaks to no district)."""
        return not self.levels or level in self.levels


def addressed(name: str) -> Addressed | None:
    """Whom a collective name addresses; None where the table does not say."""
    for contains, kind, levels in _table():
        if any(word in name for word in contains):
            return Addressed(kind, frozenset(level for word, level in levels.items() if word in name))
    return None


@cache
def _table() -> tuple[tuple[tuple[str, ...], str, dict[str, Level]], ...]:
    return tuple(
        (tuple(row["contains"]), row["addresses"], {word: Level(level) for word, level in row.get("levels", {}).items()})
        for row in tables.words("collectives.toml")["collective"]
    )
