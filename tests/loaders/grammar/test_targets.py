"""Targets: horizons, lists, carrying, spans: what the examples of the rules are too short for."""

from __future__ import annotations

import hashlib
import time
from decimal import Decimal

import pytest

from loaders import outline
from loaders.document import Clause, Document, SectionKind
from loaders.front import Front
from loaders.grammar import targets
from loaders.grammar.targets.horizon import horizons
from qgraph.model import Comparator, Jurisdiction, Source, Target, TargetKind
from tests.loaders.documents import document, front


def find(text: str, section: str = "task") -> tuple[Target, ...]:
    return targets.find(document(text, section), front())


def outlined(text: str) -> tuple[Target, ...]:
    """The targets of a text with headings, read through the outline."""
    n = len(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source("plan.txt", digest, "text/plain", text, text, range(n), range(1, n + 1))
    return targets.find(outline.read(source), front())


# By when


def test_each_figure_has_the_horizon_last_named_before_it() -> None:
    found = find("到2024年，建成质量服务站20个，培育检测机构3家，到2027年底，建成质量服务站45个。")
    assert [(t.value, t.deadline, t.deadline_as_written, t.deadline_from) for t in found] == [
        (20, "2024", "到2024年", "sentence"),
        (3, "2024", "到2024年", "sentence"),
        (45, "2027-12", "到2027年底", "sentence"),
    ]


def test_a_horizon_holds_for_its_own_sentence_only() -> None:
    assert [t.deadline for t in find("到2024年，建成质量服务站20个。培育检测机构3家。")] == ["2024", None]


SECTION = "到2028年，质量工作再上台阶。食品抽检合格率达到97%。2026年底前，建成计量中心1个。"


def test_a_chapter_of_targets_lends_its_opening_horizon() -> None:
    assert [(t.deadline, t.deadline_from) for t in find(SECTION, "target")] == [("2028", "section"), ("2026-12", "sentence")]
    assert [t.deadline for t in find(SECTION, "task")] == [None, "2026-12"]


def test_a_chapter_lends_its_horizon_to_the_items_under_it() -> None:
    found = outlined(
        "临泽市质量提升方案\n一、工作目标\n到2028年，质量工作再上台阶：\n（一）产品质量。食品抽检合格率达到97%。\n"
        "（二）服务质量。公共服务满意度达到85分以上。\n二、重点任务\n（一）培育品牌。创建驰名商标2件。\n"
    )
    assert [(t.indicator, t.deadline, t.deadline_from) for t in found] == [
        ("食品抽检合格率", "2028", "section"),
        ("公共服务满意度", "2028", "section"),
        ("驰名商标", None, None),
    ]


def test_a_horizon_named_late_in_a_chapter_is_not_its_opening() -> None:
    text = "质量工作要坚持以人为本，坚持统筹兼顾，坚持标本兼治，到2028年，再上台阶。食品抽检合格率达到97%。"
    assert [t.deadline for t in find(text, "target")] == [None]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("到2026年", "2026"),
        ("2026年底前", "2026-12"),
        ("到2026年末", "2026-12"),
        ("2026年6月底前", "2026-06"),
        ("2026年3月1日前", "2026-03-01"),
        ("到“十五五”末", "2030"),
        ("2021年开始", None),
        ("2021年起", None),
    ],
)
def test_ways_to_say_by_when(words: str, date: str | None) -> None:
    (target,) = find(f"{words}，食品抽检合格率达到97%。")
    assert target.deadline == date


@pytest.mark.parametrize("text", ["2021年以来，成效显著。", "2021年版标准。", "2021年修订的标准。"])
def test_years_that_are_no_horizon(text: str) -> None:
    assert [h.as_written for _, h in horizons(text, 0, len(text))] == []


def test_the_plans_own_period_is_kept_apart() -> None:
    head = Front(title="示例", jurisdiction=Jurisdiction(), period_start=2026, period_end=2030)
    (target,) = targets.find(document("食品抽检合格率达到97%。"), head)
    assert (target.deadline, target.deadline_assumed) == (None, "2030")


# Lists


def test_a_bound_at_the_end_of_a_list_holds_for_all_of_it() -> None:
    found = find("力争到2025年，参与制修订国际标准2项、国家标准16项、行业标准40项以上。")
    assert [(t.indicator, t.comparator, t.value) for t in found] == [
        ("参与制修订国际标准", Comparator.GE, 2),
        ("参与制修订国家标准", Comparator.GE, 16),
        ("参与制修订行业标准", Comparator.GE, 40),
    ]
    assert len({t.evidence.quote for t in found}) == 1


def test_a_bound_of_another_unit_holds_for_its_own_figure() -> None:
    found = find("创建驰名商标2件、绿色工厂6家以上。")
    assert [(t.value, t.comparator) for t in found] == [(2, Comparator.EQ), (6, Comparator.GE)]


def test_elided_heads_and_tails_of_rates_are_restored() -> None:
    assert [t.indicator for t in find("校服、玩具、家用电器合格率均达到97%以上。")] == ["校服合格率", "玩具合格率", "家用电器合格率"]
    found = find("“码上办”事项办结率、好评率、回访率均保持在97%以上。")
    assert [t.indicator for t in found] == ["“码上办”事项办结率", "“码上办”事项好评率", "“码上办”事项回访率"]


def test_a_shared_name_in_front_of_one_rate_is_one_target() -> None:
    assert [t.indicator for t in find("玩具、家用电器抽检合格率达到97%以上。")] == ["玩具、家用电器抽检合格率"]


def test_names_and_figures_that_do_not_match_are_not_dealt_out() -> None:
    assert find("校服、玩具、家用电器合格率分别达到97%、98%。") == ()


# Carrying


def test_new_carries_over_commas_until_a_total_or_a_semicolon() -> None:
    found = find("新增绿色工厂4家，节水企业6家，有效商标总量达到300件；培育检测机构2家。")
    assert [(t.value, t.scope) for t in found] == [(4, "new"), (6, "new"), (300, "total"), (2, None)]


def test_a_total_is_no_new_one() -> None:
    assert [(t.value, t.scope) for t in find("累计建成实验室300家，新增计量中心3家。")] == [(300, "total"), (3, "new")]


def test_every_year_carries_over_commas_not_over_semicolons() -> None:
    found = find("每年新增绿色工厂4家、节水企业6家，培训计量人员500人次；创建驰名商标2件。")
    assert [(t.value, t.recurrence) for t in found] == [(4, "annual"), (6, "annual"), (500, "annual"), (2, None)]


# Doubt


def test_a_share_over_the_whole_is_doubted_and_not_mended() -> None:
    (target,) = find("食品抽检合格率达到985%以上。")
    assert (target.value, target.unit) == (985, "%")
    assert target.doubt is not None
    assert "985%" in target.doubt


def test_growth_over_the_whole_is_no_doubt() -> None:
    (target,) = find("检测服务业收入增长120%。")
    assert (target.value, target.kind, target.doubt) == (120, TargetKind.DIRECTIONAL, None)


# How firmly, for whom


@pytest.mark.parametrize(
    ("text", "rank", "word"),
    [
        ("确保食品抽检合格率达到97%。", "ensure", "确保"),
        ("力争创建驰名商标2件。", "strive", "力争"),
        ("鼓励创建驰名商标2件。", "encourage", "鼓励"),
        ("食品抽检合格率达到97%（约束性）。", "binding", "约束性"),
        ("食品抽检合格率97%。", None, None),
    ],
)
def test_firmness_is_the_documents_own_word(text: str, rank: str | None, word: str | None) -> None:
    assert [(t.firmness, t.firmness_as_written) for t in find(text)] == [(rank, word)]


def test_for_whom_a_target_is() -> None:
    (target,) = find("每个县（市、区）打造质量示范街区2条。")
    assert target.applies_to == "每个县（市、区）"


# What is no promise


@pytest.mark.parametrize("section", ["background", "principle", "front", "annex"])
def test_other_chapters_tell_and_do_not_promise(section: str) -> None:
    assert find("到2026年，食品抽检合格率达到97%。", section) == ()


@pytest.mark.parametrize(
    "text",
    [
        "对获得省长质量奖的企业给予50万元奖励。",
        "截至2023年，已建成计量中心3个。",
        "围绕5个主导产业开展质量提升。",
        "依据云政办发〔2022〕36号文件第5条，落实“3451工程”。",
        "贷款年利率不超过4%，按投资额的10%给予补助。",
        "《云川省质量促进条例》2023年3月1日起施行。",
        "产品质量明显提高，品牌影响力进一步增强。",
        "联系电话0999-8812345，邮编650000。",
    ],
)
def test_figures_that_promise_nothing(text: str) -> None:
    assert find(text) == ()


# Numbers


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("培育市场主体６万户。", "60000", None, "户"),
        ("建成标准示范点3～5个。", "3", "5", "个"),
        ("培育市场主体3至5万户。", "30000", "50000", "户"),
        ("品牌价值突破1.5亿元。", "150000000", None, "元"),
        ("食品抽检合格率达到百分之九十八点五。", "98.5", None, "%"),
        ("培育百家标杆企业。", "100", None, "家"),
        ("每万人口有效发明专利拥有量达到8.5件。", "8.5", None, "件"),
    ],
)
def test_values_are_exact_and_plain(text: str, value: str, high: str | None, unit: str) -> None:
    (target,) = find(text)
    assert (target.value, target.value_high, target.unit) == (Decimal(value), Decimal(high) if high else None, unit)


# Evidence


def test_quotes_are_trimmed_to_what_carries_the_claim() -> None:
    found = find("力争到2026年底，食品抽检合格率达到97%以上（市市场监管局牵头），杜绝重大食品安全事故。")
    assert [t.evidence.quote for t in found] == ["食品抽检合格率达到97%以上", "杜绝重大食品安全事故"]


def test_spans_give_back_quotes_as_read_and_as_found() -> None:
    read = "到2026年，创建驰名商标2件、绿色工厂6家以上；公共服务满意度高于全省平均水平。"
    found = " ".join(read)  # every other character was dropped in reading
    source = Source(
        "plan.txt",
        hashlib.sha256(found.encode()).hexdigest(),
        "text/plain",
        found,
        read,
        tuple(range(0, len(found), 2)),
        tuple(range(1, len(found) + 1, 2)),
    )
    told = targets.find(Document(source, (), (Clause(SectionKind.TASK, ("一",), None, 0, 0, len(read), True),)), front())
    assert len(told) == 3
    for target in told:
        evidence = target.evidence
        assert read[evidence.reading_start : evidence.reading_end] == evidence.quote
        assert found[evidence.start : evidence.end] == evidence.found
        assert evidence.found.replace(" ", "") == evidence.quote
        assert evidence.path == ("一",)


def test_targets_stand_in_reading_order() -> None:
    starts = [t.evidence.reading_start for t in find("杜绝重大事故，创建驰名商标2件。食品抽检合格率达到97%，投诉量逐年下降。")]
    assert len(starts) == 4
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text",
    [
        "新建" + "一" * 5000 + "个基地",
        "新增" + "1" * 5000 + "个基地",
        "甲、" * 4000 + "合格率分别达到" + "9%、" * 2000,
        "（" * 3000 + "合格率达到95%",
        "“" * 3000 + "新建3个" * 1000,
        "到2026年" * 3000 + "建成5个站",
        "全部" * 4000 + "实现全覆盖",
    ],
    ids=["chinese", "arabic", "list", "brackets", "quotes", "horizons", "all"],
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    began = time.perf_counter()
    find(text, "target")
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("piece", ["培育10家企业、", "95%", "合格率达到95%、", "新增国家级100个、省级50个、"])
def test_a_clause_without_end_is_read_in_linear_time(piece: str) -> None:
    began = time.perf_counter()
    targets.find(document(piece * (60_000 // len(piece))), front())
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("在开办时限压减至0.5个工作日以内的基础上，推进一网通办。", [(Decimal("0.5"), True)]),
        ("在抽检合格率提高到98%基础上，完善追溯体系。", [(98, True)]),
        ("在开办时限已压减至1个工作日的基础上，推进一网通办。", []),
        ("在“一照通办”改革的基础上，建成服务站20个。", [(20, False)]),
    ],
)
def test_what_is_built_on_is_in_doubt_where_it_is_still_to_be_brought_about(sentence: str, figures: list[tuple[Decimal, bool]]) -> None:
    found = find(sentence)
    assert [(t.value, t.doubt is not None) for t in found] == figures
    assert all("基础上" not in t.evidence.quote and not t.evidence.quote.startswith("在") for t in found)
