"""The facts of one file at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qgraph.cli import main

PLAN = """临泽市质量强市工作方案（2027—2030年）
临政发〔2027〕8号
一、主要任务
（一）推行首席质量官制度，到年，覆盖率达到985%，监督抽查合格率达到 96 %以上。（市市场监管局牵头，市财政局、审计局配合，完成时限：长期坚持）
（二）对获奖企业奖励50万元。
临泽市人民政府
2027年5月6日
"""


@pytest.fixture
def printed(tmp_path: Path) -> str:
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(path)])
    assert result.exit_code == 0
    return str(result.stdout)


@pytest.mark.parametrize("said", ["临政发〔2027〕8号", "临泽市人民政府", "2027-05-06", "2027–2030", "official"])
def test_the_plan_itself(printed: str, said: str) -> None:
    assert said in printed.partition("targets")[0]


def test_bodies_stand_in_the_column_of_their_role(printed: str) -> None:
    head, row = (next(line for line in printed.splitlines() if word in line) for word in ("participate", "首席质量官制度，"))
    assert row.index("市市场监管局") < row.index("市财政局、市审计局")
    assert head.index("lead") < head.index("participate") < head.index("deadline")


def test_what_is_left_open_and_what_was_repaired(printed: str) -> None:
    assert "missing_year" in printed
    assert "repaired: reading.blank" in printed


def test_a_file_without_facts_says_so(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text("一、总体要求\n" + "坚持质量第一，统筹发展和安全，推动全社会形成重视质量的良好氛围。\n" * 4, encoding="utf-8")
    assert "no facts" in CliRunner().invoke(main, ["extract", str(path)]).stdout
