"""Whether a plan is in force on a day, as a table."""

from __future__ import annotations

from datetime import date

import pytest

from qgraph.questions.validity import Validity, validity

PLAN = {
    "period_start": 2021,
    "period_end": 2025,
    "issued_on": "2021-03-04",
    "effective_until": None,
    "repealed": None,
    "nature": "official",
}


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({}, date(2023, 1, 1), Validity.IN_FORCE),
        ({}, date(2026, 1, 1), Validity.EXPIRED),
        ({}, date(2021, 3, 3), Validity.UNKNOWN),  # before its issue
        ({"effective_until": "2026-06-30"}, date(2026, 6, 30), Validity.IN_FORCE),  # its own last day counts before its period
        ({"effective_until": "2026-06-30"}, date(2026, 7, 1), Validity.EXPIRED),
        ({"effective_until": "2023-06-30"}, date(2023, 7, 1), Validity.EXPIRED),
        ({"period_start": None, "period_end": None, "effective_until": "2026-06-30"}, date(2026, 1, 1), Validity.IN_FORCE),
        ({"period_start": None, "period_end": None}, date(2023, 1, 1), Validity.UNKNOWN),
        ({"repealed": "全文废止"}, date(2023, 1, 1), Validity.EXPIRED),
        ({"nature": "draft", "effective_until": "2026-06-30"}, date(2023, 1, 1), Validity.UNKNOWN),
    ],
)
def test_in_force(changes: dict[str, object], day: date, expected: Validity) -> None:
    assert validity({**PLAN, **changes}, day) is expected  # type: ignore[arg-type]
