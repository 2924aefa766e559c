"""The real documents: every character leads back, and known damage is undone."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

import loaders
from qgraph.model import Source
from tests.loaders.documents import CORPUS, SHARED, needs_corpus

pytestmark = [needs_corpus, pytest.mark.corpus]

WRAPPED = [path for path in CORPUS if path.suffix == ".txt" and "\n# Page " in path.read_text(encoding="utf-8")]


def seed(number: str) -> Source:
    (path,) = (SHARED / "corpus" / "seeds").glob(f"{number}_*.txt")
    return loaders.source(path)


@pytest.mark.parametrize("path", CORPUS, ids=[path.name[:3] + path.suffix for path in CORPUS])
def test_every_character_leads_back_and_none_is_lost(path: Path) -> None:
    source = loaders.source(path)
    touched = bytearray(len(source.found))
    for repair in source.repairs:
        assert source.found[repair.start : repair.end] == repair.before
        touched[repair.start : repair.end] = b"\1" * (repair.end - repair.start)
    reached = bytearray(len(source.found))
    floor = ceiling = 0
    for character, start, end in zip(source.reading, source.starts, source.ends, strict=True):
        assert floor <= start < end
        assert end >= ceiling
        floor, ceiling = start, end
        reached[start:end] = b"\1" * (end - start)
        assert source.found[start:end] == character or any(touched[start:end])
    assert all(a or b for a, b in zip(touched, reached, strict=True))  # what the reading text lacks is in the log
    for gap in source.gaps:
        assert source.found[gap.start : gap.end] == gap.found


@pytest.mark.parametrize("path", WRAPPED, ids=[path.name[:3] for path in WRAPPED])
def test_printed_pages_are_paragraphs(path: Path) -> None:
    reading = loaders.source(path).reading
    assert "# Page" not in reading
    assert not re.search(r"[，、]\n|[0-9] +[年月日]", reading)
    assert re.sub(r"\s", "", reading) == re.sub(r"#Page\d+:", "", re.sub(r"\s", "", path.read_text(encoding="utf-8")))
    titles = [line for line in reading.split("\n")[:3] if re.search(r"通知|意见", line)]
    assert any(re.search(r"关于|印发", line) for line in titles), "the title is one line"


def test_page_counters_are_gone() -> None:
    """Against the clean text that was made by hand."""
    (path,) = (SHARED / "eval" / "gold").glob("004_*.clean.txt")
    clean, reading = (re.sub(r"\s", "", text) for text in (path.read_text(encoding="utf-8"), seed("004").reading))
    assert difflib.SequenceMatcher(None, clean, reading, autojunk=False).ratio() > 0.9995


def test_shifted_runs_and_pinyin_are_undone() -> None:
    source = seed("002")
    for heading in (
        "（一）推进新兴产业质量发展。",
        "（五）推动重点企业的质量比对。",
        "（六）推动质量产学研合作攻关。",
        "（二）建立完善企业质量创新机制。",
        "（四）推动建立质量产学研联合联动发展机制。",
        "（五）鼓励支持建立企业质量发展激励机制。",
        "（六）建立质量服务机构发展的推进机制。",
        "（一）各地各部门要高度重视",
        "（二）各地各部门要做好规划指导",
        "（三）市县两级质量工作领导小组",
    ):
        assert re.search(rf"^\s*{heading}", source.reading, re.MULTILINE), heading
    assert "高等院校或质量咨询机构" in source.reading
    assert "鋼" not in source.reading
    assert "纲要" in source.reading
    assert not re.search(r"[(（][a-zā-ǜ]{1,6}[)）]", source.reading)
    assert not [gap for gap in source.gaps if gap.kind == "unreadable"]
