"""The synthetic China: the same for a seed, sound to the gate, and in a store as if it had been read from files."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from benchmarks import answering, china, storing
from qgraph import gate
from qgraph.model import Level, Plan
from qgraph.rdf import identity, lines, places, write
from qgraph.registries import places as divisions
from qgraph.store import CATALOGUE, open_store
from qgraph.store.embedded import EmbeddedWriter

SHARE = 0.01
FACTS = ("targets", "tasks", "memberships", "funding", "programmes", "bodies")


@pytest.fixture(scope="module")
def some() -> list[Plan]:
    return list(china.plans(share=SHARE))


@pytest.fixture(scope="module")
def stored(some: list[Plan], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only for reading."""
    directory = tmp_path_factory.mktemp("china")
    assert china.load(directory, iter(some)) == len(some)
    return directory


def test_one_seed_always_gives_the_same_plans_and_another_gives_others(some: list[Plan]) -> None:
    assert list(china.plans(share=SHARE)) == some
    assert list(china.plans(seed=2, share=SHARE)) != some


def test_a_larger_share_holds_the_plans_of_a_smaller_one(some: list[Plan]) -> None:
    larger = {plan.source.name: plan for plan in china.plans(share=3 * SHARE)}
    assert len(larger) > len(some)
    assert all(larger[plan.source.name] == plan for plan in some)


def test_the_whole_has_a_plan_of_every_place_of_today() -> None:
    spoken = {plan.jurisdiction.adcode: plan.jurisdiction.level for plan in china.plans()}
    today = {place.adcode for place in divisions.everywhere() if place.valid_to is None and not place.zone}
    assert spoken.keys() == {adcode for adcode in today if not adcode.startswith("99")}
    assert set(spoken.values()) == {Level.NATIONAL, Level.PROVINCE, Level.PREFECTURE, Level.COUNTY}
    assert len(spoken) > 3200


def test_no_two_plans_have_one_identity() -> None:
    keys = [identity.plan_key(plan) for plan in china.plans()]
    assert len(set(keys)) == len(keys)


def test_all_kinds_of_facts_occur(some: list[Plan]) -> None:
    for kind in FACTS:
        assert any(getattr(plan, kind) for plan in some), kind
    assert any(plan.owner_clause for plan in china.plans(share=0.05))


@pytest.mark.parametrize("edition", [None, 7])
def test_the_gate_finds_nothing_to_refuse_or_to_mark(some: list[Plan], edition: int | None) -> None:
    for first in some:
        plan = first if edition is None else china.change(first, edition)
        quads = write.plan_quads(plan)
        assert gate.check(plan, itertools.chain(quads, *places.statements(quads).values())) == []


def test_a_new_edition_is_the_same_plan_with_other_targets_and_duties_here_and_there(some: list[Plan]) -> None:
    same = every = 0
    for plan in some:
        edition = china.change(plan, 7)
        assert edition == china.change(plan, 7)
        assert identity.plan_key(edition) == identity.plan_key(plan)
        assert edition.targets[0].value != plan.targets[0].value
        assert [task.title for task in edition.tasks] == [task.title for task in plan.tasks]
        before, after = ([[duty.resolved for duty in task.responsible] for task in one.tasks] for one in (plan, edition))
        assert before[0] != after[0] or not before[0]
        same += sum(one == other for one, other in zip(before, after, strict=True))
        every += len(before)
    assert 0.4 * every < same < every


def test_plans_in_the_store_are_as_they_were_written(some: list[Plan], stored: Path) -> None:
    store = open_store(stored)
    for plan in some:
        graph, rows, _ = china.as_written(plan)
        assert lines.triples(store.graph(graph)) == rows
        assert store.source(plan.source.sha256).found == plan.source.found
    assert len(store.run("plans")) == len(some)


def test_a_store_of_replaced_plans_is_the_store_of_their_new_editions(some: list[Plan], tmp_path: Path) -> None:
    editions = [china.change(plan, 7) for plan in some]
    china.load(tmp_path / "replaced", iter(some))
    with EmbeddedWriter(tmp_path / "replaced") as store:
        china.put(store, editions)
        replaced = store.commit
        china.put(store, editions)
        assert store.commit == replaced, "nothing was changed, so there was nothing to commit"
        store.publish()
    china.load(tmp_path / "fresh", iter(editions))
    assert open_store(tmp_path / "replaced").digests() == open_store(tmp_path / "fresh").digests()


def test_a_file_is_cut_between_graphs_and_loaded_whole(stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tmp_path / "whole.nq"
    count = storing.export(stored, whole)
    monkeypatch.setattr(storing, "TAKEN", 100_000)
    storing.ours(whole, tmp_path / "store")
    assert open_store(tmp_path / "store").digests() == open_store(stored).digests()
    assert count == len(whole.read_bytes().splitlines())


def test_every_named_query_and_every_question_has_a_row(stored: Path) -> None:
    rows = answering.rows(lambda: open_store(stored))
    measured = [row.split(" | ")[0].removeprefix("| ") for row in rows if row.startswith("| ")]
    assert measured[: len(CATALOGUE) + 1] == ["what", *CATALOGUE]
    questions = {row.strip("`").partition("`")[0] for row in measured[len(CATALOGUE) + 1 :]}
    assert questions >= {"who", "rollup", "compare", "trace", "audit", "overview", "search"}
