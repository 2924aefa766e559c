"""The themes of quality plans: which of them a text speaks of, by the terms it uses.

Decisions
---------
* A theme is told by its terms alone, so that a reader can see why; where terms overlap the longer one counts (量值溯源 is metrology and
  not traceability). A text may speak of several themes, or of none.
* Each row brings phrases that must speak of its theme (`examples`) and phrases that must not (`unlike`): they are its tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from qgraph.registries import tables
from qgraph.registries.lexicon import Found, Lexicon, examined, spelled
from qgraph.registries.tables import Problem

FILE = "themes.csv"
COLUMNS = ("id", "name_zh", "name_en", "terms", "examples", "unlike")
SHORTEST = 2  # characters of a term: single ones stand in too many words


@dataclass(frozen=True, slots=True)
class Theme:
    """`terms`: the words that tell it, as they are spelled in the table."""

    id: str
    name: str
    name_en: str
    terms: tuple[str, ...]


def all() -> list[Theme]:  # noqa: A001 - reads as `themes.all()`
    """All themes, in the order of the table."""
    return list(_themes().values())


def get(theme_id: str) -> Theme | None:
    """The theme of an id."""
    return _themes().get(theme_id)


def resolve(name: str) -> Theme | None:
    """The theme of an id, a name or one of its terms."""
    wanted = spelled(name)
    named = next((one for one in all() if wanted in (one.id, spelled(one.name), spelled(one.name_en))), None)
    return named or next((get(theme_id) for theme_id in _terms().get(wanted, ())), None)


def suggestions(name: str, n: int = 5) -> list[Theme]:
    """Themes whose names or terms look like a name, the likest first."""
    likest = get_close_matches(spelled(name), [*_terms(), *(spelled(one.name_en) for one in all())], n=n, cutoff=0.4)
    return list(dict.fromkeys(theme for one in likest if (theme := resolve(one))))


@lru_cache(maxsize=16384)
def found(text: str) -> tuple[Found, ...]:
    """The terms of a text with the ids of their themes; places are those of the spelled text."""
    return tuple(_lexicon().find(spelled(text)))


def of(text: str) -> list[str]:
    """The ids of the themes a text speaks of, in the order of their first terms."""
    return list(dict.fromkeys(one.meaning for one in found(text)))


def problems() -> Iterator[Problem]:
    """Terms too short or written twice, and examples that tell another story. Raises `DataError` where the table cannot be read."""
    for row in tables.rows(FILE, COLUMNS):
        terms = [spelled(term) for term in row.names("terms")]
        for term in sorted(set(terms)):
            if len(term) < SHORTEST:
                yield row.problem(f"term {term} is shorter than {SHORTEST} characters")
            if terms.count(term) > 1:
                yield row.problem(f"term {term} stands twice")
        yield from examined(row, of)


@cache
def _themes() -> dict[str, Theme]:
    table: dict[str, Theme] = {}
    for row in tables.rows(FILE, COLUMNS):
        if "" in (row["id"], row["name_zh"], row["name_en"], row["terms"]):
            raise row.error("id, both names and terms must not be empty")
        if row["id"] in table:
            raise row.error(f"theme {row['id']} stands twice")
        table[row["id"]] = Theme(row["id"], row["name_zh"], row["name_en"], row.names("terms"))
    return table


@cache
def _terms() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for theme in all():
        for term in theme.terms:
            table.setdefault(spelled(term), []).append(theme.id)
    return table


@cache
def _lexicon() -> Lexicon:
    return Lexicon(_terms())
