"""The real documents: whatever is found in them, its evidence gives the text back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import loaders
from qgraph.model import Evidence, Plan
from tests.loaders.documents import CORPUS, needs_corpus

each_document = pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)


@cache
def plan(path: Path) -> Plan:
    return loaders.read(path)


def evidences(plan: Plan) -> Iterator[tuple[str, Evidence]]:
    """Every evidence of a plan, with the kind of fact it stands behind."""
    for task in plan.tasks:
        yield "task", task.evidence
        if task.units:
            yield "units", task.units
        yield from (("responsibility", one.evidence) for one in task.responsible)
    for name in ("targets", "memberships", "funding", "programmes", "bodies"):
        yield from ((name, fact.evidence) for fact in getattr(plan, name))
    if plan.owner_clause:
        yield "owner_clause", plan.owner_clause


@needs_corpus
@each_document
def test_spans_give_back_their_quotes(path: Path) -> None:
    read = plan(path)
    assert read.headings, "no outline"
    found = list(evidences(read))
    assert found, "no facts"
    for kind, e in found:
        assert read.source.reading[e.reading_start : e.reading_end] == e.quote != "", kind
        assert read.source.found[e.start : e.end] == e.found != "", kind


@needs_corpus
@each_document
def test_what_no_repair_touched_is_quoted_as_found(path: Path) -> None:
    read = plan(path)
    for kind, e in evidences(read):
        if not any(repair.start < e.end and e.start < repair.end for repair in read.source.repairs):
            assert e.quote == e.found, kind


@needs_corpus
@each_document
def test_every_character_of_the_reading_leads_back(path: Path) -> None:
    source = plan(path).source
    assert len(source.starts) == len(source.ends) == len(source.reading)
    assert all(0 <= a < b <= len(source.found) for a, b in zip(source.starts, source.ends, strict=True))
    assert all(a <= b for a, b in pairwise(source.starts))
    assert all(a <= b for a, b in pairwise(source.ends))
    touched = bytearray(len(source.found))
    for repair in source.repairs:
        assert source.found[repair.start : repair.end] == repair.before != ""
        touched[repair.start : repair.end] = b"\1" * (repair.end - repair.start)
    read = {i for a, b in zip(source.starts, source.ends, strict=True) for i in range(a, b)}
    assert not [i for i in range(len(source.found)) if not touched[i] and i not in read], "lost without a repair in the log"
    for gap in source.gaps:
        assert source.found[gap.start : gap.end] == gap.found != ""


@needs_corpus
@each_document
def test_reading_twice_gives_the_same_plan(path: Path) -> None:
    assert loaders.read(path) == plan(path)


@needs_corpus
@each_document
def test_headings_stand_in_order_and_give_back_their_titles(path: Path) -> None:
    read = plan(path)
    assert all(a.start < b.start for a, b in pairwise(read.headings))
    for heading in read.headings:
        assert read.source.reading[heading.start : heading.end].strip() == heading.title
