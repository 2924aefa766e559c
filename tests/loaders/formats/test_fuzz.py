"""Hostile files: whatever the bytes, a plan or one clear sentence comes out."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from qgraph.errors import SourceError
from qgraph.model import Plan

PLAN = """云川省临泽市人民政府办公室关于建设质量强市的实施意见
临政办发〔2027〕8号
各县区人民政府，市各有关部门：
一、工作目标
到2030年，全市产品质量监督抽查合格率达到96%以上，培育中国质量奖1个，名牌产品50个以上。
二、主要任务
（一）加强质量监督。建立质量档案，完善考核办法。（市市场监管局牵头，市发展改革委、市财政局配合）
1．提升产品质量。对获得省长质量奖的企业一次性奖励100万元、50万元。
2．提升服务质量。每年开展100家企业质量比对。
三、保障措施
成立市质量强市工作领导小组，组长由市长担任，办公室设在市市场监管局。
临泽市人民政府办公室
2027年5月6日
"""
PAGE = "<html><body><div id='zoom'>" + "".join(f"<p>{line}</p>" for line in PLAN.splitlines()) + "</div></body></html>"
NASTY = [
    "（" * 50, "）" * 50, "“" * 50, "9" * 40, "亿" * 30, "%" * 20, "、" * 40, "一、" * 20, "（一）" * 20, "1.2.3.4", "0元", "-1%",
    "1e999", "\0", "\ufffd", "\ufeff", "\u202e", "𠮷", "\r", "\x0b", "\x1c", "\u2028", "\x85", "?。ㄒ", "质(zhì)" * 6, "到9999年",
    "0000年", "99月99日", "到年，", "(" * 30 + "a)", "XX市", "<div>" * 20, "&#1;", "&#xFFFFFF;", "]]>", "<!--", "锛堜竴锛",
    "£¨Ò»£©",
]  # fmt: skip


def outcome(data: bytes, suffix: str) -> Plan | str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        path.write_bytes(data)
        try:
            return loaders.read(path)
        except SourceError as error:
            return str(error)


@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=600), st.sampled_from([".txt", ".html", ".md"]))
def test_random_bytes(data: bytes, suffix: str) -> None:
    assert outcome(data, suffix)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A plan with stretches cut out, doubled, moved, and nasty strings put in."""
    for _ in range(draw(st.integers(1, 6))):
        a, b = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        how = draw(st.integers(0, 3))
        if how == 0:
            text = text[:a] + text[b:]
        elif how == 1:
            text = text[:b] + text[a:]
        else:
            text = text[:a] + draw(st.sampled_from(NASTY)) + text[a if how == 2 else b :]
        text = text[:4000]
    return text


@settings(max_examples=120, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(PLAN), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_mutated_plans(text: str, encoding: str) -> None:
    assert outcome(text.encode(encoding, "replace"), ".txt")


@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(PAGE))
def test_mutated_pages(page: str) -> None:
    assert outcome(page.encode("utf-8", "replace"), ".html")


@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_mutated_bytes(data: st.DataObject) -> None:
    raw = bytearray(PLAN.encode(data.draw(st.sampled_from(["utf-8", "gb18030", "utf-16"]))))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(raw), ".txt")


@pytest.mark.parametrize("piece", NASTY)
def test_long_runs_of_nasty_strings(piece: str) -> None:
    assert outcome((PLAN + piece * (20_000 // len(piece)) + PLAN).encode("utf-8", "replace"), ".txt")


def test_a_plan_is_read() -> None:
    assert isinstance(outcome(PLAN.encode(), ".txt"), Plan)
    assert isinstance(outcome(PAGE.encode(), ".html"), Plan)
