"""Whether the reference tables are sound: everything that is wrong, not only the first thing (`qgraph ontology check`).

Each registry knows what its own tables must hold (`problems`); here they are asked one after the other, and what keeps a table from
being read at all is told in the same form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from qgraph.errors import DataError
from qgraph.registries import body_types, figures, indicators, places, reforms, themes, wordings
from qgraph.registries.tables import Problem

PLACED = re.compile(r"ontology/data/([\w.-]+)(?:, line (\d+))?: (.*)", re.DOTALL)
REGISTRIES: tuple[tuple[Callable[[], Iterable[object]], Callable[[], Iterable[Problem]]], ...] = (
    (places.everywhere, places.problems),
    (body_types.types, body_types.problems),
    (reforms.functions, reforms.problems),
    (indicators.all, indicators.problems),
    (figures.figures, figures.problems),
    (themes.all, themes.problems),
    (wordings.all, wordings.problems),
)


def problems() -> list[Problem]:
    """Every problem of the tables; empty where all is sound."""
    found: list[Problem] = []
    for read, faults in REGISTRIES:
        for ask in (read, faults):
            try:
                found.extend(one for one in ask() if isinstance(one, Problem))
            except DataError as error:
                found.append(_problem(error))
                break
    return list(dict.fromkeys(found))  # one table is read on the way to another


def _problem(error: DataError) -> Problem:
    parts = PLACED.fullmatch(str(error))
    return Problem(parts[1], int(parts[2] or 1), parts[3]) if parts else Problem("", 1, str(error))
