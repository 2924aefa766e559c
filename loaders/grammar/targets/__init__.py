"""Targets: figures, levels and trends that a plan promises.

    clause ─► sentence ─► segments ─► figures ─► claims (counts, levels) ─► horizon, firmness ─► Target

Decisions
---------
* A heading can promise too (a measure whose whole first sentence is its title).
* Only chapters of targets, tasks and safeguards promise; background and principles tell.
* A quote is the segment between commas that carries the figure; one row a figure.
* A figure is a promise only where a verb of promising governs it or its indicator is a rate, a score or a limit of time. Money
  paid is funding, figures of what is or was are none. When in doubt the figure is left out.
* A percentage over 100 of a rate is doubted, never mended.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from loaders.document import Clause, Document, SectionKind
from loaders.front import Front
from loaders.grammar import grid
from loaders.grammar.targets import counts, flat, levels, positions, refusals, table
from loaders.grammar.targets.claims import Claim
from loaders.grammar.targets.doubt import AS_BASE, too_much
from loaders.grammar.targets.horizon import Firmness, Horizon, annual, firmness, horizons, section_horizons
from loaders.grammar.targets.segments import Segment, masked, segments
from qgraph.model import Target

PROMISING = frozenset({SectionKind.TARGET, SectionKind.TASK, SectionKind.SAFEGUARD})
_LEADING_DATE = re.compile(r"^(?:[\s、]|(?:力争|争取)?(?:到|至)\s?20\d\d\s?年(?:年底|底|末)?(?:前)?)+")
_TRAILING = re.compile(r"(?:[\s、]|[（(][^（）()]{0,200}(?:牵头|责任|负责|配合)[^（）()]{0,200}[）)])+$")
_EACH = re.compile(counts.EACH + r"|各(?:县|市|区)(?:[（(][^（）()]{1,8}[）)])?")
_WHOLE = re.compile(r"全[国省市区县]|我[省市区县]")


def find(document: Document, front: Front) -> tuple[Target, ...]:
    """All targets of a document, in reading order."""
    found = [*table.find(document, front), *flat.find(document, front)]
    tabled = sorted(target.evidence.reading_start for target in found)
    carry = counts.Carry()
    for clause, lead in zip(document.clauses, section_horizons(document), strict=True):
        if clause.kind in PROMISING:
            for start, end in document.sentences(clause.heading.start if clause.heading else clause.start, clause.end):
                if not grid.taken(tabled, start, end):
                    if document.text[start - 1 : start] not in ("；", ";"):
                        carry.name, carry.horizon = "", lead
                    found += _sentence(document, front, clause, start, end, carry)
    return tuple(sorted(found, key=lambda target: target.evidence.reading_start))


def _sentence(document: Document, front: Front, clause: Clause, start: int, end: int, carry: counts.Carry) -> Iterator[Target]:
    text, lead = document.text, carry.horizon
    assumed = str(front.period_end) if front.period_end else None
    issued = front.issued_on[:4] if front.issued_on else None
    if refusals.condition_of_payment(text, start, end):
        return
    said = horizons(text, start, end)
    carry.horizon = _last(said, end) or lead
    for claim in positions.claims(text, start, end):
        ranked = text[claim.start : claim.end]
        segment = Segment(claim.start, ranked, masked(ranked), strong=True)
        yield _target(document, clause, (), segment, claim, lead, False, assumed)
    firm: tuple[Firmness, ...] | None = None
    carry.reset()
    every_year = told = False
    carries = True
    previous: Segment | None = None
    for segment in segments(text, start, end):
        carry.before, previous = previous, segment
        yearly = annual(segment.mask)
        every_year = yearly or (every_year and carries and not segment.strong and not counts.totals(segment))
        carries = not yearly or "每年" in segment.mask  # 年均增长10%，达到60件: only the growth is per year
        horizon = _last(said, segment.end) or lead
        ahead = horizon is not None and issued is not None and horizon.date >= issued
        told = refusals.past(segment, ahead) or (told and not segment.strong)
        base = refusals.builds_on(segment)
        said_of = refusals.brought_to(segment) if base else segment
        if told or said_of is None:
            continue
        for claim in _claims(said_of, carry, clause.kind):
            firm = tuple(firmness(text, start, end)) if firm is None else firm
            found = _target(document, clause, firm, said_of, claim, _last(said, claim.at) or lead, every_year, assumed)
            yield replace(found, doubt=found.doubt or AS_BASE) if base else found


def _last(said: list[tuple[int, Horizon]], at: int) -> Horizon | None:
    """The last horizon said before a place."""
    before = bisect_right(said, at, key=itemgetter(0))
    return said[before - 1][1] if before else None


def _claims(segment: Segment, carry: counts.Carry, kind: SectionKind) -> list[Claim]:
    numbered = list(counts.claims(segment, carry, kind))
    return numbered or list(levels.claims(segment, kind))


def _target(
    document: Document,
    clause: Clause,
    firm: tuple[Firmness, ...],
    segment: Segment,
    claim: Claim,
    horizon: Horizon | None,
    every_year: bool,
    assumed: str | None,
) -> Target:
    quote_start, quote_end = _trimmed(document.text, claim.start, claim.end)
    own = firmness(segment.text, 0, len(segment.text))
    rank, word, _ = next(own, None) or next((one for one in firm if one.end <= claim.end), Firmness(None, None))
    each = _EACH.search(segment.mask) or _WHOLE.match(_LEADING_DATE.sub("", segment.mask))
    return Target(
        evidence=document.evidence(quote_start, quote_end, clause.path),
        rule=claim.rule,
        indicator=claim.indicator,
        kind=claim.kind,
        comparator=claim.comparator,
        value=claim.value,
        value_high=claim.high,
        unit=claim.unit,
        reference=claim.reference,
        base=claim.base,
        base_as_written=claim.base_as_written,
        deadline=horizon.date if horizon else None,
        deadline_as_written=horizon.as_written if horizon else None,
        deadline_from=horizon.said_in if horizon else None,
        deadline_assumed=assumed,
        recurrence="annual" if every_year else None,
        scope=claim.scope,
        firmness=rank,
        firmness_as_written=word,
        applies_to=_raw(segment, each) if each else None,
        doubt=too_much(claim.indicator, claim.kind, claim.value, claim.unit),
    )


def _raw(segment: Segment, match: re.Match[str]) -> str:
    """The words of a match in the masked text, brackets shown; the match may be in a text whose head was cut off."""
    start = match.start() + len(segment.mask) - len(match.string)
    return segment.text[start : start + len(match[0])]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A quote without the horizon before it and the bracket of units behind it, where something is left."""
    piece = text[start:end]
    head, tail = _LEADING_DATE.match(piece), _TRAILING.search(piece)
    first = head.end() if head else 0
    last = tail.start() if tail else len(piece)
    return (start + first, start + last) if last - first >= 3 else (start, end)
