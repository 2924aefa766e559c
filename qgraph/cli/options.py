"""What the commands have in common on their way in: options, names that are not empty, errors as one sentence."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from qgraph.errors import AmbiguousError, QgraphError, StoreError
from qgraph.export import tables
from qgraph.export.documents import document

DEFAULT_STORE = Path(".qgraph")


class StatedPath(click.Path):
    """A path that is not empty: an empty one would silently be the folder the command runs in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


class Name(click.types.StringParamType):
    """A name with something in it."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not value.strip():
            self.fail("the name is empty", param, ctx)
        return value


PATH = StatedPath(path_type=Path)
NAME = Name()
NEO4J: dict[str, dict[str, Any]] = {
    "neo4j": {"type": NAME, "metavar": "URI", "help": "The Neo4j database instead of the embedded store."},
    "neo4j_user": {"type": NAME, "metavar": "NAME", "help": "Who signs in there (default neo4j)."},
    "neo4j_database": {"type": NAME, "metavar": "NAME", "help": "Which of the server's databases (default: its own choice)."},
    "neo4j_file": {
        "type": PATH,
        "metavar": "FILE",
        "help": "A file that says all this and the password, in lines NEO4J_URI=…, NEO4J_PASSWORD=…",
    },
}


class Group(click.Group):
    """Imports a command when it is called, and turns a `QgraphError`, or what the system refused, into its one sentence on standard error
    and its exit code. `commands_from`: command → module:name, in `qgraph.cli`."""

    def __init__(self, *arguments: Any, commands_from: Mapping[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._from = commands_from

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._from)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._from:
            return None
        module, _, name = self._from[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"qgraph.cli.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        ctx.ensure_object(dict)
        try:
            return super().invoke(ctx)
        except QgraphError as error:
            complain(error, ctx.obj.get("format", "table"))
            ctx.exit(error.exit_code)
        except BrokenPipeError:  # whoever read our output has seen enough: click ends quietly
            raise
        except OSError as error:
            said = error.strerror or str(error)
            click.echo(f"qgraph: {error.filename}: {said}" if error.filename else f"qgraph: {said}", err=True)
            ctx.exit(StoreError.exit_code)


def complain(error: QgraphError, form: str = "table") -> None:
    """Say an error on standard error; of an ambiguous name also the candidates, with `form` json as the answer's document."""
    click.echo(f"qgraph: {tables.harmless(str(error))}", err=True)
    if isinstance(error, AmbiguousError):
        if form == "json":
            click.echo(document({"candidates": error.candidates}))
        else:
            tables.show(error.candidates, ("name", "uri"), stderr=True)


Command = Callable[..., Any]


def _shared(name: str, default: Any, **settings: Any) -> Callable[[Command], Command]:
    """An option that stands before or behind the command; what stands behind it counts."""

    def settle(ctx: click.Context, _: click.Parameter, value: Any) -> Any:
        common = ctx.find_root().ensure_object(dict)
        if value is not None:
            common[name] = value
        return common.setdefault(name, default)

    return click.option(f"--{name.replace('_', '-')}", name, callback=settle, is_eager=True, **settings)


def store_option(command: Command) -> Command:
    return _shared("store", DEFAULT_STORE, type=PATH, metavar="DIR", help=f"The embedded store (default {DEFAULT_STORE}).")(command)


def neo4j_option(command: Command) -> Command:
    """The Neo4j database that answers, and who asks; the password is in no option, for other users could read it there."""
    for name, settings in reversed(NEO4J.items()):
        command = _shared(name, None, expose_value=name == "neo4j", **settings)(command)
    return command


def format_option(command: Command) -> Command:
    return _shared("format", "table", type=click.Choice(["table", "json"]), help="A table (default) or one JSON document.")(command)


def on_option(command: Command) -> Command:
    return click.option(
        "--on", type=click.DateTime(["%Y-%m-%d"]), callback=day, metavar="DATE", help="The day asked about (default today)."
    )(command)


def day(_: click.Context, __: click.Parameter, value: datetime.datetime | None) -> datetime.date | None:
    """The day of an option that says one."""
    return value.date() if value else None
