"""Annotations that hit across two characters; the damage is done here on the bytes, as the copying site does it."""

from __future__ import annotations

import pytest

from loaders.reading import swallowed
from loaders.reading.draft import Draft

TABLE = {"側": "cè", "務": "wù", "聯": "lián", "當": "dāng", "質": "zhì"}


def damage(text: str) -> str:
    """A text in GBK after an annotation was put behind the bytes of every character of the table, wherever these bytes stand."""
    data = text.encode("gbk")
    for character, reading in TABLE.items():
        found = character.encode("gbk")
        data = data.replace(found, found + f"({reading})".encode("gbk"))
    shown, at = [], 0
    while at < len(data):
        if data[at] < 0x80:
            shown.append(chr(data[at]))
            at += 1
        elif data[at + 1 : at + 2] and data[at + 1] >= 0x40:
            shown.append(data[at : at + 2].decode("gbk", "ignore"))
            at += 2
        else:
            shown.append("?")
            at += 2
    return "".join(shown)


def read(text: str) -> str:
    return Draft.of(text).apply(swallowed.edits(text)).text


@pytest.mark.parametrize(
    ("text", "damaged"), [("剛任務，加強領導", "剛?cè)蝿?wù)，加強領導"), ("體現新擔當，加強領導", "體現新?lián)?dāng)，加強領導")]
)
def test_damage_is_undone(text: str, damaged: str) -> None:
    assert damage(text) == damaged
    assert read(damaged) == text


@pytest.mark.parametrize("text", ["这是什么?a)加强领导", "新?lián)嘐嘐嘐?wù)", "(?cè)", "提高質(zhì)量", "怎么办?b)加强?c)改进"])
def test_what_cannot_be_read_stays(text: str) -> None:
    assert read(text) == text


def test_time_is_bounded() -> None:
    text = "剛?cè)蝿?wù)" * 20_000
    assert len(list(swallowed.edits(text))) <= 100
