"""A plan in the making, for tests: facts and their evidence grow out of what is said, line by line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from decimal import Decimal

from qgraph.model import (
    BodyKind,
    Comparator,
    Evidence,
    FundingLine,
    Jurisdiction,
    MemberRole,
    Membership,
    Mention,
    Nature,
    Plan,
    Programme,
    Responsibility,
    Role,
    Source,
    Status,
    Target,
    TargetKind,
    Task,
)

Duty = tuple[str, Role]  # a body with ! in front: a person rejected the duty; with ?: its name is in doubt
GROUP = "质量强市领导小组"
WORDS = {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.PARTICIPATE: "配合", Role.SUPERVISE: "督导"}


@dataclass
class Paper:
    """A plan in the making: whatever is said becomes a line of its text and the evidence of a fact."""

    place: Jurisdiction
    title: str
    period: tuple[int | None, int | None] = (2021, 2025)
    issued: str = "2021-06-01"
    lines: list[str] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    seats: list[Membership] = field(default_factory=list)
    money: list[FundingLine] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    bodies: list[Mention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.says(self.title)

    def says(self, words: str, row: int | None = None) -> Evidence:
        """One more line; `row` is that of a task table."""
        start = sum(len(line) + 1 for line in self.lines)
        self.lines.append(words)
        at = (start, start + len(words))
        return Evidence(words, *at, words, *at, sheet="分解表" if row else None, row=row, column=2 if row else None)

    def target(
        self,
        indicator: str,
        comparator: Comparator,
        value: str,
        unit: str | None = "%",
        due: str | None = "2025",
        kind: TargetKind = TargetKind.ABSOLUTE,
        **more: object,
    ) -> None:
        """A figure to reach by a year."""
        said = self.says(f"{indicator}{comparator}{value}{unit or ''}。")
        number = Decimal(value)
        self.targets.append(Target(said, "target.test", indicator, kind, comparator, number, unit=unit, deadline=due, **more))  # type: ignore[arg-type]

    def task(self, number: str, title: str, *duties: Duty, due: str | None = None, row: int | None = None, **more: object) -> None:
        """A measure, or with `row` a row of the task table, and its bodies."""
        said = self.says(f"{title}。", row)
        parts = tuple(self._duty(body, role, row) for body, role in duties)
        rule = "duty.row" if row else "task.test"
        self.tasks.append(Task(said, rule, number, title, deadline=due, responsible=parts, **more))  # type: ignore[arg-type]

    def _duty(self, body: str, role: Role, row: int | None) -> Responsibility:
        rejected, doubted = body.startswith("!"), body.startswith("?")
        name = body.lstrip("!?")
        said = self.says(f"（{name}{WORDS[role]}）", row)
        status, doubt = Status.REJECTED if rejected else Status.PROPOSED, "名称可能不完整" if doubted else None
        collective = name.startswith("各")
        return Responsibility(
            said, "duty.test", name, name, role, WORDS[role], collective, inherited=row is not None, doubt=doubt, status=status
        )

    def seat(self, body: str, role: MemberRole, person: str | None = None, post: str | None = None) -> None:
        """A seat in the place's leading group."""
        self.seats.append(Membership(self.says(f"{GROUP}：{person or ''}{body}{post or ''}"), "seat.test", body, role, GROUP, person, post))

    def pays(self, words: str, kind: str, **more: object) -> None:
        """A sentence about money."""
        self.money.append(FundingLine(self.says(words), "funding.test", kind, unit="万元", **more))  # type: ignore[arg-type]

    def runs(self, name: str) -> None:
        """A named programme."""
        self.programmes.append(Programme(self.says(f"实施{name}。"), "programme.test", name))

    def names(self, body: str) -> None:
        """A body with a duty."""
        self.bodies.append(Mention(self.says(f"{body}要加强统筹。"), "mention.test", body, BodyKind.DEPARTMENT))

    def plan(self, **more: object) -> Plan:
        """The plan of all that was said."""
        text = "\n".join(self.lines)
        n = len(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        whole = Plan(
            Source(f"{self.title}.txt", digest, "text/plain", text, text, range(n), range(1, n + 1)),
            self.title,
            jurisdiction=self.place,
            issued_on=self.issued,
            period_start=self.period[0],
            period_end=self.period[1],
            nature=Nature.OFFICIAL,
            targets=tuple(self.targets),
            tasks=tuple(self.tasks),
            memberships=tuple(self.seats),
            funding=tuple(self.money),
            programmes=tuple(self.programmes),
            bodies=tuple(self.bodies),
        )
        return replace(whole, **more)  # type: ignore[arg-type]
