"""A plan: what it says of itself, what it rests on, and how much it holds."""

from __future__ import annotations

from datetime import date

from qgraph.questions.entity.parts import Entity, Related, entity_of
from qgraph.questions.names import text
from qgraph.questions.standing import standing
from qgraph.questions.validity import validity
from qgraph.store import Row, Store

COUNTED = {
    "tasks": "tasks",
    "targets": "plan_targets",
    "duties": "units",
    "memberships": "members",
    "funding": "funding",
    "programmes": "programmes",
}
KEPT = ("doc_number", "issuer", "issued_on", "effective_until", "repealed", "nature", "publicity", "level", "file")


def plan(store: Store, row: Row, on: date) -> Entity:
    """The plan of a row of `plans`."""
    uri = str(row["plan"])
    start, end = row["period_start"], row["period_end"]
    held = {f"count_{key}": len(standing(store.run(query, plan=uri))) for key, query in COUNTED.items()}
    about = {key: row[key] for key in KEPT} | {
        "period": "–".join(str(year) for year in (start, end) if year) or None,
        "in_force": validity(row, on).value,
        **held,
    }
    clause = next(iter(store.run("owner_clause", plan=uri)), None)
    if clause:
        about["owner_clause"] = clause["quote"]
    related = [Related("ofJurisdiction", "place", str(row["place"]), str(row["place_name"]))] if row["place_name"] else []
    groups = {str(one["group"]): str(one["group_name"]) for one in standing(store.run("members", plan=uri))}
    related += [Related("group", "group", group, name) for group, name in sorted(groups.items())]
    titles = {str(one["title"]): one for one in store.run("plans")}
    for basis in sorted(str(one["basis"]) for one in store.run("basis") if one["plan"] == uri):
        named = titles.get(basis.strip("《》"))
        related.append(Related("basis", "plan" if named else "title", str(named["plan"]) if named else "", basis))
    related += [
        Related("samePlace", "plan", str(one["plan"]), str(one["title"]), text(one["doc_number"]) or "")
        for one in store.run("plans")
        if one["place"] == row["place"] and one["plan"] != uri and row["place_name"]
    ]
    expected = ("doc_number", "issuer", "issued_on", "period", "ofJurisdiction", "count_duties", "count_targets")
    return entity_of(uri, "plan", str(row["title"]), about, expected, related, plan=uri)
