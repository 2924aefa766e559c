"""An anonymised plan that comes again is the same plan; two of one name are two."""

from __future__ import annotations

from pathlib import Path

import pytest

from qgraph import desk, ingest
from qgraph.reviews.entries import Act
from qgraph.store import Row, open_store

TEXT = """XX县质量提升实施方案
一、主要目标
到2027年，产品质量监督抽查合格率达到95%以上。
二、重点任务
（一）夯实质量基础。建成检测平台三个，配齐设备和人员。（责任单位：县市场监管局、县科技局）
（二）推行首席质量官制度。在规模以上企业普遍设立首席质量官。
（三）加强品牌建设。培育一批叫得响的品牌。
（四）推动标准引领。鼓励企业参与标准制定。
"""
OTHER = """XX县质量提升实施方案
一、主要目标
到2027年，工程一次验收合格率达到98%以上。
二、重点任务
（一）建设质量强企。支持企业导入先进的质量管理方法。（责任单位：县工业和信息化局）
（二）开展质量比对。围绕重点产品找差距、补短板。
（三）加强计量服务。为中小企业免费检定在用的计量器具。
（四）深化认证改革。推动小微企业质量管理体系升级。
"""


def load(folder: Path, where: str, text: str) -> ingest.FileReport:
    """A file of one name in a folder of its own."""
    (folder / where).mkdir(exist_ok=True)
    (folder / where / "方案.txt").write_text(text, encoding="utf-8")
    return ingest.load(folder / "store", [folder / where], 1).files[0]


def plans(folder: Path) -> list[Row]:
    return open_store(folder / "store").run("plans")


def test_a_corrected_file_is_the_same_plan_with_its_decisions(tmp_path: Path) -> None:
    load(tmp_path, "一", TEXT)
    (row,) = plans(tmp_path)
    assert row["place_name"] is None
    opened = desk.open_folder(tmp_path / "store", row)
    desk.decide(tmp_path / "store", opened.uri, [opened.entry(Act.REJECT, opened.reviewed.names.targets[0], "张某")])
    report = load(tmp_path, "一", TEXT.replace("叫得响", "叫得响、信得过"))
    assert report.status == "changed"
    (after,) = plans(tmp_path)
    assert after["plan"] == row["plan"]
    again = desk.open_folder(tmp_path / "store", after)
    assert again.reviewed.lost == ()
    assert again.reviewed.plan.targets[0].status == "rejected"
    assert load(tmp_path, "一", TEXT.replace("叫得响", "叫得响、信得过")).status == "unchanged"
    assert desk.follow(tmp_path / "store") == {}


def test_the_place_that_a_person_set_stays_with_the_next_edition(tmp_path: Path) -> None:
    load(tmp_path, "一", TEXT)
    opened = desk.open_folder(tmp_path / "store", plans(tmp_path)[0])
    desk.decide(tmp_path / "store", opened.uri, [opened.entry(Act.CORRECT, opened.uri, "张某", place="城阳区")])
    assert load(tmp_path, "一", TEXT + "联系电话见网站。\n").status == "changed"
    (row,) = plans(tmp_path)
    assert (row["plan"], row["place_name"]) == (opened.uri, "城阳区")


def test_another_plan_of_the_same_name_and_title_is_another(tmp_path: Path) -> None:
    load(tmp_path, "一", TEXT)
    assert load(tmp_path, "二", OTHER).status == "new"
    assert len(plans(tmp_path)) == 2


def test_two_like_files_of_one_load_stay_two(tmp_path: Path) -> None:
    for where, text in (("一", TEXT), ("二", TEXT.replace("叫得响", "过得硬"))):
        (tmp_path / "all" / where).mkdir(parents=True)
        (tmp_path / "all" / where / "方案.txt").write_text(text, encoding="utf-8")
    for _ in range(2):
        report = ingest.load(tmp_path / "store", [tmp_path / "all"], 1)
        assert len(plans(tmp_path)) == 2
    assert [file.status for file in report.files] == ["unchanged", "unchanged"]


@pytest.mark.parametrize("named", ["其他.txt", "方案2.txt"])
def test_a_like_text_under_another_name_is_another_plan(tmp_path: Path, named: str) -> None:
    load(tmp_path, "一", TEXT)
    (tmp_path / "二").mkdir()
    (tmp_path / "二" / named).write_text(TEXT.replace("叫得响", "过得硬"), encoding="utf-8")
    assert ingest.load(tmp_path / "store", [tmp_path / "二"], 1).files[0].status == "new"
