"""The table of repairs: every rule's examples, and that code and table know the same rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import loaders
from loaders.reading import PASSES
from loaders.reading.draft import Draft
from loaders.reading.rules import Example, rules

EXAMPLES = [(rule.id, example) for rule in rules().values() for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}-{i}" for i, (rule, _) in enumerate(EXAMPLES)])
def test_example(rule: str, example: Example) -> None:
    draft = Draft.of(example.text)
    for look in PASSES:
        draft = draft.apply(look(draft.text))
    assert draft.text == example.reads
    assert (rule in {repair.rule for repair in draft.repairs}) == (example.text != example.reads)


def test_every_rule_is_used_and_every_used_rule_is_in_the_table() -> None:
    folder = Path(loaders.__file__).parent
    used = {
        rule
        for package in ("reading", "formats")
        for module in (folder / package).rglob("*.py")
        if module.name != "rules.py"
        for rule in re.findall(r'"(reading\.\w+)"', module.read_text("utf-8"))
    }
    assert used == set(rules())


def test_rules_say_why_and_how_certain() -> None:
    for rule in rules().values():
        assert len(rule.why) > 20, rule.id
        assert 0.5 < rule.certainty < 1.0, rule.id
