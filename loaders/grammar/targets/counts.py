"""Promises with a number: counts, sums of money, time limits, ranks; shares and changes are read in `rates`.

The verb and the words 新增, 累计 carry on over commas to pieces that have none of their own (`Carry`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from loaders.document import SectionKind
from loaders.grammar.targets import indicator, ranks, rates
from loaders.grammar.targets.claims import Claim
from loaders.grammar.targets.horizon import Horizon
from loaders.grammar.targets.pieces import Piece, pieces
from loaders.grammar.targets.refusals import about_money
from loaders.grammar.targets.segments import Segment
from loaders.grammar.targets.words import any_of, one_of, words
from qgraph.model import Comparator

NEAR = 12  # characters between a verb and the figure it governs
_RESPECTIVELY = re.compile(r"分别")
_ONE = re.compile(r"(?:打造|建成|建设|培育|争创|创建|新建|新增|举办)$")  # 打造一个…: a count; 建立一个机制 is none
_EVERY = re.compile(r"每(?:完成|新增|增加|获得|采用|引进|建成|超过|满)?$")  # a price a piece
EACH = r"每个?[\u4e00-\u9fff]{0,3}(?:县|市|区|镇|乡|街道)(?:[（(][^（）()]{1,8}[）)])?"  # 每个县（市、区）
_EACH = re.compile(EACH)
_NEW_OR_MENDED = re.compile(r"新建?(?:、|和|或|（)?[改扩迁]建?")  # 新建、改造: not all of them are new
_AMOUNT = re.compile(r"(?:产量|总量|面积|里程|容量|规模|能力)$")
_NAMED_LIST = re.compile(r"(?:世界|全球|中国|全国|民营企业|行业)$")  # 世界500强
_SUM = re.compile(r"(?:总量|总数|数量|规模|拥有量|保有量)(?:达到?|为)?$")
_TOTAL = re.compile(r"达到?约?$")
_TIME_NAME = re.compile(r"天数|时间|时限|时长|用时|周期")
_DONE = re.compile(r"(?:办结|办理完毕|办完)(?=.{4,40}$)")  # 3个工作日内办结变更手续
_DONE_BEFORE = re.compile(r"(?:完成|办结|办理完毕|办完)")  # 对小型项目实行备案制，2个工作日内完成
_UNDER = re.compile(r"(?:对|将)(?P<what>[^，。；]{2,40}?)(?:实行|实施|纳入|采取)(?P<how>[^，。；]{2,12})$")
_TIME_VERB = re.compile(r"(?:压缩|压减|缩短|减少|降低|办结|办理完毕)$")


@dataclass(slots=True)
class Carry:
    """What carries on from one piece to the next over commas."""

    verb: bool = False
    scope: str | None = None
    prefix: str = ""  # a kept verb that heads a list: 制(修)订 国际标准3项、国家标准20项
    before: Segment | None = None  # it may name what this one measures: 居民用气报装，平均时长不超过4个工作日
    name: str = ""  # the last indicator, for a figure that names none: 合格率达到93%，到2025年达到94%
    horizon: Horizon | None = None  # of the sentence's parts so far

    def reset(self) -> None:
        """What a semicolon ends: all but the name and the horizon."""
        self.verb, self.scope, self.prefix, self.before = False, None, "", None

    def named(self, name: str) -> str:
        """An indicator that is said in part, or not at all, as what was said before makes it."""
        return indicator.named(name, self.name, self.before.text if self.before else "")


def claims(segment: Segment, carry: Carry, section: SectionKind) -> Iterator[Claim]:
    """The promises with a number in one segment; `carry` is read and brought up to date."""
    if segment.strong:
        carry.reset()
    ranked = list(ranks.claims(segment, carry.before))
    if ranked:
        yield from ranked
        return
    found = pieces(segment)
    split = _RESPECTIVELY.search(segment.mask) if len(found) > 1 else None
    if split and split.start() < found[0].figure.start:
        yield from rates.respectively(found, split.start(), carry.before)
        return
    shared = _shared_bound(found)
    for piece in found:
        for claim in _piece(piece.under(shared) if shared else piece, carry, section):
            # One bound governs the list, so the list is the quote.
            carry.name = claim.indicator
            yield replace(claim, start=segment.start, end=segment.end) if shared and not piece.tail else claim


def totals(segment: Segment) -> bool:
    """Whether a segment speaks of a sum over years."""
    return bool(any_of("verbs", "total").search(segment.mask))


def _shared_bound(found: list[Piece]) -> Comparator | None:
    """The bound at the end of a list of like things (国际标准3项、行业标准25项以上), which holds for all of them."""
    figures = [piece.figure for piece in found]
    alike = len(figures) > 1 and len({figure.unit for figure in figures}) == 1
    only_last = [figure.bounded for figure in figures] == [False] * (len(figures) - 1) + [True]
    return figures[-1].comparator if alike and only_last else None


def _piece(piece: Piece, carry: Carry, section: SectionKind) -> Iterator[Claim]:
    governed = _governed(piece.head, piece.tail, piece.figure.bounded, carry)
    if governed is None or _EVERY.search(piece.segment.mask[: piece.figure.number_at]):
        return
    if piece.figure.unit in words("times"):
        yield from _time(piece, carry)
    elif rates.measures(piece):
        yield from rates.claims(piece, carry.named)
    elif piece.figure.unit == "元":
        yield from _money(piece, carry)
    elif (governed or (section is SectionKind.TARGET and not piece.tail)) and _counts(piece):
        yield from _count(piece, carry)


@cache
def _verbs() -> re.Pattern[str]:
    """Words that govern a figure; reaching verbs of one character (为, 在, 占) do not."""
    reach = "|".join(word for word in words("verbs", "reach") if len(word) > 1 and word not in ("分别", "平均", "稳定", "保持"))
    there = "|".join(word if len(word) > 1 else f"{word}$" for word in words("refuse", "there"))  # 满3年 is, 满意率达到 is not
    return re.compile(f"(?P<there>{there})|(?P<verb>{one_of('verbs', 'make', 'keep')}|{reach})")


def _governed(head: str, tail: str, bounded: bool, carry: Carry) -> bool | None:
    """Whether a verb of promising stands before a figure; None where the last such word says that the things are there already.

    Without a verb, a bound behind which nothing follows (品牌突破500个) promises, and a sum (人才总量达5万人).
    A verb far from a figure that its things follow governs only from the head of the segment: 实现A、B、C等58项事项异地办理.
    """
    last = None
    for match in _verbs().finditer(head):
        last = match
    if last is None:
        return (carry.verb and not head.endswith("等")) or (not tail and (bounded or bool(_SUM.search(head))))
    if last["there"]:
        return None
    far = bool(tail) and (len(head) - last.end() > NEAR or head.endswith("等"))
    return not far or bool(any_of("verbs", "make", "keep").match(indicator.opened(head)))


def _counts(piece: Piece) -> bool:
    """Whether a figure counts things to come. Chinese numerals count only right behind a verb (培育十家), 一 only behind few."""
    segment, figure, head = piece.segment, piece.figure, piece.head
    measured = figure.unit in words("measures") and not (figure.bounded and _AMOUNT.search(head) and not head.startswith("对"))
    if about_money(segment) or (measured and not any_of("verbs", "reach", "new").search(head)):
        return False
    if (figure.unit == "类" and head.endswith("等")) or (figure.unit == "强" and _NAMED_LIST.search(head)):
        return False
    if not figure.chinese:
        return True
    if figure.value == 1:
        return bool(_ONE.search(head)) or "每年" in segment.mask
    return bool(re.search(one_of("verbs", "make", "keep") + "$", head)) and not segment.mask.endswith(("计划", "工程", "行动"))


def _count(piece: Piece, carry: Carry) -> Iterator[Claim]:
    head = piece.head
    if any_of("verbs", "new").search(head) and not _NEW_OR_MENDED.search(head):
        carry.scope = "new"
    elif any_of("verbs", "make", "keep").search(head):
        carry.scope = None
    total = any_of("verbs", "total").search(head) or (_TOTAL.search(head.rstrip()) and piece.figure.unit in words("things"))
    if piece.tail:
        rule, name = "target.count_before", indicator.behind(piece.said_behind)
        if len(name) < 3 or (head.endswith("等") and name.startswith("事项")):
            name = indicator.before(piece.said_before, rate=False) + name
    else:
        rule, name = "target.count_behind", _headed(indicator.before(piece.said_before, rate=False), piece.start > 0, carry)
        named = indicator.part if "其中" in piece.said_before or indicator.GRADE.fullmatch(name) else indicator.named
        name = named(name, carry.name)
    if each := _EACH.search(piece.said_before):
        name = each[0] + name.removeprefix(each[0])
    carry.verb = True
    yield from piece.claim(rule, name, scope="total" if total else carry.scope)


def _headed(name: str, later: bool, carry: Carry) -> str:
    """A name with the kept verb that heads its list; `later`: it is not the first of the list."""
    kept = re.match(f"{one_of('verbs', 'keep')}(?:(?:和|或|及|、)?{one_of('verbs', 'keep')}){{0,2}}", name)
    if kept and len(name) > kept.end():
        carry.prefix = kept[0]
    return carry.prefix + name if later and carry.prefix and not kept else name


def _money(piece: Piece, carry: Carry) -> Iterator[Claim]:
    """A volume to be reached; sums that are paid are funding."""
    reached = (
        piece.figure.comparator is Comparator.GT
        or (piece.figure.comparator is Comparator.GE and not piece.tail)
        or re.search(one_of("verbs", "reach") + "|增长|新增|完成", piece.head)
    )
    if reached and not about_money(piece.segment):
        scope = "new" if any_of("verbs", "new").search(piece.head) else None
        yield from piece.claim("target.money", carry.named(indicator.before(piece.said_before, rate=True)), scope=scope)


def _time(piece: Piece, carry: Carry) -> Iterator[Claim]:
    """A limit of time, or a number of days that is itself what is measured. What is to be done within it may stand behind it."""
    said = indicator.before(piece.said_before, rate=True)
    within = piece.figure.comparator is Comparator.LE and not said
    if within and (done := _DONE.match(piece.tail)):
        yield from piece.claim("target.time", indicator.behind(piece.said_behind)[done.end() :] + done[0])
        return
    if within and _DONE_BEFORE.fullmatch(piece.tail) and carry.before and (under := _UNDER.search(carry.before.text)):
        for claim in piece.claim("target.time", under["what"] + under["how"]):
            yield replace(claim, start=carry.before.start)
        return
    name = carry.named(said)
    least = piece.figure.comparator is Comparator.GE and piece.figure.bounded and piece.figure.unit in ("学时", "课时")
    if len(name) >= 3 and (least or any_of("verbs", "shorten").search(piece.head) or _TIME_NAME.search(name)):
        yield from piece.claim("target.time", _TIME_VERB.sub("", name))
