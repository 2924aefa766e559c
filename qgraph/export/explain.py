"""The reading text and the text as found side by side, with what was repaired marked on both sides.

Decisions
---------
* A row is a sentence of the reading text beside the stretch of the text as found that ends where the next one begins: the left column
  put together is the reading text, the right one the text as found, with nothing left out.
* Marked on the left are the characters that differ from what they came from, on the right all that a repair replaced; the marks
  `[-…-]` and `{+…+}` are those of wdiff, so that they show without colours too.
* A long stretch that was dropped (the frame of a web page) is shortened on a screen, never in JSON.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich import box
from rich.table import Table
from rich.text import Text

from qgraph.export.tables import harmless, terminal
from qgraph.model import Gap, Repair, Source

SENTENCE = re.compile(r"[^。\n]*(?:。[”’」』）)]*\n?|\n|\Z)")
LONGEST = 200  # characters of a replaced stretch that are shown
ENDS = 60  # characters shown of a longer one, at its beginning and at its end
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the reading text, `reading` (from `reading_start` on), and where it came from, `found` (`start` to `end`).
    `changed` and `replaced` are spans within the two."""

    reading: str
    reading_start: int
    changed: tuple[Span, ...]
    found: str
    start: int
    end: int
    replaced: tuple[Span, ...]
    repairs: tuple[Repair, ...]
    gaps: tuple[Gap, ...]


def side_by_side(source: Source) -> Iterator[Row]:
    """The rows, in order."""
    repairs = sorted(source.repairs, key=lambda repair: (repair.start, repair.end))
    gaps = sorted(source.gaps, key=lambda gap: gap.start)
    at = start = 0
    while at < len(source.reading):
        stop = SENTENCE.match(source.reading, at).end()  # type: ignore[union-attr]  # it matches anything that is not empty
        end = max(start, source.starts[stop]) if stop < len(source.reading) else len(source.found)
        here = repairs[bisect_left(repairs, start, key=_start) : bisect_left(repairs, end, key=_start)]
        yield Row(
            source.reading[at:stop],
            at,
            tuple(_changed(source, at, stop)),
            source.found[start:end],
            start,
            end,
            tuple(_united((repair.start - start, min(repair.end, end) - start) for repair in here)),
            tuple(here),
            tuple(gaps[bisect_left(gaps, start, key=_start) : bisect_left(gaps, end, key=_start)]),
        )
        at, start = stop, end


def _start(thing: Repair | Gap) -> int:
    return thing.start


def _changed(source: Source, at: int, stop: int) -> Iterator[Span]:
    """Stretches of `reading[at:stop]` whose characters are not those they came from, counted from `at`."""
    differs = (i - at for i in range(at, stop) if source.found[source.starts[i] : source.ends[i]] != source.reading[i])
    return _united((i, i + 1) for i in differs)


def _united(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that touch or overlap as one; they come in the order of their starts."""
    last: Span | None = None
    for span in spans:
        if last and span[0] <= last[1]:
            last = last[0], max(last[1], span[1])
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def show(source: Source, reasons: Mapping[str, str]) -> None:
    """Print the rows side by side, and below them what each rule is for."""
    table = Table(box=box.SIMPLE_HEAD, show_lines=False)
    for title, ratio in (("as read", 5), ("as found", 5), ("repairs and gaps", 2)):
        table.add_column(title, overflow="fold", ratio=ratio)
    for row in side_by_side(source):
        seen = Counter([*(repair.rule for repair in row.repairs), *(f"gap: {gap.kind}" for gap in row.gaps)])
        why = [f"{reason} ×{n}" if n > 1 else reason for reason, n in seen.items()]
        table.add_row(
            _marked(row.reading, row.changed, "{+", "+}", "green"), _marked(row.found, row.replaced, "[-", "-]", "red"), "\n".join(why)
        )
    console = terminal()
    console.print(table)
    counts = Counter(repair.rule for repair in source.repairs)
    if not counts and not source.gaps:
        console.print("Nothing was repaired, nothing is left open: the text is read as it was found.")
    for rule, count in counts.most_common():
        console.print(Text(f"{rule} ×{count}: {' '.join(reasons.get(rule, '').split())}"))


def _marked(text: str, spans: Iterable[Span], opens: str, closes: str, style: str) -> Text:
    text_out, at = Text(), 0
    for start, end in spans:
        text_out.append(_visible(text[at:start]))
        text_out.append(f"{opens}{_shortened(text[start:end])}{closes}", style)
        at = end
    return text_out.append(_visible(text[at:]).rstrip("↵"))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return _visible(text)
    return f"{_visible(text[:ENDS])} … {len(text) - 2 * ENDS:,} characters … {_visible(text[-ENDS:])}"


def _visible(text: str) -> str:
    """Line ends and tabs as signs: a repair may have replaced just them."""
    return harmless(text.replace("\r\n", "↵").replace("\n", "↵").replace("\t", "→"))
