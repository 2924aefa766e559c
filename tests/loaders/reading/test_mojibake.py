"""Text read in the wrong encoding is turned back, text read in the right one is left alone."""

from __future__ import annotations

import time

import pytest

from loaders.reading import mojibake
from loaders.reading.draft import Draft

TEXT = "（一）加强质量监督。各部门要建立质量档案，到2030年合格率达到96%以上（市市场监管局牵头）。\n第二行：落实企业主体责任。"


def read(text: str) -> str:
    return Draft.of(text).apply(mojibake.edits(text)).text


def browser(data: bytes) -> str:
    """Windows-1252 as browsers read it: the bytes it leaves open are controls."""
    return "".join(bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in data)


@pytest.mark.parametrize(
    "damaged",
    [
        TEXT.encode("gb18030").decode("latin-1"),
        TEXT.encode().decode("latin-1"),
        browser(TEXT.encode()),
        browser(TEXT.encode("gb18030")),
        browser(browser(TEXT.encode()).encode()),
        TEXT.encode("gb18030").decode("big5hkscs", "replace"),
    ],
    ids=["latin-1", "utf-8 as latin-1", "utf-8", "gbk", "utf-8 twice", "gbk as big5"],
)
def test_nothing_is_lost_in_one_byte_encodings(damaged: str) -> None:
    assert damaged != TEXT
    assert read(damaged) == TEXT


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1"])
def test_big5(wrong: str) -> None:
    text = "（一）加強質量監督，各部門要建立質量檔案，到2030年合格率達到96%以上。"
    damaged = text.encode("big5").decode(wrong)
    assert damaged != text
    assert read(damaged) == text


def test_two_programs_one_after_the_other() -> None:
    damaged = browser(TEXT.encode().decode("gb18030", "replace").encode())
    assert read(damaged).startswith("（一）加强质量监督")


def test_text_in_another_language_is_given_up() -> None:
    text = "Консультант Плюс и другие слова\n" * 20_000
    began = time.perf_counter()
    assert not list(mojibake.edits(text))
    assert time.perf_counter() - began < 2.0


def test_utf8_read_as_gbk_keeps_all_but_lost_bytes() -> None:
    got = read(TEXT.encode().decode("gb18030", "replace"))
    assert got.startswith("（一）加强质量监督")
    assert "2030年合格率达到96%以上" in got
    assert sum(c == "\ufffd" for c in got) < 15
    assert set(got) - set(TEXT) <= {"\ufffd"}


def test_edits_are_small() -> None:
    damaged = TEXT.encode().decode("gb18030", "replace")
    draft = Draft.of(damaged).apply(mojibake.edits(damaged))
    assert max(b - a for a, b in zip(draft.starts, draft.ends, strict=True)) <= 6


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "張靚穎、韋喆、龔珣、酈妤、闞璐、鄺嫻",
        "Ångström Größe café naïve Öl",
        "……——“”《》〔〕",
        "锟斤拷锟斤拷锟斤拷",
        "Консультант Плюс",
        "",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert read(text) == text


def test_only_the_damaged_line_is_touched() -> None:
    good, bad = TEXT.split("\n")
    assert read(good + "\n" + bad.encode("gb18030").decode("latin-1")) == TEXT


def test_time_is_linear() -> None:
    text = "锛堜竴锛夊姞寮鸿川閲" * 20_000
    began = time.perf_counter()
    list(mojibake.edits(text))
    assert time.perf_counter() - began < 3.0
