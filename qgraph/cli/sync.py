"""`qgraph sync`: Neo4j kept equal to the store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qgraph.cli.answers import answer_as, database, progress
from qgraph.cli.options import format_option, neo4j_option, store_option
from qgraph.store import open_store
from qgraph.store.neo4j import connect
from qgraph.sync import compare, run

SYNC_COLUMNS = ("what", "new", "changed", "removed", "unchanged", "created", "deleted")


@click.command("sync")
@click.option("--check", is_flag=True, help="Read everything back and say where the two differ; write nothing.")
@click.option("--repair", is_flag=True, help="Read everything back first and send again what somebody else changed.")
@click.option("--dry-run", is_flag=True, help="Say what would travel; write nothing.")
@store_option
@neo4j_option
@format_option
def sync_command(check: bool, repair: bool, dry_run: bool, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """Neo4j brought to exactly the state of the store: only what changed travels."""
    origin = open_store(store)
    with connect(**database(neo4j)) as target:
        if check:
            differences = [found.to_json() for found in compare.check(origin, target)]
            answer_as(format, {"equal": not differences, "differences": differences}, differences, ("graph", "reason"))
            sys.exit(1 if differences else 0)
        with progress() as bar:
            task = bar.add_task("sync")
            report = run.sync(
                origin, target, dry_run=dry_run, repair=repair, progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
    answer = report.to_json()
    answer_as(format, answer, [{"what": key, **value} for key, value in answer.items() if isinstance(value, dict)], SYNC_COLUMNS)
