"""What narrows `who`, and the reasons it gives where nothing is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qgraph.errors import NotFoundError
from qgraph.model import Role
from qgraph.questions.who import who
from qgraph.store import Store
from tests.qgraph.questions.worlds import CITY, SOUTH, document, store

THEN = date(2024, 1, 1)
ENDED = "南浦区质量强区规划"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store(
        tmp_path_factory.mktemp("filters") / "store",
        document(CITY, "栖陵市质量强市方案", duties=[("抽查产品", [("市市场监管局", Role.LEAD)])]),
        document(CITY, "栖陵市质量奖励办法", duties=[("评审质量奖", [("市市场监管局", Role.LEAD)])], period=None),
        document(SOUTH, ENDED, owner_clause="各部门要把任务分解到人", period=(2016, 2020), issued=None),
    )


def tasks(country: Store, year: int | None = None, in_force: bool = False) -> list[str | None]:
    answer = who(country, "市场监管局", place="栖陵市", deadline=year, in_force=in_force, on=THEN)
    return [duty.task for duty in answer.obligations]


def test_a_year_leaves_what_falls_due_in_it(country: Store) -> None:
    assert len(tasks(country)) == len(tasks(country, 2023)) == 2  # every task of these plans is due in 2023
    assert tasks(country, 2024) == []
    reason = who(country, "市场监管局", place="栖陵市", deadline=2024, on=THEN).reason
    assert reason is not None
    assert "没有符合所选条件的" in reason


def test_a_theme_leaves_what_speaks_of_it(country: Store) -> None:
    answer = who(country, "市场监管局", place="栖陵市", theme="政府质量奖", on=THEN)
    assert [duty.task for duty in answer.obligations] == ["评审质量奖"]
    assert who(country, "市场监管局", place="栖陵市", theme="计量", on=THEN).obligations == ()
    with pytest.raises(NotFoundError, match="政府质量奖"):
        who(country, "市场监管局", place="栖陵市", theme="政府质量将", on=THEN)


def test_in_force_leaves_the_plans_that_are(country: Store) -> None:
    assert tasks(country, in_force=True) == ["抽查产品"]


@pytest.mark.parametrize(("on", "ended"), [(THEN, True), (date(2018, 1, 1), False)])
def test_a_plan_alone_is_asked_even_where_it_does_not_name_the_body(country: Store, on: date, ended: bool) -> None:
    reason = who(country, "区市场监管局", plan=ENDED, on=on).reason or ""
    assert "各部门要把任务分解到人" in reason
    assert ("2020年已到期" in reason) is ended


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    assert "qgraph load" in (who(store(tmp_path / "store"), "市场监管局").reason or "")
