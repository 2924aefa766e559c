"""Sentences, and the brackets they never cut."""

from __future__ import annotations

import time

import pytest

from loaders.document import LONGEST_BRACKET, closings, sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("建档案。抓落实；见成效", ["建档案。", "抓落实；", "见成效"]),
        ("推进（一是检。二是测。）整合。再抓", ["推进（一是检。二是测。）整合。", "再抓"]),
        ("建档案。（市局〔含分局〕负责）。再抓", ["建档案。（市局〔含分局〕负责）。", "再抓"]),
        ("推进（一是检。二是测。", ["推进（一是检。", "二是测。"]),
        ("推进（一是检\n二是测）。", ["推进（一是检\n", "二是测）。"]),
        ("推进）（检。测）。再抓", ["推进）（检。测）。", "再抓"]),
    ],
)
def test_brackets_are_not_cut(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize(("inside", "closes"), [(LONGEST_BRACKET - 2, True), (LONGEST_BRACKET - 1, False)])
def test_a_bracket_that_closes_too_late_was_never_closed(inside: int, closes: bool) -> None:
    assert (0 in closings("（" + "字" * inside + "）", 0, LONGEST_BRACKET + 9)) is closes


def test_a_bracket_that_closes_behind_the_span_is_open() -> None:
    assert closings("（（检）测）", 0, 4) == {1: 4}


@pytest.mark.parametrize("text", ["（" * 50_000, "（检" * 25_000 + "）" * 300, "。（" * 25_000])
def test_open_brackets_take_linear_time(text: str) -> None:
    began = time.perf_counter()
    cut(text)
    assert time.perf_counter() - began < 1.0
