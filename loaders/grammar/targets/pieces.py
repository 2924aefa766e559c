"""A segment cut into pieces, one figure each.

Where the figure stands behind its indicator (国际标准3项) the cut is right behind it, where it stands before it (2个基地) right before it.
A figure that only describes what another figure counts is dropped: 年销售额1000万元以上的网商800家.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from loaders.grammar.targets import indicator
from loaders.grammar.targets.claims import Claim
from loaders.grammar.targets.figures import Figure, figures, with_comparator
from loaders.grammar.targets.segments import Segment
from qgraph.model import Comparator, TargetKind

_ATTRIBUTE = re.compile(r"^(?:的|及以上的|以上的)")
_BASE_VALUE = re.compile(r"(?:由|从)(?:目前的?|原来的?)?$")  # 由10个工作日压减至3个工作日
_BRACKET = re.compile(r"^\s*[（(][^（）()]{0,400}[）)]\s*$")  # the units behind a measure


@dataclass(frozen=True, slots=True)
class Piece:
    """One figure and the words around it; `start`, `end` in the segment."""

    segment: Segment
    start: int
    end: int
    figure: Figure
    base: Figure | None = None  # what it starts from: 由10个工作日压减至

    @property
    def head(self) -> str:
        """The masked words before the figure."""
        return self.segment.mask[self.start : self.figure.start]

    @property
    def said_before(self) -> str:
        """The words before the figure as they stand."""
        return self.segment.text[self.start : self.figure.start]

    @property
    def tail(self) -> str:
        """The masked words behind the figure, the bracket of the units left out."""
        return _BRACKET.sub("", self.segment.mask[self.figure.end : self.end]).strip(" 、")

    @property
    def said_behind(self) -> str:
        """The words behind the figure as they stand."""
        return self.segment.text[self.figure.end : self.end]

    def under(self, comparator: Comparator) -> Piece:
        """The piece with its figure under another bound."""
        return replace(self, figure=with_comparator(self.figure, comparator))

    def claim(
        self, rule: str, name: str, kind: TargetKind = TargetKind.ABSOLUTE, reference: str | None = None, scope: str | None = None
    ) -> Iterator[Claim]:
        """The claim that the figure stands for `name`; none where the name says nothing."""
        figure, offset = self.figure, self.segment.start
        if len(name) >= 2 and name != "名次":
            start, end, at = offset + self.start, offset + self.end, offset + figure.number_at
            base = self.base if self.base and self.base.unit == figure.unit else None
            yield Claim(
                start,
                end,
                at,
                rule,
                name,
                kind,
                figure.comparator,
                figure.value,
                figure.high,
                figure.unit,
                reference,
                scope,
                base.value if base else None,
                self.segment.text[base.start : base.end] if base else None,
            )


def pieces(segment: Segment) -> list[Piece]:
    """The pieces of a segment, in order."""
    everything = list(figures(segment))
    found = _counting(segment, everything)
    bases = [figure for figure in everything if _BASE_VALUE.search(segment.mask[: figure.start])]
    result, start = [], 0
    for figure, following in zip_longest(found, found[1:]):
        end = rest = len(segment.mask)
        if following:
            cuts = list(indicator.ITEMS.finditer(segment.mask, figure.end, following.start))
            if cuts:
                cut = cuts[0] if cuts[0].start() == figure.end else cuts[-1]
                end, rest = cut.span()
            else:
                end = rest = following.start
        result.append(Piece(segment, start, end, figure, next((base for base in bases if start <= base.start < figure.start), None)))
        start = rest
    return result


def _counting(segment: Segment, found: list[Figure]) -> list[Figure]:
    """The figures that count something themselves."""
    mask = segment.mask
    kept = []
    for i, figure in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        described = bool(_ATTRIBUTE.match(mask[figure.end :])) and (len(found) > 1 or figure.unit == "元")
        if following and figure.bounded:
            apart = indicator.ITEMS.search(mask, figure.end, following.start)
            described |= figure.unit == "元" and not apart
            described |= figure.unit == following.unit and bool(_ATTRIBUTE.match(mask[following.end :]))
        if not described and not _BASE_VALUE.search(mask[: figure.start]):
            kept.append(figure)
    return kept
