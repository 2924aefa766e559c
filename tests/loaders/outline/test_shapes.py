"""Outlines of many shapes: short plans of invented places, each with the numbers of its headings (shapes.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.loaders.outline.plans import numbers, read, titles

SHAPES = {
    row["name"]: (row["text"], row["headings"])
    for row in tomllib.loads(Path(__file__).with_name("shapes.toml").read_text(encoding="utf-8"))["shape"]
}


@pytest.mark.parametrize("name", SHAPES)
def test_shape(name: str) -> None:
    text, headings = SHAPES[name]
    assert numbers(read(text)) == headings.split()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("（一）、", "任务 建标准 强计量 保障"),
        ("bold", "总体要求 主要任务 建标准 强计量"),
        ("（一）at eol then title next line", "任务 建标准 强计量 保障"),
        ("一、 alone", "总体要求 任务"),
        ("title ends with colon then list", "主要任务 建标准：做好 强计量：做好 保障"),
    ],
)
def test_titles_of_a_shape(name: str, expected: str) -> None:
    assert titles(read(SHAPES[name][0])) == expected.split()


PLAN = """沁原市质量方案
为提升质量，制定本方案。
一、总体要求
讲质量。
二、主要任务
（一）建标准。每年二十项。（市局负责）
1.国标。做好。
2.地标。做好。
（二）强计量。做好。
三、保障措施
抓落实。
"""
HEADINGS = ["一", "二", "二/(一)", "二/(一)/1", "二/(一)/2", "二/(二)", "三"]


@pytest.mark.parametrize(
    ("found", "written"),
    [
        ("\n", ""),
        ("\n", "　　"),
        ("\n", "\r\n"),
        ("\n", "\n\n"),
        ("\n", "\n　　"),
        ("\n", "\n\u00a0\u00a0"),
        ("、", " 、"),
        ("、", "．"),
        (".", "、"),
        (".", "．"),
        ("（", "("),
        ("（", "( "),
        ("一、", "—、"),
        ("\n一、", "\n## 一、"),
        ("。", "；"),
    ],
)
def test_one_plan_in_many_dresses(found: str, written: str) -> None:
    assert numbers(read(PLAN.replace(found, written))) == HEADINGS
