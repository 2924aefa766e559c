"""What people said of the measures of a plan: owners proposed, reports, yearly values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields

from qgraph.model import Role
from qgraph.questions.names import text
from qgraph.store import Store


@dataclass(frozen=True, slots=True)
class Proposed:
    """An owner that somebody proposes."""

    role: Role
    body: str
    uri: str
    by: str
    at: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Reported:
    """What an office reported last; each field as it was written. `claimed`: the status it gives itself, a key of `ledger.toml`."""

    by: str
    at: str
    month: str | None = None
    office: str | None = None
    progress: str | None = None
    claimed: str | None = None
    problems: str | None = None
    next_step: str | None = None
    proof: str | None = None
    leader: str | None = None
    contact: str | None = None
    actual: str | None = None
    remarks: str | None = None

    @property
    def who(self) -> str:
        """The office, or who took its report in."""
        return self.office or self.by


class Said:
    """What people said of one plan, by measure or target (URIs)."""

    def __init__(self, store: Store, plan: str) -> None:
        self.proposed: defaultdict[str, list[Proposed]] = defaultdict(list)
        self.reports: defaultdict[str, list[Reported]] = defaultdict(list)
        self.yearly: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for row in sorted(store.run("proposals", plan=plan), key=lambda row: str(row["at"])):
            made = Proposed(
                Role(str(row["role"])), str(row["resolved"]), str(row["body"]), str(row["by"]), str(row["at"]), text(row["reason"])
            )
            self.proposed[str(row["task"])].append(made)
        names = [field.name for field in fields(Reported)]
        for row in sorted(store.run("reports", plan=plan), key=lambda row: (str(row["month"] or ""), str(row["at"]))):
            self.reports[str(row["task"])].append(Reported(**{name: text(row[name]) for name in names}))  # type: ignore[arg-type]
        for row in store.run("yearly_values", plan=plan):
            self.yearly[str(row["target"])].append((int(str(row["year"])), str(row["value"])))

    def last_reports(self, task: str) -> tuple[Reported, ...]:
        """The last report of each office about a measure, the newest last."""
        latest = {one.office: one for one in self.reports.get(task, ())}
        return tuple(sorted(latest.values(), key=lambda one: (one.month or "", one.at)))
