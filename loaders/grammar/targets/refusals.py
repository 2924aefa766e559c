"""What makes a segment promise nothing: it tells of what is or was, names what a later figure builds on, or speaks of a payment."""

from __future__ import annotations

from loaders.grammar.targets.segments import Segment
from loaders.grammar.targets.words import any_of, words


def past(segment: Segment) -> bool:
    """Whether a segment tells of what is or was. 实现有条件… does not say 现有."""
    return bool(any_of("refuse", "past").search(segment.mask.replace("实现有", "实现　")))


def builds_on(segment: Segment) -> bool:
    """Whether a segment names what a later figure builds on: 在…的基础上."""
    return segment.mask.rstrip().endswith(tuple(words("refuse", "base")))


def about_money(segment: Segment) -> bool:
    """Whether a segment speaks of a payment or a rate of law."""
    return bool(any_of("refuse", "money").search(segment.mask))
