"""Ranks to be reached and places to be gained: 进入全省前三位, 排名进位不少于3位.

A rank is at most its number, and whose ranking it is, is the reference. Where a comma parts the subject from the rank
(甲县在全省考核中，进入前20名) the name is read from before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.grammar.numbers import number
from loaders.grammar.targets import indicator
from loaders.grammar.targets.claims import Claim
from loaders.grammar.targets.refusals import about_money, past
from loaders.grammar.targets.segments import Segment
from qgraph.model import Comparator, TargetKind

_WHOSE = "全国|全省|全市|全区"
_RANK = re.compile(
    rf"(?:进入|位居|位列|居|排名|保持|列|争取|力争)*(?P<whose>{_WHOSE})?(?:同类[\u4e00-\u9fff]{{2,6}})?"
    r"(?:前\s?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>[位名强])?(?:以内)?|第(?P<place>[一二三四五])(?:位|名))\s*$"
)
_RISE = re.compile(
    r"(?P<deed>进位|晋位|前移)(?P<least>不少于|不低于|至少|超过)?\s?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:个)?(?P<unit>位次|位|名)(?P<more>以上)?\s*$"
)
_SINCE = re.compile(r"[与较比同](?P<since>上一?年度?|去年|20\d\d年)(?:相比)?$")
_ENDS = ("位", "名", "强", "以内", "位次", "以上", *"0123456789一二三四五六七八九十")
_SUBJECT = re.compile(rf"^(?P<who>.{{2,40}}?)在(?P<whose>{_WHOSE})?[^，。；]{{0,20}}?(?P<what>考核|考评|评价|评估|测评|评比|排名)中?$")


def claims(segment: Segment, before: Segment | None) -> Iterator[Claim]:
    """The rank or the gain in rank that a segment promises; `before` is the segment before it in its sentence."""
    mask = segment.mask.rstrip()
    if not mask.endswith(_ENDS) or about_money(segment):
        return
    if (rise := _RISE.search(mask)) and "已" not in mask:
        yield from _rise(segment, rise)
    elif not past(segment) and (found := _RANK.search(mask)):
        yield from _rank(segment, found, before)


def _rank(segment: Segment, found: re.Match[str], before: Segment | None) -> Iterator[Claim]:
    name, whose, start = indicator.before(segment.text[: found.start()], rate=True), found["whose"], segment.start
    if len(name) < 3 and before and (subject := _SUBJECT.match(indicator.opened(before.text))):
        name, whose, start = subject["who"] + subject["what"], whose or subject["whose"], before.start
    value = number(found["number"] or found["place"])
    if len(name) >= 3 and value is not None:
        unit = found["unit"] or "位"
        yield Claim(
            start, segment.end, segment.start, "target.rank", name, TargetKind.ABSOLUTE, Comparator.LE, value, unit=unit, reference=whose
        )


def _rise(segment: Segment, found: re.Match[str]) -> Iterator[Claim]:
    head = segment.text[: found.start()]
    since = _SINCE.search(head)
    name = indicator.before(head[: since.start()] if since else head, rate=True)
    value = number(found["number"])
    if len(name) >= 3 and value is not None:
        comparator = Comparator.GE if found["least"] or found["more"] else Comparator.EQ
        start, reference = segment.start, since["since"] if since else None
        name += found["deed"]
        kind, unit = TargetKind.RELATIVE if since else TargetKind.ABSOLUTE, found["unit"]
        yield Claim(start, segment.end, start, "target.rank", name, kind, comparator, value, unit=unit, reference=reference)
