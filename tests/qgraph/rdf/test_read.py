from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgraph.model import Plan
from qgraph.rdf import read, write
from qgraph.rdf.vocabulary import joined, split
from tests.qgraph.plans import MASKED, plan

WORDS = st.lists(st.text(st.sampled_from(" \\0\t\n\u3000一(a"), max_size=4)).map(tuple)


@pytest.mark.parametrize(
    "written",
    [plan(), plan(MASKED), Plan(plan().source, "无文号"), Plan(plan().source, ""), plan(issued_on=None, owner_clause=None, tasks=())],
    ids=["whole", "masked", "bare", "untitled", "partial"],
)
def test_a_plan_comes_back_equal(written: Plan) -> None:
    assert read.plan(write.plan_quads(written), written.source) == written


def test_the_order_of_the_quads_does_not_matter() -> None:
    quads = write.plan_quads(plan())
    assert read.plan(reversed(quads), plan().source) == read.plan(quads, plan().source)


@pytest.mark.parametrize("basis", [("乙", "甲", "丙"), ("丙", "乙", "甲"), ("质量 强国", "甲")])
def test_what_a_plan_follows_keeps_its_order(basis: tuple[str, ...]) -> None:
    written = plan(basis=basis)
    quads = write.plan_quads(written)
    assert read.plan(quads, written.source).basis == basis
    assert {q.object.value for q in quads if q.predicate.value.endswith("#basis")} == set(basis)  # type: ignore[union-attr]


@pytest.mark.parametrize("path", [("第二 章", "(一)"), ("附件 1", "\\"), ("", "1")])
def test_a_path_of_words_with_blanks_comes_back_word_by_word(path: tuple[str, ...]) -> None:
    whole = plan()
    task = replace(whole.tasks[0], path=path, evidence=replace(whole.tasks[0].evidence, path=path))
    written = replace(whole, headings=(*whole.headings[:-1], replace(whole.headings[-1], path=path)), tasks=(task,))
    back = read.plan(write.plan_quads(written), written.source)
    assert (back.headings, back.tasks) == (written.headings, written.tasks)


@given(WORDS)
def test_any_words_are_joined_and_split_again(words: tuple[str, ...]) -> None:
    assert split(joined(words)) == words


def test_words_without_blanks_are_joined_as_they_are() -> None:
    assert joined(("二", "(一)", "1")) == "二 (一) 1"
