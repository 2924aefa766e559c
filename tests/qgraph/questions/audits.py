"""Small invented plans for the tests of the audit: what stands under which heading counts, so the paper has headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qgraph.model import Evidence, Plan
from qgraph.questions.audit import Finding, Kind, audit
from tests.ontology.paper import Paper
from tests.qgraph.questions.worlds import store

ON = date(2023, 6, 1)


@dataclass
class Headed(Paper):
    """A paper whose sentences stand under the heading `at` (numbers, the outermost first)."""

    at: tuple[str, ...] = ()

    def says(self, words: str, row: int | None = None) -> Evidence:
        return replace(super().says(words, row), path=self.at)


def findings(directory: Path, kind: Kind, *plans: Plan, on: date = ON, plan: str | None = None) -> list[Finding]:
    """What an audit of some plans finds of one kind."""
    return list(audit(store(directory / "store", *plans), kinds=(kind,), on=on, plan=plan).findings)
