"""No bracket that speaks of responsibility is passed over in silence: each gave a row, or `brackets.toml` says why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import loaders
from benchmarks import brackets
from tests.loaders.documents import SHARED, needs_corpus

PLAN = """云川省人民政府办公厅关于印发质量提升行动方案的通知

各市人民政府：

三、主要任务
（一）加强质量监管。完善抽查制度。（省市场监管局牵头，省财政厅配合）
（二）培育优质品牌。开展品牌创建（责任单位另行通知）。
"""


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in brackets.spans(text)]


@pytest.mark.parametrize("marks", ["（）", "()", "〔〕", "【】", "<>", "[]", "［］", "〈〉"])
def test_brackets_of_every_form_are_found(marks: str) -> None:
    statement = f"{marks[0]}沁原市商务局负责{marks[1]}"
    assert texts(f"建立制度。{statement}\n下一条（二）") == [statement]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建立制度。（沁原市教育局牵\n头，东溪区政府配合）", ["（沁原市教育局牵\n头，东溪区政府配合）"]),
        ("（沁原市科技局〔知识产权局〕牵头）", ["（沁原市科技局〔知识产权局〕牵头）"]),
        ("（沁原市商务局（牵头）、财政局）", ["（牵头）"]),
        ("建立制度。（牵头单位：沁原市商务局\n\n二、下一章（略）", ["（牵头单位：沁原市商务局"]),
        ("建立制度（试行）。", []),
    ],
    ids=["broken by a line end", "nested", "the inner one speaks", "never closed", "of something else"],
)
def test_brackets_are_found_broken_nested_or_open(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("建立制度。\n牵头单位：沁原市商务局", "牵头单位"),
        ("建立制度。责任单位： 沁原市商务局", "责任单位"),
        ("　　（3）配合部门:沁原市商务局", "配合部门"),
        ("制度\t牵头单位：沁原市商务局", "牵头单位"),
        ("建立制度。\n牵头单位为沁原市商务局", "牵头单位"),
    ],
)
def test_labels_that_open_a_line_a_cell_or_a_sentence_are_found(text: str, label: str) -> None:
    assert texts(text) == [label]


def test_a_label_inside_a_bracket_or_a_sentence_is_not_found_by_itself() -> None:
    assert texts("（牵头单位：沁原市商务局）") == ["（牵头单位：沁原市商务局）"]
    assert texts("按季度报送，牵头单位：表式见附件") == []


def test_what_gave_a_row_is_understood_and_what_did_not_is_left(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    first, second = brackets.statements(loaders.read(path))
    assert first.understood
    assert not second.understood
    assert (second.shown, second.line) == ("（责任单位另行通知）", 7)
    assert PLAN[second.offset :].startswith(second.shown)


def test_the_report_says_where_there_is_nothing_to_look_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brackets.main(tmp_path, []) == 1
    assert "nothing to look at" in capsys.readouterr().err


def test_the_report_names_each_that_is_left_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert brackets.main(tmp_path, []) == 0
    plain = capsys.readouterr().out
    assert "plan: 1 of 2 understood" in plain
    assert "line 7" in plain
    assert "NO REASON GIVEN" in plain
    assert brackets.main(tmp_path, ["--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["statements"], row["understood"], row["left"][0]["line"], row["left"][0]["reason"]) == (2, 1, 7, None)


def test_every_reason_is_said_once() -> None:
    stays_out, to_be_mended = brackets.reasons().values()
    assert not stays_out.keys() & to_be_mended.keys()
    assert all(why.strip() for why in [*stays_out.values(), *to_be_mended.values()])


@needs_corpus
@pytest.mark.corpus
def test_every_statement_that_gave_no_row_has_its_reason_and_no_reason_is_stale() -> None:
    documents = brackets.of_corpus(SHARED)
    left = {(stem, one.offset) for stem, found in documents for one in found if not one.understood}
    known = {at for entries in brackets.reasons().values() for at in entries}
    assert sorted(left - known) == [], "not understood: run `python -m benchmarks.brackets ../shared`, mend it or say why in brackets.toml"
    assert sorted(known - left) == [], "understood by now, or gone: take it out of brackets.toml"
