"""`qgraph trace`: the chain of one task or target."""

from __future__ import annotations

from pathlib import Path

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, store_option
from qgraph.export import tables
from qgraph.questions.trace import LIMIT, trace

COLUMNS = ("direction", "via", "place", "plan", "number", "name", "figure", "score", "verdict", "quote", "why")


@click.command("trace")
@click.argument("fact", type=NAME)
@click.argument("item", type=NAME, required=False)
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="How many plans below are asked.")
@store_option
@neo4j_option
@format_option
def trace_command(fact: str, item: str | None, limit: int, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """The bodies of a task or target, what it carries out above and what carries it out below.

    FACT is a URI; or FACT is a plan and ITEM the number (二(一)1) or name of one of its tasks or targets.
    """
    with reading(store, neo4j) as graph:
        answer = trace(graph, fact, item, limit=limit).to_json()
    way = [
        {"direction": direction, **link, "why": "；".join(link["reasons"])} for direction in ("up", "down") for link in answer[direction]
    ]
    answer_as(format, answer, [answer["fact"], *way], COLUMNS)
    if format == "table":
        tables.show(answer["bodies"], ("role", "name", "role_as_written", "quote"))
        for reason in answer["reasons"].values():
            note(reason)
