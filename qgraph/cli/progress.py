"""`qgraph progress`: returned ledgers in, frozen copies and slips out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from qgraph.cli.answers import answer_as, note
from qgraph.cli.options import NAME, PATH, format_option, store_option
from qgraph.cli.review import by_option
from qgraph.questions.ledger import ledger
from qgraph.returns import Returned, compare, take
from qgraph.returns.frozen import freeze
from qgraph.returns.sheet import where
from qgraph.store import open_store

COLUMNS = ("measure", "office", "column", "before", "written", "known_by", "file", "sheet", "row")


@click.group()
def progress() -> None:
    """Returned ledgers: what they would change, take them in, keep a month's copy."""


def _scope(command: Any) -> Any:
    command = click.option("--place", type=NAME, help="Only the ledger of this place.")(command)
    command = click.option("--plan", type=NAME, help="Only the ledger of this plan (URI, file name or document number).")(command)
    return click.option("--month", type=NAME, required=True, metavar="YYYY-MM", help="The month they report about.")(command)


@progress.command("compare")
@click.argument("files", type=PATH, nargs=-1, required=True)
@_scope
@store_option
@format_option
def compare_files(files: tuple[Path, ...], month: str, plan: str | None, place: str | None, store: Path, format: str) -> None:  # noqa: A002
    """What returned files would change, and what of them would not be taken and why. Nothing is written."""
    found = compare(ledger(open_store(store), plan=plan, place=place).lines, files, month)
    _show(found, format)
    sys.exit(1 if found.leaves_something else 0)


@progress.command("take")
@click.argument("files", type=PATH, nargs=-1, required=True)
@click.option(
    "--answer", "answers", multiple=True, metavar="FILE:SHEET:ROW=MEASURE", help="Which measure (URI) a row is about that was asked."
)
@by_option
@_scope
@store_option
@format_option
def take_files(
    files: tuple[Path, ...],
    answers: tuple[str, ...],
    by: str,
    month: str,
    plan: str | None,
    place: str | None,
    store: Path,
    format: str,  # noqa: A002
) -> None:
    """Take returned files in: every difference becomes a report in its plan's log; the rest is told with its reason."""
    reader = open_store(store)
    found = compare(ledger(reader, plan=plan, place=place).lines, files, month, dict(map(_answer, answers)))
    taken, refused = take(store, reader, found, by)
    _show(found, format, taken)
    for sentence in refused:
        note(sentence)
    sys.exit(1 if found.leaves_something or refused else 0)


@progress.command("freeze")
@_scope
@store_option
@format_option
def freeze_month(month: str, plan: str | None, place: str | None, store: Path, format: str) -> None:  # noqa: A002
    """Keep the ledger of a month as it is now, in the store's folder, for good."""
    path = freeze(store, ledger(open_store(store), plan=plan, place=place), month)
    answer_as(format, {"frozen": str(path)}, [{"frozen": path}], ("frozen",))


def _answer(said: str) -> tuple[tuple[str, str | None, int], str]:
    row, parted, measure = said.partition("=")
    pieces = row.rsplit(":", 2)
    if not parted or len(pieces) != 3 or not pieces[2].isdigit():
        raise click.UsageError(f"“{said}” should be FILE:SHEET:ROW=MEASURE")
    return (pieces[0], pieces[1] or None, int(pieces[2])), measure


def _show(found: Returned, form: str, taken: int | None = None) -> None:
    rows = [
        {
            "task": one.line.id,
            "measure": one.line.measure,
            "office": one.office,
            "column": column,
            "before": before,
            "written": written,
            "known_by": one.how.value,
            **_place(one.row),
        }
        for one in found.differences
        for column, (before, written) in one.changes.items()
    ]
    asked = [
        {"measure": one.row.measure, "candidates": [{"name": line.measure, "uri": line.id} for line in one.candidates], **_place(one.row)}
        for one in found.asked
    ]
    conflicts = [
        {
            "task": one.line.id,
            "measure": one.line.measure,
            "office": one.office,
            "column": one.column,
            "said": [{"written": written, **_place(row)} for row, written in one.said],
        }
        for one in found.conflicts
    ]
    problems = [{"file": one.file, "sheet": one.sheet, "row": one.row, "what": one.what} for one in found.problems]
    answer: dict[str, Any] = {"differences": rows, "asked": asked, "conflicts": conflicts, "problems": problems, "same": found.same}
    answer_as(form, answer if taken is None else {**answer, "taken": taken}, rows, COLUMNS)
    if form == "table":
        for match in found.asked:
            choices = "; ".join(f"{line.measure} {line.id}" for line in match.candidates)
            note(f"{where(match.row)}: which measure is “{match.row.measure}”? {choices}")
        for torn in found.conflicts:
            note(f"{torn.office} says different things of “{torn.line.measure}” ({torn.column}): nothing is taken of it")
        for problem in found.problems:
            note(f"{where(problem)}: {problem.what}")
        note(f"{found.same} rows as they were" + (f", {taken} taken" if taken is not None else ""))


def _place(row: Any) -> dict[str, Any]:
    return {"file": row.file, "sheet": row.sheet, "row": row.row}
