"""The ledger: a row a measure, with the plan's own words for who owns it, and nothing put in where the plan says nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qgraph import ingest
from qgraph.errors import NotFoundError
from qgraph.model import Role
from qgraph.questions.ledger import Answer, Line, Origin, ledger
from qgraph.questions.validity import Validity
from qgraph.store import Store, open_store
from tests.app import stores

ON = date(2024, 1, 1)
NANPU = "nanpu-2021-2025.txt"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(stores.samples(Path(tmp_path_factory.mktemp("ledger")) / "store"))


@pytest.fixture(scope="module")
def nanpu(store: Store) -> Answer:
    return ledger(store, plan=NANPU, on=ON)


def row(answer: Answer, measure: str) -> Line:
    (found,) = (line for line in answer.lines if line.measure == measure)
    return found


def test_a_row_has_the_bodies_by_role_as_the_plan_writes_them(nanpu: Answer) -> None:
    line = row(nanpu, "推广数字质检")
    assert line.bodies[Role.LEAD] == ("区市场监管局",)
    assert line.bodies[Role.PARTICIPATE] == ("各街道办事处", "科技和工业信息化局", "财政局")
    assert line.bodies[Role.RESPONSIBLE] == ()
    assert (line.origin, line.deadline, line.number) == (Origin.STATED, "2023年底前", "1")
    assert line.quote in line.source


def test_the_targets_are_those_inside_the_measure(nanpu: Answer) -> None:
    assert row(nanpu, "建好南浦检测港").targets == ("检测机构 ≥8家", "年服务企业 600家次")
    assert row(nanpu, "推广数字质检").targets == ()


ANNEX = """栖陵市人民政府关于印发栖陵市质量提升举措（2023版）的通知

各区人民政府，市政府各部门：

一、强化闭环管理。各有关部门要明确时限，按季报送进展，每年考核一次，结果公开。

二、及时破解难点。畅通市场主体诉求直达渠道，建立清单，按季公布办理结果。

栖陵市人民政府

2023年3月16日

栖陵市质量提升举措（2023版）

一、产品领域（市市场监管局牵头）

1.开展产品抽检。每年抽检100批次以上，结果向社会公布。（责任单位：市市场监管局）

2.建设放心菜场。每年建设放心菜场3家以上，形成清单。（责任单位：市商务局）

二、服务领域（市商务局牵头）

3.提升服务质量。每年培训服务企业100家以上，形成清单。（责任单位：市商务局）
"""


def test_headings_counted_anew_in_an_annex_hold_nothing_above_it(tmp_path: Path) -> None:
    plan = tmp_path / "annex.txt"
    plan.write_text(ANNEX, encoding="utf-8")
    assert ingest.load(tmp_path / "store", [plan], workers=1).refused == 0
    answer = ledger(open_store(tmp_path / "store"), on=ON)
    assert row(answer, "强化闭环管理").section is None
    assert row(answer, "开展产品抽检").section == "一、产品领域"


def test_the_section_is_the_heading_above_and_never_a_sibling(nanpu: Answer) -> None:
    assert row(nanpu, "推广数字质检").section == row(nanpu, "建好南浦检测港").section == "(一)智造提质"
    assert row(nanpu, "强化领导").section == "三、保障措施"


def test_a_measure_nobody_owns_says_so(nanpu: Answer) -> None:
    line = row(nanpu, "强化领导")
    assert line.origin is Origin.NONE
    assert not any(line.bodies.values())


def test_every_measure_of_a_plan_is_a_row_in_the_order_of_the_text(store: Store, nanpu: Answer) -> None:
    plan = nanpu.lines[0].plan
    tasks = sorted(store.run("tasks", plan=plan), key=lambda task: int(str(task["start"])))
    restated = {task["task"] for task in store.run("restated")}
    assert [line.id for line in nanpu.lines] == [task["task"] for task in tasks if task["task"] not in restated]


def test_all_plans_stand_from_the_nation_down_and_a_place_has_its_own(store: Store) -> None:
    whole = ledger(store, on=ON)
    assert {line.id for line in whole.lines} >= {line.id for line in ledger(store, place="南浦区", on=ON).lines}
    assert {line.place for line in ledger(store, place="南浦区", on=ON).lines} == {"南浦区"}
    assert [line.place for line in whole.lines].index("云川省") < [line.place for line in whole.lines].index("南浦区")
    assert whole.name is None


def test_a_body_has_the_rows_in_which_it_has_a_part(store: Store) -> None:
    answer = ledger(store, body="区市场监管局", place="南浦区", on=ON)
    assert answer.lines
    for line in answer.lines:
        assert any("市场监管" in name or "市场监督" in name for names in line.bodies.values() for name in names)
    assert {line.place for line in answer.lines} == {"南浦区"}


def test_rows_by_body_lose_none(nanpu: Answer) -> None:
    by_body = nanpu.by_body()
    assert {line.id for lines in by_body.values() for line in lines} == {line.id for line in nanpu.lines if line.origin is Origin.STATED}
    assert [line.measure for line in by_body["区市场监管局"]][:2] == ["推广数字质检", "建好南浦检测港"]


def test_whether_the_plan_holds_on_the_day_asked_about(store: Store) -> None:
    assert {line.validity for line in ledger(store, plan=NANPU, on=date(2023, 1, 1)).lines} == {Validity.IN_FORCE}
    assert {line.validity for line in ledger(store, plan=NANPU, on=date(2030, 1, 1)).lines} == {Validity.EXPIRED}


def test_unknown_names_are_said(store: Store) -> None:
    for asked in ({"plan": "没有这份文件"}, {"place": "没有此地"}, {"body": "没有此单位局"}):
        with pytest.raises(NotFoundError):
            ledger(store, **asked)
