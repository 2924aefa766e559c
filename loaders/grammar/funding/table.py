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
from functools import cache

from loaders.document import Document
from loaders.front import Front
from loaders.grammar import grid
from loaders.grammar.funding.payers import by_word, own
from loaders.grammar.funding.sums import UNITS, rates, sums
from loaders.grammar.funding.words import words
from loaders.grammar.numbers import ARABIC, number
from qgraph.model import FundingLine

LONGEST_HEAD = 24  # characters in one cell of a head
LONGEST_CELL = 200  # characters in which sums are looked for
CUE = re.compile("奖|补|资助|支持|扶持")
_PURSE = re.compile(r"^(?P<purse>省|自治区|市|州|区|县)级?(?:财政)?")
_BEFORE_DIGIT = re.compile(r"[^\d]{0,200}")
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
        for i, kind in enumerate(row.columns[: len(row.cells)]):
            if kind.startswith("money") and 0 < len(row.said(i)) <= LONGEST_CELL:
                yield from _lines(row, i, _money(kind.removeprefix("money "), front))


def _columns(cells: list[str]) -> grid.Columns | None:
    """What the columns under some cells hold: "money" and its words, "item", "grade", "payee", "condition"."""
    columns = [_column(re.sub(r"\s", "", cell)) for cell in cells]
    return columns if "item" in columns and any(kind.startswith("money") for kind in columns) else None


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile("|".join(patterns))) for kind, patterns in words().columns.items())


def _column(cell: str) -> str:
    kind = next((kind for kind, pattern in _kinds() if pattern.search(cell)), grid.OTHER)
    return f"money {cell}" if kind == "money" else kind


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
    plain = number(bare["number"]) if bare else None
    found = (
        [Decimal(plain) * money.unit] if plain is not None and money.unit else [low for one in sums(text, start, end) for low in one.lows]
    )
    shares = [low for one in rates(text, start, end) for low in one.lows]
    first = min(row.cells[i][0] for i, kind in enumerate(row.columns[: len(row.cells)]) if kind in ("item", "grade") and row.said(i))
    for i in range(max(len(found), len(shares))):
        amount = found[i] if i < len(found) else None
        rate = shares[i] if i < len(shares) else None
        ceiling = amount is not None and (rate is not None or bool(words().before["max"].search(_BEFORE_DIGIT.match(said)[0])))  # type: ignore[index]
        yield FundingLine(
            evidence=row.evidence(column, (min(first, start), end)),
            rule="funding.cell",
            kind=money.kind,
            amount=_plain(amount),
            unit="万元" if amount is not None else "%",
            qualifier="max" if ceiling else "exact",
            payer=money.payer,
            payee=_joined(row, "payee"),
            purpose=_joined(row, "item", "grade"),
            rate=rate,
            condition=_joined(row, "condition"),
        )


def _plain(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _joined(row: grid.Row, *kinds: str) -> str | None:
    """The words of some columns of a row, those of a row's first cell first."""
    said = [row.said(i) for i, kind in enumerate(row.columns[: len(row.cells)]) if kind in kinds]
    return "".join(dict.fromkeys(one for one in said if one)) or None
