"""Readings in brackets behind characters."""

from __future__ import annotations

import pytest

from loaders.reading import pinyin
from loaders.reading.draft import Draft

MANY = "提高質(zhì)量,創(chuàng)新機制,發(fā)展產(chǎn)業(yè)"


def read(text: str) -> str:
    return Draft.of(text).apply(pinyin.edits(text)).text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (MANY, "提高質量,創新機制,發展產業"),
        (MANY + "國(guo)務院,衛(wei)(wei)生", "提高質量,創新機制,發展產業國務院,衛生"),
        (MANY + "質（zhì）量", "提高質量,創新機制,發展產業質量"),
        (MANY + "綠(lǜ)色,戰略(lüè)", "提高質量,創新機制,發展產業綠色,戰略"),
        (MANY + "重(zhòng)點,重(chóng)復", "提高質量,創新機制,發展產業重點,重復"),
    ],
)
def test_true_readings_go(text: str, reads: str) -> None:
    assert read(text) == reads


@pytest.mark.parametrize(
    "own", ["方法(a)", "物聯網(wifi)", "標準(iso)", "第三方(b)檢測", "(zhì)", "質(zhi liang)", "質(ZHI)", "質(abcdefghij)"]
)
def test_other_brackets_stay(own: str) -> None:
    assert read(MANY + own).endswith(own)


def test_a_few_may_be_the_authors_own() -> None:
    assert read("質(zhì)量和強(qiáng)市") == "質(zhì)量和強(qiáng)市"


def test_is_reading() -> None:
    assert pinyin.is_reading("行", "(háng)(xíng)")
    assert not pinyin.is_reading("行", "(háng)(zhì)")
    assert not pinyin.is_reading("|", "(zhì)")
