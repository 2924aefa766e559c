"""Pairs that are worth holding together: of one level, of one place, of a place above; what is alike first."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgraph.questions.coverage.plans import one_plan
from qgraph.questions.names import above, spots
from qgraph.questions.pairs import ladders, neighbours, periods
from qgraph.store import Row, Store, open_store
from tests.app import stores


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(stores.samples(Path(tmp_path_factory.mktemp("pairs")) / "store"))


@pytest.fixture(scope="module")
def plans(store: Store) -> dict[str, Row]:
    return {str(row["plan"]): row for row in store.run("plans")}


def plan(plans: dict[str, Row], file: str) -> str:
    return next(uri for uri, row in plans.items() if str(row["file"]).startswith(file))


def files(plans: dict[str, Row], pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(str(plans[one]["file"]), str(plans[other]["file"])) for one, other in pairs]


def test_neighbours_are_of_one_level_and_those_below_one_place_come_first(store: Store, plans: dict[str, Row]) -> None:
    known, found = spots(store), neighbours(store)
    assert {known[one].level == known[other].level for one, other in found} == {True}
    together = [known[one].within == known[other].within for one, other in found]
    assert together == sorted(together, reverse=True)
    assert {"南浦区", "柳堰区"} in [{known[one].name, known[other].name} for one, other in found[: sum(together)]]
    assert {uri for pair in found for uri in pair} <= {str(row["place"]) for row in plans.values()}


def test_two_plans_of_one_place_are_offered_once_the_earlier_first(store: Store, plans: dict[str, Row]) -> None:
    found = periods(store)
    places = [plans[one]["place"] for one, _ in found]
    assert places == [plans[other]["place"] for _, other in found]
    assert len(places) == len(set(places)) > 2
    assert ("nanpu-2016-2020.txt", "nanpu-2021-2025.txt") in files(plans, found)
    assert ("qiling-2016-2020.txt", "qiling-2021-2025.txt") in files(plans, found)  # and not the notice on its group


def test_everything_that_goes_with_the_end_that_is_chosen(store: Store, plans: dict[str, Row]) -> None:
    first = plan(plans, "qiling-2016")
    found = periods(store, earlier=first)
    assert {one for one, _ in found} == {first}
    own = {uri for uri, row in plans.items() if row["place"] == plans[first]["place"]}
    assert {other for _, other in found} == own - {first}
    assert files(plans, found)[0][1] == "qiling-2021-2025.txt"
    assert periods(store, later=first) == ()
    assert periods(store, earlier="none") == ()


def test_an_upper_plan_is_of_a_place_above(store: Store, plans: dict[str, Row]) -> None:
    known, found = spots(store), ladders(store)
    for high, low in found:
        assert str(plans[high]["place"]) in [step.uri for step in above(known[str(plans[low]["place"])], known)]
    assert len({low for _, low in found}) == len(found) > 3
    assert ("qiling-2021-2025.txt", "nanpu-2021-2025.txt") in files(plans, found)
    assert ("qiling-2016-2020.txt", "nanpu-2016-2020.txt") in files(plans, found)


def test_all_plans_above_the_chosen_one_the_likest_first(store: Store, plans: dict[str, Row]) -> None:
    low = plan(plans, "nanpu-2021")
    found, known = ladders(store, lower=low), spots(store)
    steps = {step.uri for step in above(known[str(plans[low]["place"])], known)}
    assert {high for high, _ in found} == {uri for uri, row in plans.items() if row["place"] in steps}
    assert files(plans, found)[0][0] == "qiling-2021-2025.txt"
    high = plan(plans, "qiling-2021")
    assert {low, plan(plans, "liuyan-2021")} <= {below for _, below in ladders(store, upper=high)}
    assert {pair for pair in ladders(store, upper=high) if pair[1] == low} == {(high, low)}


def test_what_is_offered_can_be_asked(store: Store) -> None:
    for high, low in (*ladders(store)[:2], *periods(store)[:2]):
        assert {one_plan(store, uri, spots(store))["plan"] for uri in (high, low)} == {high, low}
