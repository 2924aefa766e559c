"""`qgraph coverage`: what of an upper plan a lower one takes up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, store_option
from qgraph.questions.coverage import coverage

COLUMNS = ("what", "kind", "score", "upper", "lower", "reasons", "changes")


@click.command("coverage")
@click.argument("upper", type=NAME)
@click.argument("lower", type=NAME)
@store_option
@neo4j_option
@format_option
def coverage_command(upper: str, lower: str, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """What of the plan UPPER the plan LOWER takes up, changes, drops and adds (URI, file name, document number, title or place)."""
    with reading(store, neo4j) as graph:
        answer = coverage(graph, upper, lower).to_json()
    answer_as(format, answer, rows(answer, ("taken_up", "changed", "dropped", "added"), "upper", "lower"), COLUMNS)
    if format == "table":
        note(counted(answer["counts"], "taken up"))


def rows(answer: Mapping[str, Any], parts: tuple[str, ...], upper: str, lower: str) -> Iterator[dict[str, object]]:
    """The items of an answer as rows of a table."""
    for part in parts:
        for item in answer[part]:
            yield {
                "what": part,
                "kind": item["kind"],
                "score": item["score"],
                upper: _called(item.get(upper)),
                lower: _called(item.get(lower)),
                "reasons": "；".join(item["reasons"]),
                "changes": "；".join(change["reason"] for change in item.get("changes", ())),
            }


def counted(counts: Mapping[str, Mapping[str, int]], kept: str) -> str:
    """How many items of each kind are kept, dropped and added."""
    return "; ".join(
        f"{kind}: {of['taken_up']} of {of['upper']} {kept}, {of['dropped']} dropped, {of['added']} of {of['lower']} added"
        for kind, of in counts.items()
    )


def _called(fact: Mapping[str, Any] | None) -> str:
    return f"{fact['number'] or ''} {fact['figure'] or fact['name']}".strip() if fact else ""
