"""Small invented plans for the tests of the audit: what stands under which heading counts, so the paper has headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qgraph.model import Comparator, Evidence, Plan, Role
from qgraph.questions.audit import Finding, Kind, audit
from tests.ontology.paper import Paper
from tests.qgraph.questions.worlds import CITY, store

ON = date(2023, 6, 1)
LEAD, ANSWER, HELP = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPATE
GE = Comparator.GE
MARKET, MONEY, TRADE = "市市场监管局", "市财政局", "市商务局"
Duties = list[tuple[str, Role]]


@dataclass
class Headed(Paper):
    """A paper whose sentences stand under the heading `at` (numbers, the outermost first)."""

    at: tuple[str, ...] = ()

    def says(self, words: str, row: int | None = None) -> Evidence:
        return replace(super().says(words, row), path=self.at)


def findings(directory: Path, kind: Kind, *plans: Plan, on: date = ON, plan: str | None = None) -> list[Finding]:
    """What an audit of some plans finds of one kind."""
    return list(audit(store(directory / "store", *plans), kinds=(kind,), on=on, plan=plan).findings)


def paper(title: str = "栖陵市质量强市方案", **more: object) -> Headed:
    return Headed(CITY, title, **more)  # type: ignore[arg-type]


def owned(said: Headed, number: str = "一") -> Headed:
    """With a measure that has a lead and a deadline."""
    said.at = ("三", number)
    said.task(number, f"办好第{number}件实事", (MARKET, LEAD), due="2023")
    return said


def joint(said: Headed, number: str, title: str, *duties: tuple[str, Role], role_as_written: str | None = None) -> None:
    """A measure whose bodies all stand in one bracket."""
    said.task(number, title, due="2023")
    bracket = said.says("（" + "、".join(body for body, _ in duties) + "）")
    parts = tuple(
        replace(said._duty(body, role, None), evidence=bracket, role_as_written=role_as_written or role.value) for body, role in duties
    )
    said.tasks[-1] = replace(said.tasks[-1], responsible=parts)
