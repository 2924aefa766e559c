"""The coverage matrix: the places directly below one, each with its last figure, what is missing said, what is not drawn counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgraph.errors import NotFoundError
from qgraph.questions import matrix as module
from qgraph.questions.matrix import matrix
from qgraph.questions.rollup import rollup
from qgraph.store import Store, open_store
from tests.app import stores


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(stores.samples(Path(tmp_path_factory.mktemp("matrix")) / "store"))


def test_the_columns_are_the_places_directly_below(store: Store) -> None:
    assert [spot.name for spot in matrix(store, "栖陵市").places] == ["南浦区", "柳堰区"]
    assert [spot.name for spot in matrix(store, "云川省").places] == ["栖陵市", "沁原市"]
    assert matrix(store, "南浦区").places == ()


def test_places_without_a_plan_are_named_and_counted(store: Store) -> None:
    nation = matrix(store, "国家")
    assert "云川省" in {spot.name for spot in nation.places}
    assert "北京市" in {spot.name for spot in nation.without}
    assert nation.below == len(nation.places) + len(nation.without) == 32


def test_published_targets_are_cells_of_places_without_a_plan(store: Store) -> None:
    nation = matrix(store, "国家")
    planned = {str(row["place"]) for row in store.run("plans")}
    assert nation.planless == {spot.uri for spot in nation.places} - planned
    assert nation.planless
    column = next(number for number, spot in enumerate(nation.places) if spot.uri in nation.planless)
    cells = [rung for line in nation.lines for rung in line.cells[column]]
    assert cells
    assert all(rung.published for rung in cells)


@pytest.mark.parametrize("place", ["国家", "云川省", "栖陵市"])
def test_the_cells_are_those_of_the_roll_up(place: str, store: Store) -> None:
    """Asked all at once or one by one, an indicator has the same targets."""
    answer = matrix(store, place)
    for line in answer.lines[:12]:
        ladder = {rung.fact for rung in rollup(store, line.uri).ladder}
        assert {rung.fact for rung in (*line.own, *(rung for cell in line.cells for rung in cell))} <= ladder, line.name
        have = {spot.uri for spot in rollup(store, line.uri).reach.have}
        drawn = {spot.uri for spot, cell in zip(answer.places, line.cells, strict=True) if cell}
        assert drawn == have & {spot.uri for spot in answer.places}, line.name
        assert line.having == len(drawn)


def test_a_cell_holds_the_last_figure_or_nothing(store: Store) -> None:
    lines = {line.name: line for line in matrix(store, "栖陵市").lines}
    line = lines["制造业产品质量合格率"]
    assert [rung.told() for rung in line.own] == ["栖陵市2025年≥95%"]
    assert [[rung.told() for rung in cell] for cell in line.cells] == [["南浦区2025年≥96%"], ["柳堰区2025年≥94.5%"]]
    assert line.having == 2
    assert [len(cell) for cell in lines["产品质量监督抽查合格率"].cells] == [1, 0]


def test_what_most_places_have_comes_first_and_one_places_own_words_are_no_row(store: Store) -> None:
    lines = matrix(store, "栖陵市").lines
    assert [line.having for line in lines] == sorted((line.having for line in lines), reverse=True)
    assert all(line.own or line.having > 1 or "/x-" not in line.uri for line in lines)


def test_what_is_not_drawn_is_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = matrix(store, "栖陵市")
    monkeypatch.setattr(module, "ROWS", 3)
    monkeypatch.setattr(module, "COLUMNS", 1)
    cut = matrix(store, "栖陵市")
    assert (len(cut.lines), len(cut.places), cut.places_left) == (3, 1, 1)
    assert 0 < cut.rows_left <= len(whole.lines) - 3
    assert {line.uri: line.having for line in cut.lines}.items() <= {line.uri: line.having for line in whole.lines}.items()
    assert cut.below == whole.below


def test_an_unknown_place_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError):
        matrix(store, "没有此地")
