"""Tables of awards: rows under a head that names what is rewarded and how much it gets (奖项, 级别, 奖励金额).

Decisions
---------
* A head holds a column of money that is granted (奖励金额, 补助标准（万元）) and one of what it is for. 投资金额 is no grant.
* A row is one line a column of money; a rate with a sum in one cell is a line with its ceiling. Item and grade together are the purpose.
* 省级奖励 and 市级奖励 say who pays; else the government that speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from loaders.document import Document
from loaders.front import Front
from loaders.grammar import grid
from loaders.grammar.funding.payers import by_word, own
from loaders.grammar.funding.sums import UNITS, rates, sums
from loaders.grammar.funding.words import words
from loaders.grammar.numbers import ARABIC, number, plain
from qgraph.model import FundingLine

LONGEST_HEAD = 24  # characters in one cell of a head
LONGEST_CELL = 200  # characters in which sums are looked for
CUE = re.compile("奖|补|资助|支持|扶持")
_PURSE = re.compile(r"^(?P<purse>省|自治区|市|州|区|县)级?(?:财政)?")
_BARE = re.compile(rf"[\u4e00-\u9fff≤]{{0,8}}?\s?(?P<number>{ARABIC})(?:以内|左右)?")  # its unit stands in the head
_UNIT = re.compile("|".join(sorted((unit for unit in UNITS if unit.endswith("元")), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class _Money:
    """What a column of money says of its cells: their unit in 万元, who pays, and the kind of money."""

    unit: Decimal | None
    payer: str | None
    kind: str


def find(document: Document, front: Front) -> Iterator[FundingLine]:
    """All lines of all tables of awards, in reading order."""
    for row in grid.rows(document, _columns, CUE, LONGEST_HEAD):
        for i in row.filled("money"):
            if len(row.said(i)) <= LONGEST_CELL:
                yield from _lines(row, i, _money(row.heads[i], front))


def _columns(cells: list[str]) -> grid.Columns | None:
    """What the columns under some cells hold: "money", "item", "grade", "payee", "condition"; None where they are no table of awards."""
    columns = [next((kind for kind, pattern in words().columns if pattern.search(cell)), grid.OTHER) for cell in cells]
    return columns if "item" in columns and "money" in columns else None


def _money(head: str, front: Front) -> _Money:
    unit = _UNIT.search(head)
    purse = _PURSE.match(head)
    kind = next((kind for kind, pattern in words().kinds if pattern.search(head)), "reward")
    return _Money(UNITS[unit[0]] if unit else None, by_word(purse["purse"], front) if purse else own(front), kind)


def _lines(row: grid.Row, column: int, money: _Money) -> Iterator[FundingLine]:
    """The lines of one cell of money."""
    text, (start, end) = row.document.text, row.cells[column]
    said = row.said(column)
    bare = _BARE.fullmatch(said)
    value = number(bare["number"]) if bare and money.unit else None
    if value is not None and money.unit:
        amounts = [plain(value * money.unit)]
    else:
        amounts = [low for one in sums(text, start, end) for low in one.lows]
    shares = [low for one in rates(text, start, end) for low in one.lows]
    at_most = bool(words().before["max"].search(re.split(r"\d", said, maxsplit=1)[0]))
    first = min((row.cells[i][0] for i in row.filled("item", "grade")), default=start)
    for amount, rate in zip_longest(amounts, shares):
        yield FundingLine(
            evidence=row.evidence(column, (min(first, start), end)),
            rule="funding.cell",
            kind=money.kind,
            amount=amount,
            unit="万元" if amount is not None else "%",
            qualifier="max" if amount is not None and (rate is not None or at_most) else "exact",
            payer=money.payer,
            payee=_joined(row, "payee"),
            purpose=_joined(row, "item", "grade"),
            rate=rate,
            condition=_joined(row, "condition"),
        )


def _joined(row: grid.Row, *kinds: str) -> str | None:
    """The words of some columns of a row, each once, in their order."""
    return "".join(dict.fromkeys(row.said(i) for i in row.filled(*kinds))) or None
