"""The measure of the alignment counts rightly, and the alignment stays as good as it was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import aligning, alignments
from benchmarks.aligning import Measure, measure
from benchmarks.alignments import Pair
from tests.loaders.documents import CORPUS, SHARED, needs_corpus

# Lowest precision and recall that are accepted, of each part; never choose anything on `held` or `fresh`.
FLOORS = {"tune": (0.95, 0.87), "held": (0.9, 0.9), "fresh": (0.9, 0.9)}


def pair(part: str, upper: str, lower: str, judgement: str = "same") -> Pair:
    return Pair(part, "high", upper, "low", lower, judgement, "because")


LABELS = (
    pair("tune", "一1@1", "一1@1"),
    pair("tune", "一2@2", "一1@1", "part"),
    pair("tune", "一3@3", "一1@1", "no"),
    pair("tune", "", "一2@2", "none"),
    pair("held", "一1@1", "二1@9"),
)


def found(*pairs: tuple[str, str]) -> set[aligning.Found]:
    return {("high", upper, "low", lower) for upper, lower in pairs}


def test_what_is_not_labelled_right_is_wrong_and_the_other_part_does_not_count() -> None:
    pairs = found(("一1@1", "一1@1"), ("一3@3", "一1@1"), ("一9@9", "一2@2"), ("一7@7", "二1@9"))
    assert measure(pairs, LABELS, "tune") == Measure(found=3, labelled=2, right=1)
    one = measure(pairs, LABELS, "tune")
    assert (one.precision, one.recall) == (1 / 3, 0.5)
    assert measure(pairs, LABELS, "held") == Measure(found=1, labelled=1, right=0)


def test_nothing_found_is_no_precision() -> None:
    assert (Measure(0, 2, 0).precision, Measure(1, 0, 0).recall) == (0.0, 0.0)


def test_the_report_says_which_documents_are_absent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert aligning.main(tmp_path, aligning.PARTS) == 1
    assert "no document" in capsys.readouterr().err


def test_there_are_as_many_fresh_labels_as_their_readme_says() -> None:
    labels = alignments.read(aligning.FRESH)
    said = (aligning.FRESH / "README.md").read_text(encoding="utf-8")
    counts = [f"{sum(pair.judgement == judgement for pair in labels)} `{judgement}`" for judgement in ("same", "part", "none", "no")]
    assert ", ".join(counts) in said
    assert f"All {len({pair.lower_task for pair in labels})} lower" in said
    assert {pair.part for pair in labels} == {"held"}


@needs_corpus
@pytest.mark.corpus
def test_every_fresh_label_finds_its_task_and_every_lower_task_is_judged() -> None:
    labels = alignments.read(aligning.FRESH)
    documents = {path.stem: path for path in CORPUS}
    assert alignments.tasks(documents[labels[0].upper], aligning.FRESH)
    judged = {pair.lower_task for pair in labels if pair.judgement != "no"}
    assert alignments.tasks(documents[labels[0].lower], aligning.FRESH).keys() == judged


@needs_corpus
@pytest.mark.corpus
def test_the_alignment_keeps_its_floors() -> None:
    measured = aligning.measures(SHARED)
    assert measured.keys() == FLOORS.keys()
    for part, (precision, recall) in FLOORS.items():
        assert measured[part].precision >= precision, part
        assert measured[part].recall >= recall, part
