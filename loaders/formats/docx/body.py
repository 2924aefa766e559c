"""The body: paragraphs and tables in the order in which they are read, with their numbers.

Decisions
---------
* Two paragraphs whose parting mark was deleted are one; its number is that of the first with text.
* A paragraph without text counts in its list, but is written only in a cell (a column of numbers), so that no number stands alone.
* A table of contents repeats headings: its lines are no part of the document.
* Where boxes and tables lie in each other too deeply, only their characters are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from loaders.formats.content import GridCell, Span, moved
from loaders.formats.docx import tables
from loaders.formats.docx.names import attribute, child, flow, kind
from loaders.formats.docx.numbering import Numbering
from loaders.formats.docx.runs import Paragraph, Runs
from loaders.formats.docx.styles import Styles

BLOCKS = frozenset({"w:p", "w:tbl"})
DEEPEST = 20  # tables and boxes in each other


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, and the stretches of it that are `bold`; `in_contents` where it belongs to a table of contents."""

    text: str
    in_contents: bool = False
    bold: tuple[Span, ...] = ()


Block = Line | list[GridCell]


class Body:
    """Reads blocks in order, once: lists count on from one to the next."""

    def __init__(self, root: etree._Element, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = Runs(root, styles)
        self._budget = tables.Budget()

    @property
    def notes(self) -> list[tuple[str, str]]:
        """The notes referred to so far: kind of note and id."""
        return list(self._runs.notes)

    def blocks(self, container: etree._Element, depth: int = 0, in_cell: bool = False) -> Iterator[Block]:
        """Lines and tables. In a cell a table's own cells are lines."""
        if depth > DEEPEST:
            yield Line(" ".join(text.text for text in container.iter("{*}t") if text.text and kind(text) == "w:t"))
            return
        paragraph = Paragraph()
        for element, in_contents in flow(container, BLOCKS):
            if kind(element) == "w:tbl":
                yield from self._ended(paragraph, depth, in_cell)
                paragraph = Paragraph()
                yield from self._table(element, depth + 1, in_cell)
            elif self._add(element, in_contents, paragraph):
                yield from self._ended(paragraph, depth, in_cell)
                paragraph = Paragraph()
        yield from self._ended(paragraph, depth, in_cell)

    def text(self, container: etree._Element, depth: int = 0) -> str:
        """The text of a cell or a note: a line for each of its paragraphs."""
        return self._lines(container, depth).text

    def _lines(self, container: etree._Element, depth: int) -> Line:
        """The paragraphs of a cell or a note in one."""
        lines = [block for block in self.blocks(container, depth, in_cell=True) if isinstance(block, Line) and not block.in_contents]
        starts = accumulate((len(line.text) + 1 for line in lines), initial=0)
        bold = tuple((at + start, at + end) for at, line in zip(starts, lines, strict=False) for start, end in line.bold)
        return Line("\n".join(line.text for line in lines), bold=bold)

    def _cell(self, place: tables.Place, depth: int) -> GridCell:
        said = self._lines(place.element, depth)
        return GridCell(place.row, place.column, said.text, place.row_span, place.column_span, said.bold)

    def _add(self, element: etree._Element, in_contents: bool, paragraph: Paragraph) -> bool:
        """Read a paragraph behind what waits of the one before. True where it ends here."""
        properties = child(element, "w:pPr")
        style = self._styles.style(attribute(child(properties, "w:pStyle")) or self._styles.default)
        if paragraph.is_blank:
            paragraph.properties, paragraph.style = properties, style
        known = len(paragraph.pieces)
        self._runs.read(element, style, paragraph)
        paragraph.is_blank = paragraph.is_blank and not any(piece.strip() for piece in paragraph.pieces[known:])
        paragraph.in_contents |= in_contents or style.contents
        return not self._runs.joins_next(properties, style)

    def _ended(self, paragraph: Paragraph, depth: int, in_cell: bool) -> Iterator[Block]:
        if paragraph.style is None:
            return
        text = "\n".join(line.rstrip() for line in paragraph.text.split("\n") if line.strip())
        number = self._numbering.number(paragraph.properties, paragraph.style)
        if number and (text or in_cell):
            text = number.before(text)
        if text:
            bold = moved(paragraph.bold, paragraph.text, text) if in_cell else ()
            yield Line(text, paragraph.in_contents, tuple(bold))
        for box in paragraph.boxes:
            yield from self.blocks(box, depth + 1, in_cell)

    def _table(self, element: etree._Element, depth: int, in_cell: bool) -> Iterator[Block]:
        cells = tables.cells(element, self._budget)
        if not in_cell and tables.is_data(cells):
            yield [self._cell(cell, depth) for cell in cells]
            return
        for cell in cells:
            yield from self.blocks(cell.element, depth, in_cell)
