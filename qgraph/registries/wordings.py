"""How firmly a sentence binds: 全部设立, 确保, 全面推行, 推行, 力争, 鼓励, 试点, 探索, each a level with its rank (1: the firmest).

Decisions
---------
* What is said of a thing is the wording of its clause: first what stands before it, then what stands behind it, then the clauses before,
  the nearest first, up to the beginning of the sentence.
* In one clause a word that softens (探索, 鼓励, 力争) reaches over all others, the weakest counting; without one the firmest word counts.
* `grade` joins a level to the word that the reading of a target keeps (ensure, strive, …).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from qgraph.registries import tables
from qgraph.registries.lexicon import ENDS, Found, Lexicon, clauses, examined, spelled
from qgraph.registries.tables import Problem

FILE = "wordings.csv"
COLUMNS = ("id", "rank", "name_zh", "name_en", "measurable", "softens", "grade", "words", "apart", "examples", "unlike")
ANSWERS = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class Level:
    """`measurable`: with a day by which, anybody can tell whether it was done; `grade`: what a target's reading calls it."""

    id: str
    rank: int
    name: str
    name_en: str
    measurable: bool
    softens: bool
    grade: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A level, and the word that says it; None where only the reading of a target knows."""

    level: Level
    word: str | None


def all() -> list[Level]:  # noqa: A001 - reads as `wordings.all()`
    """All levels, the firmest first."""
    return sorted(_levels().values(), key=lambda level: level.rank)


def graded(grade: str | None) -> Level | None:
    """The level of a grade."""
    return next((level for level in all() if level.grade == grade), None) if grade else None


def read(text: str, start: int | None = None, end: int | None = None) -> Wording | None:
    """The wording of what stands between two places of a spelled text; without places, of all of it."""
    first, last = (0, len(text)) if start is None or end is None else (start, end)
    parts = _around(text, first, last)
    words = _words(text)
    own = [word for word in words if any(lower <= word.start < upper for lower, upper in parts[:1])]
    for some in (
        [word for word in own if word.end <= last],
        own,
        *([word for word in words if lower <= word.start < upper] for lower, upper in parts[1:]),
    ):
        if some:
            return _chosen(some)
    return None


def problems() -> Iterator[Problem]:
    """Ranks, grades and words that stand twice, and examples that tell another story. Raises `DataError` where the table cannot be read."""
    owners: dict[str, str] = {}
    for row in tables.rows(FILE, COLUMNS):
        for key in (
            f"rank {row['rank']}",
            *([f"grade {row['grade']}"] if row["grade"] else ()),
            *(f"word {word}" for word in row.names("words")),
        ):
            if (owner := owners.setdefault(key, row["id"])) != row["id"]:
                yield row.problem(f"{key} is also one of {owner}")
        yield from examined(row, _told)


def _told(phrase: str) -> list[str]:
    wording = read(spelled(phrase))
    return [wording.level.id] if wording else []


def _around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clause of a stretch and those before it in its sentence, the nearest first."""
    sentence = next(((lower, upper) for lower, upper in clauses(text, ENDS) if lower <= start <= upper), (0, len(text)))
    if end > sentence[1]:
        sentence = (sentence[0], end)
    return [part for part in reversed(clauses(text)) if sentence[0] <= part[0] < sentence[1] and part[0] <= max(start, end - 1)]


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[Found, ...]:
    return tuple(_lexicon().find(text))


def _chosen(words: Iterable[Found]) -> Wording:
    levels = _levels()
    some = [(levels[word.meaning], word.word) for word in words]
    soft = [pair for pair in some if pair[0].softens]
    return Wording(*(max(soft, key=lambda pair: pair[0].rank) if soft else min(some, key=lambda pair: pair[0].rank)))


@cache
def _levels() -> dict[str, Level]:
    table: dict[str, Level] = {}
    for row in tables.rows(FILE, COLUMNS):
        if "" in (row["id"], row["name_zh"], row["name_en"], row["words"]) or not row["rank"].isdigit():
            raise row.error("id, both names and words must not be empty, and rank is a number")
        if row["id"] in table:
            raise row.error(f"level {row['id']} stands twice")
        table[row["id"]] = Level(
            row["id"],
            int(row["rank"]),
            row["name_zh"],
            row["name_en"],
            row.one_of("measurable", ANSWERS) == "yes",
            row.one_of("softens", ANSWERS) == "yes",
            row["grade"] or None,
            row.names("words"),
        )
    return table


@cache
def _lexicon() -> Lexicon:
    words: dict[str, list[str]] = {spelled(word): [] for row in tables.rows(FILE, COLUMNS) for word in row.names("apart")}
    return Lexicon(words | {spelled(word): [level.id] for level in all() for word in level.words})
