"""Funding: what the examples of the rules are too short for."""

from __future__ import annotations

import time

import pytest

from loaders.front import Front
from loaders.grammar import funding
from loaders.grammar.funding.sums import rates, sums
from qgraph.model import FundingLine, Jurisdiction, Level, Nature
from tests.loaders.documents import document, front


def find(text: str, level: str = "prefecture", section: str = "task") -> tuple[FundingLine, ...]:
    return funding.find(document(text, section), front(level))


TIERS = "对主导修订国际、国家标准的企业，在省每项分别补助30万元、20万元的基础上，我市每项再分别给予15万元、10万元奖励，到2027年达到50项。"


def test_two_tiers_each_have_their_own_payer_and_quote() -> None:
    found = find(TIERS)
    assert [(line.amount, line.payer) for line in found] == [(30, "province"), (20, "province"), (15, "city"), (10, "city")]
    assert [line.payee for line in found[2:]] == ["主导修订国际标准的企业", "主导修订国家标准的企业"]
    assert found[0].evidence.quote == "对主导修订国际、国家标准的企业，在省每项分别补助30万元、20万元的基础上"
    assert found[2].evidence.quote == "我市每项再分别给予15万元、10万元奖励"
    assert "每项" in (found[0].purpose or "")


def test_evidence_gives_back_its_quote() -> None:
    for line in find(TIERS):
        assert TIERS[line.evidence.reading_start : line.evidence.reading_end] == line.evidence.quote


def test_grades_named_earlier_in_the_sentence_are_taken_up() -> None:
    text = "对承担国家级、省级试点任务的企业，我市对每完成1个相应级别的标准项目，分别给予20万元、6万元奖励。"
    assert [(line.amount, line.purpose) for line in find(text)] == [
        (20, "承担国家级试点任务，每完成1个相应级别的标准项目"),
        (6, "承担省级试点任务，每完成1个相应级别的标准项目"),
    ]


def test_a_second_subject_in_the_sentence_gets_its_own_sum() -> None:
    found = find("对国家级保护中心给予一次性资助90万元，快速维权中心给予一次性资助45万元。")
    assert [(line.amount, line.payee) for line in found] == [(90, "国家级保护中心"), (45, "快速维权中心")]


@pytest.mark.parametrize(
    ("level", "adcode", "words", "payer"),
    [
        ("county", None, "市财政", "city"),
        ("county", None, "我市", "county"),  # a county-level city
        ("province", "500000", "市财政", "province"),  # a municipality
        ("province", None, "市财政", "city"),
        ("national", None, "", "central"),
        ("township", None, "", "county"),
    ],
)
def test_payer_is_the_issuers_level(level: str, adcode: str | None, words: str, payer: str) -> None:
    speaker = Front(title="示例", jurisdiction=Jurisdiction(None, Level(level), adcode))
    (line,) = funding.find(document(f"对示范企业，{words}给予10万元奖励。"), speaker)
    assert line.payer == payer


def test_unknown_level_leaves_the_payer_open() -> None:
    (line,) = funding.find(document("对示范企业给予10万元奖励。"), Front(title="示例"))
    assert line.payer is None


def test_a_loan_is_paid_by_no_level_unless_one_is_named() -> None:
    (line,) = find("个体户最高可申请30万元的创业担保贷款。")
    assert (line.kind, line.amount, line.qualifier, line.payer) == ("loan", 30, "max", None)


def test_background_is_no_promise_except_in_an_experience_report() -> None:
    text = "对获奖企业给予20万元奖励。"
    assert find(text, section="background") == ()
    report = Front(title="示例", jurisdiction=Jurisdiction(None, Level.COUNTY, None), nature=Nature.EXPERIENCE)
    assert len(funding.find(document(text, "background"), report)) == 1


def test_sums_without_yuan_need_a_word_for_money() -> None:
    text = "给予800万政策资金、200万贴息贷款以及60万购房补贴，服务12万人。"
    assert [figure.lows for figure in sums(text, 0, len(text))] == [(800,), (200,), (60,)]


def test_foreign_money_is_no_sum() -> None:
    text = "出口500万美元以上"
    assert list(sums(text, 0, len(text))) == []


def test_rates_of_a_list_are_dealt_out_together() -> None:
    text = "分别按缴费的50%、80%给予补贴"
    assert [figure.lows for figure in rates(text, 0, len(text))] == [(50, 80)]
    assert [line.rate for line in find(text)] == [50, 80]


def test_hostile_text_is_read_in_time() -> None:
    for text in (
        "给予" + "1、" * 4000 + "万元" + "对" * 4000 + "给予100万元" + "（" * 500,
        "对甲给予1元，" * 3000,
        "按1%给予，最高1元，" * 1500,
    ):
        began = time.perf_counter()
        funding.find(document(text), front())
        assert time.perf_counter() - began < 2


def test_a_sentence_of_many_sums_without_a_stop_takes_linear_time() -> None:
    began = time.perf_counter()
    found = find("安排资金100万元" * 4000)
    assert time.perf_counter() - began < 2.5
    assert len(found) == 4000


def test_a_row_of_awards_that_names_nothing_still_gives_its_sum() -> None:
    named, unnamed = find("奖项\t级别\t奖励金额（万元）\n质量奖\t省级\t100\n\t\t50\n")
    assert (named.purpose, named.amount) == ("质量奖省级", 100)
    assert (unnamed.purpose, unnamed.amount, unnamed.evidence.quote) == (None, 50, "50")
