"""The second copy of an article goes, repeated lines stay."""

from __future__ import annotations

import pytest

from loaders.reading import copies
from loaders.reading.draft import Draft

TITLE = "关于建设质量强市的工作方案\n"
LINES = "".join(f"（{n}）各县区要建立第{n}类产品的质量档案，按季公布抽查结果。\n" for n in "一二三四五六七八")
ARTICLE = TITLE + "临政发〔2027〕18号\n" + LINES + "临泽市人民政府\n"


def read(text: str) -> str:
    return Draft.of(text).apply(copies.edits(text)).text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (ARTICLE + ARTICLE, ARTICLE),
        (ARTICLE + "打印\n" + ARTICLE + "网站地图\n", ARTICLE + "打印\n网站地图\n"),
        ("首页\n" + ARTICLE + ARTICLE, "首页\n" + ARTICLE),
        (ARTICLE * 3, ARTICLE),
        (TITLE + ARTICLE, ARTICLE),
    ],
)
def test_copies_go(text: str, reads: str) -> None:
    assert read(text) == reads


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE + "附件：\n" + LINES[:120],  # some of it again
        TITLE + "各县区要落实企业主体责任，按季公布抽查结果。\n" * 40,  # a row that is repeated
        TITLE + "".join(f"{n}、第{n}类\n{LINES}" for n in "一二三四五"),  # measures whose sentences are alike
        "办公室\n办公室\n" + LINES,
        "质量第一。\n质量第一。\n" + LINES,
    ],
)
def test_repetition_is_no_copy(text: str) -> None:
    assert read(text) == text
