"""The rungs of one indicator: every target of the store and every published figure, with its place on the ladder.

Decisions
---------
* A rung's year is what its sentence says; only where that is silent the plan's own period stands in (`year_assumed`).
* Figures of what was reached (`actual`) and of money paid (`funding`) are no targets and no rungs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from qgraph.model import Comparator, Level, TargetKind
from qgraph.questions.names import Spot, local, rank, text
from qgraph.questions.rules import said
from qgraph.questions.standing import standing
from qgraph.registries import indicators
from qgraph.store import Row, Store

FEW = 80  # plans that are asked one by one, where they are a small part of all
PART = 8
PLAN = "plan"  # the kind of source of a rung read from a document; the others are `official` and `mirror`


@dataclass(frozen=True, slots=True)
class Rung:
    """A target of one place. `source` is `plan` for one read from a document of the store, else the kind of page it was published on."""

    fact: str
    level: Level | None
    place: str | None
    place_name: str | None
    plan: str
    plan_uri: str | None
    issued: str | None
    indicator: str
    indicator_as_written: str
    kind: TargetKind
    comparator: Comparator
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    reference: str | None
    deadline: str | None
    year: int | None
    year_assumed: bool
    recurrence: str | None
    scope: str | None
    applies_to: str | None
    doubt: str | None
    quote: str | None
    source: str
    file: str | None = None
    address: str | None = None
    found: str | None = None
    start: int | None = None
    end: int | None = None
    reading_start: int | None = None
    reading_end: int | None = None
    status: str | None = None
    began: int | None = None  # first year of the plan's period
    firmness: str | None = None  # as the reading graded it: binding, expected, ensure …

    @property
    def published(self) -> bool:
        return self.source != PLAN

    def figure(self) -> str:
        """The figure in few words: ≥95%."""
        if self.kind is TargetKind.ZERO and not self.value:
            return said("zero")
        mark = said(self.comparator) if self.comparator in TURNS else MARKS[self.comparator]
        if self.value is None:
            return mark + (self.reference or "") or "—"
        return f"{mark}{plain(self.value)}{'～' + plain(self.value_high) if self.value_high is not None else ''}{self.unit or ''}"

    def told(self) -> str:
        """Place, year and figure for a sentence: 栖陵市2025年≥95%."""
        year = said("no_year" if self.year is None else "year_assumed" if self.year_assumed else "year", year=self.year)
        return said("target", place=self.place_name or said("no_place"), year=year, figure=self.figure())


MARKS = {
    Comparator.GE: "≥", Comparator.GT: "＞", Comparator.LE: "≤", Comparator.LT: "＜", Comparator.EQ: "", Comparator.RANGE: "",
    Comparator.INCREASE: "提高", Comparator.DECREASE: "下降",
}  # fmt: skip
TURNS = (Comparator.INCREASE, Comparator.DECREASE)


def plain(value: Decimal) -> str:
    """A figure without exponent or trailing zeros."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def rungs(store: Store, of: Collection[str], spots: dict[str, Spot], plans: dict[str, Row], among: Collection[str]) -> Iterator[Rung]:
    """The rungs of some indicators (URIs), in no order: those of the plans `among`, and all published figures.

    A few plans of many are asked one by one, else all at once.
    """
    if len(among) <= min(FEW, len(plans) // PART):
        rows = [row for plan in among for row in store.run("plan_targets", plan=plan) if row["indicator"] in of]
    else:
        rows = [row for indicator in of for row in store.run("targets", indicator=indicator) if row["plan"] in among]
    for row in standing(rows):
        yield rung_of(row, plans[str(row["plan"])], spots)
    for indicator in of:
        for row in store.run("figures", indicator=indicator):
            if row["nature"] == "target":
                yield _of_figure(row, spots)


def in_order(found: list[Rung]) -> list[Rung]:
    """From the nation down, then by place; of one place the latest document first, and in a document by year."""
    found = sorted(found, key=lambda r: (r.year or 0, r.published, r.fact))
    found.sort(key=lambda r: r.issued or str(r.year or ""), reverse=True)
    return sorted(found, key=lambda r: (rank(r.level), r.place or ""))


def latest(found: list[Rung]) -> list[Rung]:
    """Those for the latest year."""
    last = max((rung.year or 0 for rung in found), default=0)
    return [rung for rung in found if (rung.year or 0) == last]


def rung_of(row: Row, plan: Row, spots: dict[str, Spot]) -> Rung:
    """The rung of a row of targets, with the row of its plan."""
    place = str(plan["place"])
    spot = spots.get(place)
    stated, assumed = text(row["deadline"]), text(row["deadline_assumed"])
    level = text(plan["level"])
    value = _decimal(row["value"])
    return Rung(
        fact=str(row["target"]),
        level=Level(level) if level else spot.level if spot else None,
        place=place,
        place_name=text(plan["place_name"]) or (spot.name if spot else None),
        plan=str(plan["title"]),
        plan_uri=str(row["plan"]),
        issued=text(plan["issued_on"]),
        indicator=str(row["indicator"]),
        indicator_as_written=str(row["indicator_as_written"]),
        kind=TargetKind(str(row["kind"])),
        comparator=Comparator(str(row["comparator"])),
        value=value,
        value_high=_decimal(row["value_high"]),
        unit=text(row["unit"]),
        reference=text(row["reference"]),
        deadline=stated,
        year=_year(stated or assumed),
        year_assumed=stated is None and assumed is not None,
        recurrence=text(row["recurrence"]),
        scope=text(row["scope"]),
        applies_to=_parts(text(row["applies_to"])),
        doubt=text(row["doubt"]) or _implausible(value, text(row["unit"]), str(row["indicator"])),
        quote=text(row["quote"]),
        source=PLAN,
        file=text(plan["file"]),
        found=text(row["found"]),
        start=_int(row["start"]),
        end=_int(row["end"]),
        reading_start=_int(row["reading_start"]),
        reading_end=_int(row["reading_end"]),
        status=text(row["status"]),
        began=_int(plan["period_start"]),
        firmness=text(row["firmness"]),
    )


def _of_figure(row: Row, spots: dict[str, Spot]) -> Rung:
    place, level, year = text(row["place"]), text(row["level"]), text(row["year"])
    spot = spots.get(place or "")
    comparator = Comparator(str(row["comparator"]))
    value = _decimal(row["value"])
    deadline = text(row["deadline"])
    relative = comparator in (Comparator.INCREASE, Comparator.DECREASE)
    return Rung(
        fact=str(row["figure"]),
        level=Level(level) if level else spot.level if spot else None,
        place=place,
        place_name=text(row["place_name"]) or (spot.name if spot else None),
        plan=str(row["document"]),
        plan_uri=None,
        issued=year,
        indicator=str(row["indicator"]),
        indicator_as_written=str(row["indicator_as_written"]),
        kind=TargetKind.DIRECTIONAL if relative else TargetKind.ABSOLUTE,
        comparator=comparator,
        value=value,
        value_high=_decimal(row["value_high"]),
        unit=text(row["unit"]),
        reference=None,
        deadline=deadline,
        year=_year(deadline),
        year_assumed=False,
        recurrence=None,
        scope=None,
        applies_to=None,
        doubt=text(row["doubt"]) or _implausible(value, text(row["unit"]), str(row["indicator"])),
        quote=None,
        source=text(row["source_kind"]) or "mirror",
        address=text(row["address"]),
    )


def _implausible(value: Decimal | None, unit: str | None, indicator: str) -> str | None:
    """Why a figure in the indicator's own unit cannot be right."""
    known = indicators.get(local(indicator) or "")
    if value is None or known is None or (unit or None) != known.unit or known.plausible(value):
        return None
    low, high = ("" if bound is None else plain(bound) for bound in (known.low, known.high))
    return f"{plain(value)} 不在 {low}～{high} 之间"


def _parts(applies_to: str | None) -> str | None:
    """Whom a figure is for, where it is not simply the whole place (全市)."""
    return None if applies_to is None or applies_to in indicators.scopes() else applies_to


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _int(value: object) -> int | None:
    return None if value is None else int(str(value))


def _year(value: str | None) -> int | None:
    return int(value[:4]) if value and value[:4].isdigit() else None
