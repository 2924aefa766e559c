from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgraph.errors import NotFoundError
from qgraph.model import Cell, Gap, Repair, Source
from qgraph.store import sources
from tests.qgraph.plans import source

REPAIRED = Source(
    "原件.txt",
    "a" * 64,
    "text/plain",
    "质(zhì)量\r\n强国\ud800",
    "质量强国\ud800",
    array("I", (0, 6, 9, 10, 11)),
    array("I", (6, 9, 10, 11, 12)),
    (Repair(1, 6, "(zhì)", "", "pinyin", 0.99),),
    (Gap(3, 4, "masked", "X"),),
    (Cell(9, 11, 1, 2, 3, 1, 2, "附件"),),
)


@pytest.mark.parametrize("kept", [source(), REPAIRED], ids=["plain", "repaired"])
def test_a_source_comes_back_equal(tmp_path: Path, kept: Source) -> None:
    sources.write(tmp_path, kept, b"\xff\x00as it came")
    assert sources.read(tmp_path, kept.sha256) == kept
    assert sources.file(tmp_path, kept.sha256) == b"\xff\x00as it came"


def test_a_clean_text_has_a_short_map() -> None:
    assert sources._runs(source().starts, source().ends) == [[0, 1, len(source().reading)]]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 3)), max_size=60))
def test_any_map_comes_back_equal(pairs: list[tuple[int, int]]) -> None:
    starts = array("I", [start for start, _ in pairs])
    ends = array("I", [start + length for start, length in pairs])
    assert sources._offsets(sources._runs(starts, ends)) == (starts, ends)


@pytest.mark.parametrize("asked", ["../../../etc/passwd", "", "A" * 64, "b" * 64, "a" * 64 + "/.."])
def test_only_digests_are_looked_up(tmp_path: Path, asked: str) -> None:
    sources.write(tmp_path, source(), b"x")
    for look_up in (sources.read, sources.file):
        with pytest.raises(NotFoundError):
            look_up(tmp_path, asked)


def test_what_no_plan_needs_is_taken_away(tmp_path: Path) -> None:
    sources.write(tmp_path, source(), b"x")
    sources.write(tmp_path, REPAIRED, b"y")
    (tmp_path / "sources" / ("c" * 64 + ".new")).mkdir()
    sources.clean(tmp_path)
    sources.keep(tmp_path, {REPAIRED.sha256})
    assert [folder.name for folder in (tmp_path / "sources").iterdir()] == [REPAIRED.sha256]


def test_receipts(tmp_path: Path) -> None:
    receipt = sources.Receipt("plan", "reader", {"targets": 3})
    sources.write(tmp_path, source(), b"x")
    assert sources.receipt(tmp_path, source().sha256) is None
    sources.sign(tmp_path, source().sha256, receipt)
    assert sources.receipt(tmp_path, source().sha256) == receipt
    sources.write(tmp_path, source(), b"x")
    assert sources.receipt(tmp_path, source().sha256) is None, "what is written anew was not yet read into the store"
