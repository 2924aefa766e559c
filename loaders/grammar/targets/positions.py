"""Ranks that a heading's bracket names: （二）计量服务（牵头部门：市计量院；目标位置：全省前5）.

What is ranked is said before the bracket; a place that is no number (年度评比满分) has no measure and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.grammar.numbers import number
from loaders.grammar.targets.claims import Claim
from qgraph.model import Comparator, TargetKind

_POSITION = re.compile(
    r"(?:\d{1,2}[.．、])?\s*(?P<name>[^，。；：:;（）()\n]{2,30})[（(](?P<said>[^（）()\n]{0,200}?目标(?:位置|位次|排名|名次)[:：]"
    r"(?P<whose>全[国省市区县])?(?:前\s?(?P<first>\d{1,3}|[一二三四五六七八九十]{1,3})|第(?P<place>[一二三四五]))(?P<unit>[名位强])?)[）);；]"
)


def claims(text: str, start: int, end: int) -> Iterator[Claim]:
    """The ranks named in brackets of `text[start:end]`."""
    if text.find("目标", start, end) < 0:
        return
    for found in _POSITION.finditer(text, start, end):
        value = number(found["first"] or found["place"])
        if value is not None:
            yield Claim(
                found.start("name"),
                found.end("said"),
                found.start("name"),
                "target.position",
                found["name"],
                TargetKind.ABSOLUTE,
                Comparator.LE,
                value,
                unit=found["unit"] or "位",
                reference=found["whose"],
            )
