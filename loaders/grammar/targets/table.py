"""Tables of indicators: rows under a head that names an indicator and its figures (指标名称, 单位, 2020年, 2025年, 指标属性).

Decisions
---------
* A column of a year before the plan's period, or one that says 实际, 现状 or 基期, holds the base; every other column of a year, and one
  that says 目标值, holds targets. The year of a column is the deadline (`deadline_from` = "column").
* A plain figure is `=`; ≥, 以上 and the like bound it. A cell with words (较2020年下降14%, 全覆盖, 完成省下达任务) is read as a sentence
  about its row's indicator would be.
* 万件 and 亿元 scale their figures, as everywhere; 件/万人 is a unit.
* 约束性 and 预期性 are the firmness. A column headed by a place holds what is for that place; under a column of places (县区) every other
  column of figures is an indicator, its unit in the bracket of its head.
* In a table of tasks (重点任务, 目标值, 完成时限) the task names the indicator, with what the cell adds to it; its time is the deadline.
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
from loaders.grammar import deadlines, grid
from loaders.grammar.numbers import ARABIC, number
from loaders.grammar.targets import counts, levels
from loaders.grammar.targets.doubt import too_much
from loaders.grammar.targets.figures import BEFORE, BEHIND, DASH, bounds, comparator_of, scaled
from loaders.grammar.targets.horizon import Horizon
from loaders.grammar.targets.segments import Segment, masked
from loaders.grammar.targets.words import one_of, words
from qgraph.model import Comparator, Evidence, Target, TargetKind

LONGEST_HEAD = 24  # characters in one cell of a head
LONGEST_CELL = 60  # characters of a cell that is read as a figure
LONGEST_NAME = 60
CUE = re.compile(r"指标|目标|20\d\d\s?年|[县市区][市区县]|地区")
YEAR = re.compile(r"^(?:到)?(?P<year>20\d\d)\s?年?(?:度|底|末)?")
PLACE = re.compile(r"^(?:全[国省市区县]|[\u4e00-\u9fff]{2,8}(?:[市区县州旗盟]|开发区|高新区))$")
_KINDS = ("number", "deadline", "lead", "unit", "attribute", "group", "indicator", "target", "change", "task", "places")
_NUMBERED = re.compile(r"^(?:[（(]?\d{1,3}[）)]|\d{1,3}[.．、]|[①-⑳])\s*")
_UNIT_BEHIND = re.compile(r"[（(〔\[](?P<unit>[^（）()〔〕\[\]]{1,10})[）)〕\]]\s*$")
_MEASURED = re.compile(r"[（(][^（）()]{1,10}[）)]$|[率数量额值]$")
_PART = re.compile(r"^其中[:：]?\s*")
_BRACKETS = "（([〔【〈）)]〕】〉"


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell gives."""

    comparator: Comparator
    value: Decimal | None
    high: Decimal | None
    unit: str | None
    kind: TargetKind = TargetKind.ABSOLUTE
    reference: str | None = None
    name: str = ""  # what the cell itself says is measured: 覆盖率达到90%


def find(document: Document, front: Front) -> Iterator[Target]:
    """All targets in tables, in reading order."""
    above = ""
    for row in grid.rows(document, _columns, CUE, LONGEST_HEAD):
        if "measured" in row.columns:
            yield from _of_place(row, front)
        elif name := _name(row, above):
            above = name.removeprefix(above) if _PART.match(name) else name
            yield from _row(row, name, front)


def _of_place(row: grid.Row, front: Front) -> Iterator[Target]:
    """The targets of the place that a row is of: 东溪区 under 县区, 95 under 产品质量合格率（%）."""
    place = row.said(0)
    for i in row.filled("measured") if PLACE.match(place) else ():
        name, unit = _without_unit(row.heads[i])
        if figure := _plain(row.said(i), unit):
            evidence = row.evidence(i, (row.cells[0][0], row.cells[i][1]))
            yield replace(target(evidence, "target.cell", name, figure, None, None, "", front), applies_to=place)


def _columns(cells: list[str]) -> grid.Columns | None:
    """What the columns under some cells hold ("indicator", "year", "place" …); None where they are no head of a table of indicators."""
    columns = [_column(cell) for cell in cells]
    if "indicator" not in columns and "target" in columns and "task" in columns:
        columns[columns.index("task")] = "named"
    if "indicator" not in columns and columns[0] == "places":
        columns = ["measured" if kind == grid.OTHER and _MEASURED.search(cell) else kind for cell, kind in zip(cells, columns, strict=True)]
    if "indicator" not in columns and "named" not in columns and "measured" not in columns:
        return None
    places = [i for i, cell in enumerate(cells) if columns[i] == grid.OTHER and PLACE.match(cell)]
    if len(places) > 1:
        columns = ["place" if i in places else kind for i, kind in enumerate(columns)]
    return columns if {"year", "target", "place", "measured"} & set(columns) else None


def _column(cell: str) -> str:
    if _is("actual", cell):
        return "actual"
    if year := YEAR.match(cell):
        return "change" if _is("change", cell[year.end() :]) else "year"
    return next((kind for kind in _KINDS if _is(kind, cell)), grid.OTHER)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(words("table", kind)))


def _is(kind: str, cell: str) -> bool:
    return bool(_pattern(kind).search(cell))


def _name(row: grid.Row, above: str) -> str:
    """The indicator of a row; 其中：X belongs to the row above it."""
    said = _NUMBERED.sub("", re.sub(r"\s", "", row.first("indicator") or row.first("named")))
    said = said if len(said) <= LONGEST_NAME else ""
    part = _PART.sub("", said)
    return above + part if part != said else said


def _row(row: grid.Row, name: str, front: Front) -> Iterator[Target]:
    unit = row.first("unit")
    if not unit:
        name, unit = _without_unit(name)
    due = _due(row)
    attribute = row.first("attribute")
    years = [_year(head) for kind, head in zip(row.columns, row.heads, strict=True) if kind == "year"]
    known = "actual" in row.columns
    based = [
        i
        for i, kind in enumerate(row.columns[: len(row.cells)])
        if kind == "actual" or (kind == "year" and is_base(_year(row.heads[i]), years, known, front))
    ]
    start = _plain(row.said(based[-1]), unit) if based else None
    tasks = "named" in row.columns
    first = row.cells[row.columns.index("named" if tasks else "indicator")][0]
    for i in row.filled("year", "target", "place", "change"):
        if i in based or _is("nothing", row.said(i)):
            continue
        kind, head = row.columns[i], row.heads[i]
        evidence = row.evidence(i, (min(first, row.cells[i][0]), row.cells[i][1]))
        for given in _given(name, row.said(i), unit, kind):
            named = given.name if tasks and given.name else name
            same = start is not None and start.unit == given.unit and given.kind is TargetKind.ABSOLUTE
            base = (start.value, _when(row.heads[based[-1]])) if start and start.value is not None and same else None
            horizon = in_year(_year(head)) if kind == "year" else due
            yield replace(
                target(evidence, "target.cell", named, given, horizon, base, attribute, front),
                recurrence="annual" if kind == "change" else None,
                applies_to=head if kind == "place" else None,
            )


def target(
    evidence: Evidence,
    rule: str,
    name: str,
    given: Given,
    horizon: Horizon | None,
    base: tuple[Decimal, str] | None,
    attribute: str,
    front: Front,
) -> Target:
    """The target that a cell gives for an indicator, with its horizon, what it starts from and the words of its attribute."""
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
        deadline=horizon.date if horizon else None,
        deadline_as_written=horizon.as_written if horizon else None,
        deadline_from=horizon.said_in if horizon else None,
        deadline_assumed=str(front.period_end) if front.period_end else None,
        firmness=next((rank for rank in ("binding", "expected") if _is(rank, attribute)), None),
        firmness_as_written=attribute or None,
        doubt=too_much(name, given.kind, given.value, given.unit),
    )


def in_year(year: int) -> Horizon:
    """The horizon that a column headed by a year gives."""
    return Horizon(str(year), f"{year}年", "column")


def _due(row: grid.Row) -> Horizon | None:
    """The horizon that a row's own time gives."""
    due = next((deadlines.labelled(row.document.text, *row.cells[i]) for i in row.filled("deadline")), None)
    return Horizon(due.date, due.as_written, "column") if due and due.date else None


def _without_unit(name: str) -> tuple[str, str]:
    """A name without the unit in brackets behind it, and the unit; empty where there is none."""
    behind = _UNIT_BEHIND.search(name)
    return (name[: behind.start()], behind["unit"]) if behind and _is_unit(behind["unit"]) else (name, "")


def _year(head: str) -> int:
    """The year of a column headed by one. Raises ValueError where there is none."""
    if not (match := YEAR.match(head)):
        raise ValueError(f"{head} names no year")
    return int(match["year"])


def _when(head: str) -> str:
    """The words for a column of base figures: 2020年, 现状值."""
    match = YEAR.match(head)
    return f"{match['year']}年" if match else head


def is_base(year: int, years: Sequence[int], known: bool, front: Front) -> bool:
    """Whether a column of one of some years holds what was there before the plan; `known`: another column says that it does."""
    start = front.period_start or (int(front.issued_on[:4]) if front.issued_on else None)
    if start is not None:
        return year < start
    later = sorted(years)[1:]
    return bool(later) and year == min(years) and later[0] - year > 1 and not known


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
        for one in found:
            added = one.indicator.removeprefix(name)
            named = one.indicator if added != one.indicator and not name.endswith(added) else ""
            yield Given(one.comparator, one.value, one.high, one.unit, one.kind, one.reference, named)


@cache
def _figure() -> re.Pattern[str]:
    amount = f"{ARABIC}(?:万|亿)?"
    unit = f"{one_of('measures')}|[万亿]?{one_of('things')}|[\u4e00-\u9fff]{{1,6}}[/／][\u4e00-\u9fff]{{1,6}}"
    return re.compile(
        rf"(?:达到?|为|实现|{bounds(*BEFORE)})?(?P<low>{amount})(?P<low_unit>[%％])?(?:{DASH}(?P<high>{amount}))?"
        rf"(?P<unit>{unit})?(?:{bounds(*BEHIND)})?(?:[（(]?累计[）)]?)?"
    )


def _plain(said: str, unit: str) -> Given | None:
    """The figure of a cell that holds a figure and nothing else; brackets around it say that it is the sum of some years."""
    bare = re.sub(r"\s", "", said).strip(_BRACKETS) if len(said) <= LONGEST_CELL else ""
    match = _figure().fullmatch(bare)
    low = number(match["low"]) if match else None
    if match is None or low is None:
        return None
    scale, own = scaled(match["unit"] or match["low_unit"] or re.sub(r"\s", "", unit))
    high = number(match["high"]) if match["high"] else None
    comparator = Comparator.RANGE if high is not None else comparator_of(match)[0]
    return Given(comparator, low * scale, high * scale if high is not None else None, own or None)
