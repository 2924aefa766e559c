"""Decisions for tests: about a plan with one of everything, one of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from qgraph.model import Plan
from qgraph.rdf import identity
from qgraph.reviews import apply
from qgraph.reviews.apply import Reviewed, review
from qgraph.reviews.entries import Act, Entry, Value
from qgraph.reviews.state import state

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
REPORTED: dict[str, Value] = {
    "month": "2026-02",
    "office": "市市场监管局",
    "progress": "已建成2个",
    "status": "behind",
    "problems": "场地未定",
    "next": "四月开工",
    "proof": "照片",
    "leader": "李某",
    "contact": "质量科",
    "actual": "2（月报）",
    "remarks": "无",
}


def at(act: Act, about: str, minutes: int = 0, by: str = "张某", **more: object) -> Entry:
    """An entry of a morning, some minutes after eight."""
    made = Entry(act, about, by, (MORNING + timedelta(minutes=minutes)).isoformat(timespec="microseconds"))
    return replace(made, **more)  # type: ignore[arg-type]


def abouts(plan: Plan, kind: str) -> list[str]:
    """What entries call the facts of one kind: targets, tasks …"""
    names = identity.names(plan)
    return [apply.about(names.plan, uri) for uri in getattr(names, kind)]


def of_everything(plan: Plan) -> list[Entry]:
    """An entry of every kind, with every value filled somewhere."""
    first, second = abouts(plan, "targets")
    (task,) = abouts(plan, "tasks")
    (funding,), (programme,) = abouts(plan, "funding"), abouts(plan, "programmes")
    return [
        at(Act.CORRECT, first, 1, values={"value": "96", "deadline": None}, reason="原文如此"),
        at(Act.ACCEPT, first, 2, by="王某"),
        at(Act.ACCEPT, funding, 3),
        at(Act.REJECT, programme, 4, reason="不是工程"),
        at(Act.CORRECT, "", 5, values={"period_end": "2027"}),
        at(Act.PROPOSE, task, 6, values={"body": "市财政局", "role": "participate", "because": "person"}, reason="出钱"),
        at(Act.REPORT, task, 7, values=REPORTED, reason="二月月报"),
        at(Act.YEARLY, first, 8, values={"year": "2026", "value": "95.8"}, reason="平均分解"),
        at(Act.CORRECT, second, 9, values={"matched": "首席质量官"}),
    ]


def reviewed(plan: Plan) -> Reviewed:
    """The plan after one entry of every kind."""
    return review(plan, state(of_everything(plan)))
