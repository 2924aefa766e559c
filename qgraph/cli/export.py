"""`qgraph export`: the graph of the store, or the ledger of its measures, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qgraph.cli.options import NAME, PATH, store_option
from qgraph.export import graphs
from qgraph.reviews.graph import without_entries
from qgraph.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from qgraph.store.embedded import EmbeddedReader

GRAPHS, LEDGERS = ("nq", "ttl", "jsonld", "graphml"), ("ledger.xlsx", "ledger.zip", "ledger.docx", "slip.docx", "html", "csv")


@click.command()
@click.argument("kind", type=click.Choice([*GRAPHS, *LEDGERS]))
@click.option("--out", type=PATH, required=True, help="The file to write.")
@click.option("--plan", type=NAME, help="Of a ledger: only this plan (URI, file name or document number).")
@click.option("--place", type=NAME, help="Of a ledger: only the plans of this place (name or URI).")
@click.option("--body", type=NAME, help="Of a ledger: only what this body has a part in (name or URI).")
@click.option("--by-body", is_flag=True, help="Of ledger.xlsx: a sheet for each body after the sheet of all.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of a ledger: the language of its heads.")
@click.option("--with-entries", is_flag=True, help="Of a graph: also what people decided, proposed and reported, with their names.")
@store_option
def export(
    kind: str,
    out: Path,
    plan: str | None,
    place: str | None,
    body: str | None,
    by_body: bool,
    lang: str,
    with_entries: bool,
    store: Path,
) -> None:
    """The graph of the store as a file, or the ledger of its measures: one row each, with who owns it and where it stands."""
    if kind not in LEDGERS and (plan or place or body):
        raise click.UsageError(f"--plan, --place and --body narrow a ledger: choose one of {', '.join(LEDGERS)}")
    if by_body and kind != "ledger.xlsx":
        raise click.UsageError("--by-body is for ledger.xlsx: no other kind has sheets")
    reader = open_store(store)
    data = _graph(reader, kind, with_entries) if kind in GRAPHS else _ledger(reader, kind, lang, by_body, plan, place, body)
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


def _graph(store: EmbeddedReader, kind: str, with_entries: bool) -> bytes:
    quads: Iterable[Quad] = store.match(None, None, None)
    if not with_entries:
        quads = without_entries(list(quads))
    if kind == "graphml":
        from qgraph.export import subgraphs  # slow to import

        return subgraphs.everything(quads)
    return {"nq": graphs.nquads, "ttl": graphs.turtle, "jsonld": graphs.json_ld}[kind](quads)


def _ledger(store: Store, kind: str, language: str, by_body: bool, plan: str | None, place: str | None, body: str | None) -> bytes:
    from qgraph.export.ledger import (  # what writes office files takes longer to import than most commands take
        page,
        rows,
        slip,
        word,
        workbook,
    )
    from qgraph.questions.ledger import ledger

    answer = ledger(store, plan=plan, place=place, body=body)
    if kind == "ledger.xlsx":
        return workbook.workbook(answer, language, by_body)
    made = {"csv": rows.csv, "ledger.docx": word.document, "ledger.zip": workbook.by_body, "html": page.page, "slip.docx": slip.slips}
    return made[kind](answer, language)
