"""Promises with a number: counts, rates, changes, sums of money, time limits, ranks.

A segment is cut into pieces, one figure each. Where the figure stands behind its indicator (国际标准3项) the cut is right behind it,
where it stands before it (2个基地) right before it. A figure inside an attribute (年销售额1000万元以上的网商) is none. The verb and
the words 新增, 累计 carry on over commas to pieces that have none of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from loaders.document import SectionKind
from loaders.grammar.numbers import number
from loaders.grammar.targets import indicator
from loaders.grammar.targets.claims import Claim
from loaders.grammar.targets.figures import Figure, figures, with_comparator
from loaders.grammar.targets.segments import Segment
from loaders.grammar.targets.words import any_of, one_of, words
from qgraph.model import Comparator, TargetKind

_RESPECTIVELY = re.compile(r"分别")
_RANK = re.compile(
    r"(?:进入|位居|位列|居|排名|保持|列|争取|力争)*(?P<whose>全国|全省|全市|全区)?(?:同类[\u4e00-\u9fff]{2,6})?"
    r"(?:前\s?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|强)?(?:以内)?|第(?P<place>[一二三四五])(?:位|名))\s*$"
)
_CHANGE = re.compile(
    r"(?:年均)?(?:较|比)?(?P<since>(?:20\d\d年|上年|同期|[\u4e00-\u9fff]{2}五末)?)(?P<verb>提高|提升|增长|上升|增加|下降|降低|减少|压缩|压减|缩短|缩减|削减|精简)(?:约|幅度)?\s*$"
)
_SINCE = re.compile(r"(?:较|比|以)(?P<since>20\d\d年|上年|同期|“?十[二三四五]五”?末)")
_OVER = re.compile(
    r"(?P<verb>高于|高出|优于|超过|低于|高|低)(?P<reference>(?:同期)?(?:全国|全省|全市|国家|国内|行业)[\u4e00-\u9fff]{0,6}?(?:平均水平|平均值|平均|水平))(?:约)?\s*$"
)
_REFERENCE_FIRST = re.compile(
    r"(?:较|比)(?P<reference>(?:全国|全省|全市|国家|行业)[\u4e00-\u9fff]{0,6}?(?:平均水平|平均值|平均|水平))(?:平均)?(?P<verb>高|低|高出|低于)\s*$"
)
_ATTRIBUTE = re.compile(r"^(?:的|及以上的|以上的)")
NEAR = 12  # characters between a verb and the figure it governs
_BASE_VALUE = re.compile(r"(?:由|从)(?:目前的?|原来的?)?$")
_BRACKET = re.compile(r"^\s*[（(][^（）()]{0,400}[）)]\s*$")  # the units behind a measure
_SCORE_NAME = re.compile(r"指数|满意度|比[\u4e00-\u9fff]{0,4}$")
_ONE = re.compile(r"(?:打造|建成|建设|培育|争创|创建|新建|新增|举办)$")  # 打造一个…: a count; 建立一个机制 is none
_EVERY = re.compile(r"每(?:完成|新增|增加|获得|采用|引进|建成|超过|满)?$")  # a price a piece
_BASE = re.compile(r"(?:额|费用|成本|投资|利率|价格|保费|总价)的?$")  # a share of a sum of money
_EACH = re.compile(r"每个?[\u4e00-\u9fff]{0,3}(?:县|市|区|镇|乡|街道)(?:[（(][^（）()]{1,8}[）)])?")
_DOWN = frozenset({"下降", "降低", "减少", "压缩", "压减", "缩短", "缩减", "削减", "精简"})
_TIME_NAME = re.compile(r"天数|时间|时限|时长|用时|周期")


@dataclass(slots=True)
class Carry:
    """What carries on from one piece to the next over commas."""

    verb: bool = False
    scope: str | None = None
    prefix: str = ""  # a kept verb that heads a list: 制(修)订 国际标准3项、国家标准20项

    def reset(self) -> None:
        self.verb, self.scope, self.prefix = False, None, ""


@cache
def _verbs() -> re.Pattern[str]:
    """Words that govern a figure; reaching verbs of one character (为, 在, 占) do not."""
    reach = "|".join(word for word in words("verbs", "reach") if len(word) > 1 and word not in ("分别", "平均", "稳定", "保持"))
    return re.compile(f"(?P<there>{one_of('refuse', 'there')})|(?P<verb>{one_of('verbs', 'make', 'keep')}|{reach})")


@cache
def _making() -> re.Pattern[str]:
    return re.compile(one_of("verbs", "make", "keep"))


def builds_on(segment: Segment) -> bool:
    """Whether a segment names what a later figure builds on: 在…的基础上."""
    return segment.mask.rstrip().endswith(tuple(words("refuse", "base")))


def past(segment: Segment) -> bool:
    """Whether a segment tells of what is or was."""
    return bool(any_of("refuse", "past").search(segment.mask.replace("实现有", "实现　")))


def about_money(segment: Segment) -> bool:
    return bool(any_of("refuse", "money").search(segment.mask))


def claims(segment: Segment, carry: Carry, section: SectionKind) -> Iterator[Claim]:
    """The promises with a number in one segment; `carry` is read and brought up to date."""
    if segment.strong:
        carry.reset()
    if rank := _rank(segment):
        yield rank
        return
    found = _without_attributes(segment, list(figures(segment)))
    if not found:
        return
    if len(found) > 1 and (split := _RESPECTIVELY.search(segment.mask)) and split.start() < found[0].start:
        yield from _respective(segment, found, split.start())
        return
    pieces = list(_pieces(segment, found))
    alike = (
        len(pieces) > 1 and len({f.unit for _, f in pieces}) == 1 and [f.bounded for _, f in pieces] == [False] * (len(pieces) - 1) + [True]
    )
    for piece, figure in pieces:
        if alike:
            figure = with_comparator(figure, pieces[-1][1].comparator)
        for claim in _piece(segment, piece, figure, carry, section):
            yield replace(claim, start=segment.start, end=segment.end) if alike and _behind(segment, piece, figure) == "" else claim


Piece = tuple[int, int]  # in the segment


def _pieces(segment: Segment, found: list[Figure]) -> Iterator[tuple[Piece, Figure]]:
    start = 0
    for figure, following in zip(found, [*found[1:], None], strict=True):
        end = len(segment.mask)
        if following:
            between = segment.mask[figure.end : following.start]
            cuts = list(indicator.ITEMS.finditer(between))
            if cuts:
                cut = cuts[0] if cuts[0].start() == 0 else cuts[-1]
                end = figure.end + cut.start()
                following_start = figure.end + cut.end()
            else:
                end = following_start = following.start
        yield (start, end), figure
        start = following_start if following else end


def _without_attributes(segment: Segment, found: list[Figure]) -> list[Figure]:
    """Figures that only describe what another figure counts are dropped: 年销售额1000万元以上的网商800家."""
    kept = []
    for i, figure in enumerate(found):
        rest = segment.mask[figure.end :]
        alone = len(found) == 1
        described = bool(_ATTRIBUTE.match(rest)) and (not alone or figure.unit == "元")
        joined = (
            i + 1 < len(found)
            and not indicator.ITEMS.search(segment.mask[figure.end : found[i + 1].start])
            and figure.unit == "元"
            and figure.bounded
        )
        listed = (
            i + 1 < len(found)
            and figure.bounded
            and bool(_ATTRIBUTE.match(segment.mask[found[i + 1].end :]))
            and figure.unit == found[i + 1].unit
        )
        base = bool(_BASE_VALUE.search(segment.mask[: figure.start]))  # 由10个工作日压减至3个工作日
        if not described and not joined and not listed and not base:
            kept.append(figure)
    return kept


def _behind(segment: Segment, piece: Piece, figure: Figure) -> str:
    return _BRACKET.sub("", segment.mask[figure.end : piece[1]]).strip(" 、")


def _piece(segment: Segment, piece: Piece, figure: Figure, carry: Carry, section: SectionKind) -> Iterator[Claim]:
    head = segment.mask[piece[0] : figure.start]
    tail = _behind(segment, piece, figure)
    governed = _governed(head, tail, carry)
    if governed is None or _EVERY.search(segment.mask[: figure.number_at]):
        return
    if figure.unit in words("times"):
        yield from _time(segment, piece, figure, head)
    elif figure.unit in ("%", "百分点", "‰", "分", "倍") or (figure.unit is None and _SCORE_NAME.search(head)):
        yield from _rates(segment, piece, figure, head, tail)
    elif figure.unit == "元":
        if not about_money(segment) and (
            figure.comparator is Comparator.GT or re.search(one_of("verbs", "reach") + "|增长|新增|完成", head)
        ):
            yield from _claim(segment, piece, figure, "target.money", indicator.before(_raw(segment, piece[0], figure.start), rate=True))
    elif (governed or (section is SectionKind.TARGET and not tail)) and _counts(segment, figure, head):
        yield from _count(segment, piece, figure, head, tail, carry)


def _governed(head: str, tail: str, carry: Carry) -> bool | None:
    """Whether a verb of promising stands before a figure; None where the last such word says that the things are there already.

    A verb far from a figure that its things follow governs only from the head of the segment: 实现A、B、C等58项事项异地办理.
    """
    last = None
    for match in _verbs().finditer(head):
        last = match
    if last is None:
        return carry.verb and not head.endswith("等")
    if last["there"]:
        return None
    far = bool(tail) and (len(head) - last.end() > NEAR or head.endswith("等"))
    return not far or bool(_making().match(indicator.opened(head)))


def _counts(segment: Segment, figure: Figure, head: str) -> bool:
    """Whether a figure counts things to come. Chinese numerals count only right behind a verb (培育十家), 一 only behind few."""
    if about_money(segment) or (figure.unit in words("measures") and not re.search(one_of("verbs", "reach", "new"), head)):
        return False
    if figure.unit == "类" and head.endswith("等"):
        return False
    if not figure.chinese:
        return True
    if figure.value == 1:
        return bool(_ONE.search(head)) or "每年" in segment.mask
    return bool(re.search(one_of("verbs", "make", "keep") + "$", head)) and not segment.mask.endswith(("计划", "工程", "行动"))


def _count(segment: Segment, piece: Piece, figure: Figure, head: str, tail: str, carry: Carry) -> Iterator[Claim]:
    raw_head = _raw(segment, piece[0], figure.start)
    if re.search(one_of("verbs", "make", "keep", "reach"), head) or head.strip():
        if re.search(one_of("verbs", "new"), head):
            carry.scope = "new"
        elif re.search(one_of("verbs", "make", "keep"), head):
            carry.scope = None
    total = any_of("verbs", "total").search(head) or (re.search(r"达到?约?$", head.rstrip()) and figure.unit in words("things"))
    scope = "total" if total else carry.scope
    if tail and not re.match(r"(?:左右|以上)?$", tail):
        name = indicator.behind(segment.text[figure.end : piece[1]])
        rule = "target.count_before"
        if len(name) < 3 or (head.endswith("等") and name.startswith("事项")):
            name = indicator.before(raw_head, rate=False) + name
    else:
        name, rule = indicator.before(raw_head, rate=False), "target.count_behind"
        kept = re.match(f"{one_of('verbs', 'keep')}{{1,3}}", name)
        if kept and len(name) > kept.end():
            carry.prefix = kept[0]
        elif carry.prefix and piece[0] > 0 and not kept:
            name = carry.prefix + name
    if each := _EACH.search(raw_head):
        name = each[0] + name.removeprefix(each[0])
    carry.verb = True
    yield from _claim(segment, piece, figure, rule, name, scope=scope)


def _rates(segment: Segment, piece: Piece, figure: Figure, head: str, tail: str) -> Iterator[Claim]:
    if (
        about_money(segment)
        or re.search(r"按照[\u4e00-\u9fff]{0,16}$|(?:按(?!期|时|质)|减)[\u4e00-\u9fff]{0,6}$", head)
        or _BASE.search(head.rstrip("不超过最高约"))
    ):
        return
    raw_head = _raw(segment, piece[0], figure.start)
    compared = _OVER.search(head) or _REFERENCE_FIRST.search(head)
    if compared:
        name = indicator.before(raw_head[: compared.start()], rate=True)
        comparator = Comparator.RANGE if figure.high is not None else Comparator.LT if compared["verb"].startswith("低") else Comparator.GT
        yield from _claim(
            segment,
            piece,
            with_comparator(figure, comparator),
            "target.reference",
            name,
            kind=TargetKind.RELATIVE,
            reference=compared["reference"],
        )
        return
    change = _CHANGE.search(head)
    if change:
        comparator = Comparator.DECREASE if change["verb"] in _DOWN else Comparator.INCREASE
        since = _SINCE.search(head)
        name = indicator.before(raw_head[: since.start() if since else change.start()], rate=True)
        kind = TargetKind.RELATIVE if since else TargetKind.DIRECTIONAL
        changed = replace(figure, comparator=comparator)
        yield from _claim(segment, piece, changed, "target.change", name, kind=kind, reference=since["since"] if since else None)
        return
    if figure.unit == "百分点" or figure.unit == "倍":
        return
    name = indicator.before(raw_head, rate=True)
    if tail and not re.match(r"[（(]", tail):  # 主要工业产品 | 90%以上 | 采用国际标准
        joined = name + indicator.behind(segment.text[figure.end : piece[1]])
        if len(name) >= 2:
            yield from _claim(segment, piece, figure, "target.rate", joined)
        return
    if not name or (figure.unit == "分" and not re.search(r"满意度|指数|得分|评分|分数", name)):
        return
    names = indicator.items(name)
    split = len(names) > 1 and (
        all(indicator.RATE.search(part) for part in indicator.ITEMS.split(name))
        or segment.mask[: figure.start].rstrip().endswith(("均达到", "均达", "均", "均为", "均保持在", "均稳定在"))
    )
    for part in names if split else [name]:
        yield from _claim(segment, piece, figure, "target.rate", part)


def _respective(segment: Segment, found: list[Figure], split: int) -> Iterator[Claim]:
    """A、B、C合格率分别达到98%、98%、99%以上."""
    if about_money(segment):
        return
    names = indicator.items(indicator.before(segment.text[:split], rate=True))
    if len(names) != len(found):
        return
    bounded = [f for f in found if f.bounded]
    if len(bounded) == 1 and bounded[0] in (found[0], found[-1]):
        found = [with_comparator(f, bounded[0].comparator) for f in found]
    for name, figure in zip(names, found, strict=True):
        yield from _claim(segment, (0, len(segment.text)), figure, "target.respectively", name)


def _time(segment: Segment, piece: Piece, figure: Figure, head: str) -> Iterator[Claim]:
    name = indicator.before(_raw(segment, piece[0], figure.start), rate=True)
    if (re.search(one_of("verbs", "shorten"), head) or _TIME_NAME.search(name)) and len(name) >= 3:
        name = re.sub(r"(?:压缩|压减|缩短|减少|降低|办结|办理完毕)$", "", name)
        yield from _claim(segment, piece, figure, "target.time", name)


def _rank(segment: Segment) -> Claim | None:
    found = _RANK.search(segment.mask)
    if not found or about_money(segment) or past(segment):
        return None
    name = indicator.before(segment.text[: found.start()], rate=True)
    value = number(found["number"] or found["place"])
    if len(name) < 3 or value is None:
        return None
    return Claim(
        segment.start,
        segment.end,
        segment.start,
        "target.rank",
        name,
        TargetKind.ABSOLUTE,
        Comparator.LE,
        value,
        None,
        "位",
        found["whose"],
    )


def _raw(segment: Segment, start: int, end: int) -> str:
    return segment.text[start:end]


def _claim(
    segment: Segment,
    piece: Piece,
    figure: Figure,
    rule: str,
    name: str,
    kind: TargetKind = TargetKind.ABSOLUTE,
    reference: str | None = None,
    scope: str | None = None,
) -> Iterator[Claim]:
    if len(name) < 2 or name == "名次":
        return
    value, high = figure.value, figure.high
    if figure.unit is None and figure.comparator is Comparator.EQ and value < Decimal(1):
        return
    start, end = segment.start + piece[0], segment.start + piece[1]
    yield Claim(
        start, end, segment.start + figure.number_at, rule, name, kind, figure.comparator, value, high, figure.unit, reference, scope
    )
