"""Some thousand mutated files, always the same ones: each gives a plan whose evidence holds, or one clear sentence.

`make faults` runs as many as one likes, with other seeds.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import loaders
from loaders import formats
from qgraph.errors import SourceError
from tests.loaders import faults
from tests.loaders.formats.test_fuzz import PLAN

SEED = 2027
COUNT = 1_500
PARTS = 6


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_files(part: int, tmp_path: Path) -> None:
    numbers = range(part, COUNT, PARTS)
    wrong = [
        f"--seed {SEED} --only {one.name.split('-')[1]} ({one.how}): {why}" for one, why in faults.failures(SEED, iter(numbers), tmp_path)
    ]
    assert not wrong, "python -m tests.loaders.faults " + "\n".join(wrong)


def test_sound_files_are_plans(tmp_path: Path) -> None:
    """What is mutated is sound before it is, in every format that can be written here and is read."""
    endings = set()
    for subject in faults.subjects():
        path = tmp_path / subject.name
        path.write_bytes(subject.data)
        assert faults.plan_fault(loaders.read(path)) == "", subject.name
        endings.add(path.suffix)
    assert endings >= {".txt"} | (set(faults.FIXTURES) & set(formats.KNOWN))


def test_a_case_is_its_seed_and_its_number() -> None:
    assert faults.case(1, 7) == faults.case(1, 7)
    assert len({faults.case(1, number).data for number in range(50)}) > 45
    assert faults.case(1, 7) != faults.case(2, 7)


@pytest.mark.parametrize(
    "error", [ValueError("x"), RecursionError(), MemoryError(), SourceError("broken"), SourceError("plan.txt: a\nb; c")]
)
def test_other_errors_are_faults(error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> None:
        raise error

    monkeypatch.setattr(loaders, "read", read)
    assert faults.fault(tmp_path / "plan.txt")


def test_evidence_that_does_not_hold_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    plan = loaders.read(path)
    first, *others = plan.targets
    for change in (
        {"quote": "别的话"},
        {"found": "别的话"},
        {"start": first.evidence.start + 1},
        {"reading_end": first.evidence.reading_end + 1},
    ):
        wrong = replace(plan, targets=(replace(first, evidence=replace(first.evidence, **change)), *others))
        assert "quote" in faults.plan_fault(wrong)
    source = plan.source
    backwards = replace(plan, source=replace(source, starts=[*source.starts[:5], 0, *source.starts[6:]]))
    assert faults.plan_fault(plan) == ""
    assert faults.plan_fault(backwards)


def test_the_command_keeps_what_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["faults", "--count", "3", "--seed", "5", "--folder", str(tmp_path / "kept")])
    assert faults.main() == 0
    assert not (tmp_path / "kept").exists()
    monkeypatch.setattr(faults, "plan_fault", lambda plan: "no plan is right")
    monkeypatch.setattr(faults, "error_fault", lambda text, name: "no error is right")
    assert faults.main() == 1
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {faults.case(5, number).name for number in range(3)}
    assert "5-0-" in capsys.readouterr().err
