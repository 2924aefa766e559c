"""The table of divisions is built from unpacked packages; here from two of each layout with invented places."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from deploy import divisions

REVISIONS = {
    2002: {
        990000: "云川省", 990100: "栖陵市", 990101: "市辖区", 990102: "南浦县", 990200: "沁原地区", 990201: "砚湖县",
        710000: "台湾省", 980000: "临州市", 980100: "市辖区", 980101: "青石区",
    },
    200306: {
        990000: "云川省", 990100: "栖陵市", 990102: "南浦县", 990200: "沁原地区", 990201: "砚湖县", 990202: "渡口县", 710000: "台湾省",
    },
    None: {990000: "云川省", 990100: "栖陵市", 990103: "南浦区", 990200: "沁原市", 990201: "砚湖县", 710000: "台湾省"},
}  # fmt: skip
PROVINCES, CITIES = {"99": "云川省", "98": "临州市"}, {"9801": "市辖区", "9901": "栖陵市", "9902": "沁原市", "9990": "省直辖县级行政区划"}
OLDER = {
    "980101": "青石区", "990101": "市辖区", "990103": "南浦区", "990171": "栖陵高新技术产业开发区", "990172": "柳堰管委会",
    "990201": "沁原市", "999001": "望川市",
}  # fmt: skip
NEWER = {"980101": "青石区", "990103": "南浦区", "990176": "栖陵高新技术产业开发区", "990201": "沁原市", "999001": "望川市"}

TABLE = """code,name,level,within,from,to,kind
000000,国家,national,,,,
710000,台湾省,province,000000,,,
980000,临州市,province,000000,,,
980101,青石区,county,980000,,,
990000,云川省,province,000000,,,
990100,栖陵市,prefecture,990000,,,
990102,南浦县,county,990100,,2003,
990103,南浦区,county,990100,2014,,
990172,柳堰,county,990100,,2017,zone
990176,栖陵高新技术产业开发区,county,990100,,,zone
990200,沁原地区,prefecture,990000,,2003,
990200,沁原市,prefecture,990000,2014,,
990201,砚湖县,county,990200,,2014,
990202,渡口县,county,990200,2003,2003,
999001,望川市,county,990000,2017,,
"""


def put_revisions(folder: Path) -> None:
    module = folder / "some-name" / "gb2260" / "data.py"
    module.parent.mkdir(parents=True)
    module.write_text(f"data = {REVISIONS!r}\n", encoding="utf-8")


def put_statistics(folder: Path, name: str, year: int, areas: dict[str, str], readme: str = "* [{}年统计用区划代码和城乡划分代码]") -> None:
    package = folder / name / "package"
    (package / "dist").mkdir(parents=True)
    (package / "package.json").write_text('{"name": "china-division"}', encoding="utf-8")
    (package / "README.md").write_text(readme.format(year), encoding="utf-8")
    for file, names in (("provinces", PROVINCES), ("cities", CITIES), ("areas", areas)):
        listed = [{"code": code, "name": name} for code, name in names.items()]
        (package / "dist" / f"{file}.json").write_text(json.dumps(listed), encoding="utf-8")


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, out: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["divisions", "--packages", str(folder), "--out", str(out)])
    divisions.main()


def test_the_table_follows_from_the_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_revisions(tmp_path)
    put_statistics(tmp_path, "a", 2018, NEWER)  # the order of the folders is not that of the years
    put_statistics(tmp_path, "b", 2017, OLDER)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "package.json").write_text('{"name": "other"}', encoding="utf-8")
    run(monkeypatch, tmp_path, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == TABLE


def test_two_packages_of_one_year_change_nothing(tmp_path: Path) -> None:
    put_statistics(tmp_path, "a", 2018, NEWER)
    once = divisions.rows(divisions.statistics(tmp_path))
    put_statistics(tmp_path, "b", 2018, NEWER)
    assert divisions.rows(divisions.statistics(tmp_path)) == once
    assert len(once) == 9


@pytest.mark.parametrize("missing", ["gb2260", "china-division"])
def test_a_missing_package_is_named(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if missing == "gb2260":
        put_statistics(tmp_path, "a", 2018, NEWER)
    else:
        put_revisions(tmp_path)
    with pytest.raises(SystemExit, match="1"):
        run(monkeypatch, tmp_path, tmp_path / "out.csv")
    assert f"no {missing}" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_list_of_no_known_year_is_refused(tmp_path: Path) -> None:
    put_statistics(tmp_path, "a", 2018, NEWER, readme="{} codes")
    with pytest.raises(divisions.PackagesError, match="does not say of which year"):
        list(divisions.statistics(tmp_path))


def test_the_module_of_a_package_is_never_run(tmp_path: Path) -> None:
    put_revisions(tmp_path)
    module = tmp_path / "some-name" / "gb2260" / "data.py"
    module.write_text(module.read_text(encoding="utf-8") + "raise SystemExit\n", encoding="utf-8")
    assert len(list(divisions.revisions(tmp_path))) == 3
