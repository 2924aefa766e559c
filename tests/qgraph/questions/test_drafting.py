"""The drafter's table: our last target beside what those above want, what neighbours wrote and what was reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgraph.errors import NotFoundError
from qgraph.questions.drafting import Answer, Draft, drafting
from qgraph.store import Store, open_store
from tests.app import stores


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(stores.samples(Path(tmp_path_factory.mktemp("drafting")) / "store"))


@pytest.fixture(scope="module")
def answer(store: Store) -> Answer:
    return drafting(store, "南浦区")


def row(answer: Answer, name: str) -> Draft:
    return next(row for row in answer.rows if row.name == name)


def test_our_last_target_stands_beside_those_above_and_beside(answer: Answer) -> None:
    found = row(answer, "制造业产品质量合格率")
    assert [one.told() for one in found.own] == ["南浦区2025年≥96%"]
    assert [one.told() for one in found.above] == ["栖陵市2025年≥95%", "云川省2025年≥94%", "国家2025年94%"]
    assert [one.told() for one in found.beside] == ["柳堰区2025年≥94.5%"]


def test_what_was_reached_is_in_order_of_years_and_says_its_source(answer: Answer) -> None:
    reached = row(answer, "制造业产品质量合格率").reached
    assert [one.year for one in reached] == sorted(one.year or "" for one in reached)
    assert {one.source for one in reached} <= {"official", "mirror"}
    assert len(reached) >= 3


def test_only_the_latest_year_is_the_last_target(answer: Answer) -> None:
    for draft in answer.rows:
        for some in (draft.own, *([rung for rung in draft.above if rung.place == step.uri] for step in answer.steps)):
            assert len({rung.year for rung in some}) <= 1


def test_an_indicator_that_only_a_neighbour_has_is_no_row(answer: Answer, store: Store) -> None:
    assert all(draft.own or draft.above for draft in answer.rows)
    neighbour = {draft.uri for draft in drafting(store, "柳堰区").rows if draft.own and not draft.above}
    ours = {draft.uri for draft in answer.rows}
    assert not (neighbour & ours) or all(row.own for row in answer.rows if row.uri in neighbour)


def test_neighbours_are_of_one_level_below_one_place(answer: Answer) -> None:
    assert [spot.name for spot in answer.neighbours] == ["柳堰区"]
    assert [spot.name for spot in answer.steps] == ["栖陵市", "云川省", "国家"]


def test_an_unknown_place_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError):
        drafting(store, "没有此地")
