"""Differences that somebody has looked at go into the logs of their plans."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qgraph import desk
from qgraph.errors import QgraphError
from qgraph.export.ledger.columns import claim
from qgraph.returns.differences import KEEPS, Difference, Returned
from qgraph.returns.sheet import where
from qgraph.reviews.entries import Act, Entry, Value, behind
from qgraph.store import Store


def take(directory: Path, store: Store, found: Returned, by: str) -> tuple[int, list[str]]:
    """Take all differences into the logs, each plan's or none of them. `by`: who takes them. Gives how many were taken, and one sentence
    for each plan of which none was. Raises `ReviewError` where nobody takes them."""
    plans = {str(row["plan"]): row for row in store.run("plans")}
    folders = {uri: desk.open_folder(directory, plans[uri]) for uri in {one.line.plan for one in found.differences}}
    taken, refused = 0, []
    for plan, some in _entries(found, folders, by).items():
        try:
            desk.decide(directory, plan, some)
            taken += len(some)
        except QgraphError as error:
            refused.append(f"{plans[plan]['title']}: {error.message}")
    return taken, refused


def _entries(found: Returned, folders: Mapping[str, desk.Folder], by: str) -> dict[str, list[Entry]]:
    """The entries, by plan; those of several offices about one measure follow each other."""
    made: dict[str, list[Entry]] = {}
    last: dict[str, Entry] = {}
    for one in found.differences:
        entry = folders[one.line.plan].entry(Act.REPORT, one.line.id, by, where(one.row), **_values(one, found.month))
        if one.line.id in last:
            entry = behind(entry, last[one.line.id])
        last[one.line.id] = entry
        made.setdefault(one.line.plan, []).append(entry)
    return made


def _values(one: Difference, month: str) -> dict[str, Value]:
    """Everything the office has written by now, not only what is new."""
    before = one.line.report_of(one.office)
    kept = {key: getattr(before, name) for key, name in KEEPS.items()} if before else {}
    said = {key: claim(new) if key == "status" else new for key, (_, new) in one.changes.items()}
    return {key: value for key, value in {**kept, **said, "month": month, "office": one.office}.items() if value}
