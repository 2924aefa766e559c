"""`qgraph show`: all that is known of one thing."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, on_option, store_option
from qgraph.export import tables
from qgraph.questions.answers import said
from qgraph.questions.entity import entity


@click.command("show")
@click.argument("uri", type=NAME)
@on_option
@store_option
@neo4j_option
@format_option
def show_command(uri: str, on: datetime.date | None, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """All that is known of one thing (its URI, as `search` gives it): a body, task, target, plan, place, indicator, programme or sum."""
    with reading(store, neo4j) as graph:
        thing = entity(graph, uri, on=on).to_json()
    about = [{"what": thing["kind"], "value": thing["name"]}, *({"what": key, "value": value} for key, value in thing["about"].items())]
    if thing["evidence"]:
        about.append({"what": "quote", "value": thing["evidence"]["quote"]})
    answer_as(format, thing, about, ("what", "value"))
    if format == "table":
        tables.show(thing["related"], ("relation", "kind", "name", "detail", "uri"))
        note(said("entity.missing", what="、".join(thing["missing"])) if thing["missing"] else None)
