"""How a text is cut where marks begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qgraph.app.components.source_view import Mark, runs

TEXT = "到2025年，合格率达到95%以上。"


def mark(start: int, end: int, fact: str = "f") -> Mark:
    return Mark(fact, "target", fact, start, end)


def test_overlapping_marks_share_a_run_and_the_shortest_names_it() -> None:
    long, short = mark(0, 12, "long"), mark(7, 10, "short")
    cut = runs(TEXT, [long, short])
    assert [(run.text, run.facts) for run in cut] == [
        (TEXT[:7], ["long"]),
        (TEXT[7:10], ["short", "long"]),
        (TEXT[10:12], ["long"]),
        (TEXT[12:], []),
    ]
    assert cut[1].label == "short"


def test_a_text_without_marks_is_one_run() -> None:
    assert [run.text for run in runs(TEXT, [])] == [TEXT]
    assert runs("", []) == []


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=8))
def test_no_character_is_lost_or_doubled(text: str, ends: list[tuple[int, int]]) -> None:
    marks = [mark(start, end, str(i)) for i, (start, end) in enumerate(ends)]
    cut = runs(text, marks)
    assert "".join(run.text for run in cut) == text
    at = 0
    for run in cut:
        assert set(run.facts) == {m.fact for m in marks if m.start <= at and at + len(run.text) <= m.end}
        at += len(run.text)
