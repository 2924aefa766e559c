"""A task, target, line of funding, programme, responsibility or membership of a plan.

Decisions
---------
* Targets, money and programmes belong to the task in whose clause they stand.
* A programme is one plan's; what other plans call by the same name is related to it, and no more is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from qgraph.questions import passages
from qgraph.questions.entity.parts import Entity, Related, entity_of, evidence_of
from qgraph.questions.ladder import plain, rung_of
from qgraph.questions.names import organs, spots, text
from qgraph.questions.standing import standing
from qgraph.questions.validity import validity
from qgraph.store import Row, Store

KINDS = {kind: (query, column) for query, (kind, column) in passages.KINDS.items()}  # kind of fact → named query, the column with its URI


def fact(store: Store, uri: str, kind: str, plan: Row, on: date) -> Entity | None:
    """A fact of a plan (row of `plans`); None where the plan does not have it, or it was rejected."""
    query, column = KINDS[kind]
    row = next((row for row in standing(store.run(query, plan=str(plan["plan"]))) if row[column] == uri), None)
    if row is None:
        return None
    name, about, expected, related = READ[kind](store, row, plan)
    common = {"in_force": validity(plan, on).value, "section": _section(store, row, plan)}
    place = Related("ofPlan", "plan", str(plan["plan"]), str(plan["title"]), text(plan["doc_number"]) or "")
    return entity_of(uri, kind, name, {**about, **common}, expected, (place, *related), evidence_of(row, plan), str(plan["plan"]))


Read = tuple[str, dict[str, object], tuple[str, ...], list[Related]]


def _task(store: Store, row: Row, plan: Row) -> Read:
    about: dict[str, object] = {key: row[key] for key in ("number", "title", "deadline", "deadline_as_written", "recurrence")}
    units = list(_units(store, row, plan))
    related = list(units)
    silent = ("responsible",) if not units else ("lead",) if len(units) > 1 else ()
    for kind in ("target", "funding", "programme"):
        query, column = KINDS[kind]
        for one in standing(store.run(query, plan=str(plan["plan"]))):
            if _within(one, row):
                name, *_ = READ[kind](store, one, plan)
                related.append(Related(kind, kind, str(one[column]), name))
    return f"{row['number'] or ''} {row['title'] or row['quote']}".strip(), about, ("deadline", *silent), related


def _target(store: Store, row: Row, plan: Row) -> Read:
    rung = rung_of(row, plan, spots(store))
    about: dict[str, object] = {
        "figure": rung.figure(),
        "deadline": rung.deadline,
        "deadline_assumed": None if rung.deadline else text(row["deadline_assumed"]),
        "scope": rung.scope,
        "applies_to": rung.applies_to,
        "firmness_as_written": text(row["firmness_as_written"]),
        "base_as_written": text(row["base_as_written"]),
        "recurrence": rung.recurrence,
        "doubt": rung.doubt,
    }
    named = next((str(one["name"]) for one in store.run("indicators") if one["indicator"] == row["indicator"]), rung.indicator_as_written)
    related = [Related("indicator", "indicator", rung.indicator, named), *_task_of(store, row, plan)]
    return f"{rung.indicator_as_written} {rung.figure()}", about, ("deadline", "ofTask"), related


def _funding(store: Store, row: Row, plan: Row) -> Read:
    amount = "–".join(plain(Decimal(str(one))) for one in (row["amount"], row["amount_high"]) if one is not None)
    about: dict[str, object] = {
        "funding_kind": row["kind"],
        "amount": f"{amount}{row['unit'] or ''}" if amount else None,
        "qualifier": row["qualifier"],
        "rate": f"{plain(Decimal(str(row['rate'])))}%" if row["rate"] is not None else None,
        "per": text(row["per_as_written"]) or row["per"],
        "payer": text(row["payer_as_written"]) or row["payer"],
        "payee": row["payee"],
        "purpose": row["purpose"],
        "condition": row["condition"],
        "on_top_of": row["on_top_of"],
        "sought": row["sought"],
    }
    name = " ".join(str(part) for part in (row["purpose"] or row["payee"], about["amount"] or about["rate"]) if part)
    return name or str(row["quote"]), about, ("amount", "payer", "payee"), list(_task_of(store, row, plan))


def _programme(store: Store, row: Row, plan: Row) -> Read:
    others = [
        Related("sameName", "programme", str(one["programme"]), str(one["name"]), str(titles[one["plan"]]))
        for titles in [{other["plan"]: other["title"] for other in store.run("plans")}]
        for one in standing(store.run("all_programmes"))
        if one["name"] == row["name"] and one["programme"] != row["programme"] and one["plan"] in titles
    ]
    return str(row["name"]), {}, (), [*_task_of(store, row, plan), *others]


def _responsibility(store: Store, row: Row, plan: Row) -> Read:
    kept = ("role", "role_as_written", "body_as_written", "sole", "open_list", "inherited", "doubt")
    task = next((one for one in store.run("tasks", plan=str(plan["plan"])) if one["task"] == row["task"]), None)
    related = [Related("body", "body", str(row["body"]), str(row["resolved"]), str(row["role"]))]
    if task:
        related.append(Related("ofTask", "task", str(row["task"]), f"{task['number'] or ''} {task['title'] or ''}".strip()))
    return str(row["resolved"]), {key: row[key] for key in kept}, (), related


def _membership(store: Store, row: Row, plan: Row) -> Read:
    organ = organs(store).get(str(row["body"]))
    name = organ.name if organ else str(row["body_as_written"])
    related = [
        Related("body", "body", str(row["body"]), name),
        Related("group", "group", str(row["group"]), str(row["group_name"]), str(row["role"])),
    ]
    kept = ("role", "body_as_written", "person", "post")
    return name, {key: row[key] for key in kept}, (), related


READ: dict[str, Callable[[Store, Row, Row], Read]] = {
    "task": _task,
    "target": _target,
    "funding": _funding,
    "programme": _programme,
    "responsibility": _responsibility,
    "membership": _membership,
}


def _units(store: Store, task: Row, plan: Row) -> Iterator[Related]:
    known = organs(store)
    for row in standing(store.run("units", plan=str(plan["plan"]))):
        if row["task"] == task["task"]:
            organ = known.get(str(row["body"]))
            name, written = organ.name if organ else str(row["resolved"]), str(row["body_as_written"])
            yield Related(str(row["role"]), "body", str(row["body"]), name, "" if written == name else written)


def _task_of(store: Store, row: Row, plan: Row) -> Iterator[Related]:
    """The task in whose clause a fact stands: the innermost."""
    tasks = [one for one in standing(store.run("tasks", plan=str(plan["plan"]))) if _within(row, one)]
    if tasks:
        task = max(tasks, key=lambda one: len(str(one["path"])))
        yield Related("ofTask", "task", str(task["task"]), f"{task['number'] or ''} {task['title'] or ''}".strip())


def _within(row: Row, task: Row) -> bool:
    """Whether a fact stands in the clause of a task. A plan may use a number twice: its sentence decides where it lies in the task's."""
    own, path = str(row["path"] or ""), str(task["path"] or "")
    inside = int(str(task["reading_start"])) <= int(str(row["reading_start"])) < int(str(task["reading_end"]))
    return inside or (bool(path) and (own == path or own.startswith(f"{path} ")))


def _section(store: Store, row: Row, plan: Row) -> str | None:
    """The headings above a fact, from the outermost: 二 重点任务 › (一) 推进行动."""
    steps = str(row["path"] or "").split()
    titles: dict[str, str] = {}
    for clause in sorted(store.run("clauses", plan=str(plan["plan"])), key=lambda one: int(str(one["position"]))):
        if int(str(clause["position"])) <= int(str(row["reading_start"])):
            titles[f"{clause['path'] or ''} {clause['number'] or ''}".strip()] = str(clause["title"] or "")
    said = [f"{step} {titles.get(' '.join(steps[: n + 1]), '')}".strip() for n, step in enumerate(steps)]
    return " › ".join(said) or None
