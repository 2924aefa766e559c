"""`qgraph ontology`: the vocabulary and the reference facts, for whoever edits them."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from qgraph.cli.answers import answer_as, reading
from qgraph.cli.options import NAME, day, format_option, neo4j_option, store_option
from qgraph.export import vocabulary
from qgraph.export.documents import plain
from qgraph.questions import names
from qgraph.questions.unknowns import unknowns
from qgraph.registries import places, resolution
from qgraph.registries.check import problems


@click.group()
def ontology() -> None:
    """The vocabulary and the reference facts."""


@ontology.command()
@format_option
def check(format: str) -> None:  # noqa: A002
    """Whether the data files of the ontology are sound."""
    found = problems()
    if found or format == "json":
        answer_as(format, {"problems": found}, [plain(problem) for problem in found], ("file", "line", "message"))
    sys.exit(1 if found else 0)


@ontology.command("resolve")
@click.argument("name", type=NAME)
@click.option("--place", type=NAME, help="The place that speaks: a name or a code.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), callback=day, metavar="DATE", help="The day asked about (default: any).")
@format_option
def ontology_resolve(name: str, place: str | None, on: datetime.date | None, format: str) -> None:  # noqa: A002
    """Every body a name may mean in a place on a day, and why; nothing is chosen where it is ambiguous."""
    speaker = (places.by_code(place) or names.place(place, {})) if place else None
    found = resolution.resolve(name, speaker.adcode if speaker else None, on)
    said = (speaker.name or "") if speaker else ""
    rows = [
        {
            "name": one.name,
            "place": one.place,
            "level": one.level,
            "type": one.type_id,
            "kind": one.kind,
            "reason": one.reason,
            "why": one.why("zh", said),
            "why_en": one.why("en", said),
        }
        for one in found
    ]
    answer_as(format, {"candidates": rows}, rows, ("name", "place", "type", "reason", "why"))
    sys.exit(0 if rows else 1)


@ontology.command("unknown")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many, the most frequent first.")
@store_option
@neo4j_option
@format_option
def ontology_unknown(limit: int, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """Indicators and bodies of the plans in the store that the tables do not know, for their editor."""
    with reading(store, neo4j) as graph:
        found = [plain(one) for one in unknowns(graph)]
    answer_as(format, {"unknown": found[:limit], "in_all": len(found)}, found[:limit], ("what", "name", "facts", "plans", "like"))


@ontology.command("page")
def ontology_page() -> None:
    """The vocabulary as a page in Markdown (docs/ontology.md is it)."""
    click.echo(vocabulary.page(), nl=False)
