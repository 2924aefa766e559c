"""What stands in the pickers: bodies and indicators with a label that tells namesakes apart."""

from __future__ import annotations

from qgraph.app.session import rows
from qgraph.questions.names import LEVELS


def places() -> dict[str, str]:
    """Place URI → name."""
    return {str(row["place"]): str(row["name"]) for row in rows("places") if row["name"]}


def plans() -> dict[str, str]:
    """Plan URI → “title · place · number or file”, places together, the oldest first."""
    ordered = sorted(
        rows("plans"), key=lambda row: (str(row["place_name"] or ""), str(row["issued_on"] or row["period_start"] or ""), str(row["plan"]))
    )
    return {
        str(row["plan"]): " · ".join(str(part) for part in (row["title"], row["place_name"], row["doc_number"] or row["file"]) if part)
        for row in ordered
    }


def planned_places(figures: bool = False) -> dict[str, str]:
    """The places that have plans (or published figures), from the nation down: URI → name with that of the place above."""
    known = {str(row["place"]): row for row in rows("places")}
    having = {str(row["place"]) for row in (*rows("plans"), *(rows("all_figures") if figures else ()))} & known.keys()
    rank = {str(level): number for number, level in enumerate(LEVELS)}
    labels = {}
    for uri in sorted(having, key=lambda uri: (rank.get(str(known[uri]["level"]), len(rank)), str(known[uri]["adcode"] or ""), uri)):
        name, above = known[uri]["name"], known.get(str(known[uri]["within"]))
        if name:
            labels[uri] = f"{name} · {above['name']}" if above and above["within"] else str(name)
    return labels


def bodies() -> dict[str, str]:
    """Body URI → “name · place”, in the order of the labels."""
    where = places()
    labels = {}
    for row in rows("bodies"):
        place = where.get(str(row["place"]))
        labels[str(row["body"])] = f"{row['name']} · {place}" if place else str(row["name"])
    return dict(sorted(labels.items(), key=lambda item: item[1]))


def indicators() -> dict[str, str]:
    """Indicator URI → name: first those that a plan of the store has a target for, then the rest of the registry."""
    used = {str(row["indicator"]) for row in rows("all_targets")}
    named = {str(row["indicator"]): str(row["name"]) for row in rows("indicators")}
    return dict(sorted(named.items(), key=lambda item: (item[0] not in used, item[1])))
