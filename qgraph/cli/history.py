"""`qgraph history`: two versions or periods of one place's plan."""

from __future__ import annotations

from pathlib import Path

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.coverage import counted, rows
from qgraph.cli.options import NAME, format_option, neo4j_option, store_option
from qgraph.questions.history import history

COLUMNS = ("what", "kind", "score", "earlier", "later", "reasons", "changes")


@click.command("history")
@click.argument("earlier", type=NAME)
@click.argument("later", type=NAME)
@store_option
@neo4j_option
@format_option
def history_command(earlier: str, later: str, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """What the plan LATER kept of the plan EARLIER of the same place, changed, dropped and added."""
    with reading(store, neo4j) as graph:
        answer = history(graph, earlier, later).to_json()
    answer_as(format, answer, rows(answer, ("kept", "changed", "dropped", "added"), "earlier", "later"), COLUMNS)
    if format == "table":
        note(counted(answer["counts"], "kept or changed"))
