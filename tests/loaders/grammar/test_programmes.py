"""Programmes: what the examples of the rules are too short for."""

from __future__ import annotations

import time

from loaders.front import Front
from loaders.grammar import programmes
from tests.loaders.documents import document, front


def names(text: str) -> list[str]:
    return [programme.name for programme in programmes.find(document(text), front())]


def test_a_heading_that_is_a_name_counts_without_a_verb() -> None:
    assert names("（一）诚信体系强基行动\n完善制度。\r\n专栏2检测能力增强工程\r\n建设平台。") == ["诚信体系强基行动", "检测能力增强工程"]


def test_one_row_a_name() -> None:
    assert names("实施蓝海培育工程。继续实施蓝海培育工程，深化“一件事一次办”改革，推进“一件事一次办”。") == [
        "蓝海培育工程",
        "“一件事一次办”",
    ]


def test_the_plans_own_title_is_none() -> None:
    own = Front(title="临泽市质量跃升三年行动方案")
    assert programmes.find(document("实施质量跃升三年行动。"), own) == ()


def test_marks_inside_quotation_and_brackets_do_not_end_a_name() -> None:
    assert names("开展手机软件（APP）违规收集信息专项治理，实施乡村“改厕、改水、改路”行动。") == [
        "手机软件（APP）违规收集信息专项治理",
        "乡村“改厕、改水、改路”行动",
    ]


def test_words_that_only_introduce_a_quotation_are_left_out() -> None:
    assert names("推动更多举措融合嵌入“一照通行”改革。") == ["“一照通行”改革"]


def test_evidence_gives_back_its_quote() -> None:
    text = "（二）深化民生领域“净源”行动和“护农保春耕”等专项行动，强化执法。"
    found = programmes.find(document(text), front())
    assert [programme.name for programme in found] == ["民生领域“净源”行动", "“护农保春耕”专项行动"]
    for programme in found:
        assert text[programme.evidence.reading_start : programme.evidence.reading_end] == programme.evidence.quote


def test_hostile_text_is_read_in_time() -> None:
    text = "实施" + "“" * 3000 + "行动" * 3000 + "（" * 3000 + "“甲”" * 2000 + "等"
    began = time.perf_counter()
    programmes.find(document(text), front())
    assert time.perf_counter() - began < 1
