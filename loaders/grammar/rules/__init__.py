"""The table of grammar rules: every rule's id, why it exists, its certainty, and examples that run as tests.

One TOML file a kind of fact. A rule's certainty is its precision on the labelled documents (`make score` prints it anew),
between 0 and 1; it is kept here and not in the graph.

    [[rule]]
    id = "target.at_least"
    why = "达到X以上, 不低于X: a floor."
    certainty = 0.97

    [[rule.example]]
    text = "产品合格率达到95%以上。"
    gives = [{ indicator = "产品合格率", comparator = ">=", value = 95, unit = "%" }]

In `gives` an empty string stands for null. An example with `gives = []` says what the rule must not read. `section = "target"` (a
`SectionKind`) says where the text stands, default "task"; `level` is the level of the government that speaks, default "prefecture".
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    gives: tuple[dict[str, Any], ...]
    section: str = "task"
    level: str = "prefecture"


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    why: str
    certainty: float
    examples: tuple[Example, ...]


@cache
def rules(kind: str) -> dict[str, Rule]:
    """The rules of one kind of fact (`targets`, `funding`, `duties`, `groups`, `programmes`, `mentions`), by id."""
    text = files("loaders.grammar.rules").joinpath(f"{kind}.toml").read_text(encoding="utf-8")
    table: dict[str, Rule] = {}
    for row in tomllib.loads(text).get("rule", []):
        examples = tuple(
            Example(e["text"], tuple(e["gives"]), e.get("section", "task"), e.get("level", "prefecture")) for e in row.get("example", [])
        )
        if row["id"] in table:
            raise ValueError(f"rules/{kind}.toml: rule {row['id']} stands twice")
        table[row["id"]] = Rule(row["id"], row["why"], row["certainty"], examples)
    return table


KINDS = ("targets", "funding", "duties", "groups", "programmes", "mentions")


@cache
def certainties() -> dict[str, float]:
    """Every rule's certainty, by id."""
    return {rule.id: rule.certainty for kind in KINDS for rule in rules(kind).values()}
