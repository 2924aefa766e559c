"""`qgraph overview`: bodies by load, deadlines on a calendar, money by purse, plans by level."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, on_option, store_option
from qgraph.export import tables
from qgraph.questions.overview import Overview, overview
from qgraph.questions.overview.calendar import Due, Period

MOST = 20  # bodies a table shows; the document has all
LOADS = ("body", "place", "tasks", "lead", "responsible", "participate", "supervise", "in_force", "plans")


@click.command("overview")
@click.option("--place", type=NAME, help="Only the plans of this place (name or URI).")
@click.option("--plan", type=NAME, help="Only this plan (URI, file name or document number).")
@on_option
@store_option
@neo4j_option
@format_option
def overview_command(
    place: str | None,
    plan: str | None,
    on: datetime.date | None,
    store: Path,
    neo4j: str | None,
    format: str,  # noqa: A002
) -> None:
    """Who has most to do, what is due when, and whose money is for what; in the whole store, one place or one plan."""
    with reading(store, neo4j) as graph:
        answer = overview(graph, place=place, plan=plan, on=on)
    if format == "json":
        answer_as(format, answer.to_json(), (), ())
        return
    for title, rows, columns in _tables(answer):
        click.echo(title)
        tables.show(rows, columns)
    note(answer.reason)


Table = tuple[str, Sequence[Mapping[str, Any]], Sequence[str]]


def _tables(answer: Overview) -> Iterator[Table]:
    counts = answer.counts
    row = {"plans": counts.plans, "places": counts.places, **counts.levels, **counts.validity}
    yield "文件", [row], list(row)
    for title, some in (("机构", answer.bodies), ("集体单位", answer.collectives)):
        rows = [{name: getattr(one, name) for name in LOADS} for one in some[:MOST]]
        if rows:
            yield _headed(title, len(rows), len(some)), rows, LOADS
    dates = answer.calendar
    groups = (("已过期限", dates.past), ("今年到期", dates.this_year), ("以后到期", dates.later))
    rows = [_period(title, one) for title, periods in groups for one in periods]
    if rows:
        yield "期限", rows, ("group", "when", "tasks", "targets", "first")
    for title, dues in (("周期性任务和目标", dates.recurrent), ("没有日期的期限", dates.undated)):
        rows = [
            {"kind": one.kind, "as_written": one.deadline_as_written or one.recurrence, "name": _name(one), "plan": one.plan}
            for one in dues
        ]
        if rows:
            yield _headed(title, min(len(rows), MOST), len(rows)), rows[:MOST], ("kind", "as_written", "name", "plan")
    purses = [
        {
            "place": one.place,
            "payer": one.payer_name,
            "theme": one.theme,
            "lines": len(one.lines),
            "total": None if one.total is None else f"{one.total:f}{one.unit or ''}",
            "why_not": one.reason,
        }
        for one in answer.money
    ]
    if purses:
        yield _headed("资金", min(len(purses), MOST), len(purses)), purses[:MOST], ("place", "payer", "theme", "lines", "total", "why_not")


def _headed(title: str, shown: int, total: int) -> str:
    return title if shown == total else f"{title}（共 {total}，列出前 {shown}；--format json 给出全部）"


def _period(title: str, one: Period) -> dict[str, Any]:
    first = one.entries[0]
    more = f" 等 {len(one.entries)} 项" if len(one.entries) > 1 else ""
    return {"group": title, "when": one.when, "tasks": one.tasks, "targets": one.targets, "first": f"{_name(first)}{more}"}


def _name(due: Due) -> str:
    return f"{due.number or ''} {due.name or due.quote}".strip() + ("（按文件规划期）" if due.assumed else "")
