"""The edit engine: a text, the map that leads every character back to the text as found, and the log of repairs.

A pass is a list of `Edit`s in the coordinates of the text it saw. `apply` makes the new text and composes the maps, so passes
follow each other without knowing of each other. An edit that keeps the length maps character by character; any other maps
every new character to the whole stretch it replaces. Time and memory are linear in the text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.reading.rules import rules
from qgraph.model import Repair

OFFSET = "I"  # four bytes: a file has at most 50 million characters


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `after` in place of `text[start:end]`. The span is never empty: repairs do not invent characters from nothing."""

    start: int
    end: int
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way; `starts[i]`, `ends[i]` is where its i-th character came from in the text as found."""

    found: str
    text: str
    starts: array[int]
    ends: array[int]
    repairs: tuple[Repair, ...] = ()

    @classmethod
    def of(cls, found: str) -> Draft:
        """A text that nothing has touched yet."""
        n = len(found)
        return cls(found, found, array(OFFSET, range(n)), array(OFFSET, range(1, n + 1)))

    def apply(self, edits: Iterable[Edit]) -> Draft:
        """The draft after one pass. Raises ValueError for edits that overlap, are empty or lie outside the text, KeyError
        for a rule that is not in the table."""
        pieces: list[str] = []
        starts, ends = array(OFFSET), array(OFFSET)
        log = list(self.repairs)
        table = rules()
        at = 0
        for edit in sorted(edits, key=lambda e: e.start):
            if not at <= edit.start < edit.end <= len(self.text):
                raise ValueError(f"edit {edit.start}..{edit.end} ({edit.rule}) overlaps another or lies outside the text")
            pieces.append(self.text[at : edit.start])
            starts += self.starts[at : edit.start]
            ends += self.ends[at : edit.start]
            begin, stop = self.starts[edit.start], self.ends[edit.end - 1]
            pieces.append(edit.after)
            if len(edit.after) == edit.end - edit.start:
                starts += self.starts[edit.start : edit.end]
                ends += self.ends[edit.start : edit.end]
            else:
                starts.extend([begin] * len(edit.after))
                ends.extend([stop] * len(edit.after))
            log.append(Repair(begin, stop, self.found[begin:stop], edit.after, edit.rule, table[edit.rule].certainty))
            at = edit.end
        if at == 0:
            return self
        pieces.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        return Draft(self.found, "".join(pieces), starts, ends, tuple(log))
