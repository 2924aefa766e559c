"""The grammar rules: every rule's id, why it exists, and examples that run as tests; and what was measured of each.

One TOML file a kind of fact.

    [[rule]]
    id = "target.at_least"
    why = "达到X以上, 不低于X: a floor."

    [[rule.example]]
    text = "产品合格率达到95%以上。"
    gives = [{ indicator = "产品合格率", comparator = ">=", value = 95, unit = "%" }]

In `gives` an empty string stands for null. An example with `gives = []` says what the rule must not read. `section = "target"` (a
`SectionKind`) says where the text stands, default "task"; `level` is the level of the government that speaks, default "prefecture".

`measured.csv` says of every rule how many facts it found in the labelled documents and how many of them are right; `make score` prints it
anew and its option --write renews it. A rule's *certainty* is its measured precision, (hits + 1) / (found + 2): 0.5 for a rule that no
labelled document ever used, near 1 only for one that was right often. It is kept here and not in the graph.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
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
        table[row["id"]] = Rule(row["id"], row["why"], examples)
    return table


KINDS = ("targets", "funding", "duties", "groups", "programmes", "mentions")


MEASURED = Path(str(files("loaders.grammar.rules").joinpath("measured.csv")))


def all_rules() -> tuple[str, ...]:
    """The ids of all rules, in the order of the tables."""
    return tuple(rule for kind in KINDS for rule in rules(kind))


def certainty(hits: int, found: int) -> float:
    """How sure a rule is that was right `hits` times of `found` (Laplace's rule of succession)."""
    return (hits + 1) / (found + 2)


@cache
def certainties() -> dict[str, float]:
    """Every rule's certainty, by id, to three places."""
    with MEASURED.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: round(certainty(int(row["hits"]), int(row["found"])), 3) for row in csv.DictReader(file)}
