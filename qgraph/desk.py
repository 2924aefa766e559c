"""The desk: where decisions are taken in. Each goes to the log, and the plan's graph follows it at once.

Decisions
---------
* What a decision would make of the plan is tried first: one that breaks the shapes, fits no field or is about nothing that is there is
  refused, and nothing is written.
* Then the log, then the graph. A kill between the two leaves the decision in the log; the plan follows with the next decision, the next
  `load` of its file, or `follow`.
* The store's writer is held all the while, so two people's decisions come one after the other; the second is told where it is about
  what the first has just decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import loaders
from qgraph.errors import NotFoundError
from qgraph.ingest import certainties, commit
from qgraph.model import Plan
from qgraph.rdf import identity
from qgraph.reading import followed, held
from qgraph.reviews import log
from qgraph.reviews.apply import Reviewed, about, review, things, uri_of
from qgraph.reviews.entries import Act, Entry, Matter, behind
from qgraph.reviews.entries import entry as new
from qgraph.reviews.fields import changed, expect_whole, kind_of
from qgraph.reviews.log import Log
from qgraph.reviews.queue import Item, queue, words
from qgraph.reviews.words import wrong
from qgraph.store import Row, sources
from qgraph.store.embedded import EmbeddedWriter

EXPECTED = {Act.PROPOSE: "task", Act.REPORT: "task", Act.YEARLY: "target"}  # what these acts are about


@dataclass(frozen=True)
class Folder:
    """A plan of the store on the desk: as read, as it stands, and its log. `uri` is the plan's."""

    uri: str
    as_read: Plan
    reviewed: Reviewed
    log: Log

    def queue(self) -> list[Item]:
        """Its facts, what most needs a look first."""
        return queue(self.as_read, self.reviewed, certainties())

    def entry(self, act: Act, uri: str, by: str, reason: str | None = None, **values: Any) -> Entry:
        """An entry about a fact of the plan, or the plan itself, by somebody who has this folder before them. Raises `ReviewError`."""
        name = about(self.uri, uri)
        thing = things(self.reviewed.plan, self.reviewed.names).get(uri)
        made = new(act, name, by, values=values, reason=reason or None, what=words(thing)[:200] if thing else None)
        return behind(made, self.log.state().last(made))

    def undo(self, uri: str, by: str, reason: str | None = None, matter: Matter = Matter.FACT) -> Entry:
        """An entry that takes back the last one of a matter about a fact. Raises `ReviewError` where there is none."""
        last = self.log.state().standing(matter, about(self.uri, uri))
        if last is None:
            raise wrong("no_decision")
        return self.entry(Act.UNDO, uri, by, reason, entry=last.id, matter=matter.value)


def open_folder(directory: Path, plan: Row) -> Folder:
    """A plan of the store, by its row of the query `plans`, for who decides about it. Raises `ReviewError`, also where a `load` has put
    another edition in the place of the row's since it was looked up."""
    known = log.read(directory, identity.key_of_plan(str(plan["plan"])))
    try:
        read = as_read(directory, str(plan["sha256"]), str(plan["file"]))
    except NotFoundError:
        raise wrong("reloaded", plan=plan["title"]) from None
    return Folder(str(plan["plan"]), read, review(read, known.state(), str(plan["plan"])), known)


def decide(directory: Path, plan: str, entries: Sequence[Entry]) -> Log:
    """Take entries about one plan (its URI) of the store, all or none. Gives the log as it is then.

    Raises `ReviewError` for what cannot be decided, `ConflictError` where somebody else decided meanwhile, `NotFoundError` for a plan that
    is not in the store, `StoreError` where it cannot be written.
    """
    key = identity.key_of_plan(plan)
    with EmbeddedWriter(directory) as store:
        row = next((row for row in store.run("plans") if row["plan"] == plan), None)
        if row is None:
            raise NotFoundError(f"there is no plan {plan} in the store")
        read = as_read(directory, str(row["sha256"]), str(row["file"]))
        known = log.read(directory, key)
        _expect_known(plan, read, entries, known)
        reading = held(read, Log((*known.entries, *entries)), plan)
        written = log.append(directory, key, read.title, entries)
        commit(store, replace(reading, log=written.digest))
        store.publish()
    return written


def follow(directory: Path) -> dict[str, str]:
    """Bring every plan whose log is not the one its graph follows (logs were merged, a kill came in between) to its log. Gives their URIs,
    each with the reason why its decisions cannot be followed, empty where they are. Raises `StoreError`."""
    brought = {}
    with EmbeddedWriter(directory) as store:
        for row in store.run("plans"):
            plan, sha256 = str(row["plan"]), str(row["sha256"])
            receipt = sources.receipt(directory, sha256)
            if receipt is None or receipt.log != log.digest(directory, identity.key_of_plan(plan)):
                reading = followed(directory, as_read(directory, sha256, str(row["file"])), plan)
                commit(store, reading)
                brought[plan] = reading.reason
        store.publish()
    return brought


@lru_cache(maxsize=64)
def as_read(directory: Path, sha256: str, file: str) -> Plan:
    """The plan of a file in the store as the reader reads it, without any decision. Raises `NotFoundError`, `SourceError`."""
    return loaders.read_bytes(file, sources.file(directory, sha256))


def _expect_known(plan: str, read: Plan, entries: Sequence[Entry], known: Log) -> None:
    """Raises `ReviewError` for an entry about nothing that is in the plan, or with a value that fits no field."""
    names = identity.names(read, plan)
    known_things = things(read, names)
    ids = {entry.id for entry in known.entries}
    for entry in entries:
        if entry.act is Act.UNDO:
            if entry.values["entry"] not in ids:
                raise wrong("no_entry", entry=entry.values["entry"], plan=read.title)
            continue  # what was decided about a fact that is gone may be undone
        kind = kind_of(entry.about)
        uri = uri_of(names.plan, entry.about)
        if uri not in known_things:
            raise wrong("no_fact", about=entry.about, plan=read.title)
        if kind != (expected := EXPECTED.get(entry.act, kind)):
            raise wrong("wrong_kind", act=entry.act, expected=expected, kind=kind or "plan")
        if entry.act is Act.CORRECT:
            if not entry.values:
                raise wrong("no_value")
            changed(known_things[uri], kind, entry.values)
        if entry.act is Act.REJECT and not kind:
            raise wrong("reject_plan")
        expect_whole(entry.act, entry.values)
