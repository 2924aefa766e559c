"""`qgraph who`: what a body owes."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, on_option, store_option
from qgraph.model import MemberRole, Role
from qgraph.questions.who import who


@click.command("who")
@click.argument("body", type=NAME)
@click.option("--role", type=click.Choice([role.value for role in (*Role, *MemberRole)]), help="Only what it owes in this role.")
@click.option("--place", type=NAME, help="Only the body of this place (name or URI).")
@click.option("--plan", type=NAME, help="Only this plan (URI, file name or document number).")
@click.option("--deadline", type=int, metavar="YEAR", help="Only what is due in this year.")
@click.option("--theme", type=NAME, help="Only what speaks of this theme (首席质量官, 标准化 …).")
@click.option("--in-force", is_flag=True, help="Only what stands in plans in force on that day.")
@on_option
@store_option
@neo4j_option
@format_option
def who_command(
    body: str,
    role: str | None,
    place: str | None,
    plan: str | None,
    deadline: int | None,
    theme: str | None,
    in_force: bool,
    on: datetime.date | None,
    store: Path,
    neo4j: str | None,
    format: str,  # noqa: A002
) -> None:
    """What a body owes, under all its names, each time with the sentence that says so."""
    with reading(store, neo4j) as graph:
        answer = who(graph, body, role=role, place=place, plan=plan, deadline=deadline, theme=theme, in_force=in_force, on=on).to_json()
    answer_as(format, answer, answer["obligations"], ("place", "role", "via", "number", "task", "deadline", "plan", "quote"))
    if format == "table":
        note(answer["reason"])
