"""The two texts side by side: nothing is left out, and what is marked is what was repaired."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import loaders
from qgraph.cli import main
from qgraph.export.explain import side_by_side
from tests.loaders.documents import CORPUS, needs_corpus

DAMAGED = (
    "您的位置：首页 > 政策文件\n临泽市建设质量强市工作方案\n一、工作目标\n到 2030 年，产品质量合格率达到 96 ％以上，对企业奖励IOO万元。\n"
    "# Page 3:\n二、主要任务\n各单位要提高质(zhì)量(liàng)，开展抽查，落实企业主体责任，完善考核办法，建立质量档案，公布结果。\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    return path


def test_the_columns_put_together_are_the_texts(plan: Path) -> None:
    source = loaders.source(plan)
    rows = list(side_by_side(source))
    assert "".join(row.reading for row in rows) == source.reading
    assert "".join(row.found for row in rows) == source.found == DAMAGED
    assert [repair for row in rows for repair in row.repairs] == sorted(source.repairs, key=lambda repair: (repair.start, repair.end))


def test_what_is_marked_is_what_was_repaired(plan: Path) -> None:
    rows = list(side_by_side(loaders.source(plan)))
    target = next(row for row in rows if "奖励" in row.reading)
    assert [target.reading[a:b] for a, b in target.changed] == ["100"]
    assert "IOO" in [target.found[a:b] for a, b in target.replaced]
    clean = next(row for row in rows if "工作目标" in row.reading)
    assert (clean.changed, clean.replaced) == ((), ())


def test_the_command_marks_both_sides(plan: Path) -> None:
    result = CliRunner().invoke(main, ["extract", str(plan), "--explain"])
    assert result.exit_code == 0
    for said in ("{+100+}", "[-IOO-]", "reading.digit", "reading.page_line", "Page 3:↵-]"):
        assert said in result.stdout


def test_one_json_document(plan: Path) -> None:
    result = CliRunner().invoke(main, ["extract", str(plan), "--explain", "--format", "json"])
    answer = json.loads(result.stdout)
    assert "".join(line["found"] for line in answer["lines"]) == DAMAGED
    assert answer["source"]["name"] == "方案.txt"


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize("path", CORPUS, ids=[path.name[:3] + path.suffix for path in CORPUS])
def test_nothing_is_left_out_of_real_documents(path: Path) -> None:
    source = loaders.source(path)
    rows = list(side_by_side(source))
    assert "".join(row.reading for row in rows) == source.reading
    assert "".join(row.found for row in rows) == source.found
