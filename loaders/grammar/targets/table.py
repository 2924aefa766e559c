"""Tables of indicators: rows under a head that names an indicator and its figures (指标名称, 单位, 2020年, 2025年, 指标属性).

Decisions
---------
* A column of a year before the plan's period, or one that says 实际, 现状 or 基期, holds the base; every other column of a year, and one
  that says 目标值, holds targets. The year of a column is the deadline (`deadline_from` = "column").
* A plain figure is `=`; ≥, 以上 and the like bound it. A cell with words (较2020年下降14%, 全覆盖, 完成省下达任务) is read as a sentence
  about its row's indicator would be.
* 万件 and 亿元 scale their figures, as everywhere; 件/万人 is a unit.
* 约束性 and 预期性 are the firmness. A column headed by a place holds what is for that place.
* The quote runs from the indicator to the figure; its address is the figure's cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from loaders.document import Document, SectionKind
from loaders.front import Front
from loaders.grammar import grid
from loaders.grammar.numbers import ARABIC, number
from loaders.grammar.targets import counts, levels
from loaders.grammar.targets.doubt import too_much
from loaders.grammar.targets.figures import DASH, comparator_of
from loaders.grammar.targets.segments import Segment, masked
from loaders.grammar.targets.words import one_of, words
from qgraph.model import Comparator, Evidence, Target, TargetKind

LONGEST_HEAD = 24  # characters in one cell of a head
LONGEST_CELL = 60  # characters of a cell that is read as a figure
LONGEST_NAME = 60
CUE = re.compile(r"指标|目标|20\d\d\s?年")
YEAR = re.compile(r"^(?:到)?(?P<year>20\d\d)\s?年?(?:度|底|末)?")
PLACE = re.compile(r"^(?:全[国省市区县]|[\u4e00-\u9fff]{2,8}(?:[市区县州旗盟]|开发区|高新区))$")
FIRM = {"约束": "binding", "预期": "expected"}
SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_KINDS = ("number", "lead", "unit", "attribute", "group", "indicator", "target", "change", "task")
_NUMBERED = re.compile(r"^(?:[（(]?\d{1,3}[）)]|\d{1,3}[.．、]|[①-⑳])\s*")
_UNIT_BEHIND = re.compile(r"[（(〔\[](?P<unit>[^（）()〔〕\[\]]{1,10})[）)〕\]]\s*$")
_PART = re.compile(r"^其中[:：]?\s*")
_OPENED, _CLOSED = "（([〔【〈<", "）)]〕】〉>"


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell gives."""

    comparator: Comparator
    value: Decimal | None
    high: Decimal | None
    unit: str | None
    kind: TargetKind = TargetKind.ABSOLUTE
    reference: str | None = None


def find(document: Document, front: Front) -> Iterator[Target]:
    """All targets in tables, in reading order."""
    above = ""
    for row in grid.rows(document, _columns, CUE, LONGEST_HEAD):
        name = _name(row, above)
        if name:
            above = name.removeprefix(above) if _PART.match(name) else name
            yield from _row(row, name, front)


def _columns(cells: list[str]) -> grid.Columns | None:
    """What the columns under some cells hold; None where they are no head of a table of indicators."""
    said = [re.sub(r"\s", "", cell) for cell in cells]
    columns = [_column(cell) for cell in said]
    if "indicator" not in columns and "target" in columns and "task" in columns:
        columns[columns.index("task")] = "indicator"
    if "indicator" not in columns:
        return None
    places = [i for i, cell in enumerate(said) if columns[i] == grid.OTHER and PLACE.match(cell)]
    if len(places) > 1:
        columns = [f"place {said[i]}" if i in places else kind for i, kind in enumerate(columns)]
    return columns if any(kind.split()[0] in ("year", "target", "place") for kind in columns) else None


def _column(cell: str) -> str:
    year = YEAR.match(cell)
    if _is("actual", cell):
        return f"actual {year['year']}年" if year else f"actual {cell}"
    if year:
        return "change" if _is("change", cell[year.end() :]) else f"year {year['year']}"
    return next((kind for kind in _KINDS if _is(kind, cell)), grid.OTHER)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(words("table", kind)))


def _is(kind: str, cell: str) -> bool:
    return bool(_pattern(kind).search(cell))


def _name(row: grid.Row, above: str) -> str:
    """The indicator of a row; 其中：X belongs to the row above it."""
    said = _NUMBERED.sub("", re.sub(r"\s", "", row.said(list(row.columns).index("indicator"))))
    said = said if len(said) <= LONGEST_NAME else ""
    part = _PART.sub("", said)
    return above + part if part != said else said


def _row(row: grid.Row, name: str, front: Front) -> Iterator[Target]:
    columns = [*row.columns[: len(row.cells)]]
    behind = _UNIT_BEHIND.search(name)
    unit = next((row.said(i) for i, kind in enumerate(columns) if kind == "unit"), "")
    if not unit and behind and _is_unit(behind["unit"]):
        unit, name = behind["unit"], name[: behind.start()]
    attribute = next((row.said(i) for i, kind in enumerate(columns) if kind == "attribute"), "")
    firm = next((rank for word, rank in FIRM.items() if word in attribute), None), attribute or None
    based = [i for i, kind in enumerate(columns) if is_base(kind, row.columns, front)]
    start = _plain(row.said(based[-1]), unit) if based else None
    first = row.cells[row.columns.index("indicator")][0]
    for i, kind in enumerate(columns):
        if i in based or kind.split()[0] not in ("year", "target", "place", "change") or _is("nothing", row.said(i)):
            continue
        evidence = row.evidence(i, (min(first, row.cells[i][0]), row.cells[i][1]))
        for given in _given(name, row.said(i), unit, kind):
            same = start is not None and start.unit == given.unit and given.kind is TargetKind.ABSOLUTE
            base = (start.value, _year(columns[based[-1]])) if start and start.value is not None and same else None
            yield target(evidence, "target.cell", name, given, kind, base, firm, front)


def target(
    evidence: Evidence,
    rule: str,
    name: str,
    given: Given,
    column: str,
    base: tuple[Decimal, str] | None,
    firm: tuple[str | None, str | None],
    front: Front,
    doubt: str | None = None,
) -> Target:
    """The target that a cell of a column gives for an indicator; `firm` is the rank and the words of its attribute."""
    year = column.removeprefix("year ") if column.startswith("year") else None
    return Target(
        evidence=evidence,
        rule=rule,
        indicator=name,
        kind=given.kind,
        comparator=given.comparator,
        value=given.value,
        value_high=given.high,
        unit=given.unit,
        reference=given.reference,
        base=base[0] if base else None,
        base_as_written=base[1] if base else None,
        deadline=year,
        deadline_as_written=f"{year}年" if year else None,
        deadline_from="column" if year else None,
        deadline_assumed=str(front.period_end) if front.period_end else None,
        recurrence="annual" if column == "change" else None,
        firmness=firm[0],
        firmness_as_written=firm[1],
        applies_to=column.removeprefix("place ") if column.startswith("place") else None,
        doubt=doubt or too_much(name, given.kind, given.value, given.unit),
    )


def _year(column: str) -> str:
    """The words of a column of base figures: 2020年, 现状值."""
    kind, _, said = column.partition(" ")
    return f"{said}年" if kind == "year" else said


def is_base(kind: str, columns: Sequence[str], front: Front) -> bool:
    """Whether a column holds what was there before the plan."""
    if not kind.startswith("year"):
        return kind.startswith("actual")
    year, years = int(kind.split()[1]), sorted(int(one.split()[1]) for one in columns if one.startswith("year"))
    start = front.period_start or (int(front.issued_on[:4]) if front.issued_on else None)
    if start is not None:
        return year < start
    return len(years) > 1 and year == years[0] and years[1] - year > 1 and not any(one.startswith("actual") for one in columns)


def _is_unit(said: str) -> bool:
    bare = said.lstrip("万亿")
    return bare in words("measures") or bare in words("things") or "/" in said or "／" in said


def _given(name: str, said: str, unit: str, column: str) -> Iterator[Given]:
    """What a cell gives for an indicator; in a column of growth a figure is a change."""
    figure = _plain(said, unit)
    if figure and column == "change":
        yield replace(figure, kind=TargetKind.DIRECTIONAL, comparator=Comparator.INCREASE, unit=figure.unit or "%")
    elif figure:
        yield figure
    elif len(said) <= LONGEST_CELL:
        text = re.sub(r"\s", "", f"{name}{said}")
        segment = Segment(0, text, masked(text), strong=True)
        found = list(counts.claims(segment, counts.Carry(), SectionKind.TARGET)) or levels.claims(segment, SectionKind.TARGET)
        yield from (Given(one.comparator, one.value, one.high, one.unit, one.kind, one.reference) for one in found)


@cache
def _figure() -> re.Pattern[str]:
    before = "|".join(f"(?P<{name}>{one_of('bounds', name)})" for name in ("at_least", "at_most", "above", "below"))
    behind = "|".join(f"(?P<{name}>{one_of('bounds', name)})" for name in ("behind_at_least", "behind_at_most", "behind_about"))
    return re.compile(
        rf"(?:达到?|为|实现|{before})?(?P<low>{ARABIC}(?:万|亿)?)(?P<low_unit>[%％])?(?:{DASH}(?P<high>{ARABIC}(?:万|亿)?))?"
        rf"(?P<unit>{one_of('measures')}|[万亿]?{one_of('things')}|[\u4e00-\u9fff]{{1,6}}[/／][\u4e00-\u9fff]{{1,6}})?(?:{behind})?(?:[（(]?累计[）)]?)?"
    )


def _plain(said: str, unit: str) -> Given | None:
    """The figure of a cell that holds a figure and nothing else; brackets around it say that it is the sum of some years."""
    bare = re.sub(r"\s", "", said).strip(_OPENED[:-1] + _CLOSED[:-1]) if len(said) <= LONGEST_CELL else ""
    match = _figure().fullmatch(bare)
    low = number(match["low"]) if match else None
    if match is None or low is None:
        return None
    own = (match["unit"] or match["low_unit"] or re.sub(r"\s", "", unit)).replace("％", "%").replace("个百分点", "百分点")
    high = number(match["high"]) if match["high"] else None
    scale = SCALES.get(own[:1]) if len(own) > 1 and "/" not in own and "／" not in own else None
    if scale:
        own, low, high = own[1:], low * scale, high * scale if high is not None else None
    comparator = Comparator.RANGE if high is not None else comparator_of(match)[0]
    return Given(comparator, low, high, own or None)
