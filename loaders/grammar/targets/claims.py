"""Claims: what one segment promises, before the horizon and the evidence are put to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qgraph.model import Comparator, TargetKind


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, level or trend; `start`, `end` span its quote and `at` its place in the reading text."""

    start: int
    end: int
    at: int
    rule: str
    indicator: str
    kind: TargetKind
    comparator: Comparator
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    reference: str | None = None
    scope: str | None = None
    base: Decimal | None = None
    base_as_written: str | None = None
