from __future__ import annotations

from pathlib import Path

from qgraph.model import Comparator, Role
from qgraph.questions.unknowns import unknowns
from tests.qgraph.questions.worlds import CITY, SOUTH, document, store, target


def test_what_no_table_knows_is_listed_by_its_facts(tmp_path: Path) -> None:
    city = document(
        CITY,
        "栖陵市质量强市方案",
        [target("质量明灯指数", Comparator.GE, 9, None), target("食品抽检合格率", Comparator.GE, 98)],
        [
            ("办灯会", [("市明灯局", Role.LEAD), ("市财政局", Role.PARTICIPATE)]),
            ("修灯塔", [("市明灯局", Role.LEAD), ("栖陵灯具公司", Role.PARTICIPATE)]),
        ],
    )
    district = document(
        SOUTH, "南浦区质量强区方案", [target("制造业质量竞争指数值", Comparator.GE, 80, None)], [("办灯会", [("各有关部门", Role.LEAD)])]
    )
    found = unknowns(store(tmp_path / "store", city, district))
    told = [(one.what, one.name, one.facts, one.plans) for one in found]
    assert told[0] == ("body", "栖陵市明灯局", 2, 1)
    assert set(told[1:]) == {("indicator", "质量明灯指数", 1, 1), ("indicator", "制造业质量竞争指数值", 1, 1)}
    likest = next(one.like for one in found if one.name == "制造业质量竞争指数值")
    assert likest[0] == "制造业质量竞争力指数"
