"""How widely indicators are used: by how many places, and of the places directly below one by how many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qgraph.errors import NotFoundError
from qgraph.questions import names
from qgraph.questions.rollup import rollup
from qgraph.questions.spread import directly_below, shares, uses
from qgraph.registries import places
from qgraph.store import Store, open_store
from tests.app import stores

RATE = "食品抽检合格率"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(stores.samples(Path(tmp_path_factory.mktemp("spread")) / "store"))


def test_an_indicator_is_counted_by_its_places(store: Store) -> None:
    found = uses(store)
    assert [use.places for use in found] == sorted((use.places for use in found), reverse=True)
    assert Counter(use.uri for use in found).most_common(1)[0][1] == 1, "each once, whatever its aliases"
    assert {use.uri for use in found} == {str(row["indicator"]) for row in store.run("indicators")}
    for use in found[:12]:
        assert use.places == len(rollup(store, use.uri).reach.have), use.name
    assert found[-1].places == 0


def test_the_share_of_each_place_is_that_of_the_places_directly_below(store: Store) -> None:
    found = {share.place.name: share for share in shares(store, rollup(store, RATE))}
    city = found["栖陵市"]
    assert [spot.name for spot in city.have] == ["南浦区"]
    assert [spot.name for spot in city.unsaid] == ["柳堰区"]
    assert (city.without, city.below) == ((), 2)
    assert [spot.name for spot in found["云川省"].have] == ["栖陵市", "沁原市"]
    assert next(iter(found)) == "国家"


def test_what_the_store_does_not_hold_is_counted_from_the_register(store: Store) -> None:
    nation = next(share for share in shares(store, rollup(store, RATE)) if share.place.name == "国家")
    mainland = {one.name for one in places.everywhere() if one.within == "000000" and not one.adcode.startswith(("71", "81", "82", "99"))}
    assert len(mainland) == 31
    everybody = {spot.name for spot in (*nation.have, *nation.unsaid, *nation.without)}
    assert everybody == mainland | {"云川省"}, "the invented province is in the store"
    assert nation.below == 32
    assert "云川省" in {spot.name for spot in nation.have}


def test_a_place_and_a_year_narrow_the_shares(store: Store) -> None:
    assert {share.place.name for share in shares(store, rollup(store, RATE), place="南浦区")} <= {"国家", "云川省", "栖陵市"}
    assert "沁原市" in {share.place.name for share in shares(store, rollup(store, RATE))}
    assert shares(store, rollup(store, RATE, year=1999)) == ()
    for share in shares(store, rollup(store, RATE, year=2020)):
        for spot in share.have:
            assert any(rung.place == spot.uri for rung in rollup(store, RATE, year=2020).ladder)


def test_former_places_and_zones_are_not_counted_but_the_shared_places_stay_as_they_were(store: Store) -> None:
    spots = names.spots(store)
    qingdao = names.place("青岛市", spots)
    below = {spot.name for spot in directly_below([qingdao], spots)[qingdao.uri]}
    assert {"市南区", "即墨区"} <= below
    assert not {"四方区", "即墨市", "青岛高新技术产业开发区"} & below
    assert not any(spot.name == "市南区" for spot in names.spots(store).values()), "a question adds to its own copy"


def test_an_unknown_place_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError):
        shares(store, rollup(store, RATE), place="没有此地")
