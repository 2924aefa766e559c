"""What the page of comparison draws: themes and indicators with a column a side."""

from __future__ import annotations

from collections.abc import Sequence

from qgraph.app.i18n import language, said, t
from qgraph.questions.compare import Answer
from qgraph.questions.compare.indicators import Figure, IndicatorRow
from qgraph.questions.compare.themes import ThemeRow
from qgraph.registries.themes import Theme
from qgraph.registries.wordings import Wording

ALL, DIFFERENT, ALONE, SHARED = "all", "different", "alone", "shared"
SHOWN = (ALL, SHARED, DIFFERENT, ALONE)
LEADS = 3  # types of leads that a cell names


def heads(answer: Answer) -> list[str]:
    """The columns of the sides: their names, numbered where two are alike."""
    names = [side.name for side in answer.sides]
    return [name if names.count(name) == 1 else f"{number}. {name}" for number, name in enumerate(names, 1)]


def theme_name(theme: Theme) -> str:
    return theme.name_en if language() == "en" else theme.name


def firmness(wording: Wording | None) -> str:
    """How firmly something is meant, with the word that says so."""
    if wording is None:
        return ""
    name = wording.level.name_en if language() == "en" else wording.level.name
    return t("compare.worded", name=name, word=wording.word) if wording.word and wording.word != name else name


def kept(cells: Sequence[Sequence[object]], told: Sequence[object], shown: str) -> bool:
    """Whether a row is shown; `told`: what each side's cell says in short."""
    having = [bool(cell) for cell in cells]
    return (
        shown == ALL
        or (shown == SHARED and all(having))
        or (shown == ALONE and sum(having) == 1)
        or (shown == DIFFERENT and sum(having) > 1 and len({str(one) for one, has in zip(told, having, strict=True) if has}) > 1)
    )


def theme_rows(answer: Answer, shown: str) -> list[ThemeRow]:
    """The themes that a filter leaves."""
    return [row for row in answer.themes if kept(row.cells, _theme_cells(row), shown)]


def indicator_rows(answer: Answer, shown: str) -> list[IndicatorRow]:
    """The indicators that a filter leaves."""
    return [row for row in answer.indicators if kept(row.cells, [[f.rung.figure() for f in cell] for cell in row.cells], shown)]


def themes(answer: Answer, rows: Sequence[ThemeRow]) -> list[dict[str, object]]:
    """A row a theme, in each side's column what it says in few words."""
    columns = heads(answer)
    return [{t("compare.theme"): theme_name(row.theme), **dict(zip(columns, _theme_cells(row), strict=True))} for row in rows]


def indicators(answer: Answer, rows: Sequence[IndicatorRow]) -> list[dict[str, object]]:
    """A row an indicator, in each side's column its figures."""
    columns = heads(answer)
    return [
        {
            t("rollup.indicator"): row.name,
            **{
                column: t("list.join").join(_figure(one, row.crowned) for one in cell)
                for column, cell in zip(columns, row.cells, strict=True)
            },
            t("compare.held"): " ".join(dict.fromkeys(said(pair.reason) for pair in (*row.contradictions, *row.pairs))),
        }
        for row in rows
    ]


def alone(answer: Answer) -> list[tuple[str, list[str], list[str]]]:
    """Of each side its name, and the indicators and themes that no other side speaks of."""
    found = []
    for number, name in enumerate(heads(answer)):
        figures, told = answer.only_in(number)
        found.append((name, [row.name for row in figures], [theme_name(row.theme) for row in told]))
    return found


def _figure(figure: Figure, crowned: frozenset[str]) -> str:
    rung = figure.rung
    parts = [said(rung.figure()), str(rung.year or ""), firmness(figure.wording)]
    marks = [
        *([t("compare.strictest")] if rung.fact in crowned else []),
        *([t("compare.joint")] if figure.joint else []),
        *([t("compare.doubt")] if rung.doubt else []),
    ]
    return " · ".join(part for part in (*parts, *marks) if part)


def _theme_cells(row: ThemeRow) -> list[str]:
    cells = []
    for cell, wording, best in zip(row.cells, row.firmness(), row.firmest(), strict=True):
        leads = list(dict.fromkeys(str(lead["type_name"] or lead["name"]) for item in cell for lead in item.leads()))
        parts = [
            t("compare.facts", count=len(cell)) if cell else "",
            firmness(wording) + (f" {t('compare.firmest')}" if best else ""),
            t("compare.measurable") if any(item.measurable for item in cell) else "",
            "、".join(sorted({item.deadline for item in cell if item.deadline})),
            t("compare.leads", names="、".join(leads[:LEADS]) + ("…" if len(leads) > LEADS else "")) if leads else "",
            t("list.join").join(said(money) for item in cell if (money := item.money())),
        ]
        cells.append(" · ".join(part for part in parts if part.strip()))
    return cells
