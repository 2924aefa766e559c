"""All passes one behind the other: whatever damage a text has, no pass fails and every character leads back, both ways."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.reading import PASSES, gaps
from loaders.reading.draft import Draft

PIECES = [
    *(
        "质量强市",
        "。",
        "，，",
        "\n",
        "\r\n",
        "\f",
        "　",
        " ",
        "……",
        "2 0 2 5年",
        "２０２５年",
        "l0%",
        "9S%",
        "二O二五年",
        "⼤力",
        "\u200b",
        "&nbsp;",
    ),
    *(
        "目录\n",
        "一、总体要求……1\n",
        "一、总体要求\n",
        "— 3 —\n",
        "12\n",
        "云川省质量规划 4\n",
        "各县区要建立质量档案，按季公布抽查结果。\n",
        "質(zhì)量",
        "新?lián)?dāng)",
    ),
    *(
        "?。ㄒ唬┩七M質量",
        "£¨Ò»£©¼ÓÇ¿ÖÊÁ¿¼à¶½",
        "锛堜竴锛夊姞寮鸿川閲",
        "XX市",
        "（略）",
        "\uf06c 档案",
        "全麵",
        "微信 微博\n",
        "浏览次数：3",
        "1、",
        "提高质\n",
        "量水平",
    ),
]


def draft(text: str) -> Draft:
    draft = Draft.of(text)
    for look in PASSES:
        draft = draft.apply(look(draft.text))
    return draft


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_character_leads_back_and_none_is_lost(text: str) -> None:
    read = draft(text)
    touched, reached = bytearray(len(text)), bytearray(len(text))
    for repair in read.repairs:
        assert text[repair.start : repair.end] == repair.before
        touched[repair.start : repair.end] = b"\1" * (repair.end - repair.start)
    for character, start, end in zip(read.text, read.starts, read.ends, strict=True):
        reached[start:end] = b"\1" * (end - start)
        assert text[start:end] == character or any(touched[start:end])
    assert all(a or b for a, b in zip(touched, reached, strict=True))
    at = 0
    for gap in gaps.find(read):
        assert text[gap.start : gap.end] == gap.found
        assert gap.start >= at
        at = gap.start


@pytest.mark.parametrize("unit", ["…", "（", "?", "\f", "目录\n", "……1\n", "X", "1 ", "一O", "&", "\uf06c", "Ã©", "剛?cè)蝿?wù)", "\ufffd"])
def test_one_thing_over_and_over_takes_linear_time(unit: str) -> None:
    """The seconds of this thread, so that other programs do not count."""
    text = unit * (200_000 // len(unit))
    began = time.thread_time()
    list(gaps.find(draft(text)))
    assert time.thread_time() - began < 3.0
