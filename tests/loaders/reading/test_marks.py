"""Doubled marks."""

from __future__ import annotations

import pytest

from loaders.reading import marks
from loaders.reading.draft import Draft


def read(text: str) -> str:
    return Draft.of(text).apply(marks.edits(text)).text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("档案，，办法", "档案，办法"),
        ("档案,,办法", "档案,办法"),
        ("档案,，办法", "档案，办法"),
        ("档案，,办法", "档案，办法"),
        ("档案。。办法", "档案。办法"),
        ("档案、、办法；；", "档案、办法；"),
    ],
)
def test_the_same_mark_twice_is_one(text: str, reads: str) -> None:
    assert read(text) == reads


@pytest.mark.parametrize("text", ["档案、,办法", "档案。。。办法", "档案，，，办法", "1,,2", "……", "——", "档案。，办法"])
def test_others_stay(text: str) -> None:
    assert read(text) == text
