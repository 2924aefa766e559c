"""Traditional characters → simplified, where the text is mainly traditional. Character by character, so that the length stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from loaders.reading.draft import Edit
from loaders.reading.forms import words

ENOUGH = 0.05  # share of Han characters that differ from their simplified form in a traditional text (a name alone is less)


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.script: one edit a run of changed characters."""
    if not any(c in text for c in "產業質發國會與為實務機關"):
        yield from _over_converted(text)
        return
    simple = simplified(text)
    if len(simple) != len(text):  # never seen with t2s; if it happens, leave the text alone
        return
    changed = [i for i, (a, b) in enumerate(zip(text, simple, strict=True)) if a != b]
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    if len(changed) < ENOUGH * han:
        yield from _over_converted(text)
        return
    for _, run in groupby(enumerate(changed), key=lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        start, end = places[0], places[-1] + 1
        yield Edit(start, end, simple[start:end], "reading.script")


def _over_converted(text: str) -> Iterator[Edit]:
    """Words of a simplified text that a converter made traditional by mistake, 全麵 and 製定."""
    if any(c in text for c in "麵製曆髮"):
        for match in re.finditer("|".join(words("over_converted")), text):
            yield Edit(match.start(), match.end(), simplified(match[0]), "reading.script")


def simplified(text: str) -> str:
    """The text in simplified characters."""
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> Any:
    """OpenCC's t2s: characters only, no change of words (tw2sp would rename 軟體)."""
    from opencc import OpenCC  # loading it takes a while and few texts need it

    return OpenCC("t2s")
