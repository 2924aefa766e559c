"""Duties: every rule gives exactly what its own examples say."""

from __future__ import annotations

import pytest

from loaders.grammar import duties
from loaders.grammar.rules import Example, rules
from qgraph.model import Responsibility, Task
from tests.loaders.documents import document, front

EXAMPLES = [(rule.id, example) for rule in rules("duties").values() for example in rule.examples]


def facts(text: str, section: str = "task") -> list[Task | Responsibility]:
    tasks = duties.find(document(text, section), front())
    return [*tasks, *(answer for task in tasks for answer in task.responsible)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}-{e.text[:12]}" for rule, e in EXAMPLES])
def test_rule_reads_its_examples(rule: str, example: Example) -> None:
    of_rule = [fact for fact in facts(example.text, example.section) if fact.rule == rule]
    assert [{key: getattr(fact, key) for key in want} for fact, want in zip(of_rule, example.gives, strict=False)] == list(example.gives)
    assert len(of_rule) == len(example.gives)


@pytest.mark.parametrize("example", [e for _, e in EXAMPLES], ids=[e.text[:14] for _, e in EXAMPLES])
def test_every_fact_names_a_rule_of_the_table_and_gives_back_its_quote(example: Example) -> None:
    for fact in facts(example.text, example.section):
        assert fact.rule in rules("duties")
        assert example.text[fact.evidence.reading_start : fact.evidence.reading_end] == fact.evidence.quote


@pytest.mark.parametrize("section", ["target", "principle", "background", "front"])
def test_sections_without_measures_hold_no_tasks(section: str) -> None:
    assert facts("合格率稳步提高。（市市场监管局牵头）", section) == []
