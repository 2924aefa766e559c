"""The edit engine: whatever the edits, every character leads back to what stood there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.draft import Draft, Edit
from loaders.reading.rules import rules

RULES = sorted(rules())
TEXT = st.text(alphabet="质量强市一二，。（）95%\n a", max_size=60)


@st.composite
def passes(draw: st.DrawFn) -> tuple[Draft, list[Draft]]:
    """A text and its drafts after each of several passes of random edits that do not overlap."""
    draft = Draft.of(draw(TEXT))
    history = [draft]
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.sets(st.integers(0, len(draft.text)), max_size=8)))
        spans = list(zip(cuts[::2], cuts[1::2], strict=False))
        edits = [Edit(a, b, draw(st.text(alphabet="甲乙丙1", max_size=b - a + 2)), draw(st.sampled_from(RULES))) for a, b in spans]
        draft = draft.apply(draw(st.permutations(edits)))
        history.append(draft)
    return history[0], history


@given(passes())
def test_maps_fit_the_text_and_lead_forward(drafts: tuple[Draft, list[Draft]]) -> None:
    original, history = drafts
    for draft in history:
        assert draft.found == original.text
        assert len(draft.starts) == len(draft.ends) == len(draft.text)
        assert all(a <= b for a, b in zip(draft.starts, draft.starts[1:], strict=False))
        assert all(a <= b for a, b in zip(draft.ends, draft.ends[1:], strict=False))
        assert all(0 <= a < b <= len(draft.found) for a, b in zip(draft.starts, draft.ends, strict=True))


@given(passes())
def test_what_no_repair_touched_is_what_was_found(drafts: tuple[Draft, list[Draft]]) -> None:
    draft = drafts[1][-1]
    touched = {i for repair in draft.repairs for i in range(repair.start, repair.end)}
    kept = [(c, a, b) for c, a, b in zip(draft.text, draft.starts, draft.ends, strict=True) if touched.isdisjoint(range(a, b))]
    assert all(draft.found[a:b] == c for c, a, b in kept)
    assert [a for _, a, _ in kept] == [i for i in range(len(draft.found)) if i not in touched]  # and nothing else is lost


@given(passes())
def test_repairs_quote_the_text_as_found(drafts: tuple[Draft, list[Draft]]) -> None:
    draft = drafts[1][-1]
    for repair in draft.repairs:
        assert repair.before == draft.found[repair.start : repair.end] != ""
        assert repair.certainty == rules()[repair.rule].certainty


def test_equal_length_maps_character_by_character_other_lengths_to_the_whole_stretch() -> None:
    draft = Draft.of("質量IOO万元").apply([Edit(0, 1, "质", "reading.script"), Edit(2, 5, "100", "reading.digit")])
    assert draft.text == "质量100万元"
    assert (list(draft.starts), list(draft.ends)) == ([0, 1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7])
    longer = draft.apply([Edit(5, 7, "万圆整", "reading.lost_unit")])
    assert list(longer.starts[5:]) == [5, 5, 5]
    assert list(longer.ends[5:]) == [7, 7, 7]


def test_a_pass_without_edits_changes_nothing() -> None:
    draft = Draft.of("质量")
    assert draft.apply([]) is draft


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 2, "", "reading.blank"), Edit(1, 3, "", "reading.blank")],
        [Edit(1, 1, "x", "reading.blank")],
        [Edit(0, 5, "", "reading.blank")],
        [Edit(-1, 1, "", "reading.blank")],
    ],
    ids=["overlap", "empty", "too far", "before the text"],
)
def test_wrong_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps another or lies outside"):
        Draft.of("质量强市").apply(edits)


def test_a_rule_outside_the_table_is_refused() -> None:
    with pytest.raises(KeyError):
        Draft.of("质量").apply([Edit(0, 1, "", "reading.unheard_of")])
