"""`qgraph search`: what the store has under some words."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, store_option
from qgraph.questions.search import LIMIT, Kind, search


@click.command("search")
@click.argument("words", type=NAME, nargs=-1, required=True)
@click.option(
    "--kind", "kinds", type=click.Choice([kind.value for kind in Kind]), multiple=True, help="Only this kind (several: once each)."
)
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="How many, the best first.")
@store_option
@neo4j_option
@format_option
def search_command(words: tuple[str, ...], kinds: tuple[str, ...], limit: int, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """Bodies, tasks, targets, plans and more that hold all WORDS: by name, alias, former name, pinyin, initials or text."""
    with reading(store, neo4j) as graph:
        answer = search(graph, " ".join(words), kinds=frozenset(map(Kind, kinds)) or frozenset(Kind), limit=limit).to_json()
    answer_as(format, answer, answer["hits"], ("kind", "name", "score", "where", "reason"))
    if format == "table" and answer["total"] > len(answer["hits"]):
        note(f"the best {len(answer['hits'])} of {answer['total']}; --limit shows more")
    if format == "table":
        note(answer["reason"])
    sys.exit(0 if answer["hits"] else 1)
