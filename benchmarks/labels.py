"""The hand labels: those of SHARED, whole documents, and our own, which say targets, funding and programmes only.

Our own (`labels/*.json`, see labels/README.md) are facts with offsets into the document as found, so they hold none of its sentences;
with SHARED at hand they become rows of the form that SHARED/eval/LABELS.md defines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OWN = Path(__file__).with_name("labels")
KINDS = ("targets", "funding", "programmes")  # what our own labels say

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document and what a careful reader wrote down after reading it. `whole`: every field of LABELS.md is labelled."""

    document: Path
    rows: Json
    whole: bool


def given(shared: Path) -> Iterator[Labelled]:
    """The labels that lie beside the documents."""
    documents = _documents(shared)
    for path in sorted((shared / "eval" / "gold").glob("*.json")):
        yield Labelled(documents[path.stem], json.loads(path.read_text(encoding="utf-8")), whole=True)


def own(shared: Path) -> Iterator[Labelled]:
    """Our labels, with their quotes read from the documents. Raises ValueError where a document is not the one that was labelled."""
    documents = _documents(shared)
    for path in sorted(OWN.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        text = documents[path.stem].read_text(encoding="utf-8")
        if len(text) != label["chars"]:
            raise ValueError(f"{documents[path.stem]}: {len(text)} characters, {label['chars']} were labelled; its offsets would be wrong")
        rows = {kind: [{**row, "quote": "".join(text[row["start"] : row["end"]].split())} for row in label[kind]] for kind in KINDS}
        yield Labelled(documents[path.stem], {"doc": label["doc"], **rows}, whole=False)


def _documents(shared: Path) -> dict[str, Path]:
    return {path.stem: path for path in (shared / "corpus").rglob("*.txt")}
