"""A row of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from qgraph.model import Role
from qgraph.questions.ledger.lights import Lit
from qgraph.questions.ledger.people import Proposed, Reported
from qgraph.questions.validity import Validity


class Origin(StrEnum):
    """Where the owners of a row come from."""

    STATED = "stated"
    PROPOSED = "proposed"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `id` is the measure's URI; bodies are as written, by role; `deadline` as written, else the date or how often; `proposed` are
    owners that people propose, never the plan's words; `reports` the last of each office, the newest last; `yearly` what targets are to
    reach year by year, as people set it."""

    id: str
    plan: str
    plan_title: str
    doc_number: str | None
    place: str | None
    validity: Validity
    publicity: str | None
    number: str | None
    section: str | None
    measure: str
    targets: tuple[str, ...]
    bodies: dict[Role, tuple[str, ...]]
    body_uris: frozenset[str]
    deadline: str | None
    quote: str
    proposed: tuple[Proposed, ...] = ()
    reports: tuple[Reported, ...] = ()
    yearly: tuple[str, ...] = ()
    lit: Lit = field(default_factory=Lit)

    @property
    def origin(self) -> Origin:
        if any(self.bodies.values()):
            return Origin.BOTH if self.proposed else Origin.STATED
        return Origin.PROPOSED if self.proposed else Origin.NONE

    @property
    def source(self) -> str:
        """文号·条款·原文; the title stands in where there is no number."""
        return "·".join(filter(None, (self.doc_number or self.plan_title, self.number, self.quote)))

    def report_of(self, office: str) -> Reported | None:
        """The last report of an office."""
        return next((report for report in self.reports if report.office == office), None)

    def named(self) -> Iterator[str]:
        """The bodies of the row, those proposed last."""
        for some in self.bodies.values():
            yield from some
        yield from (one.body for one in self.proposed)
