"""How the tests of the pdf format read what they wrote."""

from __future__ import annotations

import pytest

from loaders import reading
from loaders.formats import Found
from loaders.formats.content import Content
from loaders.formats.pdf import document
from qgraph.errors import SourceError

FULL = "各县区要建立健全质量工作协调机制把质量强市建设列入年度重点工作按期完成"  # 35 characters, a full line
SHORT = "沁原市要按期完成。"
HEAD = ("序号", "重点任务", "责任单位")


def read(data: bytes) -> Content:
    """As the child does."""
    return document.read("plan.pdf", data)


def body(data: bytes) -> list[str]:
    """The lines of the document, without blank ones."""
    content = read(data)
    ends = [0, *(aside.end for aside in content.asides)]
    starts = [*(aside.start for aside in content.asides), len(content.text)]
    return [line for line in "".join(content.text[a:b] for a, b in zip(ends, starts, strict=True)).split("\n") if line]


def asides(data: bytes) -> list[tuple[str, str]]:
    content = read(data)
    return [(content.text[aside.start : aside.end].strip(), aside.rule) for aside in content.asides]


def cells(content: Content) -> list[tuple[str, int, int, int, int, int]]:
    return [(content.text[c.start : c.end], c.table, c.row, c.column, c.row_span, c.column_span) for c in content.cells]


def reads(data: bytes) -> str:
    return reading.read(Found("plan.pdf", "0" * 64, read(data))).reading


def row(n: int) -> tuple[str, str, str]:
    return (str(n), f"第{n}项任务", "市市场监管局")


def sentence(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(data)
    message = str(caught.value)
    assert message.startswith("plan.pdf: ")
    assert "; " in message
    assert "\n" not in message
    assert len(message) < 300
    return message
