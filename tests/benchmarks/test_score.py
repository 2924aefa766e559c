"""How right we are may not fall below the floors, and the table of what was measured is the one measured now."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks import labels, score
from loaders.grammar.rules import MEASURED
from tests.loaders.documents import SHARED

FLOORS = tomllib.loads(Path(score.__file__).with_name("floors.toml").read_text(encoding="utf-8"))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (SHARED / "eval" / "gold").is_dir(), reason="the labels in ../shared/eval are not here"),
]

Measured = tuple[dict[str, dict[str, dict[str, Any]]], score.Counts]


@pytest.fixture(scope="module")
def measured() -> Measured:
    return score.measure(SHARED)


@pytest.mark.parametrize(("labelled", "field"), [(name, field) for name, fields in FLOORS.items() for field in fields])
def test_no_field_falls_below_its_floor(measured: Measured, labelled: str, field: str) -> None:
    documents = measured[0][labelled].values()
    matched, gold, found = (sum(document[field][i] for document in documents) for i in range(3))
    assert gold > 0
    assert 2 * matched / (gold + found) >= FLOORS[labelled][field]


def test_what_was_measured_of_each_rule_is_what_is_measured_now(measured: Measured) -> None:
    with MEASURED.open(encoding="utf-8", newline="") as file:
        table = [(row["rule"], int(row["hits"]), int(row["found"])) for row in csv.DictReader(file)]
    assert table == list(score.rows(measured[1])), "run `python -m benchmarks.score ../shared --write`"


def test_our_labels_are_of_the_documents_that_are_here() -> None:
    documents = list(labels.own(SHARED))
    assert len(documents) == 11
    for labelled in documents:
        assert all(row["quote"] for kind in labelled.kinds() for row in labelled.rows[kind] if "start" in row)
        assert any("start" in row for kind in labelled.kinds() for row in labelled.rows[kind])
