"""Blanks that a PDF reader put in."""

from __future__ import annotations

import pytest

from loaders.reading import spaces
from loaders.reading.draft import Draft


def read(text: str) -> str:
    return Draft.of(text).apply(spaces.edits(text)).text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("2023 年5 月6 日", "2023年5月6日"),
        ("到 2030 年达到 95 %以上", "到2030年达到95%以上"),
        ("临政发〔 2027〕8号", "临政发〔2027〕8号"),
        ("落实责任 。", "落实责任。"),
        ("共\u00a012\u00a0项", "共12项"),
    ],
)
def test_blanks_between_digits_and_chinese_go(text: str, reads: str) -> None:
    assert read(text) == reads


@pytest.mark.parametrize("text", ["市质监局 市工商局", "质量 quality 工作", "3 000", "一、 总体要求", "2027\n年", "任务\t责任单位"])
def test_other_blanks_stay(text: str) -> None:
    assert read(text) == text
