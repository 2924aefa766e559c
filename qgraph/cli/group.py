"""`qgraph group`: who sits in a leading group, and what its members are today."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, on_option, store_option
from qgraph.export import tables
from qgraph.questions.group import Group, group

SEATS = ("role", "body_as_written", "person", "post", "today", "unverified", "measures", "source")


@click.command("group")
@click.argument("name", type=NAME)
@click.option("--place", type=NAME, help="Only the group of this place (name or URI).")
@on_option
@store_option
@neo4j_option
@format_option
def group_command(name: str, place: str | None, on: datetime.date | None, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """The members of a leading group (its NAME, or the plan that sets it up), and which bodies they are today."""
    with reading(store, neo4j) as graph:
        answer = group(graph, name, place=place, on=on)
    if format == "json":
        answer_as(format, answer.to_json(), (), ())
    for one in answer.groups if format == "table" else ():
        _show(one)
    if format == "table":
        note(answer.reason)
    sys.exit(0 if answer.groups else 1)


def _show(one: Group) -> None:
    click.echo(tables.harmless(f"{one.name} · 《{one.plan}》"))
    tables.show(
        [{name: getattr(seat, name) for name in SEATS} for seat in (*one.chairs, *one.deputy_chairs, *one.hosts, *one.members)], SEATS
    )
    few = "" if not one.open_list else "至少 "
    click.echo(f"成员 {few}{len(one.members)} 个；按机构改革今为 {few}{len(one.today)} 个")
    merged = [
        {"today": now.name, "members": "、".join(now.members), "unverified": now.unverified} for now in one.today if len(now.members) > 1
    ]
    if merged:
        tables.show(merged, ("today", "members", "unverified"))
    if one.plates:
        click.echo("加挂的牌子")
        tables.show([{"plate": plate.name, "of": plate.of, "today": plate.today, "source": plate.source} for plate in one.plates], PLATES)
    note(one.reason)


PLATES = ("plate", "of", "today", "source")
