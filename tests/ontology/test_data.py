"""The reference tables are sound, and hold every figure that was noted."""

from __future__ import annotations

import csv
from decimal import Decimal

from qgraph.registries import body_types, figures, reforms
from qgraph.registries.check import problems
from tests.loaders.documents import SHARED, needs_corpus


def test_the_tables_are_sound() -> None:
    assert problems() == []


@needs_corpus
def test_every_noted_figure_is_in_the_table() -> None:
    with (SHARED / "corpus" / "quality_figures.tsv").open(encoding="utf-8", newline="") as stream:
        noted = list(csv.DictReader(stream, delimiter="\t"))
    kept = [f for f in figures.figures() if f.noted_in == "quality_figures"]
    ours = {(f.place, f.document, f.indicator_as_written, f.deadline, f.nature, f.address) for f in kept}
    assert len(ours) == len(noted) == 58
    assert {f.address for f in kept} == {row["address"] for row in noted}


def test_a_lost_decimal_point_is_never_mended() -> None:
    lost = [f for f in figures.figures() if f.value == 985]
    assert len(lost) == 2
    assert all(f.doubt for f in lost)
    assert not any(f.place == "370200" and f.value == Decimal("98.5") for f in figures.figures())


def test_every_merged_body_has_somebody_to_follow_it() -> None:
    for kind in body_types.types():
        if kind.name_en.endswith("(former)"):
            assert reforms.away(kind.id), kind.id
