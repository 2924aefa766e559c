"""`qgraph review`: what people decide about what was read. A fact is named by its URI, as `review list` and the app show it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from qgraph import desk
from qgraph.cli.answers import answer_as, note
from qgraph.cli.options import NAME, format_option, store_option
from qgraph.desk import Folder
from qgraph.errors import NotFoundError
from qgraph.model import Role
from qgraph.questions import names
from qgraph.questions.suggestions import suggestions
from qgraph.rdf.identity import key_of_plan
from qgraph.reviews import log
from qgraph.reviews.entries import Act, Entry, Matter
from qgraph.store import Store, open_store

ITEMS = ("kind", "words", "status", "risk", "doubt", "quote", "uri")
HISTORY = ("at", "by", "act", "what", "values", "reason", "id")


def by_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who decides."""
    return click.option("--by", type=NAME, required=True, envvar="QGRAPH_BY", help="Who decides (or QGRAPH_BY).")(command)


def _decision(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who decides, and why."""
    return by_option(click.option("--reason", help="Why, in a few words.")(command))


@click.group()
def review() -> None:
    """Decide about what was read: accept, correct, reject, undo; set what a plan lacks; propose owners."""


@review.command("list")
@click.argument("plan", type=NAME)
@click.option("--open", "only_open", is_flag=True, help="Only what nobody decided yet.")
@store_option
@format_option
def list_items(plan: str, only_open: bool, store: Path, format: str) -> None:  # noqa: A002
    """The facts of a plan, what most needs a look first; then the decisions that lost their fact."""
    folder = _folder(open_store(store), store, plan)
    rows = [
        {
            "uri": item.uri,
            "kind": item.kind,
            "words": item.words,
            "status": item.status.value,
            "certainty": item.certainty,
            "risk": item.risk,
            "doubt": getattr(item.fact, "doubt", None),
            "quote": item.fact.evidence.quote,
            "by": sorted(item.standing.by) if item.standing else [],
        }
        for item in folder.queue()
        if not (only_open and item.standing)
    ]
    lost = [
        {"about": one.about, "what": one.last.what, "act": one.last.act.value, "by": one.last.by, "reason": one.reason}
        for one in folder.reviewed.lost
    ]
    answer_as(format, {"plan": folder.uri, "facts": rows, "lost": lost}, rows, ITEMS)
    if format == "table":
        for one in lost:
            note(f"a decision lost its fact: {one['what'] or one['about']} ({one['act']}, {one['by']})")


@review.command()
@click.argument("fact", type=NAME)
@_decision
@store_option
@format_option
def accept(fact: str, by: str, reason: str | None, store: Path, format: str) -> None:  # noqa: A002
    """What was read of a fact or a plan is right, or what somebody corrected is."""
    _decide(store, format, fact, lambda folder: folder.entry(Act.ACCEPT, _uri(folder, fact), by, reason))


@review.command()
@click.argument("fact", type=NAME)
@_decision
@store_option
@format_option
def reject(fact: str, by: str, reason: str | None, store: Path, format: str) -> None:  # noqa: A002
    """The fact is none: it takes no part in any answer."""
    _decide(store, format, fact, lambda folder: folder.entry(Act.REJECT, _uri(folder, fact), by, reason))


@review.command()
@click.argument("fact", type=NAME)
@click.option("--set", "values", multiple=True, required=True, metavar="FIELD=VALUE", help="A field and its right value; empty for none.")
@_decision
@store_option
@format_option
def correct(fact: str, values: tuple[str, ...], by: str, reason: str | None, store: Path, format: str) -> None:  # noqa: A002
    """Set fields of a fact, or of a plan (its URI, file name or number): place, doc_number, issued_on, nature, basis …"""
    given = {}
    for value in values:
        name, parted, said = value.partition("=")
        if not parted:
            raise click.UsageError(f"“{value}” should be FIELD=VALUE")
        given[name.strip()] = said or None
    _decide(store, format, fact, lambda folder: folder.entry(Act.CORRECT, _uri(folder, fact), by, reason, **given))


@review.command()
@click.argument("fact", type=NAME)
@click.option(
    "--matter",
    type=click.Choice([matter.value for matter in Matter]),
    default=Matter.FACT.value,
    show_default=True,
    help="What is taken back: the decision, the last owner proposed, the last report, the last yearly value.",
)
@_decision
@store_option
@format_option
def undo(fact: str, matter: str, by: str, reason: str | None, store: Path, format: str) -> None:  # noqa: A002
    """Take back the last decision about a fact or a plan; what was decided before holds again."""
    _decide(store, format, fact, lambda folder: folder.undo(_uri(folder, fact), by, reason, Matter(matter)))


@review.command()
@click.argument("measure", type=NAME)
@click.argument("body", type=NAME)
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.LEAD.value, show_default=True)
@_decision
@store_option
@format_option
def propose(measure: str, body: str, role: str, by: str, reason: str | None, store: Path, format: str) -> None:  # noqa: A002
    """Propose an owner of a measure; it never counts as the plan's own words."""
    _decide(store, format, measure, lambda folder: folder.entry(Act.PROPOSE, measure, by, reason, body=body, role=role, because="person"))


@review.command()
@click.argument("plan", type=NAME)
@store_option
@format_option
def suggest(plan: str, store: Path, format: str) -> None:  # noqa: A002
    """Owners that the evidence in the store speaks for, of each measure of a plan that names none, with the reasons."""
    reader = open_store(store)
    row = names.plan(reader, plan)
    owned = {unit["task"] for unit in reader.run("units", plan=str(row["plan"])) if not unit["collective"]}
    titles = {str(task["task"]): task["title"] or task["quote"] for task in reader.run("tasks", plan=str(row["plan"]))}
    rows: list[dict[str, Any]] = [
        {
            "task": uri,
            "title": titles[uri],
            "body": one.body,
            "role": one.role.value,
            "score": one.score,
            "because": list(one.because),
            "reasons": [str(said) for said in one.reasons],
        }
        for uri, some in suggestions(reader, str(row["plan"])).items()
        if uri not in owned
        for one in some
    ]
    shown = [{**row, "reasons": "；".join(row["reasons"])} for row in rows]
    answer_as(format, {"plan": row["plan"], "suggestions": rows}, shown, ("title", "body", "role", "score", "reasons"))


@review.command("log")
@click.argument("plan", type=NAME)
@store_option
@format_option
def history(plan: str, store: Path, format: str) -> None:  # noqa: A002
    """Everything that was decided about a plan, in order, and the lines of its log that cannot be read."""
    folder = _folder(open_store(store), store, plan)
    rows = [_told(entry) for entry in sorted(folder.log.entries, key=lambda entry: entry.order)]
    damaged = [{"line": one.number, "text": one.text, "reason": one.reason} for one in folder.log.damaged]
    shown = list(map(_shown, rows))
    answer_as(format, {"plan": folder.uri, "entries": rows, "damaged": damaged}, shown, HISTORY)
    if format == "table":
        for one in damaged:
            note(f"line {one['line']} of the log cannot be read ({one['reason']}): {one['text']}")


@review.command()
@store_option
@format_option
def follow(store: Path, format: str) -> None:  # noqa: A002
    """Bring the plans of the store to their logs, after logs were merged or copied from elsewhere."""
    brought = desk.follow(store)
    followed = [uri for uri, reason in brought.items() if not reason]
    answer_as(format, {"followed": followed}, [{"followed": uri} for uri in followed], ("followed",))
    for reason in filter(None, brought.values()):
        note(reason)
    here = {key_of_plan(str(row["plan"])) for row in open_store(store).run("plans")}
    for key in log.logs(store):
        if key not in here:
            note(f"the log of {log.title_of(store, key) or key} has no plan in the store: load its file")


def _folder(reader: Store, directory: Path, plan: str) -> Folder:
    return desk.open_folder(directory, names.plan(reader, plan))


def _of_fact(reader: Store, fact: str) -> str:
    """The plan a fact's URI stands in, or what a plan is called."""
    plans = [str(row["plan"]) for row in reader.run("plans")]
    return next((plan for plan in plans if fact.startswith(f"{plan}/")), fact)


def _uri(folder: Folder, fact: str) -> str:
    return fact if fact.startswith(folder.uri) else folder.uri


def _decide(directory: Path, form: str, fact: str, make: Callable[[Folder], Entry]) -> None:
    reader = open_store(directory)
    try:
        plan = names.plan(reader, _of_fact(reader, fact))
    except NotFoundError as error:
        raise NotFoundError(f"there is no fact or plan {fact} in the store: see `qgraph review list PLAN`") from error
    folder = desk.open_folder(directory, plan)
    entry = make(folder)
    desk.decide(directory, folder.uri, [entry])
    row = _told(entry)
    answer_as(form, row, [_shown(row)], HISTORY)


def _told(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "at": entry.at,
        "by": entry.by,
        "act": entry.act.value,
        "about": entry.about,
        "what": entry.what,
        "values": dict(entry.values),
        "reason": entry.reason,
    }


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """An entry as a row of the terminal."""
    return {**row, "values": ", ".join(f"{name}={value}" for name, value in row["values"].items())}
