"""Tables as text: separators, quotes, encodings."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from loaders.formats import csv, sheet
from qgraph.errors import SourceError

ROWS = [["序号", "主要任务", "牵头单位"], ["1", "建立质量档案，完善考核", "区市场监管局"], ["2", "开展比对提升", "区工信局"]]
TEXT = "".join("\t".join(row) + "\n" for row in ROWS)


def read(text: str | bytes) -> str:
    return csv.read("plan.csv", text.encode() if isinstance(text, str) else text).text


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator: str, end: str) -> None:
    assert read("".join(separator.join(row) + end for row in ROWS)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    content = csv.read("plan.csv", "".join(",".join(row) + "\r\n" for row in ROWS).encode(encoding))
    assert content.text == TEXT
    assert content.media_type == "text/csv"
    assert [(cell.row, cell.column) for cell in content.cells][3:6] == [(2, 1), (2, 2), (2, 3)]


def test_quotes_hold_separators_line_ends_and_quotes() -> None:
    assert read('任务,单位\n"建立档案,\n完善""一企一档""","区局"\n') == '任务\t单位\n建立档案, 完善"一企一档"\t区局\n'


@pytest.mark.parametrize("text", ['任务,单位\n"建立档案,区局\n开展比对,市局\n', '任务,单位\n建立"档案,区局\n开展比对,市局\n'])
def test_a_quote_that_is_not_closed_swallows_nothing(text: str) -> None:
    assert read(text).count("\n") == 3
    assert read(text).endswith("开展比对\t市局\n")


def test_ragged_rows() -> None:
    assert (
        read("任务,单位\n建立档案,区局,2027年,备注\n\n开展比对\n,市局\n") == "任务\t单位\n建立档案\t区局\t2027年\t备注\n开展比对\n\t市局\n"
    )


def test_title_and_note_are_lines() -> None:
    content = csv.read("plan.csv", "南浦区任务分解表,,\n任务,单位,时限\n建立档案,区局,2027年\n注：时限为最迟时限。,,\n".encode())
    assert content.text == "南浦区任务分解表\n任务\t单位\t时限\n建立档案\t区局\t2027年\n注：时限为最迟时限。\n"
    assert {cell.row for cell in content.cells} == {2, 3}


def test_commas_of_prose_are_no_separators_of_a_table_with_tabs() -> None:
    assert read("任务\t单位\n建立, 完善, 提升\t区局\n考核, 通报\t市局\n") == "任务\t单位\n建立, 完善, 提升\t区局\n考核, 通报\t市局\n"


def test_one_column_is_text() -> None:
    content = csv.read("plan.csv", "南浦区质量工作要点\n一、总体要求\n".encode())
    assert content.text == "南浦区质量工作要点\n一、总体要求\n"
    assert content.cells == ()


def test_sniffing_tells_text_only() -> None:
    assert csv.sniff(TEXT.encode())
    assert not csv.sniff(b"PK\x03\x04\0\0")


@pytest.mark.parametrize("data", [bytes(range(128, 256)) * 50, b"\xff" * 500])
def test_bytes_of_no_encoding(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"plan\.csv: not text .*; save it"):
        read(data)


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_CELLS", 8)
    with pytest.raises(SourceError, match="more than 8 cells; save"):
        read(TEXT)


@pytest.mark.parametrize(
    "text", ['"' * 300_001, '"a' * 100_000, ",".join("甲" * 100_000), ',"' * 100_000, '甲,"' + "乙\n" * 100_000, "," * 1_000_000]
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 3


def test_a_line_of_millions_of_cells_is_refused_before_it_is_parted() -> None:
    tracemalloc.start()
    with pytest.raises(SourceError, match="more than 200,000 cells; save"):
        read(b"ab," * 3_000_000)
    assert tracemalloc.get_traced_memory()[1] < 60 * 2**20
    tracemalloc.stop()


def test_many_rows_are_not_held_at_once() -> None:
    data = b"ab,cd,ef\n" * 60_000
    tracemalloc.start()
    rows = csv._rows(data.decode().splitlines(keepends=True), ",")
    assert sum(map(len, rows)) == 180_000
    assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    tracemalloc.stop()
