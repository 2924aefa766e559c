"""The article: which part of a page is the document itself.

Decisions
---------
* It is the first container that a selector of `containers.toml` finds, else the smallest element that holds most of the sentence marks
  (menus and links have none), and most of those outside of tables (else a large task table would be all of it). The table of facts above
  it (发文机关, 成文日期), or the line with the number, and the page's own title are kept with it.
* Beside it in the page a table of tasks or targets is kept, with its caption; and where a known container does not hold most of the
  sentence marks, what holds them too. Blocks of links (menus, side bars) are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile

from lxml import etree

from loaders.formats.content import Span
from loaders.formats.html.page import Page
from loaders.formats.html.words import words

FRAME = frozenset({"nav", "header", "footer", "aside"})
MOST = 0.8  # share of the sentence marks that the document itself holds at least
MOST_LINKS = 0.3  # share of a block's characters that stand in links; a menu has more
LONGEST_LINE = 200  # characters of a caption, or of a line above the document that gives its number
LONGEST_HEAD = 12  # characters of the head of a column
MOST_CAPTIONS = 4
NUMBER = re.compile(r"[〔\[［【(（]\s*20\d{2}\s*[〕\]］】)）]\s*第?\s*\d{1,4}\s*号")


@dataclass(frozen=True, slots=True)
class Article:
    """The document in a page."""

    page: Page

    def spans(self) -> tuple[Span, ...]:
        """The spans of the document itself, the facts and the title above it first, in the order of the text."""
        container = self._container()
        start, end = self.page.spans[container]
        above = [span for span in (*self._facts(start), *self._title(start, end), *self._heading(container)) if span[1] <= start]
        whole = self.page.marks[end] - self.page.marks[start] >= MOST * self.page.marks[-1]
        spans = sorted({*above, (start, end), *self._beside(container, whole=whole)}, key=lambda span: (span[0], -span[1]))
        apart: list[Span] = []
        for span in spans:
            if not apart or span[0] >= apart[-1][1]:
                apart.append(span)
        return tuple(apart)

    def _container(self) -> etree._Element:
        for selector in words()["containers"]:
            found: list[etree._Element] = [
                e for e in self.page.root.xpath(selector) if e in self.page.spans and self.page.of(self.page.spans[e]).strip()
            ]
            if found:
                return max(found, key=self.page.size)
        marks = self.page.marks
        in_cells = [0] * (len(self.page.text) + 1)
        for cell in self.page.cells:
            in_cells[cell.start + 1 : cell.end + 1] = (marks[i + 1] - marks[i] for i in range(cell.start, cell.end))
        prose = [all_ - inside for all_, inside in zip(marks, accumulate(in_cells), strict=True)]
        holding = [
            element
            for element, (start, end) in self.page.spans.items()
            if marks[end] - marks[start] >= MOST * marks[-1] and prose[end] - prose[start] >= MOST * prose[-1]
        ]
        return min(holding, key=self.page.size) if marks[-1] and holding else self.page.root

    def _beside(self, container: etree._Element, *, whole: bool) -> Iterator[Span]:
        """Blocks beside the container, or beside an element around it, that are the document too: its tables, with their captions; and
        prose where the container is not the whole of it."""
        around = {container, *container.iterancestors()}
        waiting = [child for element in around if element is not container for child in element if child not in around]
        tables = {table: self._is_plan(table) for table in self.page.data}
        held = {e for table, is_plan in tables.items() if is_plan for e in (table, *table.iterancestors())}
        while waiting:
            block = waiting.pop()
            start, end = self.page.spans.get(block, (0, 0))
            has_prose = not whole and self.page.marks[end] - self.page.marks[start] > 1
            if start == end or block.tag in FRAME or not (block in held or has_prose):
                continue
            if self.page.linked(block) <= MOST_LINKS * (end - start) and (tables.get(block) or has_prose or not self.page.linked(block)):
                yield start, end
                yield from self._captions(block, around)
            else:
                waiting += block

    def _captions(self, block: etree._Element, around: set[etree._Element]) -> Iterator[Span]:
        """The short lines right above a block (附件2, the name of the table)."""
        for line in islice(block.itersiblings(preceding=True), MOST_CAPTIONS):
            start, end = self.page.spans.get(line, (0, 0))
            if line in around or end - start > LONGEST_LINE or self.page.linked(line) or line.tag in FRAME:
                return
            if start < end:
                yield start, end

    def _heading(self, container: etree._Element) -> list[Span]:
        """From the page's <h1> to the container, where it stands above it in the same column and no link stands between."""
        around = {container, *container.iterancestors()}
        for heading in self.page.root.iter("h1"):
            top = heading
            while (
                (parent := top.getparent()) is not None
                and parent not in around
                and self.page.spans.get(parent) == self.page.spans.get(heading)
            ):
                top = parent
            if top in around or parent not in around or heading not in self.page.spans:
                continue
            between = [top, *takewhile(lambda sibling: sibling not in around, top.itersiblings())]
            start, end = self.page.spans[top][0], self.page.spans[container][0]
            if start < end <= start + 2 * LONGEST_LINE and not any(self.page.linked(e) or e.tag in FRAME for e in between):
                return [(start, end)]
        return []

    def _is_plan(self, table: etree._Element) -> bool:
        """Whether the first rows of a table of data have two heads of a plan's columns (重点任务, 牵头单位), and no cell is a link."""
        heads = ["".join(cell.itertext()).strip() for row in islice(table.iter("tr"), 2) for cell in row.iterchildren("*")]
        said = {head for head in heads if len(head) <= LONGEST_HEAD and any(word in head for word in words()["heads"])}
        return len(said) > 1 and self.page.linked(table) <= MOST_LINKS * self.page.size(table)

    def _facts(self, start: int) -> list[Span]:
        """The smallest element above the document that holds at least three of the words of facts."""
        named = words()["facts"]
        found = []
        for element, span in self.page.spans.items():
            if span[1] <= start and span[1] - span[0] < 1500 and element.tag in ("table", "div", "ul", "dl", "section"):
                bare = re.sub(r"\s", "", self.page.of(span))
                count = sum(word in bare for word in named)
                if count >= 3:
                    found.append((-count, span[1] - span[0], span))
        facts = [min(found)[2]] if found else []
        return facts if any(NUMBER.search(self.page.of(span)) for span in facts) else [*facts, *self._lines_of_facts(start)]

    def _lines_of_facts(self, start: int) -> list[Span]:
        """The last lines above the document that begin with a number or with the name of a fact and are no links."""
        named = re.compile(rf"\s*(?:(?:{'|'.join(words()['line_facts'])})[】\]]?\s*[:：]\s*\S|[\u4e00-\u9fff]{{2,9}}{NUMBER.pattern})")
        return [
            span
            for element, span in self.page.spans.items()
            if span[1] <= start
            and 0 < span[1] - span[0] <= LONGEST_LINE
            and element.tag in self.page.blocks
            and named.match(self.page.of(span))
            and not any(named.match(self.page.of(self.page.spans[link])) for link in element.iter("a") if link in self.page.spans)
        ]

    def _title(self, start: int, end: int) -> list[Span]:
        """The heading above the document that the page's own <title> begins with, unless the document opens with it."""
        title = re.sub(r"\s", "", self.page.root.findtext(".//title") or "")
        opening = re.sub(r"\s", "", self.page.of((start, min(end, start + 200))))
        for element, span in self.page.spans.items():
            bare = re.sub(r"\s", "", self.page.of(span)) if span[1] <= start and span[1] - span[0] < 200 else ""
            if len(bare) >= 8 and title.startswith(bare) and bare not in opening and element.tag != "title":
                return [span]
        return []
