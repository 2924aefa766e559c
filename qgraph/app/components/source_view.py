"""The document with its facts marked; a click on a mark comes back as the fact's URI."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from itertools import pairwise

from qgraph.app.components.assets import component


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact's place in the reading text, for drawing."""

    fact: str
    kind: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks; `facts` is empty where there is none. The shortest mark gives `kind`, `label`."""

    text: str
    facts: list[str]
    kind: str
    label: str


def runs(text: str, marks: list[Mark]) -> list[Run]:
    """Cut a text at every mark's ends, so that overlapping marks share runs. Marks outside the text are cut to it."""
    edges = sorted({0, len(text), *(min(max(edge, 0), len(text)) for m in marks for edge in (m.start, m.end))})
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(max(mark.start, 0), []).append(mark)
    open_marks: list[Mark] = []
    result = []
    for start, end in pairwise(edges):
        open_marks = [m for m in open_marks + opening.get(start, []) if m.end > start]
        inner = sorted(open_marks, key=lambda m: m.end - m.start)
        first = inner[0] if inner else None
        result.append(Run(text[start:end], [m.fact for m in inner], first.kind if first else "", first.label if first else ""))
    return result


def source_view(text: str, marks: list[Mark], focus: str | None, key: str) -> str | None:
    """Show the document; returns the fact that was just clicked, or None."""
    pieces = [asdict(run) for run in runs(text, marks)]
    version = hashlib.sha256(json.dumps(pieces, ensure_ascii=False).encode()).hexdigest()[:16]
    mount = component("source_view", '<div id="source" lang="zh-CN"></div>')
    result = mount(data={"runs": pieces, "focus": focus, "version": version}, key=key, on_picked_change=lambda: None)
    picked: str | None = result.picked
    return picked if picked in {m.fact for m in marks} else None
