"""What makes a segment promise nothing: it tells of what is or was, names what a later figure builds on, or speaks of a payment."""

from __future__ import annotations

import re

from loaders.grammar.targets.segments import Segment
from loaders.grammar.targets.words import any_of, one_of, words

# Growth against the year before is promised with a bound (同比增长8%以上), with 力争, or where its horizon lies ahead; else it is told.
_MOVES = r"(?=增长|下降|提高|提升|减少|降低)"
_AGAINST_LAST = r"(?:同比|[较比](?:上年|去年)(?:同期)?)"
_BOUNDED_GROWTH = re.compile(
    rf"{_AGAINST_LAST}{_MOVES}(?=[\u4e00-\u9fff]{{2}}(?:不低于|不少于)?[\d.]{{1,8}}(?:%|％|个百分点)(?:以上|左右))"
)
_PROMISED_GROWTH = re.compile(rf"((?:力争|确保|争取)[^，。；]{{2,30}}?){_AGAINST_LAST}{_MOVES}")
_GROWTH = re.compile(_AGAINST_LAST + _MOVES)
_MONTHS = re.compile(r"月|季度|上半年")
_RANK_GAINED = re.compile(r"[与较比](?:上一?年度?|去年)(?:相比)?(?=进位|晋位|前移)")
_MARKET_RATE = re.compile(r"平均[\u4e00-\u9fff]{0,8}?(?:担保)?费率")
_GRANTED = re.compile(r"的[，,][^。；，,]{0,24}(?:给予|予以|资助|奖励|补助|奖补)")


def past(segment: Segment, ahead: bool = False) -> bool:
    """Whether a segment tells of what is or was. 实现有条件… does not say 现有. `ahead`: its horizon lies in the plan's time, so that its
    growth over whole years (同比) is promised."""
    told = any_of("refuse", "past")
    if not told.search(segment.mask):
        return False
    mask = _RANK_GAINED.sub("　", segment.mask.replace("实现有", "实现　"))
    if ahead and not _MONTHS.search(mask):
        mask = _GROWTH.sub("　", mask)
    return bool(told.search(_BOUNDED_GROWTH.sub("　", _PROMISED_GROWTH.sub(r"\1　", mask))))


def builds_on(segment: Segment) -> bool:
    """Whether a segment names what a later figure builds on: 在…的基础上."""
    return segment.mask.rstrip().endswith(tuple(words("refuse", "base")))


def brought_to(segment: Segment) -> Segment | None:
    """The words inside 在…的基础上, where what is built on has itself still to be brought to a figure: 时限压减至0.5个工作日以内."""
    if not re.search(f"(?<!已){one_of('refuse', 'brought')}", segment.mask):
        return None
    start = len(segment.mask) - len(segment.mask.lstrip("在"))
    end = len(segment.mask.rstrip("基础上 \n")) - segment.mask.rstrip("基础上 \n").endswith("的")
    return Segment(segment.start + start, segment.text[start:end], segment.mask[start:end], segment.strong)


def about_money(segment: Segment) -> bool:
    """Whether a segment speaks of a payment or a rate of law; an average rate (平均担保费率) is one of the market."""
    return bool(any_of("refuse", "money").search(_MARKET_RATE.sub("　", segment.mask)))


def condition_of_payment(text: str, start: int, end: int) -> bool:
    """Whether the sentence `text[start:end]` grants money to whoever does what it says: 帮助100家以上企业…的，给予资助."""
    return bool(_GRANTED.search(text, start, end))
