"""Tables of indicators that lost their separators: 1农产品质量安全例行监测合格率％99.299.5预期性.

Decisions
---------
* Known only under a head that is run together too (序号指标名称单位2020年2025年指标属性), line by line, until a line that is no row.
* Figures are parted where only one parting is possible (9.59.8 is 9.5 and 9.8). Where several are, the row is kept without a value and
  doubted, with every reading: which one is meant cannot be told, and a guess would be added up with the rest.
* The number a row begins with is the one that is due; any other digit belongs to the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from loaders.document import Document
from loaders.front import Front
from loaders.grammar.targets.figures import scaled
from loaders.grammar.targets.table import Given, in_year, is_base, target
from loaders.grammar.targets.words import one_of
from qgraph.model import Comparator, Target

LONGEST_ROW = 80  # characters
MOST_READINGS = 4  # that a doubt names
_LINE = re.compile(r"[^\n]+")
_CUE = re.compile(r"指\s*标")
_HEAD = re.compile(
    r"(?:序号)?(?:类别)?(?:指标名称|主要指标|具体指标|指标)(?:计量)?单位(?P<years>(?:20\d\d年(?:实际|目标|规划)?值?){1,4})(?:(?:指标)?(?:属性|性质))?"
)
_NUMBER = r"(?:0|[1-9]\d*)(?:\.\d+)?"
_ATTRIBUTE = r"(?P<attribute>约束性|预期性)?"


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    unit: str
    figures: str
    attribute: str


def find(document: Document, front: Front) -> Iterator[Target]:
    """All targets of run-together tables, in reading order."""
    years: list[int] = []
    due = 1
    for line in _LINE.finditer(document.text):
        said = line.group()
        if not years and not _CUE.search(said):  # only a head begins a table, and every head has the word
            continue
        bare = re.sub(r"\s", "", said) if len(said) <= LONGEST_ROW else ""
        if head := _HEAD.fullmatch(bare):
            years, due = [int(year) for year in re.findall(r"20\d\d", head["years"])], 1
        elif years and bare:
            row = _row(bare, due)
            if row is None and any(letter.isdigit() for letter in bare):
                years = []
            elif row:
                due += bare.startswith(str(due))
                yield from _targets(document, line.span(), row, years, front)


def _row(bare: str, due: int) -> _Row | None:
    match = _pattern().fullmatch(bare.removeprefix(str(due)))
    return _Row(match["name"], match["unit"], match["figures"], match["attribute"] or "") if match else None


@cache
def _pattern() -> re.Pattern[str]:
    unit = rf"[万亿]?(?:{one_of('measures')}|{one_of('things')})(?:[/／][\u4e00-\u9fff]{{1,4}})?"
    return re.compile(rf"(?P<name>[^\d.]\S{{1,40}}?)(?P<unit>{unit})(?P<figures>\d[\d.]*){_ATTRIBUTE}")


def partings(figures: str, count: int) -> list[tuple[str, ...]]:
    """Every way in which a row of digits is `count` numbers, the one whose numbers are most alike first."""
    return sorted(_partings(figures, count), key=_unlikeness)


def _unlikeness(numbers: tuple[str, ...]) -> float:
    values = [float(one) or 0.1 for one in numbers]
    return max(values) / min(values)


def _partings(figures: str, count: int) -> list[tuple[str, ...]]:
    if count == 1:
        return [(figures,)] if re.fullmatch(_NUMBER, figures) else []
    found = []
    for cut in range(1, len(figures)):
        if re.fullmatch(_NUMBER, figures[:cut]):
            found += [(figures[:cut], *rest) for rest in _partings(figures[cut:], count - 1)]
    return found


def _targets(document: Document, line: tuple[int, int], row: _Row, years: list[int], front: Front) -> Iterator[Target]:
    readings = partings(row.figures, len(years)) if len(row.figures) <= 24 else []
    scale, unit = scaled(row.unit)
    sure = [Decimal(one) * scale for one in readings[0]] if len(readings) == 1 else None
    bases = [i for i, year in enumerate(years) if is_base(year, years, False, front)]
    base = (sure[bases[-1]], f"{years[bases[-1]]}年") if sure and bases else None
    told = " or ".join(" | ".join(reading) for reading in readings[:MOST_READINGS]) or "nothing"
    doubt = None if sure else f"the columns are run together: {row.figures} may be {told}"
    for i, year in enumerate(years):
        if i not in bases:
            given = Given(Comparator.EQ, sure[i] if sure else None, None, unit)
            read = target(document.evidence(*line), "target.flat", row.name, given, in_year(year), base, row.attribute, front)
            yield replace(read, doubt=doubt or read.doubt)
