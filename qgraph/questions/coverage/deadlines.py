"""How the days by which two facts are due differ."""

from __future__ import annotations

import calendar

from qgraph.questions.coverage.facts import Change
from qgraph.questions.coverage.words import said

LAST_MONTH = "12"


def deadline_change(upper: str | None, lower: str | None) -> Change | None:
    """How a deadline (YYYY, YYYY-MM, YYYY-MM-DD) differs; a year is due at its end. None where both mean the same day, or say nothing."""
    if upper is None and lower is None:
        return None
    if upper is None or lower is None:
        kind = "deadline_added" if upper is None else "deadline_dropped"
    else:
        before, after = _last_day(upper), _last_day(lower)
        if before == after:
            return None
        kind = "earlier" if after < before else "later"
    return Change(kind, said(f"change.{kind}", upper=upper, lower=lower))


def recurrence_change(upper: str | None, lower: str | None) -> Change | None:
    """How often a thing is due, where both say it differently."""
    if upper is None or lower is None or upper == lower:
        return None
    told = [said(f"change.frequency.{one}") for one in (upper, lower)]
    return Change("recurrence", said("change.recurrence", upper=told[0], lower=told[1]))


def _last_day(deadline: str) -> str:
    year, month, day = (*deadline.split("-"), "", "")[:3]
    month = month or LAST_MONTH
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"
