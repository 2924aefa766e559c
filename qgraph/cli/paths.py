"""`qgraph paths`: how two things of the store hang together."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, store_option
from qgraph.questions.paths import HOPS, paths


@click.command("paths")
@click.argument("start", type=NAME)
@click.argument("end", type=NAME)
@click.option("--hops", type=click.IntRange(1, 12), default=HOPS, show_default=True, help="Links of the longest way.")
@store_option
@neo4j_option
@format_option
def paths_command(start: str, end: str, hops: int, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """The shortest ways between two things, given by the URIs that `search` shows."""
    with reading(store, neo4j) as graph:
        answer = paths(graph, start, end, hops)
    rows = [
        {"way": number, "kind": node.kind, "name": node.name, "relation": edge.relation if edge else ""}
        for number, way in enumerate(answer.ways, start=1)
        for node, edge in zip(way.nodes, (*way.edges, None), strict=True)
    ]
    answer_as(format, asdict(answer), rows, ("way", "kind", "name", "relation"))
    if format == "table":
        note(answer.reason)
    sys.exit(0 if answer.ways else 1)
