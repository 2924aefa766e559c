"""`qgraph extract` and `qgraph text`: one file, without a store."""

from __future__ import annotations

import json
from pathlib import Path

import click

import loaders
from loaders.grammar.rules import certainties
from loaders.reading.rules import rules as repair_rules
from qgraph.cli.options import PATH, format_option
from qgraph.export.documents import document
from qgraph.export.explain import show as explained
from qgraph.export.explain import side_by_side
from qgraph.export.facts import show_plan
from qgraph.export.plan_json import plan_json, source_json


@click.command()
@click.argument("file", type=PATH)
@click.option("--explain", is_flag=True, help="The reading text beside the text as found, with the repairs marked, instead of the facts.")
@format_option
def extract(file: Path, explain: bool, format: str) -> None:  # noqa: A002
    """The facts of one file, without a store."""
    if explain:
        source = loaders.source(file)
        if format == "json":
            click.echo(document({"source": source_json(source), "lines": list(side_by_side(source))}))
        else:
            explained(source, {rule.id: rule.why for rule in repair_rules().values()})
        return
    answer = plan_json(loaders.read(file), certainties())
    if format == "json":
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    show_plan(answer)


@click.command()
@click.argument("file", type=PATH)
@click.option("--found", is_flag=True, help="The text as found, before any repair.")
@format_option
def text(file: Path, found: bool, format: str) -> None:  # noqa: A002
    """The reading text of a file, or its text as found."""
    source = loaders.source(file)
    chosen = source.found if found else source.reading
    click.echo(document({"text": chosen}) if format == "json" else chosen)
