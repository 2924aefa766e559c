"""Which places have an indicator, and what stands above or below alone."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from qgraph.cli import main
from qgraph.model import Comparator, Plan
from qgraph.questions.rollup import rollup
from tests.qgraph.questions.worlds import CITY, COUNTY, OTHER_CITY, PROVINCE, SOUTH, WILLOW, document, store, target

RATE, OTHER = "制造业产品质量合格率", "食品抽检合格率"


def plans(*wanted: Plan) -> list[Plan]:
    """With a quality plan of every other place, which speaks of something else."""
    places = {plan.jurisdiction.adcode for plan in wanted}
    rest = [place for place in (PROVINCE, CITY, SOUTH, WILLOW, OTHER_CITY, COUNTY) if place.adcode not in places]
    return [*wanted, *(document(place, f"{place.name}质量建设规划", [target(OTHER, Comparator.GE, 98)]) for place in rest)]


def said(tmp_path: Path, *wanted: Plan, place: str | None = None) -> dict[str, list[str]]:
    found = rollup(store(tmp_path / "store", *plans(*wanted)), RATE, place=place).reach
    return {
        "have": [str(spot.name) for spot in found.have],
        "lack": sorted(str(one.place_name) for one in found.lack),
        "only_above": [str(rung.place_name) for rung in found.only_above if not rung.published],
        "only_below": [str(rung.place_name) for rung in found.only_below],
    }


def test_who_has_it_and_who_has_not(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        document(CITY, "栖陵市质量强市规划", [target(RATE, Comparator.GE, 95)]),
        document(SOUTH, "南浦区质量强区规划", [target(RATE, Comparator.GE, 96)]),
    )
    assert {"栖陵市", "南浦区"} <= set(found["have"])
    assert not {"柳堰区", "沁原市", "砚湖县"} & set(found["have"])
    assert "柳堰区" in found["lack"]
    assert "栖陵市" not in found["lack"]


def test_a_target_that_nobody_below_takes_up(tmp_path: Path) -> None:
    upper = document(OTHER_CITY, "沁原市质量强市规划", [target(RATE, Comparator.GE, 95)])
    assert said(tmp_path / "1", upper)["only_above"] == ["沁原市"]
    assert said(tmp_path / "2", upper, document(COUNTY, "砚湖县质量规划", [target(RATE, Comparator.GE, 95)]))["only_above"] == []
    county = document(COUNTY, "砚湖县质量规划", [target(RATE, Comparator.GE, 95)])
    assert said(tmp_path / "3", county)["only_above"] == []  # below a county there is nobody


def test_a_target_that_nobody_above_has(tmp_path: Path) -> None:
    lower = document(SOUTH, "南浦区质量强区规划", [target("灯塔完好率", Comparator.GE, 96)])
    own = store(tmp_path / "1", *plans(lower))
    assert [rung.place_name for rung in rollup(own, "灯塔完好率").reach.only_below] == ["南浦区"]
    both = store(tmp_path / "2", *plans(lower, document(PROVINCE, "云川省质量强省规划", [target("灯塔完好率", Comparator.GE, 90)])))
    assert [rung.place_name for rung in rollup(both, "灯塔完好率").reach.only_below] == ["云川省"]  # the nation has none


def test_of_one_place_with_those_above_and_below_it(tmp_path: Path) -> None:
    upper = document(CITY, "栖陵市质量强市规划", [target(RATE, Comparator.GE, 95)])
    other = document(COUNTY, "砚湖县质量规划", [target(RATE, Comparator.GE, 95)])
    found = said(tmp_path, upper, other, place="南浦区")
    assert "砚湖县" not in found["have"] + found["lack"]
    assert "南浦区" in found["lack"]


def test_the_command_shows_what_stands_alone(tmp_path: Path) -> None:
    store(tmp_path / "store", *plans(document(SOUTH, "南浦区质量强区规划", [target("灯塔完好率", Comparator.GE, 96)])))
    shown = CliRunner().invoke(main, ["--store", str(tmp_path / "store"), "rollup", "灯塔完好率"])
    assert shown.exit_code == 0
    assert "南浦区" in shown.output.partition("only below:")[2]
