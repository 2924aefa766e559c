"""What a list of obligations comes to on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qgraph.model import MemberRole, Role
from qgraph.questions.tally import tally
from qgraph.questions.validity import Validity
from qgraph.questions.who import COLLECTIVE, Obligation, who
from tests.qgraph.questions.worlds import CITY, document, store

THEN = date(2024, 5, 10)
BODY = "市市场监管局"


@pytest.fixture(scope="module")
def duties(tmp_path_factory: pytest.TempPathFactory) -> tuple[Obligation, ...]:
    """Two led, one answered for, a seat; all in a plan in force."""
    country = store(
        tmp_path_factory.mktemp("tally") / "store",
        document(
            CITY,
            "栖陵市质量强市方案",
            duties=[("抽查产品", [(BODY, Role.LEAD)]), ("评审质量奖", [(BODY, Role.LEAD)]), ("检定器具", [(BODY, Role.RESPONSIBLE)])],
            seats=[(BODY, MemberRole.HOST)],
        ),
    )
    return who(country, "市场监管局", place="栖陵市", on=THEN).obligations


def due(duty: Obligation, deadline: str | None, as_written: str = "", validity: Validity = Validity.IN_FORCE) -> Obligation:
    return replace(duty, deadline=deadline, deadline_as_written=as_written, in_force=validity, recurrence=None)


def test_roles_are_counted_and_what_is_owed_with_everybody_stands_apart(duties: tuple[Obligation, ...]) -> None:
    many = replace(duties[0], via=COLLECTIVE)
    found = tally([*duties, many], THEN)
    assert found.roles == {"lead": 2, "responsible": 1, "host": 1}
    assert found.collective == 1
    assert found.in_force == 5


@pytest.mark.parametrize(
    ("deadline", "as_written", "overdue"),
    [
        ("2024-05-09", "5月9日前", True),
        ("2024-05-10", "5月10日前", False),  # the day itself is not past
        ("2024-04", "4月底前", True),
        ("2024-05", "5月底前", False),
        ("2024", "2024年", False),  # open until the year ends
        ("2024-03", "一季度", True),
        ("2024-12", "2024年底前", False),
    ],
)
def test_a_deadline_is_past_when_its_last_day_is(duties: tuple[Obligation, ...], deadline: str, as_written: str, overdue: bool) -> None:
    found = tally([due(duties[0], deadline, as_written)], THEN)
    assert (duties[0].fact in found.overdue) is overdue
    assert bool(found.ahead) is not overdue


def test_an_expired_plan_asks_nothing(duties: tuple[Obligation, ...]) -> None:
    found = tally([due(duties[0], when, "", Validity.EXPIRED) for when in ("2020", "2030")], THEN)
    assert (found.overdue, found.ahead, found.in_force) == (frozenset(), {}, 0)


def test_a_plan_of_which_nobody_can_tell_is_not_called_overdue(duties: tuple[Obligation, ...]) -> None:
    found = tally([due(duties[0], when, "", Validity.UNKNOWN) for when in ("2020", "2030")], THEN)
    assert (found.overdue, found.ahead, found.in_force) == (frozenset(), {"2030": 1}, 0)


def test_what_comes_again_is_never_overdue(duties: tuple[Obligation, ...]) -> None:
    found = tally([replace(due(duties[0], "2023", "每年"), recurrence="yearly")], THEN)
    assert (found.overdue, found.ahead) == (frozenset(), {})


def test_what_is_ahead_stands_in_order_of_time(duties: tuple[Obligation, ...]) -> None:
    found = tally([due(duties[0], when) for when in ("2026", "2024-06", "2025-12-31", "2024-06")], THEN)
    assert list(found.ahead.items()) == [("2024-06", 2), ("2025-12-31", 1), ("2026", 1)]
