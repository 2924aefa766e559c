"""`qgraph load` and `qgraph remove`: plans into the store and out of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qgraph import ingest
from qgraph.cli.answers import answer_as, note, progress
from qgraph.cli.options import NAME, PATH, complain, format_option, store_option
from qgraph.errors import AmbiguousError, NotFoundError
from qgraph.questions import names
from qgraph.store import open_store


@click.command()
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--workers", type=click.IntRange(1), help="Processes that read files (default: as many as pay).")
@store_option
@format_option
def load(paths: tuple[Path, ...], workers: int | None, store: Path, format: str) -> None:  # noqa: A002
    """Files and folders into the store; unchanged ones cost nothing."""
    with progress() as bar:
        task = bar.add_task("")
        report = ingest.load(
            store, paths, workers, lambda done, total, name: bar.update(task, completed=done, total=total, description=name)
        )
    rows = [file.row() for file in report.files]
    shown = [row if row["status"] != ingest.LoadStatus.REFUSED else {"name": row["name"], "status": row["status"]} for row in rows]
    answer_as(format, {"files": rows, "seconds": round(report.seconds, 3)}, shown, ("name", "status", *ingest.FACTS, "gaps"))
    for file in report.files:
        if file.reason and format == "table":
            note(file.reason)
    click.echo(f"qgraph: {report.summary()}", err=True)
    sys.exit(1 if report.refused else 0)


@click.command()
@click.argument("plans", type=NAME, nargs=-1, required=True)
@store_option
@format_option
def remove(plans: tuple[str, ...], store: Path, format: str) -> None:  # noqa: A002
    """Plans (URI, file name or document number) out of the store."""
    opened = open_store(store)
    found: list[str] = []
    for name in plans:
        try:
            found.append(str(names.plan(opened, name)["plan"]))
        except (NotFoundError, AmbiguousError) as error:
            if len(plans) == 1:
                raise
            complain(error)
    uris = list(dict.fromkeys(found))
    ingest.remove(store, uris)
    answer_as(format, {"removed": uris}, [{"removed": uri} for uri in uris], ("removed",))
    sys.exit(1 if len(found) < len(plans) else 0)
