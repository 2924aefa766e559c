"""One invented plan gives the same facts whatever file it comes in, apart from where in the file they stand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import loaders
from qgraph.export.plan_json import plan_json
from tests.e2e.conftest import CHROMIUM, MISSING
from tests.loaders import same_plan

PLACES = {"doc", "source", "found", "start", "end", "reading_start", "reading_end", "repairs", "gaps", "sheet", "row", "column"}
WRITERS: dict[str, Callable[[], bytes]] = {
    "page.html": same_plan.html,
    "library.docx": same_plan.docx_by_library,
    "hand.docx": same_plan.docx_by_hand,
    "library.pdf": same_plan.pdf_by_library,
}


def facts(path: Path) -> Any:
    return without_places(plan_json(loaders.read(path), {}))


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items() if key not in PLACES}
    return [without_places(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("plan") / "typed.txt"
    path.write_bytes(same_plan.txt())
    return facts(path)


def test_the_typed_plan_is_read_whole(expected: Any) -> None:
    """What the others are held against holds something."""
    assert expected["plan"]["doc_number"] == "沁政办发〔2026〕12号"
    assert expected["plan"]["title"] == "沁原市质量强市建设行动方案（2026—2030年）"
    assert " ".join(heading["number"] for heading in expected["headings"]) == "一 二 (一) 1 2 (二) 1 2 3 三 (一) (二)"
    assert {(target["value"], target["unit"]) for target in expected["targets"]} >= {
        (96, "%"),
        (98.5, "%"),
        (100, "%"),
        (85, "分"),
        (8, "项"),
    }
    assert len(expected["tasks"]) == 7 + 3  # in the text and in the table
    assert expected["funding"][0]["amount"] == 50


@pytest.mark.parametrize("name", WRITERS)
def test_same_facts(name: str, tmp_path: Path, expected: Any) -> None:
    path = tmp_path / name
    path.write_bytes(WRITERS[name]())
    assert facts(path) == expected


@pytest.mark.e2e
@pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason=MISSING)
def test_same_facts_printed_by_a_browser(tmp_path: Path, expected: Any) -> None:
    assert CHROMIUM
    path = tmp_path / "browser.pdf"
    path.write_bytes(same_plan.pdf_by_browser(CHROMIUM, tmp_path))
    assert facts(path) == expected
