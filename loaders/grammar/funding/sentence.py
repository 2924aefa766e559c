"""One sentence read for money: which of its sums and rates are granted, under what ceiling, by whom, to whom.

Decisions
---------
* A sum is granted where a verb of granting leads up to it (给予…100万元) or a word for money follows it (100万元资金支持).
  Behind a condition's noun (年销售额1000万元) or before 以上的 it is none.
* 按N%给予…，最高M万元 is one line: rate and ceiling. A ceiling behind an exact sum is a line of its own.
* The quote runs from the clause with the verb to the clause with the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.grammar.funding.sums import Figures, rates, sums
from loaders.grammar.funding.words import words

REACH = 400  # characters: how far from a figure its clause may reach, and how far before it its verb, its subject and its purse may stand
CEILING = re.compile(r"(?:最高|最多|上限|封顶|不超过|不高于|限额)[^，。；,;]{0,6}$")
CONDITION_BEHIND = re.compile(  # 1000万元以上的企业, 10万元及以下贷款, 亿元级, 50元/次
    r"\s?(?:[（(]含[^）)]{0,12}[）)])?"
    r"(?:(?:及|或|含)?以[上下内](?:的(?!(?:资金|奖励|补助|资助|标准)(?!项目))|（含|\(含|[^，。；、,;的]{1,6}企业|或|且)"
    r"|(?:及|或|含)以[上下](?!的?(?:资金|奖励|补助|资助|标准)(?!项目)|[，。；、,;]|$)|级|/(?!亩|人|户|年|件|家|吨))"
)
ENOUGH = re.compile(r"\s?(?:及|或|含)?以上(?!的(?:资金|奖励|补助|资助))")
SAME = re.compile(r"同一|单个|单项|单家|单户|每[家个项人户]|一家|年度|最高|最多")  # a sentence that only adds a ceiling to the one before
BASE = re.compile(r"按照?(?:[^，。；,;]{0,60})$")
PAID_BY_RATE = re.compile(
    r"的?(?:比例|标准|额度)?(?:，|,)?(?:[^，。；,;]{0,16})(?:给予|予以|进行|奖补|补助|资助|补贴|奖励|贴息|返还|补偿)|[^，。；,;]{0,16}(?:激励资金|资助)"
)
GIVEN_RATE = re.compile(r"(?:给予|予以|资助|补助|补贴|奖励|奖补|返还|贴息|资助金额为|补助金额为|奖励金额为)[^，。；,;]{0,30}$")
RATE_BEHIND = re.compile(r"(?:的|、)?[^，。；,;]{0,20}(?:补助|补贴|奖补|奖励|资助|贴息|支持|资金|补偿)|[，。；,;]|$")
NO_GRANT = re.compile(r"(?:合格率|占比|比重|增速|增幅|增长|减按|减征|税率|费率[^，。]{0,4})[^，。；,;]{0,6}$")
RATE_WORD = re.compile(r"(?:不超过|不高于|最高|最多)[^，。；,;]{0,14}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of money before it is given evidence: the span of its quote, where its figure stands, what it says."""

    start: int
    end: int
    at: int  # where the figure starts
    rule: str
    index: int  # which of `count` figures dealt out together
    count: int
    qualifier: str | None = None
    amount: Decimal | None = None
    amount_high: Decimal | None = None
    rate: Decimal | None = None


def read(text: str, start: int, end: int, before: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the sentence `text[start:end]`, and those of the sentence before with a ceiling this one gave them."""
    lines: list[Line] = []
    open_rates: list[int] = []  # places in `lines` of rates that no ceiling has closed yet
    last_rate: Line | None = None
    figures = [*((found, False) for found in sums(text, start, end)), *((found, True) for found in rates(text, start, end))]
    for found, is_rate in sorted(figures, key=lambda figure: figure[0].start):
        near = max(start, found.start - REACH)
        clause, stop = _clause(text, near, end, found.start, found.end)
        ceiling = CEILING.search(text, clause, found.start) is not None
        if is_rate:
            if _is_granted_rate(text, clause, end, found):
                open_rates.extend(range(len(lines), len(lines) + len(found.lows)))
                lines.extend(_lines(text, near, clause, stop, found, "funding.rate", rate=True))
                last_rate = lines[-1]
        elif ceiling and open_rates:
            for i, place in enumerate(open_rates):
                lines[place] = _capped(lines[place], stop, found, i, len(open_rates))
            open_rates = []
        elif ceiling and last_rate and clause > last_rate.at:  # 单个企业最高60万元，单个展会最高5万元: both ceilings are the rate's
            lines.append(_capped(last_rate, stop, found, 0, 1))
        elif ceiling and before and not lines and SAME.match(text[start:end].lstrip()):
            before = tuple(_capped(line, stop, found, i, len(before)) for i, line in enumerate(before))
        elif _is_granted(text, near, clause, found, ceiling, bool(lines)):
            lines.extend(_lines(text, near, clause, stop, found, _rule(found, ceiling), rate=False))
    return tuple(lines), before


def _capped(line: Line, stop: int, ceiling: Figures, index: int, count: int) -> Line:
    """A rate with its ceiling: one for all, or as many ceilings as rates."""
    amount = ceiling.lows[index if len(ceiling.lows) == count else 0]
    return replace(line, end=stop, amount=amount, qualifier="max", rule="funding.rate_to_ceiling")


def clause_start(text: str, start: int, at: int, marks: str = "，,；;。：") -> int:
    """Where the clause that holds `at` begins, in a sentence that starts at `start`."""
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in marks))


def _clause(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The clause between commas that holds `text[first:last]`; it runs on for `REACH` characters at most."""
    end = min(end, last + REACH)
    begin = clause_start(text, start, first)
    stops = [stop for stop in (text.find(mark, last, end) for mark in "，,；;。：") if stop >= 0]
    return begin, min(stops, default=end)


def _is_granted(text: str, start: int, clause: int, found: Figures, ceiling: bool, follows: bool) -> bool:
    table = words()
    before, behind = text[clause : found.start], text[found.end : found.end + 40]
    if table.past.search(before) or CONDITION_BEHIND.match(behind):
        return False
    granted_noun = table.granted.search(before)
    if table.condition.search(before) and not granted_noun:
        return False
    tail = table.tail.match(behind)
    if ENOUGH.match(behind) and not tail and not re.search(rf"(?:{table.money}|标准|安排|统筹|投入)$", before):
        return False
    if table.grant.search(before) or (granted_noun and table.grant.search(text, start, found.start)):
        return True
    if tail:
        return True
    if ceiling or follows:
        return table.grant.search(text, start, clause) is not None
    return re.search(r"标准(?:进行|给予)(?:资助|补助|奖励|补贴)", text[found.end : found.end + 60]) is not None


def _is_granted_rate(text: str, clause: int, end: int, found: Figures) -> bool:
    before = text[clause : found.start]
    if NO_GRANT.search(before):
        return False
    if BASE.search(before) and PAID_BY_RATE.match(text, found.end, min(end, found.end + 40)):
        return True
    return GIVEN_RATE.search(before) is not None and RATE_BEHIND.match(text, found.end, min(end, found.end + 40)) is not None


def _rule(found: Figures, ceiling: bool) -> str:
    if len(found.lows) > 1:
        return "funding.dealt_out"
    return "funding.ceiling" if ceiling else "funding.sum"


def _lines(text: str, start: int, clause: int, stop: int, found: Figures, rule: str, *, rate: bool) -> Iterator[Line]:
    qualifier = "max" if rate and RATE_WORD.search(text, clause, found.start) else _qualifier(text, clause, found)
    begin = clause
    if not words().grant.search(text, clause, stop):  # 对X给予奖补，最高Y: the verb stands in a clause before
        verbs = list(words().grant.finditer(text, start, clause))
        if verbs:
            begin = _clause(text, start, stop, verbs[-1].start(), verbs[-1].end())[0]
    for i, (low, high) in enumerate(zip(found.lows, found.highs, strict=True)):
        line = Line(begin, stop, found.start, rule, i, len(found.lows), qualifier)
        yield replace(line, rate=low) if rate else replace(line, amount=low, amount_high=high)


def _qualifier(text: str, clause: int, found: Figures) -> str:
    table = words()
    before, behind = text[clause : found.start], text[found.end : found.end + 4].lstrip()
    for key in ("max", "min", "about"):
        if table.before[key].search(before) or table.behind[key].match(behind):
            return key
    return "exact"
