"""Pinyin in brackets behind characters, 質(zhì)量 → 質量: a copying site's damage. Dropped where the reading is a true one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.reading.draft import Edit

LETTERS = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüê]{1,6}"
ANNOTATION = re.compile(rf"(?:[(（]{LETTERS}[)）]){{1,2}}")
ANNOTATED = re.compile(rf"([\u4e00-\u9fff])({ANNOTATION.pattern})")
FEWEST = 5  # annotations; one alone may be the author's own
TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜê", "aaaaeeeeiiiioooouuuuüüüüe")


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.pinyin."""
    matches = list(ANNOTATED.finditer(text))
    if len(matches) < FEWEST:
        return
    for match in matches:
        if is_reading(match[1], match[2]):
            yield Edit(match.start(2), match.end(2), "", "reading.pinyin")


def is_reading(character: str, annotation: str) -> bool:
    """Whether an annotation in brackets gives readings of a character."""
    return all(plain(syllable) in readings(character) for syllable in re.findall(LETTERS, annotation))


def plain(syllable: str) -> str:
    """A syllable without tone, ü as v."""
    return syllable.translate(TONES).replace("ü", "v")


@cache
def readings(character: str) -> frozenset[str]:
    """All readings of a character, without tones, ü as v."""
    from pypinyin import Style, pinyin

    return frozenset(r.replace("ü", "v") for r in pinyin(character, style=Style.NORMAL, heteronym=True)[0])
