"""The state is a pure function of the entries, whatever their order."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qgraph.model import Status
from qgraph.reviews.entries import Act, Entry, behind, line, parse
from qgraph.reviews.state import State, state
from tests.qgraph.reviews.decisions import at

FACTS = ["target/aaaa", "target/bbbb", "task/cccc"]
VALUES = st.dictionaries(st.sampled_from(["value", "unit", "deadline"]), st.one_of(st.none(), st.text(max_size=5)), min_size=1, max_size=2)


@st.composite
def logs(draw: st.DrawFn, about: str) -> list[Entry]:
    """The entries about one fact, each at a time of its own or at the same as others."""
    entries: list[Entry] = []
    for _ in range(draw(st.integers(0, 4))):
        act = draw(st.sampled_from([Act.ACCEPT, Act.CORRECT, Act.REJECT, Act.UNDO, Act.PROPOSE, Act.REPORT]))
        minutes, by = draw(st.integers(0, 5)), draw(st.sampled_from(["甲", "乙"]))
        if act is Act.UNDO:
            if entries:
                undone = draw(st.sampled_from(entries))
                entries.append(at(act, about, minutes, by, values={"entry": undone.id, "matter": undone.matter.value}))
        elif act is Act.PROPOSE:
            entries.append(at(act, about, minutes, by, values={"body": draw(st.sampled_from(["丙局", "丁局"])), "role": "lead"}))
        else:
            entries.append(at(act, about, minutes, by, values=draw(VALUES) if act is Act.CORRECT else {}))
    return entries


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_logs_merged_in_any_order_give_one_state(data: st.DataObject) -> None:
    entries = [entry for about in FACTS for entry in data.draw(logs(about))]
    wanted = state(entries)
    assert state(data.draw(st.permutations(entries))) == wanted
    assert state([*entries, *entries]) == wanted
    apart = [state(entry for entry in entries if entry.about == about) for about in FACTS]
    assert wanted.facts == {about: standing for one in apart for about, standing in one.facts.items()}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FACTS).flatmap(logs))
def test_a_line_gives_back_its_entry(entries: list[Entry]) -> None:
    assert [parse(line(entry)) for entry in entries] == entries


def of(*entries: Entry) -> State:
    return state(entries)


def test_who_accepts_what_another_corrected_stands_behind_it() -> None:
    corrected = at(Act.CORRECT, "target/a", 1, values={"value": "96"})
    standing = of(corrected, at(Act.ACCEPT, "target/a", 2, by="王某")).facts["target/a"]
    assert (standing.status, standing.values, standing.by) == (Status.CORRECTED, {"value": "96"}, {"张某", "王某"})
    assert standing.is_seconded
    anew = of(corrected, at(Act.ACCEPT, "target/a", 2, by="王某"), at(Act.CORRECT, "target/a", 3, by="王某", values={"unit": "%"}))
    assert (anew.facts["target/a"].values, anew.facts["target/a"].by) == ({"value": "96", "unit": "%"}, {"王某"})


def test_an_undo_takes_back_one_entry_and_may_be_taken_back() -> None:
    accepted, rejected = at(Act.ACCEPT, "target/a", 1), at(Act.REJECT, "target/a", 2, by="王某")
    undo = at(Act.UNDO, "target/a", 3, values={"entry": rejected.id, "matter": "fact"})
    assert of(accepted, rejected).facts["target/a"].status is Status.REJECTED
    assert of(accepted, rejected, undo).facts["target/a"].last == accepted
    again = at(Act.UNDO, "target/a", 4, values={"entry": undo.id, "matter": "fact"})
    assert of(accepted, rejected, undo, again).facts["target/a"].status is Status.REJECTED
    assert of(accepted, at(Act.UNDO, "target/a", 3, values={"entry": accepted.id, "matter": "fact"})).facts == {}


def test_of_several_proposals_of_one_body_the_last_counts() -> None:
    first = at(Act.PROPOSE, "task/a", 1, values={"body": "市财政局", "role": "lead"})
    second = at(Act.PROPOSE, "task/a", 2, values={"body": "市财政局", "role": "participate"})
    other = at(Act.PROPOSE, "task/a", 3, values={"body": "市科技局", "role": "lead"})
    assert of(first, second, other).proposals == {"task/a": (second, other)}


def test_an_undo_takes_back_nothing_of_another_fact() -> None:
    mine, theirs = at(Act.ACCEPT, "target/a", 1), at(Act.REJECT, "target/b", 2)
    strange = at(Act.UNDO, "target/b", 3, values={"entry": mine.id, "matter": "fact"})
    other_matter = at(Act.UNDO, "target/a", 4, values={"entry": mine.id, "matter": "owners"})
    assert set(of(mine, theirs, strange, other_matter).facts) == {"target/a", "target/b"}


def test_who_answers_an_entry_comes_after_it_whatever_the_clocks_say() -> None:
    ahead = at(Act.ACCEPT, "target/a", 60)
    answer = behind(at(Act.REJECT, "target/a", 1, by="王某"), ahead)
    assert (answer.seen, answer.at) == (ahead.id, "2026-03-02T09:00:00.000001+00:00")
    assert of(ahead, answer).facts["target/a"].status is Status.REJECTED
    assert behind(ahead, answer).at == "2026-03-02T09:00:00.000002+00:00"
    assert behind(ahead, None) == ahead
