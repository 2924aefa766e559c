"""The table of repairs (`rules.toml`): every repair's id, why it is right, how often it is, and examples that run as tests.

    [[rule]]
    id = "reading.blank"
    why = "PDF readers part digits from Chinese."
    certainty = 0.99

    [[rule.example]]
    text = "2023 年5 月"
    reads = "2023年5月"

A certainty is our estimate, from reading repairs in real plans, of how many of a rule's repairs are right, between 0 and 1.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Example:
    """What a text with the damage becomes; `reads` equal to `text` says what the rule must leave alone."""

    text: str
    reads: str


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    why: str
    certainty: float
    examples: tuple[Example, ...]


@cache
def rules() -> dict[str, Rule]:
    """Every repair, by id. Raises ValueError where an id stands twice."""
    text = files("loaders.reading").joinpath("rules.toml").read_text(encoding="utf-8")
    table: dict[str, Rule] = {}
    for row in tomllib.loads(text)["rule"]:
        if row["id"] in table:
            raise ValueError(f"reading/rules.toml: rule {row['id']} stands twice")
        examples = tuple(Example(e["text"], e["reads"]) for e in row.get("example", []))
        table[row["id"]] = Rule(row["id"], row["why"], row["certainty"], examples)
    return table
