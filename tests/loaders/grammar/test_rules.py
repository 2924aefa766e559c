"""The tables of rules, every kind alike: each rule reads its own examples, and tables and finders know the same ids.

A row of `gives` holds some keys of the fact as `qgraph extract` writes it (`qgraph.export.plan_json`); an empty word stands for null.
An example says all that is found in its text, or all that its own rule finds there; where it gives nothing, nothing is found.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from loaders import grammar
from loaders.document import Document
from loaders.front import Front
from loaders.grammar import duties, funding, groups, mentions, programmes, targets
from loaders.grammar.rules import KINDS, Example, Rule, all_rules, certainties, rules
from qgraph.export.plan_json import Json, plan_json
from qgraph.model import Plan
from tests.loaders.documents import document, front

RULES = [(kind, rule) for kind in KINDS for rule in rules(kind).values()]
EXAMPLES = [(kind, rule.id, example) for kind, rule in RULES for example in rule.examples]
each_example = pytest.mark.parametrize(
    ("kind", "rule", "example"), EXAMPLES, ids=[f"{rule}-{example.text[:12]}" for _, rule, example in EXAMPLES]
)
# Mentions that rest on tasks; the other rules of mentions read the text itself, which a task would read before them.
ON_TASKS = frozenset({"mention.duty"})


def found(kind: str, rule: str, example: Example) -> list[Json]:
    """The facts of one kind in an example, as JSON rows in reading order; of duties the tasks, then the responsibilities of all."""
    doc = document(example.text, example.section)
    plan = plan_json(_read(kind, rule, doc, front(example.level)), {})
    rows: list[Json] = plan[{"duties": "tasks", "groups": "memberships", "mentions": "bodies"}.get(kind, kind)]
    return rows + [row for task in rows for row in task.get("responsible", ())]


def _read(kind: str, rule: str, doc: Document, head: Front) -> Plan:
    """A plan with the facts of one kind only."""
    match kind:
        case "targets":
            return Plan(doc.source, "", targets=targets.find(doc, head))
        case "funding":
            return Plan(doc.source, "", funding=funding.find(doc, head))
        case "duties":
            return Plan(doc.source, "", tasks=duties.find(doc, head))
        case "groups":
            return Plan(doc.source, "", memberships=groups.find(doc, head))
        case "programmes":
            return Plan(doc.source, "", programmes=programmes.find(doc, head))
        case "mentions":
            tasks = duties.find(doc, head) if rule in ON_TASKS else ()
            return Plan(doc.source, "", bodies=mentions.find(doc, head, tasks, groups.find(doc, head)))
    raise ValueError(f"no finder for rules of kind {kind}")


def cut(rows: list[Json], gives: tuple[Json, ...]) -> list[Json]:
    """The rows with only the keys an example names, an empty word for null; the whole rows where there are more or fewer."""
    if len(rows) != len(gives):
        return rows
    return [{key: "" if row[key] is None else row[key] for key in want} for row, want in zip(rows, gives, strict=True)]


@each_example
def test_rule_reads_its_examples(kind: str, rule: str, example: Example) -> None:
    rows = found(kind, rule, example)
    own = [row for row in rows if row["rule"] == rule]
    if example.gives:
        assert own
        assert list(example.gives) in (cut(own, example.gives), cut(rows, example.gives))
    else:
        assert (own if kind == "duties" else rows) == []  # measures are tasks, whatever a rule of units leaves out


@each_example
def test_every_fact_gives_back_its_quote(kind: str, rule: str, example: Example) -> None:
    for row in found(kind, rule, example):
        assert row["rule"] in rules(kind)
        evidence = row.get("statement", row)
        assert example.text[evidence["reading_start"] : evidence["reading_end"]] == evidence["quote"] != ""


@pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=[rule.id for _, rule in RULES])
def test_a_rule_says_why_and_by_example(rule: Rule) -> None:
    assert rule.why
    assert rule.examples


def test_every_rule_and_no_other_is_measured() -> None:
    assert list(certainties()) == list(all_rules())
    assert all(0 < one < 1 for one in certainties().values())


def test_tables_and_finders_know_the_same_rules() -> None:
    table = {rule.id for _, rule in RULES}
    heads = "|".join(sorted({rule.split(".")[0] for rule in table}))
    sources = [path for path in Path(str(files(grammar))).rglob("*.py") if path.parent.name != "rules"]
    emitted = {rule for path in sources for rule in re.findall(rf'"((?:{heads})\.[a-z_]+)"', path.read_text(encoding="utf-8"))}
    assert table == emitted
