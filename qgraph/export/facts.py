"""What was read from one file, for a person at a terminal: the plan, its facts as tables, and what was left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from rich.console import Console

from qgraph.export.tables import harmless, show
from qgraph.model import Role

Json = dict[str, Any]
COLUMNS = {
    "targets": ("indicator", "comparator", "value", "value_high", "unit", "deadline", "doubt", "quote"),
    "tasks": ("number", "title", *Role, "deadline"),
    "memberships": ("body", "role", "of", "post"),
    "funding": ("amount", "amount_high", "unit", "qualifier", "payer", "payee", "for"),
    "programmes": ("name",),
}
LONGEST = 40  # characters of a gap that are shown


def show_plan(answer: Json) -> None:
    """Print the document of `plan_json`."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for label, value in _plan(answer["plan"]):
        console.print(f"{label:>10}  {harmless(str(value))}")
    for kind, columns in COLUMNS.items():
        if answer[kind]:
            console.print(f"\n{kind}: {len(answer[kind])}")
            show([_row(fact) for fact in answer[kind]] if kind == "tasks" else answer[kind], columns)
    if not any(answer[kind] for kind in COLUMNS):
        console.print("\nno facts: no sentence and no table in it was understood as a target, a task or money")
    differing = [(one, found) for one in answer["restatements"] for found in one["differences"]]
    if differing:
        console.print(f"\nrows of the task table that say otherwise than the text: {len(differing)}")
        show([_difference(answer["tasks"], *one) for one in differing], ("number", "title", "of", "row", "text"))
    if answer["gaps"]:
        console.print(f"\nleft open: {len(answer['gaps'])}")
        show([{**gap, "found": gap["found"][:LONGEST]} for gap in answer["gaps"]], ("kind", "start", "found"))
    if answer["repairs"]:
        rules = Counter(repair["rule"] for repair in answer["repairs"])
        console.print(f"\nrepaired: {', '.join(f'{rule} {count}' for rule, count in rules.most_common())}; --explain shows where")


def _plan(plan: Json) -> Iterator[tuple[str, object]]:
    """What the plan says of itself, without what it leaves open."""
    place, period, effective = plan["jurisdiction"], plan["period"], plan["effective"]
    rows = {
        "title": plan["title"],
        "number": plan["doc_number"],
        "issuer": plan["issuer"],
        "place": " ".join(str(part) for part in (place["name"], place["level"], place["adcode"]) if part),
        "issued on": plan["issued_on"],
        "period": "–".join(dict.fromkeys(str(year) for year in (period["start"], period["end"]) if year)),
        "effective": " to ".join(day or "…" for day in effective.values()) if any(effective.values()) else "",
        "repealed": plan["repealed"],
        "nature": plan["nature"],
    }
    return ((label, value) for label, value in rows.items() if value)


def _difference(tasks: list[Json], one: Json, found: Json) -> Json:
    """What the table and the text say differently of one measure."""
    row = tasks[one["row"]]
    words = {"row": "、".join(found["row"]), "text": "、".join(found["measure"])}
    return {"number": row["number"], "title": row["title"], "of": found["of"], **words}


def _row(task: Json) -> Json:
    """A task with its place in the outline and a column for each role."""
    bodies = {role.value: "、".join(part["resolved"] for part in task["responsible"] if part["role"] == role) for role in Role}
    number = " ".join([*task["path"], task["number"]]).strip()
    return {**bodies, "number": number, "title": task["title"], "deadline": task["deadline"] or task["deadline_as_written"]}
