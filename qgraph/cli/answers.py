"""What the commands have in common on their way out: the store that answers, progress, a table or one JSON document."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from qgraph.export import tables
from qgraph.export.documents import document
from qgraph.store import Store, open_store


def progress() -> Progress:
    """A bar on standard error where a person looks at it."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


@contextmanager
def reading(directory: Path, neo4j: str | None) -> Iterator[Store]:
    """The store that answers: the database where one is named, else the embedded store."""
    named = database(neo4j)
    if not any(named.values()):
        yield open_store(directory)
        return
    from qgraph.store.neo4j import connect  # the driver is slow to import: only where it is needed

    with connect(**named) as store:
        yield store


def database(neo4j: str | None) -> dict[str, Any]:
    """What the options say of the Neo4j database, as the arguments of `connect`."""
    said = click.get_current_context().find_root().obj
    return {"uri": neo4j, "username": said["neo4j_user"], "database": said["neo4j_database"], "file": said["neo4j_file"]}


def note(said: str | None) -> None:
    """Say something beside an answer, on standard error: why it is empty, what it leaves out. Nothing to say is nothing said."""
    if said:
        click.echo(f"qgraph: {tables.harmless(said)}", err=True)


def answer_as(form: str, answer: object, rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> None:
    """Print an answer: `form` is table or json."""
    if form == "json":
        click.echo(document(answer))
    else:
        tables.show(rows, columns)
