"""Tables as text (.csv, .tsv), in any encoding and with any of the usual separators.

Decisions
---------
* The separator is the one of `,` `;` tab `|` that parts most of the first rows into the same number of cells. The standard library's
  Sniffer takes letters for separators, and on hostile text its patterns take the cube of its length.
* Where the quotes do not pair, none of them is a quote: else one stray mark would swallow all rows behind it.
* Lines above and below the table are told as in a workbook (`loaders.formats.sheet`).
"""

from __future__ import annotations

import csv as separated  # the standard library's: imports are absolute
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice

from loaders.formats import sheet, txt
from loaders.formats.content import Content, GridCell, Writer
from qgraph.errors import SourceError

SUFFIXES = (".csv", ".tsv")
MEDIA_TYPE = "text/csv"
SEPARATORS = ",\t;|"
SAMPLE = 60  # rows that are weighed
WIDEST = 2_000_000  # cells of a line, empty ones counted: each takes sixty bytes of memory


def sniff(data: bytes) -> bool:
    """Whether the bytes may be text: only a file's name tells that its text is a table."""
    return txt.sniff(data)


def read(name: str, data: bytes) -> Content:
    """The table. Raises `SourceError`."""
    try:
        text = txt.decode(data).replace("\0", "")
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: not text in any encoding a Chinese office uses (byte {error.start}); save it as CSV UTF-8") from error
    lines = text.splitlines(keepends=True)
    writer = Writer(MEDIA_TYPE)
    sheet.write(writer, _cells(name, lines))
    return writer.content()


def _cells(name: str, lines: list[str]) -> Iterator[GridCell]:
    too_many = SourceError(f"{name}: more than {sheet.MOST_CELLS:,} cells; save the rows of the plan as a file of its own")
    if any(line.count(mark) > WIDEST for line in lines for mark in SEPARATORS):
        raise too_many
    separator = max(SEPARATORS, key=lambda mark: _agreement(lines, mark))
    count = 0
    for number, row in enumerate(_rows(lines, separator), 1):
        for column, text in enumerate(row, 1):
            if text.strip():
                count += 1
                yield GridCell(number, column, text)
        if count > sheet.MOST_CELLS:
            raise too_many


def _agreement(lines: list[str], separator: str) -> int:
    """How many of the first rows a separator parts into the number of cells that most have."""
    widths = Counter(len(row) for row in islice(_rows(lines[:SAMPLE], separator), SAMPLE))
    return max((count for width, count in widths.items() if width > 1), default=0)


def _rows(lines: list[str], separator: str) -> Iterator[list[str]]:
    """The rows, one at a time; whether the quotes pair is known at the end only, so the text is read twice."""

    def rows() -> Iterator[list[str]]:
        return separated.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)

    try:
        deque(rows(), maxlen=0)
    except separated.Error:
        yield from ([cell.strip('"') for cell in line.rstrip("\r\n").split(separator)] for line in lines)
    else:
        yield from rows()
