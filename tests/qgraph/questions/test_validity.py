"""Whether a plan is in force on a day, as a table."""

from __future__ import annotations

from datetime import date

import pytest

from qgraph.questions.names import Organ
from qgraph.questions.validity import Validity, holder, validity

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


ORGAN = Organ("u", "测江市质量技术监督局", "department", "quality-supervision", "p")
NOBODY = Organ("u", "测江市发展和改革局", "department", "development-reform", "p")


@pytest.mark.parametrize(
    ("organ", "day", "issued", "sentence", "name"),
    [
        (ORGAN, date(2026, 1, 1), "2012-03-01", "开展产品质量监督抽查", "市场监督管理局"),
        (ORGAN, date(2026, 1, 1), "2012-03-01", "培育地理标志产品", "知识产权局"),
        (ORGAN, date(2013, 1, 1), "2012-03-01", "培育地理标志产品", "测江市质量技术监督局"),
        (NOBODY, date(2026, 1, 1), "2016-03-01", "管理医疗服务价格", "医疗保障局"),
        (NOBODY, date(2026, 1, 1), "2022-03-01", "管理医疗服务价格", "测江市发展和改革局"),  # it went before the plan was issued
        (NOBODY, date(2026, 1, 1), "2016-03-01", "编制发展规划", "测江市发展和改革局"),
    ],
)
def test_who_holds_what_a_sentence_speaks_of(organ: Organ, day: date, issued: str, sentence: str, name: str) -> None:
    held = holder(organ, None, day, issued, sentence)
    assert held is not None
    assert held.name == name
    assert (held.source is None) == (day.year < 2018 or issued > "2023"), held.source
