"""`qgraph export`: the graph of the store, or the ledger of its measures, as a file."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qgraph.cli.options import NAME, PATH, store_option
from qgraph.store import Store, open_store

if TYPE_CHECKING:
    from qgraph.store.embedded import EmbeddedReader

GRAPHS = {"nq": "nquads", "ttl": "turtle", "jsonld": "json_ld", "graphml": "graphml"}  # kind → function of `export.graphs`
LEDGERS = {"ledger.xlsx": ("workbook", "workbook"), "ledger.docx": ("word", "document"), "csv": ("rows", "csv")}  # of `export.ledger`
LATER = ("html",)


@click.command()
@click.argument("kind", type=click.Choice([*GRAPHS, *LEDGERS, *LATER]))
@click.option("--out", type=PATH, required=True, help="The file to write.")
@click.option("--plan", type=NAME, help="Of a ledger: only this plan (URI, file name or document number).")
@click.option("--place", type=NAME, help="Of a ledger: only the plans of this place (name or URI).")
@click.option("--body", type=NAME, help="Of a ledger: only what this body has a part in (name or URI).")
@click.option("--by-body", is_flag=True, help="Of ledger.xlsx: a sheet for each body after the sheet of all.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of a ledger: the language of its heads.")
@store_option
def export(kind: str, out: Path, plan: str | None, place: str | None, body: str | None, by_body: bool, lang: str, store: Path) -> None:
    """The graph of the store as a file, or the ledger of its measures: one row each, with who owns it and where it stands."""
    if kind in LATER:
        raise click.UsageError(f"there is no export to {kind} yet: choose one of {', '.join([*GRAPHS, *LEDGERS])}")
    if kind not in LEDGERS and (plan or place or body):
        raise click.UsageError(f"--plan, --place and --body narrow a ledger: choose one of {', '.join(LEDGERS)}")
    if by_body and kind != "ledger.xlsx":
        raise click.UsageError("--by-body is for ledger.xlsx: no other kind has sheets")
    reader = open_store(store)
    data = _graph(reader, kind) if kind in GRAPHS else _ledger(reader, kind, lang, by_body, plan=plan, place=place, body=body)
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


def _graph(store: EmbeddedReader, kind: str) -> bytes:
    made: bytes = getattr(importlib.import_module("qgraph.export.graphs"), GRAPHS[kind])(store.match(None, None, None))
    return made


def _ledger(store: Store, kind: str, language: str, by_body: bool, **narrowed: str | None) -> bytes:
    """Imported only here: the programs that write office files take longer to import than most commands take."""
    module, function = LEDGERS[kind]
    answer = importlib.import_module("qgraph.questions.ledger").ledger(store, **narrowed)
    more = {"by_body": True} if by_body else {}
    made: bytes = getattr(importlib.import_module(f"qgraph.export.ledger.{module}"), function)(answer, language, **more)
    return made
