"""`qgraph serve`: the app, for this machine only."""

from __future__ import annotations

import importlib
import os
import socket
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from qgraph.cli.answers import database
from qgraph.cli.options import neo4j_option, store_option
from qgraph.errors import StoreError
from qgraph.store import connection

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


@click.command()
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
