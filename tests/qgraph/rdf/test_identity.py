from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgraph.model import Jurisdiction, Level
from qgraph.rdf import identity, write
from tests.qgraph.plans import MASKED, TEXT, plan


def _facts(p: object, kind: str) -> list[str]:
    uris = {q.subject.value for q in write.plan_quads(p) if f"/{kind}/" in q.subject.value}  # type: ignore[arg-type, union-attr]
    return sorted(uri for uri in uris if "/evidence/" not in uri)


def test_a_plan_is_its_place_and_document_number_however_its_brackets_are_written() -> None:
    assert identity.plan_key(plan()) == identity.plan_key(plan(doc_number="临政发[2021]7号", title="另一题目"))
    assert identity.plan_key(plan()) != identity.plan_key(plan(doc_number="临政发〔2021〕8号"))


def test_without_a_number_a_plan_is_its_place_title_and_period() -> None:
    first = plan(doc_number=None)
    assert identity.plan_key(first) == identity.plan_key(replace(first, issued_on=None))
    assert identity.plan_key(first) != identity.plan_key(replace(first, period_end=2030))


def test_two_masked_plans_never_collide() -> None:
    first, second = plan(MASKED, doc_number="X政发〔2021〕7号"), plan(MASKED, TEXT + "完", doc_number="X政发〔2021〕7号")
    assert identity.plan_key(first) != identity.plan_key(second)
    assert identity.place_key(MASKED, first.source.reading).startswith("masked-")


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (Jurisdiction("青岛市", Level.PREFECTURE, "370200"), "370200"),
        (Jurisdiction("临泽市"), identity.open_place_key("临泽市")),
        (Jurisdiction("临泽 市"), identity.open_place_key("临泽市")),
    ],
)
def test_place_keys(place: Jurisdiction, key: str) -> None:
    assert identity.place_key(place, TEXT) == key


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("2021—2025年", "2021－2025年"),
        ("2021—2025年", "2021-2025 年"),
        ("质量强市——工作方案", "质量强市―工作方案"),
        ("质量强市—\u200b—工作方案", "质量强市—工作方案"),
        ("《〈标准化法〉实施办法》", "《《标准化法》实施办法》"),
        ("市科技局（知识产权局）", "市科技局〔知识产权局〕"),
        ("【专栏1】", "［专栏1］"),
        ("质\u200b量\u00ad强\ufeff市", "质量强市"),
        ("ＧＤＰ能耗", "GDP能耗"),
    ],
)
def test_what_is_written_otherwise_only_is_the_same(written: str, otherwise: str) -> None:
    assert identity.normal(written) == identity.normal(otherwise)
    assert identity.unnamed(written) == identity.unnamed(otherwise)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2021—2025年", "20212025年"),
        ("2021—2025年", "2021、2025年"),
        ("十一—二十", "十一一二十"),
        ("3-5家", "3~5家"),
        ("磨云—丁山区", "磨云·丁山区"),
        ("《质量条例》", "（质量条例）"),
        ("-5%", "5%"),
        ("市科技局（知识产权局）", "市科技局知识产权局"),
    ],
)
def test_what_says_something_else_is_not(one: str, other: str) -> None:
    assert identity.normal(one) != identity.normal(other)


def test_a_sentence_set_otherwise_is_the_same_fact() -> None:
    whole = plan()
    quote = whole.programmes[0].name

    def facts(name: str) -> list[str]:
        return _facts(replace(whole, programmes=(replace(whole.programmes[0], name=name),)), "programme")

    assert facts(f"{quote}（2021—2025年）") == facts(f"{quote}(2021-2025年)") != facts(f"{quote}（2021、2025年）")


@given(st.text(st.sampled_from("质《〈〔[【（(）)】]〕〉》—–―－-─\u200b\u00ad 　1２")))
def test_what_is_folded_stays_so(words: str) -> None:
    assert identity.normal(identity.normal(words)) == identity.normal(words)


def test_facts_keep_their_identity_when_text_moves() -> None:
    p = plan()
    moved = [replace(h, start=h.start + 100, end=h.end + 100) for h in p.headings]
    targets = [
        replace(t, evidence=replace(t.evidence, reading_start=t.evidence.reading_start + 100, reading_end=t.evidence.reading_end + 100))
        for t in p.targets
    ]
    later = replace(p, headings=tuple(moved), targets=tuple(targets))
    assert _facts(p, "target") == _facts(later, "target")


def test_equal_facts_are_counted() -> None:
    p = plan()
    twice = replace(p, programmes=p.programmes * 2)
    assert len(_facts(twice, "programme")) == 2
    assert set(_facts(p, "programme")) < set(_facts(twice, "programme"))


def test_equal_words_under_other_headings_are_other_facts() -> None:
    p = plan()
    renamed = (*p.headings[:1], replace(p.headings[1], title="保障措施"), *p.headings[2:])
    assert set(_facts(p, "task")).isdisjoint(_facts(replace(p, headings=renamed), "task"))
