"""The labelled alignments are sound, complete for the lower plans, and still find their tasks."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from benchmarks import alignments
from benchmarks.alignments import COLUMNS, Pair
from tests.loaders.documents import CORPUS, needs_corpus

UPPER = """云川省人民政府办公厅关于印发质量提升行动方案的通知

各市人民政府：

一、主要任务
（一）加强质量监管。完善抽查制度。（省市场监管局牵头，省财政厅配合）
（二）培育优质品牌。开展品牌创建。（省商务厅牵头）
"""
ROW = ("tune", "upper", "三(一)@40", "lower", "三(一)@39", "same", "checks by lot")


def table(folder: Path, *rows: tuple[str, ...], header: tuple[str, ...] = COLUMNS) -> Path:
    (folder / "chain.tsv").write_text("".join("\t".join(row) + "\n" for row in (header, *rows)), encoding="utf-8")
    return folder


def changed(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(name, cell) for name, cell in zip(COLUMNS, ROW, strict=True))


def test_rows_are_read_as_written(tmp_path: Path) -> None:
    none = changed(lower_task="三(二)@60", upper_task="", judgement="none")
    first, second = alignments.read(table(tmp_path, ROW, none))
    assert first == Pair(*ROW)
    assert first.taken_up
    assert (second.upper_task, second.taken_up) == ("", False)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (ROW[:-1], "6 cells, 7 are needed"),
        (changed(part="test"), "'test' is none of tune, held"),
        (changed(judgement="yes"), "'yes' is none of same, part, no, none"),
        (changed(upper_task=""), "judgement none and an empty upper_task"),
        (changed(judgement="none"), "judgement none and an empty upper_task"),
        (changed(lower_task="三(一)"), "'三(一)' is not written number@start"),
        (changed(upper_task="@40"), "'@40' is not written number@start"),
        (changed(lower_task=""), "is not written number@start"),
        (changed(reason=" "), "may not be empty"),
        (ROW, "judged twice"),
        (changed(judgement="no"), "judged twice"),
        (changed(part="held", upper_task="三(二)@70"), "both in tune and in held"),
    ],
)
def test_a_bad_row_is_refused_with_its_file_and_line(tmp_path: Path, row: tuple[str, ...], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)) as refused:
        alignments.read(table(tmp_path, ROW, row))
    assert str(refused.value).startswith(f"{tmp_path / 'chain.tsv'}:3: ")


def test_other_columns_no_rows_and_contradictions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"chain\.tsv:1: the columns are part upper"):
        alignments.read(table(tmp_path, ROW, header=COLUMNS[::-1]))
    with pytest.raises(ValueError, match="no labelled pairs"):
        alignments.read(table(tmp_path))
    with pytest.raises(ValueError, match="also judged none"):
        alignments.read(table(tmp_path, changed(upper_task="", judgement="none"), ROW))


def test_tasks_are_found_by_number_and_start_and_a_lost_one_is_named(tmp_path: Path) -> None:
    document = tmp_path / "upper.txt"
    document.write_text(UPPER, encoding="utf-8")
    start = UPPER.index("加强质量监管")
    found = alignments.tasks(document, table(tmp_path, changed(upper_task=f"一(一)@{start}")))
    assert [task.title for task in found.values()] == ["加强质量监管", "培育优质品牌"]
    assert found[f"一(一)@{start}"].title == "加强质量监管"
    with pytest.raises(ValueError, match=re.escape(f"no task at 一(一)@{start + 1};")):
        alignments.tasks(document, table(tmp_path, changed(upper_task=f"一(一)@{start + 1}")))


def test_no_chapter_of_a_lower_plan_lies_in_both_parts() -> None:
    parts = defaultdict(set)
    for pair in alignments.read():
        chapter = re.sub(r"(\([^()]+\)|\d+)@\d+$", "", pair.lower_task)
        parts[pair.lower, chapter].add(pair.part)
    assert all(len(part) == 1 for part in parts.values()), parts
    assert {part for (part,) in parts.values()} == {"tune", "held"}


def test_there_are_as_many_labels_as_the_readme_says() -> None:
    said = (alignments.OWN / "README.md").read_text(encoding="utf-8")
    pairs = alignments.read()
    for part in alignments.PARTS:
        rows = [pair for pair in pairs if pair.part == part]
        counts = [sum(pair.judgement == judgement for pair in rows) for judgement in alignments.JUDGEMENTS]
        lower = len({(pair.lower, pair.lower_task) for pair in rows})
        assert "| " + " | ".join(map(str, [part, lower, *counts])) + " |" in said


@needs_corpus
@pytest.mark.corpus
@pytest.mark.parametrize(("upper", "lower"), sorted({(pair.upper, pair.lower) for pair in alignments.read()}))
def test_every_label_finds_its_task_and_every_task_of_the_lower_plan_is_judged(upper: str, lower: str) -> None:
    documents = {path.stem: path for path in CORPUS}
    assert alignments.tasks(documents[upper])
    judged = {pair.lower_task for pair in alignments.read() if pair.lower == lower and pair.judgement != "no"}
    assert alignments.tasks(documents[lower]).keys() == judged
