"""Front matter: what a plan says of itself (title, number, issuer, place, dates, period, basis, nature).

    page (lines without blanks) ─► notice (title, issuer, number) ─► dates, place, basis, nature

Decisions
---------
* Every field is what the text says; what it does not say stays empty.
* A text with neither a numbered heading nor two words of a plan is refused: a login page or a news item makes no graph.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.document import Document
from loaders.front import basis, dates, notice, place, publicity
from loaders.front.notice import Notice
from loaders.front.page import Page, page
from loaders.front.words import words
from qgraph.errors import SourceError
from qgraph.model import Jurisdiction, Nature

_PROOF = 2  # different plan words that a text without headings must have


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
    publicity: str | None = None


def read(document: Document) -> Front:
    """Read the front matter. Raises `SourceError` where the text is no plan."""
    if not document.headings and sum(word in document.text for word in words().plan) < _PROOF:
        raise SourceError(
            f"{document.source.name}: no plan in it (no numbered heading, no word of a target or a duty); "
            "give the text of the plan itself, not a page that links to it"
        )
    lines = page(document)
    head = notice.read(lines)
    issued = dates.issued_on(lines, head)
    start, end = dates.period(document, head.title, issued)
    return Front(
        title=head.title,
        doc_number=head.doc_number,
        issuer=head.issuer,
        jurisdiction=place.read(document, head.issuer, head.title, int(issued[:4]) if issued else None),
        issued_on=issued,
        period_start=start,
        period_end=end,
        basis=basis.read(document, head.title),
        nature=_nature(lines, head),
        publicity=publicity.read(document),
    )


def _nature(lines: Page, head: Notice) -> Nature:
    """What kind of text it is, by the words in and around its title; a number or a signature makes it official."""
    opening = lines.head[:400]
    for nature, said in ((Nature.DRAFT, words().draft), (Nature.TEMPLATE, words().template), (Nature.EXPERIENCE, words().experience)):
        if any(word in head.title or word in opening for word in said):
            return nature
    if head.doc_number or head.signed_on or any(word in lines.head or word in lines.tail for word in words().official):
        return Nature.OFFICIAL
    return Nature.UNKNOWN
