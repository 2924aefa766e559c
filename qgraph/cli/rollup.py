"""`qgraph rollup`: the ladder of one indicator."""

from __future__ import annotations

from pathlib import Path

import click

from qgraph.cli.answers import answer_as, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, store_option
from qgraph.export import tables
from qgraph.questions.rollup import rollup


@click.command("rollup")
@click.argument("indicator", type=NAME)
@click.option("--place", type=NAME, help="Only this place with those above and below it (name or URI).")
@click.option("--year", type=int, help="Only the figures for this year.")
@store_option
@neo4j_option
@format_option
def rollup_command(indicator: str, place: str | None, year: int | None, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """The ladder of one indicator from the nation down, and how each figure stands against those above."""
    with reading(store, neo4j) as graph:
        answer = rollup(graph, indicator, place=place, year=year).to_json()
    answer_as(format, answer, answer["ladder"], ("level", "place", "plan", "issued", "comparator", "value", "unit", "deadline"))
    if format == "table":
        tables.show(answer["links"], ("place_name", "via", "verdict", "reason"))
        rungs = {rung["id"]: rung for rung in answer["ladder"]}
        for which in ("only_above", "only_below"):
            if alone := [rungs[fact] for fact in answer["coverage"][which]]:
                click.echo(f"{which.replace('_', ' ')}:")
                tables.show(alone, ("level", "place", "comparator", "value", "unit", "deadline", "plan"))
