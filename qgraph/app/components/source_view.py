"""The document with its facts marked, and the list of them beside it; a click comes back as the fact's URI.

Decisions
---------
* What is sent is small: plain stretches are bare strings, a fact's words stand once however many stretches it covers, and what all
  URIs begin with stands once. What is chosen goes its own way (`source_focus`): the text is sent again, and drawn again, only where it
  is another.
* Where marks overlap the shortest names the stretch; a second click goes on to the next one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import streamlit as st

from qgraph.app.components.assets import component

HTML = (
    '<div id="bar"><select id="outline"></select><ul id="legend"></ul></div><div id="source" lang="zh-CN" role="region" tabindex="0"></div>'
)
LIST = '<div id="facts" lang="zh-CN" role="listbox" tabindex="0"></div>'
HALF = re.compile("[\ud800-\udfff]")  # half a character, which no browser can be sent


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact's place in the reading text, and its words: of its kind, of itself, of what is in doubt."""

    fact: str
    kind: str
    start: int
    end: int
    name: str = ""
    says: str = ""
    doubt: str = ""

    @property
    def label(self) -> str:
        """All its words."""
        return "\n".join(filter(None, (f"{self.name}: {self.says}", self.doubt)))


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be known of a stretch of the reading text, said behind it: `short` in the text, `label` in full. `start` = `end` where
    the text as found held something that is not read."""

    kind: str
    short: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading to jump to: where its title begins in the reading text."""

    position: int
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks (the shortest first) and notes, by their positions; `told` are the notes that end with it,
    `heading` the one that begins with it."""

    text: str
    marks: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    heading: int | None = None


def runs(text: str, marks: Sequence[Mark], notes: Sequence[Note] = (), headings: Sequence[Heading] = ()) -> list[Run]:
    """Cut a text wherever a mark or a note begins or ends or a heading begins. What lies outside the text is cut to it."""

    def inside(edge: int) -> int:
        return min(max(edge, 0), len(text))

    spans = [[(inside(one.start), inside(one.end)) for one in some] for some in (marks, notes)]
    begins = {inside(heading.position): one for one, heading in enumerate(headings)}
    cuts = sorted({0, len(text), *begins, *(edge for some in spans for span in some for edge in span)})
    number = {edge: position for position, edge in enumerate(cuts)}

    def over(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
        """For each stretch what covers it, the shortest first."""
        found: list[list[int]] = [[] for _ in cuts[1:]]
        for one in sorted(range(len(spans)), key=lambda one: spans[one][1] - spans[one][0]):
            for stretch in range(number[spans[one][0]], number[spans[one][1]]):
                found[stretch].append(one)
        return found

    marked, noted = map(over, spans)
    ending: dict[int, list[int]] = {}
    for one, (_, end) in enumerate(spans[1]):
        ending.setdefault(end, []).append(one)
    first = [Run("", told=tuple(ending[0]))] if 0 in ending else []
    return first + [
        Run(text[start:end], tuple(marked[one]), tuple(noted[one]), tuple(ending.get(end, ())), begins.get(start))
        for one, (start, end) in enumerate(pairwise(cuts))
    ]


def sent(
    prefix: str,
    text: str,
    marks: Sequence[Mark],
    notes: Sequence[Note],
    headings: Sequence[Heading],
    legend: Sequence[tuple[str, str]],
    words: Mapping[str, str],
) -> dict[str, Any]:
    """What the browser gets, with a digest of it: only another one is drawn anew. All facts' URIs begin with `prefix`."""
    drawn = {
        "prefix": prefix,
        "runs": list(_packed(runs(text, marks, notes, headings))),
        "marks": [[mark.fact.removeprefix(prefix), mark.kind, mark.label, bool(mark.doubt)] for mark in marks],
        "notes": [[note.kind, note.short, note.label] for note in notes],
        "headings": [[heading.level, heading.label] for heading in headings],
        "legend": [list(one) for one in legend],
        "words": dict(words),
    }
    return _versioned(drawn)


def listed(prefix: str, marks: Sequence[Mark], label: str) -> dict[str, Any]:
    """What the browser gets of the list beside the text; `label` says what it is to those who do not see it."""
    rows = [[mark.fact.removeprefix(prefix), mark.kind, mark.name, mark.says, mark.doubt] for mark in marks]
    return _versioned({"prefix": prefix, "rows": rows, "label": label})


def source_view(data: Mapping[str, Any], key: str, on_pick: Callable[[str], None]) -> None:
    """Show what `sent` gives; a click on a mark calls `on_pick` with its fact."""
    _mount("source_view", HTML, data, [tail for tail, *_ in data["marks"]], key, on_pick)


def source_list(data: Mapping[str, Any], key: str, on_pick: Callable[[str], None]) -> None:
    """Show what `listed` gives; a choice calls `on_pick` with its fact."""
    _mount("source_list", LIST, data, [tail for tail, *_ in data["rows"]], key, on_pick)


def source_focus(fact: str | None, key: str) -> None:
    """Say to text and list which fact is chosen."""
    component("source_focus", "<span></span>")(data={"focus": fact}, key=key)


def _mount(name: str, html: str, data: Mapping[str, Any], tails: Iterable[str], key: str, on_pick: Callable[[str], None]) -> None:
    """Mount a component that picks facts. What is none of those it was given is no answer of ours."""
    known = {data["prefix"] + tail for tail in tails}

    def picked() -> None:
        if (fact := st.session_state[key].picked) in known:
            on_pick(fact)

    component(name, html, "source_follow")(data=data, key=key, on_picked_change=picked)


def _versioned(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """Data that can be sent, with its digest."""
    packed = HALF.sub("\N{REPLACEMENT CHARACTER}", json.dumps(drawn, ensure_ascii=False))
    clean: dict[str, Any] = json.loads(packed)
    return clean | {"version": hashlib.sha256(packed.encode()).hexdigest()[:16]}


def _packed(cut: Iterable[Run]) -> Iterable[object]:
    """Runs as short as they can be: the number of a heading that begins, a bare text, or [text, marks, notes, notes to tell]."""
    for run in cut:
        if run.heading is not None:
            yield run.heading
        parts = [run.text, list(run.marks), list(run.notes), list(run.told)]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        yield parts if len(parts) > 1 else run.text
