"""What the page of comparison draws: themes and indicators with a column a side, and what one side alone has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qgraph.app.i18n import language, said, t
from qgraph.app.links import address
from qgraph.questions.compare import Answer
from qgraph.questions.compare.facts import Fact
from qgraph.questions.compare.indicators import Figure, IndicatorRow
from qgraph.questions.compare.themes import Item, ThemeRow
from qgraph.registries.themes import Theme
from qgraph.registries.wordings import Wording

ALL, DIFFERENT, ALONE, SHARED = "all", "different", "alone", "shared"
SHOWN = (ALL, SHARED, DIFFERENT, ALONE)
LEADS = 3  # types of leads that a cell names
PARTED = " · "


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


def kept(told: Sequence[str | None], shown: str) -> bool:
    """Whether a row is shown; `told`: what each side says in short, None where it says nothing."""
    having = [one for one in told if one is not None]
    return (
        shown == ALL
        or (shown == SHARED and len(having) == len(told))
        or (shown == ALONE and len(having) == 1)
        or (shown == DIFFERENT and len(set(having)) > 1)
    )


def theme_rows(answer: Answer, shown: str) -> list[ThemeRow]:
    """The themes that a filter leaves. How many facts there are is no difference: wording, deadlines, leads and money are."""
    return [row for row in answer.themes if shown == ALL or kept(_differing(row), shown)]


def indicator_rows(answer: Answer, shown: str) -> list[IndicatorRow]:
    """The indicators that a filter leaves; figures and their years differ."""
    return [
        row
        for row in answer.indicators
        if kept([str(sorted((one.rung.figure(), one.rung.year or 0) for one in cell)) if cell else None for cell in row.cells], shown)
    ]


def themes(answer: Answer, rows: Sequence[ThemeRow]) -> list[dict[str, object]]:
    """A row a theme, in each side's column how many facts it has, how firm they are, by when, by whom, with which money."""
    columns = heads(answer)
    return [
        {
            t("compare.theme"): theme_name(row.theme),
            **{
                column: t("list.join").join(filter(None, (_counted(cell), told)))
                for column, cell, told in zip(columns, row.cells, _told(row), strict=True)
            },
        }
        for row in rows
    ]


def indicators(answer: Answer, rows: Sequence[IndicatorRow]) -> list[dict[str, object]]:
    """A row an indicator, in each side's column its figures."""
    columns = heads(answer)
    return [
        {
            t("rollup.indicator"): row.name,
            **{
                column: t("list.join").join(figure(one, row.crowned) for one in cell)
                for column, cell in zip(columns, row.cells, strict=True)
            },
            t("compare.held"): t("list.join").join(dict.fromkeys(said(pair.reason) for pair in (*row.contradictions, *row.pairs))),
        }
        for row in rows
    ]


def alone(answer: Answer, side: int) -> list[dict[str, object]]:
    """What no other side speaks of: a row an indicator or a theme, with the way to its first sentence."""
    figures, told = answer.only_in(side)
    return [
        *(_alone("kind.indicator", row.name, figure(row.cells[side][0], frozenset()), row.cells[side][0].fact) for row in figures),
        *(_alone("compare.theme", theme_name(row.theme), _counted(row.cells[side]), row.cells[side][0].fact) for row in told),
    ]


def further(some: Sequence[tuple[str, Fact]]) -> list[dict[str, object]]:
    """A row a sentence, with what stands over it and the way to it."""
    return [
        {
            t("column.quote"): fact.row["quote"],
            t("column.detail"): told,
            t("column.plan"): fact.plan["title"],
            t("page.source"): _source(fact),
        }
        for told, fact in some
    ]


def item(one: Item) -> str:
    """What a fact of a theme is, in one line over its sentence."""
    parts = (t(f"kind.{one.fact.kind}"), firmness(one.wording), one.deadline or "", _leads([one]), said(one.money() or ""))
    return PARTED.join(filter(None, parts))


def figure(one: Figure, crowned: frozenset[str]) -> str:
    """A figure with its year, how firmly it is meant, and whether it is the strictest."""
    rung = one.rung
    parts = (
        said(rung.figure()),
        t("compare.year_assumed", year=rung.year) if rung.year and rung.year_assumed else str(rung.year or ""),
        firmness(one.wording),
        t("compare.strictest") if rung.fact in crowned else "",
        t("compare.joint") if one.joint else "",
        t("compare.doubt") if rung.doubt else "",
    )
    return PARTED.join(filter(None, parts))


def _alone(kind: str, name: str, told: str, fact: Fact) -> dict[str, object]:
    return {
        t("column.kind"): t(kind),
        t("column.name"): name,
        t("column.detail"): told,
        t("page.source"): _source(fact),
    }


def _source(fact: Fact) -> str:
    return address("source", doc=str(fact.plan["plan"]), at=fact.uri)


def _counted(cell: Sequence[Item]) -> str:
    """How many facts of each kind."""
    counts = Counter(one.fact.kind for one in cell)
    return PARTED.join(t("compare.counted", kind=t(f"kind.{kind}"), count=count) for kind, count in counts.items())


def _told(row: ThemeRow) -> list[str]:
    """What each side's cell says besides how many facts it has: firmness and deadlines, who leads, the money."""
    cells = []
    for cell, wording, best in zip(row.cells, row.firmness(), row.firmest(), strict=True):
        money = list(dict.fromkeys(said(told) for one in cell if (told := one.money())))
        firm = (
            firmness(wording),
            t("compare.firmest") if best else "",
            t("compare.measurable") if any(one.measurable for one in cell) else "",
            "、".join(sorted({one.deadline for one in cell if one.deadline})),
        )
        cells.append(t("list.join").join(filter(None, (PARTED.join(filter(None, firm)), _leads(cell), t("list.join").join(money)))))
    return cells


def _differing(row: ThemeRow) -> list[str | None]:
    return [told if cell else None for cell, told in zip(row.cells, _told(row), strict=True)]


def _leads(cell: Sequence[Item]) -> str:
    names = list(dict.fromkeys(str(lead["type_name"] or lead["name"]) for one in cell for lead in one.leads()))
    return t("compare.leads", names="、".join(names[:LEADS]) + ("…" if len(names) > LEADS else "")) if names else ""
