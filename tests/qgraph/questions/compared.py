"""What tests of `compare` look at: rows of the answer as its document has them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from qgraph.export.documents import document as as_document
from qgraph.questions.compare import Answer

DAY = date(2023, 5, 1)


def row(answer: Answer, name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [one for one in plain(answer)["indicators"] if one["name"] == name]
    assert len(found) == 1, [one["name"] for one in plain(answer)["indicators"]]
    return found[0]


def theme(answer: Answer, name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [one for one in plain(answer)["themes"] if one["name"] == name]
    assert len(found) == 1, [one["name"] for one in plain(answer)["themes"]]
    return found[0]


def plain(answer: Answer) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(as_document(answer.to_json()))
    return said


def stars(found: dict[str, Any]) -> list[list[str]]:
    """The strictest figures of each cell."""
    return [[figure["figure"] for figure in cell if figure["strictest"]] for cell in found["cells"]]
