"""How a text is cut where marks and notes begin and end, what of it is sent, and whether its colours can be read."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgraph.app.components.source_view import Heading, Mark, Note, listed, runs, sent
from qgraph.questions.passages import KINDS

TEXT = "到2025年，合格率达到95%以上。"
CSS, LIST = (files("qgraph.app.components").joinpath(f"source_{part}.css").read_text(encoding="utf-8") for part in ("view", "list"))
LEAST, LEAST_OF_LINES = 4.5, 3.0  # WCAG 2.2 AA: of text, and of what only parts areas
SPANS = st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=8)


def mark(start: int, end: int, fact: str = "f") -> Mark:
    return Mark(fact, "target", start, end)


def note(start: int, end: int) -> Note:
    return Note("repair", "", "", start, end)


def test_overlapping_marks_share_a_run_and_the_shortest_names_it() -> None:
    cut = runs(TEXT, [mark(0, 12, "long"), mark(7, 10, "short")])
    assert [(run.text, run.marks) for run in cut] == [(TEXT[:7], (0,)), (TEXT[7:10], (1, 0)), (TEXT[10:12], (0,)), (TEXT[12:], ())]


def test_a_text_without_marks_is_one_run() -> None:
    assert [run.text for run in runs(TEXT, [])] == [TEXT]
    assert runs("", []) == []


def test_a_note_is_told_where_its_stretch_ends() -> None:
    cut = runs(TEXT, [mark(0, 7)], [note(1, 4)])
    assert [(run.text, run.notes, run.told) for run in cut] == [
        (TEXT[0], (), ()),
        (TEXT[1:4], (0,), (0,)),
        (TEXT[4:7], (), ()),
        (TEXT[7:], (), ()),
    ]


@pytest.mark.parametrize("place", [0, 5, len(TEXT)])
def test_a_note_on_nothing_is_told_in_its_place(place: int) -> None:
    cut = runs(TEXT, [], [note(place, place)])
    before = "".join(run.text for run in cut[: next(n for n, run in enumerate(cut) if run.told) + 1])
    assert before == TEXT[:place]
    assert "".join(run.text for run in cut) == TEXT


@given(st.text(max_size=40), SPANS, SPANS, st.lists(st.integers(-5, 50), max_size=4))
def test_no_character_is_lost_or_doubled(text: str, ends: list[tuple[int, int]], noted: list[tuple[int, int]], heads: list[int]) -> None:
    marks, notes = [mark(*span) for span in ends], [note(*span) for span in noted]
    cut = runs(text, marks, notes, [Heading(at, 1, "") for at in heads])
    assert "".join(run.text for run in cut) == text
    assert sorted(one for run in cut for one in run.told) == list(range(len(notes))) or not text
    at = 0
    for run in cut:
        over = range(at, at + len(run.text))
        for spans, shown in ((ends, run.marks), (noted, run.notes)):
            assert set(shown) == {n for n, (start, end) in enumerate(spans) if over and start <= over[0] and over[-1] < end}
        at += len(run.text)


def test_what_is_sent_says_everything_once() -> None:
    marks = [Mark(f"plan/unit/{n}", "responsibility", 0, 7, "责任单位", f"某局{n}") for n in range(9)]
    data = sent("plan/", TEXT, marks, [note(3, 3)], [Heading(7, 1, "一 目标")], [("target", "目标")], {"text": "全文"})
    assert data["runs"] == [[TEXT[:3], list(range(9)), [], [0]], [TEXT[3:7], list(range(9))], 0, TEXT[7:]]
    assert data["marks"][8] == ["unit/8", "responsibility", "责任单位: 某局8", False]
    assert data["headings"] == [[1, "一 目标"]]
    assert json.dumps(data).count("plan/") == 1


def test_the_list_says_what_the_marks_say() -> None:
    data = listed("plan/", [Mark("plan/task/1", "task", 0, 7, "任务", "抽查", "存疑")], "事项")
    assert data["rows"] == [["task/1", "task", "任务", "抽查", "存疑"]]
    assert data["label"] == "事项"
    assert data["version"] != listed("plan/", [Mark("plan/task/1", "task", 0, 7, "任务", "抽查")], "事项")["version"]


def test_another_text_or_mark_has_another_version() -> None:
    versions = {sent("", text, marks, [], [], [], {})["version"] for text in (TEXT, TEXT + "。") for marks in ([], [mark(0, 3)])}
    assert len(versions) == 4
    assert sent("", TEXT, [mark(0, 3)], [], [], [], {})["version"] in versions


def test_half_a_character_is_sent_as_a_sign_of_its_own() -> None:
    data = sent("", "甲\ud800乙", [Mark("f", "task", 1, 2, says="\udfff")], [], [], [], {})
    assert data["runs"] == ["甲", ["\N{REPLACEMENT CHARACTER}", [0]], "乙"]
    json.dumps(data, ensure_ascii=False).encode()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", [kind for kind, _ in KINDS.values()])
def test_the_colours_of_a_kind_can_be_read_and_told_apart(kind: str) -> None:
    found = re.search(rf"^\.{kind} {{ background: (#\w{{6}}); border-bottom: 2px solid (#\w{{6}}); }}$", CSS, re.MULTILINE)
    ink = re.search(r"^mark { .*color: (#\w{6});", CSS, re.MULTILINE)
    assert found
    assert ink
    assert contrast(ink[1], found[1]) >= LEAST
    assert contrast(found[2], found[1]) >= LEAST_OF_LINES
    assert contrast(found[2], "#ffffff") >= LEAST_OF_LINES
    assert len(set(re.findall(r"^\.\w+ { background: (#\w{6})", CSS, re.MULTILINE))) == len(KINDS)
    assert f".{kind} {{ background: {found[1]}; }}" in LIST  # one colour a kind, in the text and in the list
