"""Readings that cannot be right, or may mean something else: they are kept and doubted, never mended."""

from __future__ import annotations

from decimal import Decimal

from loaders.grammar.targets.indicator import RATE
from qgraph.model import TargetKind

HUNDRED = Decimal(100)
AS_BASE = "what follows builds on it (在…的基础上): perhaps no promise of its own"


def too_much(name: str, kind: TargetKind, value: Decimal | None, unit: str | None) -> str | None:
    """Why a share is in doubt: it is more than the whole."""
    if unit != "%" or kind is not TargetKind.ABSOLUTE or value is None or value <= HUNDRED or not RATE.search(name):
        return None
    return f"a share of {value}% is more than the whole; a decimal point may be lost"
