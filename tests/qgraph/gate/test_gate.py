"""The gate: a fault refuses the plan with a sentence for a clerk, a warning lets it in, marked."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

import loaders
from qgraph import gate
from qgraph.errors import GateError
from qgraph.model import Plan
from qgraph.rdf import places, read, write
from qgraph.rdf.lines import canonical
from qgraph.rdf.vocabulary import TYPE, term
from tests.loaders.documents import CORPUS, needs_corpus
from tests.qgraph.plans import plan

QUADS = write.plan_quads(plan())
FIRST_TARGET = "“产品质量监督抽查合格率达到95.5%以上”"


def doubtful() -> Plan:
    """A plan with two figures, a period and a sum that cannot be right, none of them doubted by the reader."""
    whole = plan()
    first, second = whole.targets
    targets = (
        replace(first, value=Decimal(985)),
        replace(second, value=Decimal(20), value_high=Decimal(10), doubt=None),
    )
    money = replace(whole.funding[0], amount=Decimal(30), amount_high=Decimal(20))
    return replace(whole, targets=targets, funding=(money,), period_start=2026)


def refusal(keep: Callable[[Quad], bool], read: Plan | None = None) -> str:
    """The sentence by which a plan is refused of whose graph not all is kept."""
    with pytest.raises(GateError) as stopped:
        gate.check(read or plan(), [quad for quad in write.plan_quads(read or plan()) if keep(quad)])
    return str(stopped.value)


def test_a_sound_plan_passes_unmarked() -> None:
    said = [triple for triples in places.statements(QUADS).values() for triple in triples]
    assert gate.check(plan(), [*QUADS, *said]) == []


def test_the_spans_are_held_too() -> None:
    """A graph may be sound and its quotes stand elsewhere in the text."""
    whole = plan()
    astray = replace(whole.programmes[0].evidence, quote="别的工程")
    changed = replace(whole, programmes=(replace(whole.programmes[0], evidence=astray),))
    assert gate.findings(write.plan_quads(changed)) == []
    with pytest.raises(GateError, match=r"“别的工程”.*与所记位置上的原文不符"):
        gate.check(changed, write.plan_quads(changed))


def test_the_sentence_says_file_place_fault_and_what_to_do() -> None:
    target = next(quad.subject for quad in QUADS if quad.object == term("Target"))
    assert refusal(lambda quad: (quad.subject, quad.predicate) != (target, term("comparator"))) == (
        f"临泽.txt：{FIRST_TARGET}（一，整理后文本第32字起）：目标没有写明怎样与数值比较，又不只是要求上升或下降；"
        "整份文件没有入库，请连同文件一并反馈 / "
        f"临泽.txt: {FIRST_TARGET} (一, from character 32 of the reading text): "
        "The target does not say how it compares with its figure, and is not merely to rise or to fall; "
        "nothing of it entered the store, please report it with the file"
    )


def test_a_long_quote_is_told_by_its_beginning_and_further_faults_by_their_number() -> None:
    said = refusal(lambda quad: quad.predicate != term("role"))
    assert "“市市场监管局牵头”（二 (一)，" in said
    assert "（另有3处问题）；" in said
    assert "(and 3 more); " in said
    long = refusal(lambda quad: quad.predicate != term("status") or "/target/" not in str(quad.subject), _longer())
    assert "“到2025年，产品质量监督抽查合格率达到…”" in long


def _longer() -> Plan:
    whole = plan()
    quote = "到2025年，产品质量监督抽查合格率达到95.5%以上。"
    start = whole.source.reading.index(quote)
    span = {
        "quote": quote,
        "found": quote,
        "reading_start": start,
        "start": start,
        "reading_end": start + len(quote),
        "end": start + len(quote),
    }
    first = whole.targets[0]
    return replace(whole, targets=(replace(first, evidence=replace(first.evidence, **span)), *whole.targets[1:]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lacking", "kind", "place"),
    [
        ("evidence", "Target", "“产品质量监督抽查合格率”"),  # its name where the words are gone
        ("evidence", "Responsibility", "“夯实质量基础。建成检测平台3个。”（二 (一)，"),  # the words of its task
        ("evidence", "Task", "二 (一) “夯实质量基础”"),
        ("title", "Plan", "https://w3id.org/qgraph/id/plan/"),
        ("chars", "SourceFile", "“临泽.txt”"),
        ("quote", "Evidence", "：引文为空，或有不止一段"),
        ("ofPlan", "Clause", "一 “主要目标”"),
    ],
)
def test_the_place_is_told_as_well_as_it_can_be(lacking: str, kind: str, place: str) -> None:
    node = next(quad.subject for quad in QUADS if quad.predicate == TYPE and quad.object == term(kind))
    assert place in refusal(lambda quad: (quad.subject, quad.predicate) != (node, term(lacking))).partition(" / ")[0]


def test_what_a_plan_says_of_bodies_is_held_too() -> None:
    said = [t for some in places.statements(QUADS).values() for t in some if t.predicate != term("ofJurisdiction")]
    with pytest.raises(GateError, match=r"机构没有归到一个地方.* / .*The body belongs to no place"):
        gate.check(plan(), [*QUADS, *said])


@pytest.mark.parametrize("seed", range(20))
def test_no_sentence_speaks_of_shapes(seed: int) -> None:
    """Whatever is wrong with a graph: a refusal or marks, and the words are those of a clerk, in both languages."""
    chance = random.Random(seed)
    broken: list[Quad] = []
    for quad in QUADS:
        if chance.random() > 0.1:
            other = chance.choice([NamedNode("https://example.org/x"), Literal("无"), chance.choice(QUADS).object])
            broken.append(Quad(quad.subject, quad.predicate, other, quad.graph_name) if chance.random() < 0.1 else quad)
    with pytest.raises(GateError) as stopped:
        gate.check(plan(), broken)
    zh, _, en = str(stopped.value).partition(" / ")
    assert re.match(r"临泽\.txt：.+：.+；整份文件没有入库，请连同文件一并反馈$", zh)
    assert re.match(r"临泽\.txt: .+: .+; nothing of it entered the store, please report it with the file$", en)
    assert not re.search(r"Component|sh:|shacl|minCount|ns#", str(stopped.value), re.IGNORECASE)


def test_a_warning_lets_the_plan_in_marked_in_both_languages() -> None:
    quads = write.plan_quads(doubtful())
    marks = gate.check(doubtful(), quads)
    assert {str(quad.object.value) for quad in marks if quad.object.language == "zh"} == {  # type: ignore[union-attr]
        "百分比目标不在0到100之间，请核对原文",
        "目标区间的下限大于上限，请核对原文",
        "金额的下限大于上限，请核对原文",
        "规划起始年晚于结束年",
    }
    assert len(marks) == 8
    assert {quad.predicate for quad in marks} == {term("warning")}
    assert {quad.graph_name for quad in marks} == {quads[0].graph_name}
    percent = next(quad.subject for quad in marks if "百分比" in str(quad.object))
    assert (
        Quad(percent, term("value"), Literal("985", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), quads[0].graph_name)
        in quads
    )


def test_the_marks_are_the_same_whatever_the_order_of_the_quads() -> None:
    quads = write.plan_quads(doubtful())
    marks = gate.check(doubtful(), quads)
    assert marks == sorted(marks, key=str)
    for seed in range(5):
        shuffled = random.Random(seed).sample(quads, len(quads))
        assert gate.check(doubtful(), shuffled) == marks
    assert gate.check(doubtful(), [*quads, *marks]) == marks  # a graph that was marked before


def test_a_marked_plan_is_read_back_as_it_was_written() -> None:
    written = doubtful()
    quads = write.plan_quads(written)
    marks = gate.check(written, quads)
    assert read.plan([*quads, *marks], written.source) == read.plan(quads, written.source)
    assert read.plan([*marks, *quads], written.source).targets == written.targets
    assert places.statements([*quads, *marks]) == places.statements(quads)


def test_a_fault_refuses_what_has_warnings_too() -> None:
    sentence = refusal(lambda quad: quad.predicate != term("position") or "/target/" not in str(quad.subject), doubtful())
    assert "这条事实没有排定在同类事实中的次序（另有1处问题）" in sentence  # the warnings are no faults


def test_findings_come_in_the_order_of_the_statements() -> None:
    lacking = [quad for quad in QUADS if quad.predicate != term("status")]
    order = {quad.subject: position for position, quad in reversed(list(enumerate(lacking)))}
    positions = [order[found.node] for found in gate.findings(lacking)]  # type: ignore[index]
    assert len(positions) > 5
    assert positions == sorted(positions)


def test_triples_are_held_like_quads() -> None:
    lacking = [quad for quad in QUADS if quad.predicate != term("status")]
    assert gate.findings(Triple(q.subject, q.predicate, q.object) for q in lacking) == gate.findings(lacking)


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_real_plans_pass_with_all_they_say(path: Path) -> None:
    real = loaders.read(path)
    quads = write.plan_quads(real)
    said = [triple for triples in places.statements(quads).values() for triple in triples]
    marks = gate.check(real, [*quads, *said])
    assert canonical(gate.check(real, [*quads, *said])) == canonical(marks)
