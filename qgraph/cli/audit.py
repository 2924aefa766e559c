"""`qgraph audit`: what an inspector would ask about."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from qgraph.cli.answers import answer_as, note, reading
from qgraph.cli.options import NAME, format_option, neo4j_option, on_option, store_option
from qgraph.questions.audit import KINDS, Kind, audit


@click.command("audit")
@click.option("--plan", type=NAME, help="Only this plan (URI, file name or document number).")
@click.option(
    "--kind", "kinds", type=click.Choice([kind.value for kind in KINDS]), multiple=True, help="Only this kind (several: once each)."
)
@click.option("--place", type=NAME, help="Only the plans of this place and of all below it (name or URI).")
@on_option
@store_option
@neo4j_option
@format_option
def audit_command(
    plan: str | None,
    kinds: tuple[str, ...],
    place: str | None,
    on: datetime.date | None,
    store: Path,
    neo4j: str | None,
    format: str,  # noqa: A002
) -> None:
    """What an inspector would ask about: what has no owner, lead, deadline or payer, contradicts itself or falls short of those above."""
    with reading(store, neo4j) as graph:
        answer = audit(graph, plan=plan, place=place, kinds=tuple(map(Kind, kinds)), on=on).to_json()
    answer_as(format, answer, answer["findings"], ("severity", "kind", "place", "plan", "subject", "reason", "quote"))
    if format == "table":
        note(answer["reason"])
