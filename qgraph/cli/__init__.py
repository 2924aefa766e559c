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
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

import loaders
from loaders.grammar.rules import certainties
from loaders.reading.rules import rules as repair_rules
from qgraph import ingest
from qgraph.cli.answers import answer_as, database, progress, reading
from qgraph.cli.ontology import ontology
from qgraph.cli.options import NAME, PATH, Group, complain, day, format_option, neo4j_option, store_option
from qgraph.cli.paths import paths_command
from qgraph.cli.search import search_command
from qgraph.errors import AmbiguousError, NotFoundError, StoreError
from qgraph.export import graphs, tables
from qgraph.export.documents import document
from qgraph.export.explain import show as explained
from qgraph.export.explain import side_by_side
from qgraph.export.facts import show_plan
from qgraph.export.plan_json import plan_json, source_json
from qgraph.model import MemberRole, Role
from qgraph.questions import names
from qgraph.questions.rollup import rollup
from qgraph.questions.who import who
from qgraph.store import connection, open_store
from qgraph.store.neo4j import connect
from qgraph.sync import compare, run

EXPORTS = {"nq": graphs.nquads, "ttl": graphs.turtle}
LATER = ("ledger.xlsx", "ledger.docx", "html", "jsonld", "graphml", "csv")


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
            click.echo(f"qgraph: {tables.harmless(file.reason)}", err=True)
    click.echo(f"qgraph: {report.summary()}", err=True)
    sys.exit(1 if report.refused else 0)


@main.command()
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


@main.command("who")
@click.argument("body", type=NAME)
@click.option("--role", type=click.Choice([role.value for role in (*Role, *MemberRole)]), help="Only what it owes in this role.")
@click.option("--place", type=NAME, help="Only the body of this place (name or URI).")
@click.option("--plan", type=NAME, help="Only this plan (URI, file name or document number).")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), callback=day, metavar="DATE", help="The day asked about (default today).")
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
    with reading(store, neo4j) as graph:
        answer = who(graph, body, role=role, place=place, plan=plan, on=on).to_json()
    answer_as(format, answer, answer["obligations"], ("place", "role", "via", "number", "task", "deadline", "plan", "quote"))
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
    with reading(store, neo4j) as graph:
        answer = rollup(graph, indicator, place=place, year=year).to_json()
    answer_as(format, answer, answer["ladder"], ("level", "place", "plan", "issued", "comparator", "value", "unit", "deadline"))
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


SYNC_COLUMNS = ("what", "new", "changed", "removed", "unchanged", "created", "deleted")


@main.command()
@store_option
@neo4j_option
@format_option
def stats(store: Path, neo4j: str | None, format: str) -> None:  # noqa: A002
    """How many nodes of each class the store holds."""
    with reading(store, neo4j) as graph:
        counts = dict(sorted(graph.stats().items()))
    answer_as(format, {"nodes": counts}, [{"class": name, "nodes": n} for name, n in counts.items()], ("class", "nodes"))


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
    named = database(neo4j)
    if any(named.values()):
        chosen = connection.settings(**named)
        os.environ.update(connection.environment(chosen), QGRAPH_NEO4J=chosen.uri)
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


main.add_command(ontology)
main.add_command(paths_command)
main.add_command(search_command)
