"""A small invented country in a store: plans built in code, so that the questions are tested apart from the reading of files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from qgraph.model import (
    Comparator,
    Evidence,
    Jurisdiction,
    Level,
    MemberRole,
    Membership,
    Nature,
    Plan,
    Responsibility,
    Role,
    Source,
    Status,
    Target,
    TargetKind,
    Task,
)
from qgraph.rdf import identity, places, reference, write
from qgraph.store import Store, open_store
from qgraph.store.embedded import EmbeddedWriter

PROVINCE = Jurisdiction("云川省", Level.PROVINCE, "990000")
CITY = Jurisdiction("栖陵市", Level.PREFECTURE, "990100")
SOUTH = Jurisdiction("南浦区", Level.COUNTY, "990101")
WILLOW = Jurisdiction("柳堰区", Level.COUNTY, "990102")
OTHER_CITY = Jurisdiction("沁原市", Level.PREFECTURE, "990200")
COUNTY = Jurisdiction("砚湖县", Level.COUNTY, "990201")

Duty = tuple[str, Role]


def evidence(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(quote, start, start + len(quote), quote, start, start + len(quote))


def target(
    indicator: str,
    comparator: Comparator,
    value: float | None,
    unit: str | None = "%",
    year: int | None = 2025,
    kind: TargetKind = TargetKind.ABSOLUTE,
    **more: object,
) -> Target:
    """A target whose sentence is its indicator; `document` sets the evidence."""
    number = None if value is None else Decimal(str(value))
    deadline = None if year is None else str(year)
    return Target(evidence(indicator, indicator), "target.test", indicator, kind, comparator, number, unit=unit, deadline=deadline, **more)  # type: ignore[arg-type]


def document(
    place: Jurisdiction,
    title: str,
    targets: Sequence[Target] = (),
    duties: Sequence[tuple[str, Sequence[Duty]]] = (),
    seats: Sequence[tuple[str, MemberRole]] = (),
    period: tuple[int, int] | None = (2021, 2025),
    issued: str | None = "2021-06-01",
    owner_clause: str | None = None,
    rejected: Sequence[str] = (),
) -> Plan:
    """A plan that says what it is given, one sentence each. `rejected`: bodies whose duties a person rejected."""
    group = "质量强市领导小组"
    lines = [title, *(t.indicator for t in targets), *(f"{name}。" for name, _ in duties)]
    lines += [f"（{body}{role}）" for _, bodies in duties for body, role in bodies]
    lines += [f"{group}：{body}" for body, _ in seats] + ([owner_clause] if owner_clause else [])
    text = "\n".join(lines)
    n = len(text)
    source = Source(f"{title}.txt", hashlib.sha256(text.encode()).hexdigest(), "text/plain", text, text, range(n), range(1, n + 1))
    tasks = tuple(
        Task(
            evidence(text, f"{name}。"),
            "task.test",
            str(number),
            name,
            deadline="2023",
            responsible=tuple(
                Responsibility(
                    evidence(text, f"（{body}{role}）"),
                    "duty.test",
                    body,
                    body,
                    role,
                    str(role),
                    collective=body.startswith("各"),
                    status=Status.REJECTED if body in rejected else Status.PROPOSED,
                )
                for body, role in bodies
            ),
        )
        for number, (name, bodies) in enumerate(duties, start=1)
    )
    return Plan(
        source=source,
        title=title,
        jurisdiction=place,
        issued_on=issued,
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        nature=Nature.OFFICIAL,
        targets=tuple(replace(t, evidence=evidence(text, t.indicator)) for t in targets),
        tasks=tasks,
        memberships=tuple(Membership(evidence(text, f"{group}：{body}"), "seat.test", body, role, group) for body, role in seats),
        owner_clause=evidence(text, owner_clause) if owner_clause else None,
    )


def store(directory: Path, *plans: Plan) -> Store:
    """A store of the reference facts and these plans."""
    with EmbeddedWriter(directory) as writer:
        writer.replace(reference.graphs())
        for plan in plans:
            quads = write.plan_quads(plan)
            graph = identity.plan_graph(identity.plan_key(plan))
            writer.replace({graph: quads, **places.changes(writer, graph, places.statements(quads))})
        writer.publish()
    return open_store(directory)
