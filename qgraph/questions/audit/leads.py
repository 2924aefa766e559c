"""Where a plan contradicts itself: text and table, or two measures on the same matter.

Decisions
---------
* Several leads in one bracket are usual and no finding; two places that name different ones are.
* Only what both places say is compared: a table that adds a deadline, or the units of a role the text is silent on, completes it. A list
  that ends in 等, or speaks to a class, says nothing of those it does not name.
* Two measures are on the same matter where their titles are equal, and not too short to mean anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgraph.model import Role
from qgraph.questions.audit.dossier import Dossier, of_task
from qgraph.questions.audit.findings import Finding, Item, Kind, few, found, item, listed, words
from qgraph.questions.folding import folded
from qgraph.questions.names import text
from qgraph.store import Row
from qgraph.told import told


def two_leads(dossier: Dossier) -> Iterator[Finding]:
    """Text and table, or two measures on the same matter, name different leads."""
    findings = [one for one in _table_units(dossier) if one.kind is Kind.TWO_LEADS]
    by_title: dict[str, list[Row]] = {}
    for task in dossier.measures:
        title = folded(text(task["title"]) or "")
        if len(title) >= words()["matter"] and _leads(dossier, task):
            by_title.setdefault(title, []).append(task)
    for first, *others in by_title.values():
        ours = _leads(dossier, first)
        for other in others:
            theirs = _leads(dossier, other)
            if ours.keys().isdisjoint(theirs):
                said = {"number": first["number"], "other": listed(ours.values()), "own": listed(theirs.values())}
                findings.append(found(Kind.TWO_LEADS, "leads_measures", of_task(other), **said))
    yield from few(Kind.TWO_LEADS, findings, "leads_many")


def text_table_mismatch(dossier: Dossier) -> Iterator[Finding]:
    """A row of a table and the measure it restates differ in the deadline or in the bodies of a role."""
    findings = [one for one in _table_units(dossier) if one.kind is Kind.TEXT_TABLE_MISMATCH]
    for measure, row in _restated(dossier):
        stated, due = text(measure["deadline"]), text(row["deadline"])
        if stated and due and not stated.startswith(due) and not due.startswith(stated):
            findings.append(found(Kind.TEXT_TABLE_MISMATCH, "table_deadline", _about(measure, row), text=stated, table=due))
    yield from few(Kind.TEXT_TABLE_MISMATCH, findings, "tables_many")


def _table_units(dossier: Dossier) -> Iterator[Finding]:
    """The roles in which a row and its measure name different bodies."""
    for measure, row in _restated(dossier):
        for role in Role:
            stated, listed_ = (_of_role(dossier.units_of.get(str(task["task"]), ()), role) for task in (measure, row))
            if not stated or not listed_ or _agree(stated, listed_):
                continue
            one, other = (listed(dict.fromkeys(unit["resolved"] for unit in units)) for units in (stated, listed_))
            about = item(listed_[0], str(row["task"]), measure["title"])
            if role is Role.LEAD:
                yield found(Kind.TWO_LEADS, "leads_text_table", about, text=one, table=other)
            else:
                yield found(Kind.TEXT_TABLE_MISMATCH, "table_units", about, role=told(words()["roles"][role]), text=one, table=other)


def _restated(dossier: Dossier) -> Iterator[tuple[Row, Row]]:
    """Each measure with each row that restates it."""
    for measure in dossier.measures:
        for row in dossier.rows_of.get(str(measure["task"]), ()):
            yield measure, row


def _of_role(units: Iterable[Row], role: Role) -> list[Row]:
    return [unit for unit in units if unit["role"] == role]


def _agree(one: list[Row], other: list[Row]) -> bool:
    """Whether two lists name the same bodies, or an open one may mean what the other adds."""
    ours, theirs = ({unit["body"] for unit in units if not unit["collective"]} for units in (one, other))
    open_ours, open_theirs = (any(unit["open_list"] or unit["collective"] for unit in units) for units in (one, other))
    return (ours <= theirs or open_theirs) and (theirs <= ours or open_ours)


def _leads(dossier: Dossier, task: Row) -> dict[str, str]:
    """Who leads a task in the text."""
    return {str(u["body"]): str(u["resolved"]) for u in _of_role(dossier.units_of.get(str(task["task"]), ()), Role.LEAD)}


def _about(measure: Row, row: Row) -> Item:
    return item(row, str(row["task"]), measure["title"])
