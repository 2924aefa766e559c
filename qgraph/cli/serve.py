"""`qgraph serve`: the app, for this machine only unless told otherwise."""

from __future__ import annotations

import importlib
import os
import socket
import threading
import time
from pathlib import Path

import click

from qgraph.cli.answers import database
from qgraph.cli.options import neo4j_option, store_option
from qgraph.errors import StoreError
from qgraph.store import connection

HERE = "127.0.0.1"
# What is slow to import, brought in before somebody waits for it: what the first page needs while the server starts and the browser
# fetches its scripts, the rest some seconds later.
FIRST = ("qgraph.app.main", "qgraph.app.sections.plan_list", "qgraph.app.views.home")
LATER, AFTER = ("qgraph.app.database", "qgraph.ingest"), 5.0  # seconds
EVERYWHERE = ("0.0.0.0", "::")


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--host", default=HERE, show_default=True, help="The address to listen on; another one opens the app to the network.")
@click.option("--name", "names", multiple=True, help="A name by which the network calls this machine (several: once each).")
@store_option
@neo4j_option
def serve(port: int, host: str, names: tuple[str, ...], store: Path, neo4j: str | None) -> None:
    """The app, for this machine only."""
    if host in EVERYWHERE and not names:
        raise click.UsageError(f"--host {host} needs --name: the names or addresses by which the others call this machine")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StoreError(f"port {port} of {host} cannot be used ({error.strerror}): choose another with --port or --host") from error
    os.environ["QGRAPH_STORE"] = str(store.absolute())
    named = database(neo4j)
    if any(named.values()):
        chosen = connection.settings(**named)
        os.environ.update(connection.environment(chosen), QGRAPH_NEO4J=chosen.uri)
    if host != HERE:
        click.echo("qgraph: everybody who reaches this address can read, load and remove plans; there is no sign-in", err=True)
    click.echo(f"qgraph: http://{host}:{port}  (Ctrl+C ends it)", err=True)
    server = importlib.import_module("qgraph.app.server")  # Streamlit is slow to import: only here
    settings = {
        **server.SETTINGS,
        **server.theme(),
        "server.address": host,
        "server.port": port,
        "browser.serverAddress": names[0] if names else host,
    }
    threading.Thread(target=_warm, daemon=True).start()
    server.server((host, *names)).run(config=settings)


def _warm() -> None:
    """Import what the pages need, and ask what the first one asks."""
    for module in FIRST:
        importlib.import_module(module)
    importlib.import_module("qgraph.app.session").warm()
    time.sleep(AFTER)
    for module in LATER:
        importlib.import_module(module)
