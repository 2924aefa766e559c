"""Runs read one byte late: the tests damage texts of their own the way copying sites do, so that the true reading is known."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from loaders.reading import gaps, shifted
from loaders.reading.draft import Draft
from tests.loaders.documents import SHARED
from tests.loaders.reading.damage import shift

SEED = SHARED / "corpus" / "seeds" / "002_e68743cbf7734b38.txt"
TITLES = ["推進質量發展", "推動企業技術改造", "建立完善質量管理制度", "加強質量監督管理", "各地各部門要高度重視"]


def read(text: str) -> Draft:
    return Draft.of(text).apply(shifted.edits(text))


@pytest.mark.parametrize("number", [*"一二三四五六七八九十", "十一", "十二", "十五", "十九"])
@pytest.mark.parametrize("title", TITLES)
def test_headings_in_brackets(number: str, title: str) -> None:
    before = shifted.NUMERALS[shifted.NUMERALS.index(number) - 1]
    above = "三、主要任務\n" if number == "一" else f"({before})加強組織領導,落實責任。\n"
    damaged = shift(f"{above}　（{number}）{title}, 各單位配合。\n")
    assert f"（{number}）{title}" not in damaged
    assert read(damaged).text == f"{above}（{number}）{title}, 各單位配合。\n"


def test_siblings_repaired_before_count_as_siblings() -> None:
    """（二） and （二十） become the same; so do （十二）, （十三） and （十六）."""
    text = "".join(f"　（{n}）推進質量發展, 各單位配合。\n" for n in shifted.NUMERALS[:20])
    assert read(shift(text)).text == text.replace("　", "")


def test_a_number_that_could_be_two_is_not_guessed() -> None:
    damaged = shift("(七)加強組織領導。\n　（二）推進質量發展, 各單位配合。\n")
    assert read(damaged).text == damaged


def test_the_number_alone_is_repaired_where_the_title_cannot_be_read() -> None:
    damaged = shift("(四)加強組織領導。\n　（五）戴莙荃樸, 各單位配合。\n")
    draft = read(damaged)
    assert "\n（五）" in draft.text
    assert [gap.kind for gap in gaps.find(draft)] == ["unreadable"]


def test_a_heading_alone_on_its_line() -> None:
    """The last byte is an orphan too: no second byte follows it on the line."""
    damaged = shift("　（一）指導思想\n各單位要加強管理。\n")
    assert damaged.startswith("?。ㄒ唬┲笇枷?\n")
    assert read(damaged).text == "（一）指導思想\n各單位要加強管理。\n"


@pytest.mark.parametrize(
    "text",
    ["鼓勵高等院校或質量技術機構參與, 各單位配合。", "各省（區、市）要高度重視, 各單位配合。"],
)
def test_inside_a_line(text: str) -> None:
    damaged = shift(text)
    assert "?" in damaged
    assert read(damaged).text == text


@pytest.mark.parametrize(
    "text",
    [
        "質量是什么?。各部門要加強管理A級",
        "好嗎?！推進質量發展M",
        "怎么辦?;推進P",
        "what?!Yes；質量M",
        "?。",
        "?。M",
        "http://example.org/a?;b",
        "推進質量發展。",
        "",
    ],
)
def test_ordinary_text_stays_and_is_no_gap(text: str) -> None:
    draft = read(text)
    assert draft.text == text
    assert not list(gaps.find(draft))


def test_what_cannot_be_read_stays_and_is_a_gap() -> None:
    damaged = "各單位?。堃籊蟺k配合"
    draft = read(damaged)
    assert draft.text == damaged
    assert [(gap.kind, gap.found) for gap in gaps.find(draft)] == [("unreadable", "?。堃籊蟺k")]


def test_an_annotation_behind_the_run_goes_with_it() -> None:
    damaged = shift("　（六）推動質量發展, 各單位配合。\n").replace("|", "|(zhì)")
    assert "|(zhì)" in damaged
    assert read("(五)加強組織領導。\n" + damaged).text.endswith("\n（六）推動質量發展, 各單位配合。\n")


def test_map_leads_back_to_the_run() -> None:
    damaged = shift("　（一）推進質量發展, 各單位配合。\n")
    draft = read(damaged)
    [repair] = draft.repairs
    assert repair.rule == "reading.shifted"
    assert repair.before == damaged[: repair.end]
    assert set(zip(draft.starts[:5], draft.ends[:5], strict=True)) == {(repair.start, repair.end)}


@given(st.text(alphabet="?。；！ㄒ唬┩七M蛸|（一）\n推進a", max_size=80))
def test_any_text_is_read(text: str) -> None:
    draft = read(text)
    assert len(draft.starts) == len(draft.text)
    list(gaps.find(draft))


def test_thousands_of_runs_are_bounded() -> None:
    text = shift("　（一）推進新興產業質量發展, 各單位配合。\n" * 5000)
    began = time.perf_counter()
    list(shifted.edits(text))
    assert time.perf_counter() - began < 2.0


@pytest.mark.skipif(not SEED.exists(), reason="the real documents in ../shared/corpus are not here")
def test_the_damaged_seed() -> None:
    """All eleven runs; the bracket of a heading that was damaged is full-width, the others are ASCII."""
    from loaders import source

    src = source(SEED)
    repairs = [repair.after for repair in src.repairs if repair.rule == "reading.shifted"]
    simple = OpenCC("t2s").convert
    heads = ["（一）推进", "（五）推动重点", "（六）推动质", "（二）建立完善企业", "（四）推动建立质", "（五）鼓励支持建立企业"]
    assert [simple(after) for after in repairs] == [*heads, "校或质", "（六）建立质", "（一）各地各部门", "（二）各地各部门", "（三）市县"]
    assert not [gap for gap in src.gaps if gap.kind == "unreadable"]
