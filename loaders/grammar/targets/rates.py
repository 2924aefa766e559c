"""Shares, scores, changes and comparisons with a reference: what is measured, not counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from loaders.grammar.targets import indicator
from loaders.grammar.targets.claims import Claim
from loaders.grammar.targets.pieces import Piece
from loaders.grammar.targets.refusals import about_money
from loaders.grammar.targets.segments import Segment
from loaders.grammar.targets.words import one_of
from qgraph.model import Comparator, TargetKind

Named = Callable[[str], str]
UNITS = frozenset({"%", "百分点", "‰", "分", "倍"})
_WHOSE = r"(?:全国|全省|全市|国家|国内|行业)[\u4e00-\u9fff]{0,6}?(?:平均水平|平均值|平均|水平)"
_OVER = re.compile(rf"(?P<verb>高于|高出|优于|超过|低于|高|低)(?P<reference>(?:同期)?{_WHOSE})约?\s*$")
_REFERENCE_FIRST = re.compile(rf"(?:较|比)(?P<reference>{_WHOSE})(?:平均)?(?P<verb>高|低|高出|低于)\s*$")
_UP, _DOWN = "提高|提升|增长|上升|增加|提速", "下降|降低|减少|压缩|压减|缩短|缩减|削减|精简"
_CHANGE_FIRST = re.compile(rf"^(?:{_UP}|(?P<down>{_DOWN}))(?!到|至|[\u4e00-\u9fff]{{0,3}}率)(?P<what>[\u4e00-\u9fff]{{3,20}})$")
_ON_BASIS = re.compile(r"在(?P<since>[^，。；在]{2,14}?)的?基础上(?:再|平均|原则上|整体|总体)*$")
_CHANGE = re.compile(
    rf"(?:年均|同比)?(?:[较比](?:20\d\d年|上年|同期|[\u4e00-\u9fff]{{2}}五末)?)?(?:{_UP}|(?P<down>{_DOWN}))(?:约|幅度)?\s*$"
)
_CUT_BY = re.compile(rf"(?:{_UP}|{_DOWN})[^，]{{0,6}}$")
_YEAR = re.compile(r"20\d\d\s?年(?:底|末)?")
_SINCE = re.compile(r"(?:较|比|以)(?P<since>20\d\d年|上年|同期|“?十[二三四五]五”?末)")
_BY_LAW = re.compile(r"按照[\u4e00-\u9fff]{0,16}$|(?:按(?!期|时|质|需)|减[按征免])[\u4e00-\u9fff]{0,6}$")
_BASE = re.compile(r"(?:额|费用|成本|投资|利率|价格|保费|总价)的?$")  # a share of a sum of money
_SCORE = re.compile(r"满意度|指数|得分|评分|分数")
_SCORE_NAME = re.compile(r"指数|满意度|比[\u4e00-\u9fff]{0,4}$")
_DONE = re.compile(rf"^的?[^，。；]{{2,30}}{one_of('all', 'verbs')}")
_EACH_ALIKE = ("均达到", "均达", "均", "均为", "均保持在", "均稳定在")


def measures(piece: Piece) -> bool:
    """Whether a piece's figure measures: by its unit, or because it has none and an index or a ratio stands before it."""
    unit = piece.figure.unit
    return unit in UNITS or (unit is None and bool(_SCORE_NAME.search(piece.head)))


def claims(piece: Piece, named: Named) -> Iterator[Claim]:
    """The promise of a measuring figure; `named` completes an indicator by what was said before."""
    head = piece.head
    if about_money(piece.segment) or _BY_LAW.search(head) or _BASE.search(head.rstrip("不超过最高约")):
        return
    if over := _OVER.search(head) or _REFERENCE_FIRST.search(head):
        yield from _compared(piece, over, named)
    elif change := _CHANGE.search(head):
        yield from _changed(piece, change, named)
    elif (first := _CHANGE_FIRST.match(indicator.opened(head))) and not piece.tail:
        moved = piece.under(Comparator.DECREASE if first["down"] else Comparator.INCREASE)
        yield from moved.claim("target.change", first["what"], TargetKind.DIRECTIONAL)
    elif piece.figure.unit not in ("百分点", "倍"):
        yield from _reached(piece, named)


def respectively(found: list[Piece], split: int, before: Segment | None) -> Iterator[Claim]:
    """A、B、C合格率分别达到98%、98%、99%以上: names before `split`, a figure each. A bound at either end holds for all. The list may be one
    of years, or stand in the segment before (甲、乙、丙的…环节，合计用时分别压减至2个、4个、7个工作日)."""
    segment = found[0].segment
    if about_money(segment):
        return
    bounded = [piece for piece in found if piece.figure.bounded]
    shared = bounded[0].figure.comparator if len(bounded) == 1 and bounded[0] in (found[0], found[-1]) else None
    for (name, start, at), piece in zip(_dealt(segment, split, before, len(found)), found, strict=False):
        whole = replace(piece, start=0, end=len(segment.text))
        for claim in (whole.under(shared) if shared else whole).claim("target.respectively", name):
            yield replace(claim, start=start, at=at or claim.at)


def _dealt(segment: Segment, split: int, before: Segment | None, count: int) -> Iterator[tuple[str, int, int | None]]:
    """`count` names that figures are dealt over, each with the start of its quote and the place behind its year; none where the names are
    not as many."""
    head = segment.text[:split]
    names = indicator.items(indicator.before(head, rate=True))
    within = segment if _YEAR.search(head) else before
    years = list(_YEAR.finditer(within.text[: split if within is segment else None])) if within else []
    if within and len(years) == count:
        said = head[years[-1].end() :] if within is segment else head
        yield from ((indicator.before(said, rate=True), within.start, within.start + year.end()) for year in years)
    elif len(names) == count:
        yield from ((name, segment.start, None) for name in names)
    elif not names and before:  # 将甲、乙时限压缩一半，分别减至1个月、半个月
        names = indicator.items(indicator.before(_CUT_BY.sub("", before.text), rate=True))
        yield from ((name, before.start, None) for name in names if len(names) == count)
    elif len(names) == 1 and before:
        listed = indicator.opened(before.text).partition("的")[0]
        parts = indicator.ITEMS.split(listed)
        if len(parts) == count:
            yield from ((part + names[0], before.start, None) for part in parts)


def _compared(piece: Piece, over: re.Match[str], named: Named) -> Iterator[Claim]:
    name = named(indicator.before(piece.said_before[: over.start()], rate=True))
    comparator = Comparator.LT if over["verb"].startswith("低") else Comparator.GT
    yield from piece.under(comparator).claim("target.reference", name, TargetKind.RELATIVE, over["reference"])


def _changed(piece: Piece, change: re.Match[str], named: Named) -> Iterator[Claim]:
    since = _SINCE.search(piece.head) or _ON_BASIS.search(piece.head[: change.start()])
    name = named(indicator.before(piece.said_before[: (since or change).start()], rate=True))
    changed = piece.under(Comparator.DECREASE if change["down"] else Comparator.INCREASE)
    kind = TargetKind.RELATIVE if since else TargetKind.DIRECTIONAL
    yield from changed.claim("target.change", name, kind, since["since"] if since else None)


def _reached(piece: Piece, named: Named) -> Iterator[Claim]:
    name = indicator.before(piece.said_before, rate=True)
    if not name and piece.tail and piece.tail[0] not in "（(":  # 80%以上的企业建立质量追溯体系, 85%事项“一网通办”
        promised = _DONE.search(piece.tail) or not piece.tail.startswith("的")
        if piece.figure.unit == "%" and promised and not piece.head.endswith("对"):
            yield from piece.claim("target.share", indicator.behind(piece.said_behind))
        return
    name = named(name)
    if not name or (piece.figure.unit == "分" and not _SCORE.search(name)):
        return
    if piece.tail and piece.tail[0] not in "（(":  # 主要工业产品 | 90%以上 | 采用国际标准
        if len(name) >= 2 and not piece.tail.startswith("的"):
            yield from piece.claim("target.rate", name + indicator.behind(piece.said_behind))
        return
    names = indicator.items(name)
    each = all(indicator.RATE.search(part) for part in indicator.ITEMS.split(name)) or _each_alike(piece.head)
    for part in names if len(names) > 1 and each else [name]:
        yield from piece.claim("target.rate", part)


def _each_alike(head: str) -> bool:
    """Whether 均 says that a figure holds for each of the names before it."""
    return head.rstrip().endswith(_EACH_ALIKE) or bool(re.search(f"均{one_of('verbs', 'reach')}$", head.rstrip()))
