"""`qgraph export`: the graph of the store as a file."""

from __future__ import annotations

from pathlib import Path

import click

from qgraph.cli.options import PATH, store_option
from qgraph.export import graphs
from qgraph.store import open_store

EXPORTS = {"nq": graphs.nquads, "ttl": graphs.turtle}
LATER = ("ledger.xlsx", "ledger.docx", "html", "jsonld", "graphml", "csv")


@click.command()
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
