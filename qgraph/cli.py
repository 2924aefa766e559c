"""The command `qgraph`: one function a command, nothing but arguments in and answers out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

import loaders
from loaders.grammar.rules import certainties
from qgraph.errors import QgraphError
from qgraph.export.plan_json import plan_json


class Group(click.Group):
    """Turns a `QgraphError` into its one sentence on standard error and its exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except QgraphError as error:
            click.echo(f"qgraph: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Group)
def main() -> None:
    """Read government plans into a graph in which every fact carries its sentence."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="json")
def extract(file: Path, form: str) -> None:
    """The facts of one file, without a store."""
    json.dump(plan_json(loaders.read(file), certainties()), sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
