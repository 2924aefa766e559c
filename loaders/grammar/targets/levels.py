"""Promises without a number of their own: levels, references, trends, zeros and “all of them”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial

from loaders.document import SectionKind
from loaders.grammar.targets import indicator
from loaders.grammar.targets.claims import Claim
from loaders.grammar.targets.segments import HIDDEN, Segment, masked
from loaders.grammar.targets.words import any_of, one_of
from qgraph.model import Comparator, TargetKind

_WHOSE = r"(?:全国|全省|全市|全区|全县|国家|国际|国内|世界|同期|行业|同类城市|上级|东部|中部|西部)"
_HUNDRED = Decimal(100)
_SHARE = "(?:率|比重|比例|占比|强度)"


@cache
def _zero() -> re.Pattern[str]:
    return re.compile(rf"{one_of('zero', 'verbs')}(?P<what>[^，。；]{{0,24}}?{one_of('zero', 'things')})(?:的发生)?\s*$")


# How a sentence stands to its reference; what is longer is tried first (不低于 before 低于).
_AGAINST = {"at_least": Comparator.GE, "at_most": Comparator.LE, "above": Comparator.GT, "below": Comparator.LT}


@cache
def _compared() -> re.Pattern[str]:
    bounds = "|".join(f"(?P<{name}>{one_of('relative', name)})" for name in _AGAINST)
    return re.compile(
        rf"(?P<what>.{{2,30}}?)(?:{bounds})"
        rf"(?P<reference>(?:同期)?{_WHOSE}[\u4e00-\u9fff]{{0,6}}?{one_of('relative', 'references')}"
        r"|[\u4e00-\u9fffA-Z]{2,10}(?:增速|增幅)|20\d\d年(?:同期)?(?:水平)?)\s*$"
    )


@cache
def _level() -> re.Pattern[str]:
    objects = f"(?:{one_of('relative', 'levels')}|{one_of('relative', 'standards')})"
    reference = rf"[\u4e00-\u9fff]{{0,12}}?{objects}(?:[或和]?[\u4e00-\u9fff]{{0,8}}?{objects})?"
    return re.compile(rf"(?P<what>.{{2,40}}?)(?:必须)?(?P<verb>{one_of('relative', 'reach')})(?P<reference>{reference})\s*$")


_ASSIGNED = re.compile(
    r"完成(?P<reference>(?P<who>[\u4e00-\u9fff]{0,8}?(?:政府|国家|上级|省|市))(?P<given>下达|规定)的(?P<what>.{2,60}?)(?P<tail>目标|任务|指标))\s*$"
)
_SHARED_TAIL = re.compile(r"(?P<names>.*?[、和].*?)(?P<head>(?:排放)?总量|排放量|强度|指标)?(?P<control>控制)?$")
_TREND = re.compile(
    r"(?P<what>.{2,30}?)(?:逐年(?:(?P<down>下降|降低|减少|削减)|上升|提高|提升|增长|增加)|持续(?P<on>下降|降低|减少|削减)(?=$|并|且))"
)
_AND = re.compile(r"(?:并|且|并且)(?=.)")
# What one of the readers below needs at least: most segments hold none of it and are passed over at once.
_CUE = re.compile(
    r"翻|[高低优]于20|清零|增速|增幅|发生|杜绝|引发|出现|零|逐年|持续|一半|50[%％]|平均|水平|下达|规定的|覆盖|全部|全量|所有|地位|前列|方阵|标准|要求"
)
_NONE = re.compile(
    r"(?P<what>[^，。；、]{2,24}?(?:事故|事件|案件|死亡|投诉)(?:数量?|起数|人数)?)(?:(?:保持|实现|控制)?(?:为)?零(?:发生)?|(?:动态)?清零)\s*$"
)
_HALVED = re.compile(r"(?P<what>.{3,40}?)(?P<verb>压缩|压减|缩短|减少|降低|精简)(?:一半|50[%％])(?:以上)?$")
_DOUBLED = re.compile(r"(?P<what>.{3,40}?)(?:实现)?翻(?:一番|番)$")
_LESS_OF = re.compile(rf"^持续(?:降低|减少|压减|削减)(?P<what>[^，。；]{{3,30}}{_SHARE})$")
_FREE = re.compile(  # “零投资” is zero, “零跑腿” is talk
    r"^(?:(?:深入|全面)?(?:推进|实行)|(?:严格)?落实|实现|推行|对)?(?P<what>[^“”]{0,40}?)(?:实行|实现)?"
    r"“零(?P<thing>投资|费用|收费|成本|材料)”(?P<behind>[\u4e00-\u9fff]{0,6})$"
)
_ONLINE = re.compile(r"^(?P<what>[^“”]{0,20}所有[^“”]{2,16}?)(?:实现)?(?P<deed>“[^“”]{2,10}[办通]”)$")
_EVERY_ONE = re.compile(
    r"(?:^|前)在?(?P<what>[\u4e00-\u9fff]{0,20}所有[\u4e00-\u9fff]{1,14}?(?:[（(][^（）()]{0,12}[）)])?)(?:均|都)?实现(?P<deed>.{3,40})$"
)
_COVERS = re.compile(r"^(?P<what>.{3,40}?)(?:要|须|应)?(?P<deed>覆盖(?:全国|全省|全市|全区|全县)?所有.{1,20})$")
_FULL = re.compile(r"(?P<share>100[%％])?(?:全覆盖|全面覆盖|全员覆盖)")


@cache
def _everything() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<what>.{{3,60}}?[^对面法])(?:全部|全量(?=进驻))(?={one_of('all', 'verbs')}|[\u4e00-\u9fff]{{2}})(?P<deed>.{{2,40}})$"
    )


def claims(segment: Segment, kind: SectionKind) -> Iterator[Claim]:
    """The promises of one segment that has no figure of its own."""
    if not _CUE.search(segment.mask) and "“零" not in segment.text:
        return
    aims = kind is SectionKind.TARGET
    for read in (_zeros, partial(_trends, aims=aims), _halves, _references, _assigned, _alls, *((_levels,) if aims else ())):
        found = list(read(segment))
        yield from found
        if found:
            return


def _claim(
    segment: Segment, rule: str, name: str, kind: TargetKind, comparator: Comparator, **values: Decimal | str | None
) -> Iterator[Claim]:
    name = name.strip(" 、，,的")
    if len(name) >= 2 and HIDDEN not in name and not name.startswith("各项"):
        yield Claim(segment.start, segment.end, segment.end, rule, name, kind, comparator, **values)  # type: ignore[arg-type]


def _raw(segment: Segment, match: re.Match[str], group: str) -> str:
    return segment.text[match.start(group) : match.end(group)]


def _zeros(segment: Segment) -> Iterator[Claim]:
    if free := _FREE.match(segment.text):
        name = indicator.before(free["what"], rate=True) + free["behind"].removesuffix("要求") + free["thing"]
    elif found := _zero().search(segment.mask) or _NONE.search(segment.mask):
        name = indicator.opened(_raw(segment, found, "what"))
    else:
        return
    yield from _claim(segment, "target.zero", name, TargetKind.ZERO, Comparator.EQ, value=Decimal(0))


def _trends(segment: Segment, aims: bool) -> Iterator[Claim]:
    """A trend, and what stands behind it of the same thing: 满意度逐年上升并保持全省领先水平. 持续下降 promises in chapters of targets
    (`aims`) only."""
    if less := _LESS_OF.match(segment.mask):
        yield from _claim(segment, "target.trend", _raw(segment, less, "what"), TargetKind.DIRECTIONAL, Comparator.DECREASE)
    found = _TREND.search(segment.mask)
    if not found or (found["on"] and not aims):
        return
    comparator = Comparator.DECREASE if found["down"] or found["on"] else Comparator.INCREASE
    what = _raw(segment, found, "what")
    yield from _claim(segment, "target.trend", indicator.before(what, rate=True), TargetKind.DIRECTIONAL, comparator)
    if joined := _AND.match(segment.mask, found.end()):
        text = what + segment.text[joined.end() :]
        rest = Segment(segment.start, text, masked(text), strong=False)
        for claim in (*_references(rest), *(_levels(rest) if aims else ())):
            yield replace(claim, end=segment.end, at=segment.end)


def _halves(segment: Segment) -> Iterator[Claim]:
    if found := _HALVED.search(segment.mask):
        name = indicator.before(_raw(segment, found, "what"), rate=True)
        yield from _claim(segment, "target.change", name, TargetKind.DIRECTIONAL, Comparator.DECREASE, value=_HUNDRED / 2, unit="%")
    elif found := _DOUBLED.search(segment.mask):
        name = indicator.before(_raw(segment, found, "what"), rate=True)
        yield from _claim(segment, "target.change", name, TargetKind.DIRECTIONAL, Comparator.INCREASE, value=_HUNDRED, unit="%")


def _references(segment: Segment) -> Iterator[Claim]:
    if found := _compared().search(segment.mask):
        comparator = next(comparator for name, comparator in _AGAINST.items() if found[name])
        name = indicator.before(_raw(segment, found, "what"), rate=True)
        reference = _raw(segment, found, "reference")
        scope = "new" if any_of("verbs", "new").search(found["what"]) else None
        yield from _claim(segment, "target.reference", name, TargetKind.RELATIVE, comparator, reference=reference, scope=scope)


def _levels(segment: Segment) -> Iterator[Claim]:
    if found := _level().search(segment.mask):
        name = indicator.before(_raw(segment, found, "what"), rate=True)
        yield from _claim(segment, "target.level", name, TargetKind.RELATIVE, Comparator.EQ, reference=_raw(segment, found, "reference"))


def _assigned(segment: Segment) -> Iterator[Claim]:
    """完成市政府下达的化学需氧量、二氧化硫排放总量控制目标: a row each, at most what was handed down."""
    if not (found := _ASSIGNED.search(segment.mask)):
        return
    shared = _SHARED_TAIL.match(found["what"])
    head = (shared["head"] or "") if shared else ""
    names = indicator.items(shared["names"]) if shared else [found["what"]]
    for name in names:
        reference = f"{found['who']}{found['given']}的{head}{(shared['control'] or '') if shared else ''}{found['tail']}"
        yield from _claim(segment, "target.assigned", name + head, TargetKind.RELATIVE, Comparator.LE, reference=reference)


def _alls(segment: Segment) -> Iterator[Claim]:
    if found := _FULL.search(segment.mask):
        head, tail = segment.text[: found.start()], segment.text[found.end() :]
        name = f"{indicator.before(head, rate=True)}{tail.strip()}覆盖"
        if len(name) <= 80:
            yield from _claim(segment, "target.all", name, TargetKind.ABSOLUTE, Comparator.EQ, value=_HUNDRED, unit="%")
    elif found := (
        _everything().search(segment.mask)
        or _EVERY_ONE.search(segment.mask)
        or _COVERS.search(segment.mask)
        or _ONLINE.match(indicator.opened(segment.text))
    ):
        what = indicator.before(_raw(segment, found, "what"), rate=True)
        name = what + _raw(segment, found, "deed") if what else ""
        yield from _claim(segment, "target.all", name, TargetKind.ABSOLUTE, Comparator.EQ, value=_HUNDRED, unit="%")
