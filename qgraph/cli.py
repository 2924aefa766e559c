"""The command `qgraph`: one function a command, nothing but arguments in and answers out.

Decisions
---------
* `--store`, `--neo4j` and `--format` stand before or behind the command. With `--format json` there is one document on standard output and
  nothing else; progress and warnings go to standard error.
* Exit codes: 0 done; 1 some input refused, not found, ambiguous or not equal; 2 wrong use; 3 the store or a server failed.
"""

from __future__ import annotations

import datetime
import importlib
import json
import os
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

import loaders
from loaders.grammar.rules import certainties
from loaders.reading.rules import rules as repair_rules
from qgraph import ingest
from qgraph.errors import AmbiguousError, QgraphError, StoreError
from qgraph.export import graphs, tables, vocabulary
from qgraph.export.documents import document, plain
from qgraph.export.explain import show as explained
from qgraph.export.explain import side_by_side
from qgraph.export.facts import show_plan
from qgraph.export.plan_json import plan_json, source_json
from qgraph.model import MemberRole, Role
from qgraph.questions import names
from qgraph.questions.rollup import rollup
from qgraph.questions.unknowns import unknowns
from qgraph.questions.who import who
from qgraph.registries import places, resolution
from qgraph.registries.check import problems
from qgraph.store import Store, open_store
from qgraph.store.neo4j import connect
from qgraph.sync import compare, run

DEFAULT_STORE = Path(".qgraph")
EXPORTS = {"nq": graphs.nquads, "ttl": graphs.turtle}
LATER = ("ledger.xlsx", "ledger.docx", "html", "jsonld", "graphml", "csv")


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


class Group(click.Group):
    """Turns a `QgraphError`, or what the system refused, into its one sentence on standard error and its exit code."""

    def invoke(self, ctx: click.Context) -> object:
        ctx.ensure_object(dict)
        try:
            return super().invoke(ctx)
        except QgraphError as error:
            click.echo(f"qgraph: {tables.harmless(str(error))}", err=True)
            if isinstance(error, AmbiguousError):
                if ctx.obj.get("format") == "json":
                    click.echo(document({"candidates": error.candidates}))
                else:
                    tables.show(error.candidates, ("name", "uri"), stderr=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:  # whoever read our output has seen enough: click ends quietly
            raise
        except OSError as error:
            said = error.strerror or str(error)
            click.echo(f"qgraph: {error.filename}: {said}" if error.filename else f"qgraph: {said}", err=True)
            ctx.exit(StoreError.exit_code)


Command = Callable[..., Any]


def _shared(name: str, default: Any, **settings: Any) -> Callable[[Command], Command]:
    """An option that stands before or behind the command; what stands behind it counts."""

    def settle(ctx: click.Context, _: click.Parameter, value: Any) -> Any:
        common = ctx.find_root().ensure_object(dict)
        if value is not None:
            common[name] = value
        return common.setdefault(name, default)

    return click.option(f"--{name}", name, callback=settle, is_eager=True, **settings)


def store_option(command: Command) -> Command:
    return _shared("store", DEFAULT_STORE, type=PATH, metavar="DIR", help=f"The embedded store (default {DEFAULT_STORE}).")(command)


def neo4j_option(command: Command) -> Command:
    return _shared("neo4j", None, metavar="URI", help="The Neo4j database instead of the embedded store.")(command)


def format_option(command: Command) -> Command:
    return _shared("format", "table", type=click.Choice(["table", "json"]), help="A table (default) or one JSON document.")(command)


@click.group(cls=Group)
@store_option
@neo4j_option
@format_option
@click.version_option(package_name="qgraph")
def main(store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """Read government plans into a graph in which every fact carries its sentence."""


@main.command()
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


@main.command()
@click.argument("file", type=PATH)
@click.option("--found", is_flag=True, help="The text as found, before any repair.")
@format_option
def text(file: Path, found: bool, format: str) -> None:  # noqa: A002
    """The reading text of a file, or its text as found."""
    source = loaders.source(file)
    chosen = source.found if found else source.reading
    click.echo(document({"text": chosen}) if format == "json" else chosen)


@main.command()
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--workers", type=click.IntRange(1), help="Processes that read files (default: as many as pay).")
@store_option
@format_option
def load(paths: tuple[Path, ...], workers: int | None, store: Path, format: str) -> None:  # noqa: A002
    """Files and folders into the store; unchanged ones cost nothing."""
    with _progress() as bar:
        task = bar.add_task("")
        report = ingest.load(
            store, paths, workers, lambda done, total, name: bar.update(task, completed=done, total=total, description=name)
        )
    rows = [file.row() for file in report.files]
    shown = [row if row["status"] != ingest.LoadStatus.REFUSED else {"name": row["name"], "status": row["status"]} for row in rows]
    _answer(format, {"files": rows, "seconds": round(report.seconds, 3)}, shown, ("name", "status", *ingest.FACTS, "gaps"))
    for file in report.files:
        if file.reason and format == "table":
            click.echo(f"qgraph: {tables.harmless(file.reason)}", err=True)
    click.echo(f"qgraph: {report.summary()}", err=True)
    sys.exit(1 if report.refused else 0)


@main.command()
@click.argument("plans", type=NAME, nargs=-1, required=True)
@store_option
@format_option
def remove(plans: tuple[str, ...], store: Path, format: str) -> None:  # noqa: A002
    """Plans (URI, file name or document number) out of the store."""
    uris = [str(names.plan(open_store(store), name)["plan"]) for name in plans]
    ingest.remove(store, uris)
    _answer(format, {"removed": uris}, [{"removed": uri} for uri in uris], ("removed",))


@main.command()
@click.argument("kind", type=click.Choice([*EXPORTS, *LATER]))
@click.option("--out", type=PATH, required=True, help="The file to write.")
@store_option
def export(kind: str, out: Path, store: Path) -> None:
    """The graph of the store as a file."""
    if kind in LATER:
        raise click.UsageError(f"there is no export to {kind} yet: choose one of {', '.join(EXPORTS)}")
    data = EXPORTS[kind](open_store(store).match(None, None, None))
    if out.exists() and not out.is_file():  # a device or a pipe
        out.write_bytes(data)
    else:
        fresh = out.with_name(f"{out.name}.new")
        try:
            fresh.write_bytes(data)
            fresh.replace(out)
        finally:
            fresh.unlink(missing_ok=True)
    click.echo(f"qgraph: wrote {out}", err=True)


def _day(_: click.Context, __: click.Parameter, value: datetime.datetime | None) -> datetime.date | None:
    return value.date() if value else None


@main.command("who")
@click.argument("body", type=NAME)
@click.option("--role", type=click.Choice([role.value for role in (*Role, *MemberRole)]), help="Only what it owes in this role.")
@click.option("--place", type=NAME, help="Only the body of this place (name or URI).")
@click.option("--plan", type=NAME, help="Only this plan (URI, file name or document number).")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), callback=_day, metavar="DATE", help="The day asked about (default today).")
@store_option
@neo4j_option
@format_option
def who_command(
    body: str,
    role: str | None,
    place: str | None,
    plan: str | None,
    on: datetime.date | None,
    store: Path,
    neo4j: str | None,
    format: str,  # noqa: A002
) -> None:
    """What a body owes, under all its names, each time with the sentence that says so."""
    with _reading(store, neo4j) as graph:
        answer = who(graph, body, role=role, place=place, plan=plan, on=on).to_json()
    _answer(format, answer, answer["obligations"], ("place", "role", "via", "number", "task", "deadline", "plan", "quote"))
    if format == "table" and answer["reason"]:
        click.echo(f"qgraph: {answer['reason']}", err=True)


@main.command("rollup")
@click.argument("indicator", type=NAME)
@click.option("--place", type=NAME, help="Only this place with those above and below it (name or URI).")
@click.option("--year", type=int, help="Only the figures for this year.")
@store_option
@neo4j_option
@format_option
def rollup_command(indicator: str, place: str | None, year: int | None, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """The ladder of one indicator from the nation down, and how each figure stands against those above."""
    with _reading(store, neo4j) as graph:
        answer = rollup(graph, indicator, place=place, year=year).to_json()
    _answer(format, answer, answer["ladder"], ("level", "place", "plan", "issued", "comparator", "value", "unit", "deadline"))
    if format == "table":
        tables.show(answer["links"], ("place_name", "via", "verdict", "reason"))


@main.command("sync")
@click.option("--check", is_flag=True, help="Read everything back and say where the two differ; write nothing.")
@click.option("--repair", is_flag=True, help="Read everything back first and send again what somebody else changed.")
@click.option("--dry-run", is_flag=True, help="Say what would travel; write nothing.")
@store_option
@neo4j_option
@format_option
def sync_command(check: bool, repair: bool, dry_run: bool, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """Neo4j brought to exactly the state of the store: only what changed travels."""
    origin = open_store(store)
    with connect(neo4j) as database:
        if check:
            differences = [found.to_json() for found in compare.check(origin, database)]
            _answer(format, {"equal": not differences, "differences": differences}, differences, ("graph", "reason"))
            sys.exit(1 if differences else 0)
        with _progress() as bar:
            task = bar.add_task("sync")
            report = run.sync(
                origin, database, dry_run=dry_run, repair=repair, progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
    answer = report.to_json()
    _answer(format, answer, [{"what": key, **value} for key, value in answer.items() if isinstance(value, dict)], SYNC_COLUMNS)


SYNC_COLUMNS = ("what", "new", "changed", "removed", "unchanged", "created", "deleted")


@main.command()
@store_option
@neo4j_option
@format_option
def stats(store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """How many nodes of each class the store holds."""
    with _reading(store, neo4j) as graph:
        counts = dict(sorted(graph.stats().items()))
    _answer(format, {"nodes": counts}, [{"class": name, "nodes": n} for name, n in counts.items()], ("class", "nodes"))


@main.group()
def ontology() -> None:
    """The vocabulary and the reference facts."""


@ontology.command()
@format_option
def check(format: str) -> None:  # noqa: A002
    """Whether the data files of the ontology are sound."""
    found = problems()
    if found or format == "json":
        _answer(format, {"problems": found}, [plain(problem) for problem in found], ("file", "line", "message"))
    sys.exit(1 if found else 0)


@ontology.command("resolve")
@click.argument("name")
@click.option("--place", type=NAME, help="The place that speaks: a name or a code.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day asked about (default: any).")
@format_option
def ontology_resolve(name: str, place: str | None, on: datetime.datetime | None, format: str) -> None:  # noqa: A002
    """Every body a name may mean in a place on a day, and why; nothing is chosen where it is ambiguous."""
    speaker = (places.by_code(place) or names.place(place, {})) if place else None
    found = resolution.resolve(name, speaker.adcode if speaker else None, on.date() if on else None)
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
    _answer(format, {"candidates": rows}, rows, ("name", "place", "type", "reason", "why"))
    sys.exit(0 if rows else 1)


@ontology.command("unknown")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many, the most frequent first.")
@store_option
@neo4j_option
@format_option
def ontology_unknown(limit: int, store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """Indicators and bodies of the plans in the store that the tables do not know, for their editor."""
    with _reading(store, neo4j) as graph:
        found = [plain(one) for one in unknowns(graph)]
    _answer(format, {"unknown": found[:limit], "in_all": len(found)}, found[:limit], ("what", "name", "facts", "plans", "like"))


@ontology.command("page")
def ontology_page() -> None:
    """The vocabulary as a page in Markdown (docs/ontology.md is it)."""
    click.echo(vocabulary.page(), nl=False)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@store_option
@neo4j_option
def serve(port: int, store: Path, neo4j: str | None) -> None:
    """The app, for this machine only."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise StoreError(f"port {port} cannot be used ({error.strerror}): choose another with --port") from error
    os.environ["QGRAPH_STORE"] = str(store.absolute())
    if neo4j:
        os.environ["QGRAPH_NEO4J"] = neo4j
    settings = {**SERVER, "server_port": port}
    click.echo(f"qgraph: http://127.0.0.1:{port}  (Ctrl+C ends it)", err=True)
    bootstrap = importlib.import_module("streamlit.web.bootstrap")  # slow to import: only here
    bootstrap.load_config_options(settings)
    bootstrap.run(str(files("qgraph.app") / "main.py"), False, [], settings)


# Nothing leaves the machine, nothing listens outside it, nobody is asked for an address.
SERVER: dict[str, Any] = {
    "server_address": "127.0.0.1",
    "server_headless": True,
    "server_fileWatcherType": "none",
    "browser_serverAddress": "127.0.0.1",
    "browser_gatherUsageStats": False,
    "client_toolbarMode": "minimal",
    "client_showErrorLinks": False,
    "client_showErrorDetails": "type",
}


def _progress() -> Progress:
    """A bar on standard error where a person looks at it."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


@contextmanager
def _reading(directory: Path, neo4j: str | None) -> Iterator[Store]:
    """The store that answers: the database where one is named, else the embedded store."""
    if neo4j is None:
        yield open_store(directory)
        return
    with connect(neo4j) as database:
        yield database


def _answer(form: str, answer: object, rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> None:
    if form == "json":
        click.echo(document(answer))
    else:
        tables.show(rows, columns)


if __name__ == "__main__":
    main()
