"""The hand labels: those of SHARED, whole documents, and our own, which say some kinds of facts only.

Our own (`labels/*.json` for targets, funding and programmes, `labels/duties/*.json` for tasks, bodies and memberships; see
labels/README.md) are facts with offsets into the document as found, so they hold none of its sentences; with SHARED at hand they become
rows of the form that SHARED/eval/LABELS.md defines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OWN = Path(__file__).with_name("labels")
KINDS = {  # a kind of facts → the scorer's fields that are about it
    "targets": ("targets", "target_indicator", "target_deadline", "target_scope"),
    "funding": ("funding", "funding_payer"),
    "programmes": ("programmes",),
    "tasks": ("tasks", "responsible", "resolved", "task_deadline"),
    "memberships": ("memberships",),
    "bodies": ("bodies",),
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document and what a careful reader wrote down after reading it: rows of each kind of facts that was labelled. `whole`: every
    field of LABELS.md is."""

    document: Path
    rows: Json
    whole: bool

    def kinds(self) -> list[str]:
        """The kinds of facts that are labelled."""
        return [kind for kind in KINDS if kind in self.rows]

    def fields(self) -> set[str]:
        """The scorer's fields that are about them."""
        return {field for kind in self.kinds() for field in KINDS[kind]}


def given(shared: Path) -> Iterator[Labelled]:
    """The labels that lie beside the documents."""
    documents = _documents(shared)
    for path in sorted((shared / "eval" / "gold").glob("*.json")):
        yield Labelled(documents[path.stem], json.loads(path.read_text(encoding="utf-8")), whole=True)


def own(shared: Path) -> Iterator[Labelled]:
    """Our labels, with their quotes read from the documents. Raises ValueError where a document is not the one that was labelled."""
    documents = _documents(shared)
    for stem in sorted({path.stem for path in OWN.rglob("*.json")}):
        document = documents[stem]
        text = document.read_text(encoding="utf-8")
        rows: Json = {}
        for path in sorted(OWN.rglob(f"{stem}.json")):
            label = json.loads(path.read_text(encoding="utf-8"))
            if len(text) != label["chars"]:
                raise ValueError(f"{document}: {len(text)} characters, {label['chars']} were labelled; its offsets would be wrong")
            rows |= {kind: [{**row, "quote": _quote(text, row)} for row in label[kind]] for kind in KINDS if kind in label}
        yield Labelled(document, rows, whole=False)


def _quote(text: str, row: Json) -> str | None:
    """The words of a row, without blanks; None where it has none (a task that names no units)."""
    return "".join(text[row["start"] : row["end"]].split()) if "start" in row else None


def _documents(shared: Path) -> dict[str, Path]:
    return {path.stem: path for path in (shared / "corpus").rglob("*.txt")}
