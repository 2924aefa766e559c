"""`qgraph stats`: how much the store holds."""

from __future__ import annotations

from pathlib import Path

import click

from qgraph.cli.answers import answer_as, reading
from qgraph.cli.options import format_option, neo4j_option, store_option


@click.command()
@store_option
@neo4j_option
@format_option
def stats(store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """How many nodes of each class the store holds."""
    with reading(store, neo4j) as graph:
        counts = dict(sorted(graph.stats().items()))
    answer_as(format, {"nodes": counts}, [{"class": name, "nodes": n} for name, n in counts.items()], ("class", "nodes"))
