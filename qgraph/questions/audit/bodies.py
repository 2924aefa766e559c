"""Bodies that no longer exist: gone when the plan was issued, or since.

Decisions
---------
* Only a reform that moved the whole body counts; a body that gave functions away still stands (`validity.holder`).
* One finding a body and plan, however often the plan names it.
* The general rule knows the year of a reform, and places followed months later: a body counts as gone before the plan only where the plan
  came well after (`grace`), and then as a question, for a government knows its own bodies; a mere new name it may never have taken.
  A reform known for the place is certain.
* An institution (大数据中心) is not the office of its kind that a reform moved.
* What has gone since is a matter for plans in force; a plan of which nobody can tell whether it is in force weighs less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from qgraph.questions.audit.dossier import Dossier
from qgraph.questions.audit.findings import Finding, Kind, Severity, few, found, item, texts, words
from qgraph.questions.names import Organ, text
from qgraph.questions.validity import Holder, Validity, holder
from qgraph.registries import reforms
from qgraph.registries.reforms import UNCHECKED
from qgraph.store import Row

RENAMED = "rename"  # the kind of a reform that changed a name only


def stale_body(dossier: Dossier) -> Iterator[Finding]:
    """The bodies of tasks and leading groups that are gone."""
    named: dict[str, list[Row]] = {}
    for row in (*dossier.units, *dossier.members):
        named.setdefault(str(row["body"]), []).append(row)
    findings = [finding for rows in named.values() if (finding := _gone(dossier, rows))]
    yield from few(Kind.STALE_BODY, findings, "gone_many")


def _gone(dossier: Dossier, rows: list[Row]) -> Finding | None:
    """The finding of a body that some units and seats name."""
    organ = dossier.around.organs.get(str(rows[0]["body"]))
    rows = [row for row in rows if not str(row["body_as_written"]).endswith(tuple(words()["institutions"]))]
    if organ is None or not rows:
        return None
    on = dossier.around.on
    now = _held(dossier, organ, on)
    if now is None:
        return None
    issued = _issued(dossier.plan)
    before = _held(dossier, organ, issued) if issued else None
    general = before is not None and (before.source or "").startswith(UNCHECKED)
    if issued and general:
        well_before = issued - timedelta(days=words()["grace"])
        before = _held(dossier, organ, well_before) if _is_merged(dossier, organ, well_before) else None
    first = min(rows, key=lambda row: int(str(row["start"])))
    fact = text(first.get("responsibility")) or text(first.get("membership"))
    written = str(first["body_as_written"])
    said = {
        "body": organ.name if written in organ.name else texts("written", body=organ.name, written=written),
        "n": len(rows),
        "issued": issued,
        "on": on,
    }
    about = item(first, fact, organ.name)
    if before:
        rule = "gone_before_by_rule" if general else "gone_before"
        return found(Kind.STALE_BODY, rule, about, holder=before.name, source=before.source, **said)
    since = found(Kind.STALE_BODY, "gone_since", about, holder=now.name, source=now.source, **said)
    return since if dossier.validity is Validity.IN_FORCE else replace(since, severity=Severity.LOW)


def _held(dossier: Dossier, organ: Organ, on: date) -> Holder | None:
    """Who held the function of a body on a day where that was no longer the body itself."""
    held = holder(organ, dossier.around.spots.get(organ.place), on)
    return held if held and held.name != organ.name else None


def _is_merged(dossier: Dossier, organ: Organ, on: date) -> bool:
    """Whether a body had been merged into another on a day, and not only been given another name."""
    spot = dossier.around.spots.get(organ.place)
    steps = reforms.chain(organ.type_id or "", spot.adcode if spot else None, spot.level if spot else None, on)
    return any(step.kind != RENAMED for step in steps)


def _issued(plan: Row) -> date | None:
    """The day of a plan: of its issue, else the first of its period."""
    said, start = text(plan["issued_on"]), plan["period_start"]
    if said and len(said) == len("2021-06-01"):
        return date.fromisoformat(said)
    return date(start, 1, 1) if isinstance(start, int) else None
