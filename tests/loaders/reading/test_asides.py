"""What a format sets aside goes without a trace in the reading text, and with one in the log."""

from __future__ import annotations

from loaders import reading
from loaders.formats import Found
from loaders.formats.content import Aside, Content
from qgraph.model import Source

SENTENCE = "各县区要建立质量档案，完善考核办法，落实企业主体责任，按季公布抽查结果。"


def read(text: str, piece: str, rule: str) -> Source:
    start = text.index(piece)
    return reading.read(Found("plan", "0" * 64, Content(text, "text/html", (Aside(start, start + len(piece), rule),))))


def test_a_mark_within_a_line_leaves_nothing() -> None:
    source = read(f"{SENTENCE * 3}服务满意度①达到82分。", "①", "reading.note_mark")
    assert source.reading.endswith("服务满意度达到82分。")
    assert [(repair.before, repair.after, repair.rule) for repair in source.repairs] == [("①", "", "reading.note_mark")]


def test_a_frame_between_two_pieces_leaves_a_line_end() -> None:
    assert read(f"质量强市工作方案网站首页{SENTENCE * 3}", "网站首页", "reading.frame").reading == f"质量强市工作方案\n{SENTENCE * 3}"


def test_a_running_head_between_two_lines_leaves_the_sentence_whole() -> None:
    lines = f"{SENTENCE * 3}各部门要加强协\n云川质量工作\n作，形成合力。"
    assert "各部门要加强协\n作，形成合力。" in read(lines, "云川质量工作\n", "reading.running").reading
