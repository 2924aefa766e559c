"""The text of a page and the span of every element in it.

Decisions
---------
* Script, style and head are no text. A block element ends a line. Blanks of the markup are folded as a browser folds them.
* In a table of data (`_is_data`) a row is one line with a tab between cells; a cell that spans columns or rows leaves empty cells behind,
  so that the n-th cell of every row belongs to the n-th column. A table that only lays out the page is no table of data.
* Bold is what <b>, <strong> and an inline style say; a style sheet is not read.
* A raised mark of a note (满意度³) stays in the text and is told; a power (m², 10⁴) is none.
"""

from __future__ import annotations

import re
from itertools import accumulate

from lxml import etree

from loaders.formats.content import LONGEST_CELL, Span
from loaders.formats.html.words import words
from qgraph.model import Cell

CELLS = frozenset({"td", "th"})
DEEPEST = 250  # levels of elements; of deeper markup only the text and its line ends are read
WIDEST = 60  # columns and rows a cell may span
MOST_COLUMNS = 40  # no empty cell is added behind this column
MOST_EMPTY = 50_000  # cells a page may add by spans; behind that spans are ignored
MARKS = "，。；、"
NOTE_MARK = re.compile(r"\s*(?:[\[〔［(（【]?(?:注?\d{1,2}|注|[*＊※])[\]〕］)）】]?|[\u2460-\u2473])\s*")
POWER = re.compile(r"(?:[A-Za-z\dμ%）)]|米|公里|里)\s*\Z")  # what a raised figure is a power of
BOLD = frozenset({"b", "strong"})
WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*([a-z]+|[0-9]{1,4})", re.IGNORECASE)
BOLD_WEIGHTS = frozenset({"bold", "bolder"})
LIGHTEST_BOLD = 700


class Page:
    """The text of a page: `spans` of its elements, `cells` and `data` (its tables of data), what is `bold` in them, `note_marks`, and
    `marks[i]`, the number of sentence marks before the i-th character."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.skipped, self.blocks = frozenset(words()["skipped"]), frozenset(words()["blocks"])
        self.pieces: list[str] = []
        self.length = 0
        self.spans: dict[etree._Element, Span] = {}
        self.cells: list[Cell] = []
        self.bold: list[Span] = []
        self.is_bold = False  # at the place
        self.data: list[etree._Element] = []
        self.note_marks: list[Span] = []
        self.tables = 0
        self.empty = 0  # cells added by spans so far
        self.in_cell = 0  # data cells around the place: a block there ends no line
        self._walk(root, 0)
        self.text = "".join(self.pieces)
        self.marks = list(accumulate((character in MARKS for character in self.text), initial=0))

    def of(self, span: Span) -> str:
        """The text of a span."""
        return self.text[slice(*span)]

    def size(self, element: etree._Element) -> int:
        """The number of an element's characters."""
        start, end = self.spans[element]
        return end - start

    def linked(self, block: etree._Element) -> int:
        """The number of a block's characters that stand in links."""
        return sum(self.size(link) for link in block.iter("a") if link in self.spans)

    def _walk(self, element: etree._Element, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in self.skipped:
            return
        if depth > DEEPEST:
            self._flatten(element)
            return
        if tag in self.blocks:
            self._end_line()
        start, before = self.length, self.pieces[-1] if self.pieces else ""
        around, self.is_bold = self.is_bold, _is_bold(element, self.is_bold)
        if tag == "table" and not self.in_cell and _is_data(element):
            self._rows(element, depth)
        else:
            self._add(element.text)
            for child in element:
                self._walk(child, depth + 1)
                self._add(child.tail)
            if tag in CELLS:
                self._put("\t")
        self.is_bold = around
        if tag in self.blocks:
            self._end_line()
        self.spans[element] = (start, self.length)
        if tag == "sup" and start < self.length and _is_note_mark(element, before):
            self.note_marks.append((start, self.length))

    def _flatten(self, element: etree._Element) -> None:
        """The text of markup nested too deeply to be walked by recursion."""
        walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
        for event, inner in walk:
            if event == "start" and inner.tag in self.skipped:
                walk.skip_subtree()
                continue
            if inner.tag in self.blocks:
                self._end_line()
            if event == "start":
                self._add(inner.text)
            elif inner is not element:
                self._add(inner.tail)

    def _rows(self, table: etree._Element, depth: int) -> None:
        """A table of data: a line a row, a tab between columns."""
        waiting: dict[int, int] = {}  # column → rows it is still taken by a cell above
        self.tables += 1
        self.data.append(table)
        for number, row in enumerate(table.iter("tr"), 1):
            start, bold = self.length, _is_bold(row, self.is_bold)
            column = 0
            for cell in (child for child in row if child.tag in CELLS):
                while waiting.get(column, 0):
                    waiting[column] -= 1
                    column += 1
                    self.empty += 1
                    self._put("\t")
                self.in_cell += 1
                self._walk_cell(cell, depth + 2, bold)
                self.in_cell -= 1
                wide, high = (_span(cell, "colspan"), _span(cell, "rowspan")) if self.empty < MOST_EMPTY else (1, 1)
                wide = max(1, min(wide, MOST_COLUMNS - column))
                if self.spans[cell][1] > self.spans[cell][0]:
                    self.cells.append(Cell(*self.spans[cell], self.tables, number, column + 1, high, wide))
                for _ in range(wide):
                    if column < MOST_COLUMNS:
                        waiting[column] = high - 1
                    column += 1
                self.empty += wide - 1
                self._put("\t" * wide)
            if self.pieces and self.pieces[-1] == "\t":  # no tab behind the last cell
                self.pieces.pop()
                self.length -= 1
            for left in [c for c in waiting if c >= column and waiting[c]]:
                waiting[left] -= 1
            if self.length > start:
                self._put("\n")
            self.spans[row] = (start, self.length)

    def _walk_cell(self, cell: etree._Element, depth: int, bold: bool) -> None:
        start = self.length
        around, self.is_bold = self.is_bold, _is_bold(cell, bold)
        self._add(cell.text)
        for child in cell:
            self._walk(child, depth)
            self._add(child.tail)
        self.is_bold = around
        while self.length > start and self.pieces[-1] == " ":
            self.pieces.pop()
            self.length -= 1
        self.spans[cell] = (start, self.length)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        folded = re.sub(r"[ \t\r\n\f]+", " ", text)
        if folded.startswith(" ") and (not self.pieces or self.pieces[-1][-1] in " \n\t"):
            folded = folded[1:]
        if folded:
            self._put(folded)
        if self.is_bold and self.in_cell and folded.strip():
            self.bold.append((self.length - len(folded), self.length))

    def _end_line(self) -> None:
        end = " " if self.in_cell else "\n"
        if self.pieces and self.pieces[-1][-1] not in ("\n", "\t" if self.in_cell else end, end):
            self._put(end)

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def _is_data(table: etree._Element) -> bool:
    """Whether a table holds data: most rows of several cells, none of them a page of its own or with a table inside."""
    if any(inner is not table for inner in table.iter("table")):
        return False
    rows = [[cell for cell in row if cell.tag in CELLS] for row in table.iter("tr")]
    if sum(len(row) > 1 for row in rows) <= len(rows) / 2:
        return False
    return all(sum(map(len, cell.itertext())) < LONGEST_CELL for row in rows for cell in row)


def _is_bold(element: etree._Element, around: bool) -> bool:
    """Whether the text of an element is bold, in one that is or is not."""
    if weight := WEIGHT.search(element.get("style") or ""):
        said = weight[1].lower()
        return around if said == "inherit" else said in BOLD_WEIGHTS or (said.isdecimal() and int(said) >= LIGHTEST_BOLD)
    return around or element.tag in BOLD


def _is_note_mark(raised: etree._Element, before: str) -> bool:
    """Whether a <sup> behind the text `before` points to a note: a figure behind a unit or a number is its power."""
    mark = "".join(raised.itertext())
    return bool(NOTE_MARK.fullmatch(mark)) and not (mark.strip().isdecimal() and POWER.search(before[-4:]))


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() and 0 < len(value) < 4 and int(value) else 1
