"""`qgraph compare`: plans or places side by side."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, on_option, store_option
from qgraph.export import tables
from qgraph.questions.compare import FEWEST, Answer, compare
from qgraph.questions.compare.indicators import IndicatorRow
from qgraph.questions.compare.themes import ThemeRow


@click.command("compare")
@click.argument("plans", type=NAME, nargs=-1, required=True, metavar="PLAN-or-PLACE…")
@click.option("--theme", type=NAME, help="Only this theme (id, name or term) and the indicators of its targets.")
@click.option("--indicator", type=NAME, help="Only this indicator (name or URI).")
@on_option
@store_option
@neo4j_option
@format_option
def compare_command(
    plans: tuple[str, ...],
    theme: str | None,
    indicator: str | None,
    on: datetime.date | None,
    store: Path,
    neo4j: str | None,
    format: str,  # noqa: A002
) -> None:
    """Two or more plans or places side by side: targets, themes, firmness, deadlines, leads, money; ★ marks the strictest figure."""
    if len(plans) < FEWEST:
        raise click.UsageError(f"name {FEWEST} plans or places, or more")
    with reading(store, neo4j) as graph:
        answer = compare(graph, plans, theme=theme, indicator=indicator, on=on)
    columns = [f"{n} {tables.harmless(side.name)}" for n, side in enumerate(answer.sides, start=1)]
    answer_as(format, answer.to_json(), _rows(answer, columns), ("what", "name", *columns))
    if format == "table":
        _notes(answer)
    sys.exit(0 if answer.indicators or answer.themes else 1)


def _rows(answer: Answer, columns: list[str]) -> Iterator[dict[str, Any]]:
    for what, row, cells in (
        *(("indicator", row.name, _figures(row)) for row in answer.indicators),
        *(("theme", row.theme.name, _wordings(row)) for row in answer.themes),
    ):
        yield {"what": what, "name": row, **dict(zip(columns, cells, strict=True))}


def _figures(row: IndicatorRow) -> list[str]:
    """Each side's figures in few words: ★≥95% 2025 达到."""
    return ["；".join(_figure(one) for one in cell) for cell in row.to_json()["cells"]]


def _figure(figure: dict[str, Any]) -> str:
    firm = figure["firmness"] or {}
    year = f"{figure['year']}{'?' if figure['year_assumed'] else ''}" if figure["year"] else ""
    parts = (f"{'★' if figure['strictest'] else ''}{figure['figure']}", year, firm.get("word") or firm.get("name"))
    return " ".join(part for part in parts if part) + ("（合计）" if figure["joint"] else "")


def _wordings(row: ThemeRow) -> list[str]:
    """Each side's theme in few words: how many tasks and facts, the firmest wording, deadlines, who leads."""
    return [_wording(len(cell), summary) for cell, summary in zip(row.cells, row.to_json()["summaries"], strict=True)]


def _wording(facts: int, summary: dict[str, Any]) -> str:
    if not facts:
        return ""
    firm = summary["firmness"] or {}
    mark = "★" if summary["firmest"] else ""
    parts = [f"{facts}条", f"{mark}{firm.get('word') or firm.get('name') or ''}", "、".join(summary["deadlines"])]
    return " ".join(part for part in (*parts, "、".join(summary["lead_types"][:3])) if part)


def _notes(answer: Answer) -> None:
    """What the table cannot show: sides whose plans have ended, and figures that contradict each other."""
    for side in answer.sides:
        if side.reason:
            note(f"{side.name}：{side.reason}")
    for row in answer.indicators:
        for torn in row.contradictions:
            note(torn.reason)
