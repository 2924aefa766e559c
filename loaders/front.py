"""Front matter: what a plan says of itself (title, number, issuer, place, dates, period, basis, nature)."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.document import Document
from qgraph.model import Jurisdiction, Nature


@dataclass(frozen=True, slots=True)
class Front:
    """The plan's own fields; same meaning as in `qgraph.model.Plan`."""

    title: str
    doc_number: str | None = None
    issuer: str | None = None
    jurisdiction: Jurisdiction = Jurisdiction()
    issued_on: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    basis: tuple[str, ...] = ()
    nature: Nature = Nature.UNKNOWN


def read(document: Document) -> Front:
    """Read the front matter."""
    return Front(title=document.text.strip().split("\n", 1)[0])
