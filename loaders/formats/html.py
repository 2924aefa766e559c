"""Web pages: the document's text in order, entities decoded; which part of it is the document itself.

Decisions
---------
* Script, style and head are no text. A block element ends a line. Blanks of the markup are folded as a browser folds them.
* In a table of data (`_is_data`) a row is one line with a tab between cells; a cell that spans columns or rows leaves empty cells behind,
  so that the n-th cell of every row belongs to the n-th column. A table that only lays out the page is no table of data.
* The document itself is the first container that a selector of `containers.toml` finds, else the smallest element that holds most of the
  sentence marks (menus and links have none), and most of those outside of tables (else a large task table would be all of it). The table
  of facts above it (发文机关, 成文日期), or the line with the number, and the page's own title are kept with it.
* Beside it in the page a table of tasks or targets is kept, with its caption; and where a known container does not hold most of the
  sentence marks, what holds them too. Blocks of links (menus, side bars) are not.
* A raised mark of a note (满意度³) stays in the text and is named aside; a power (m², 10⁴) is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate, islice, takewhile

from lxml import etree
from lxml import html as lxml_html

from loaders.formats import txt
from loaders.formats.content import Aside, Content
from qgraph.errors import SourceError
from qgraph.model import Cell

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
MEDIA_TYPE = "text/html"
FRAME = frozenset({"nav", "header", "footer", "aside"})
CELLS = frozenset({"td", "th"})
DEEPEST = 250  # levels of elements; of deeper markup only the text and its line ends are read
WIDEST = 60  # columns and rows a cell may span
MOST_COLUMNS = 40  # no empty cell is added behind this column
MOST_EMPTY = 50_000  # cells a page may add by spans; behind that spans are ignored
LONGEST_LINE = 200  # characters of a caption, or of a line above the document that gives its number
LONGEST_HEAD = 12  # characters of the head of a column
MOST_CAPTIONS = 4
LONGEST_CELL = 2000  # characters; a longer cell holds a page, not a datum
MARKS = "，。；、"
MOST_LINKS = 0.3  # share of a block's characters that stand in links; a menu has more
MOST = 0.8  # share of the sentence marks that the document itself holds at least
CHARSETS = {"utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
SNIFFED = re.compile(rb"<(?:!doctype|\?xml|html|head|body|div|table|meta|!--|article|p[ >])", re.IGNORECASE)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
NUMBER = re.compile(r"[〔\[［【(（]\s*20\d{2}\s*[〕\]］】)）]\s*第?\s*\d{1,4}\s*号")
NOTE_MARK = re.compile(r"\s*(?:[\[〔［(（【]?(?:注?\d{1,2}|注|[*＊※])[\]〕］)）】]?|[\u2460-\u2473])\s*")
POWER = re.compile(r"(?:[A-Za-z\dμ%）)]|米|公里|里)\s*\Z")  # what a raised figure is a power of
Span = tuple[int, int]


def sniff(data: bytes) -> bool:
    """Whether the first bytes of a file look like a web page."""
    return bool(SNIFFED.match(data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")))


def read(name: str, data: bytes) -> Content:
    """The page's text; the page's frame is aside. Raises `SourceError`."""
    try:
        decoded = _decode(data)
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: a page in no encoding that Chinese pages have (byte {error.start}); save it as UTF-8") from error
    try:
        # huge_tree: else the parser drops without a word what lies deeper than 256 levels
        parser = lxml_html.HTMLParser(huge_tree=True)
        root = lxml_html.document_fromstring(XML_DECLARATION.sub("", decoded.replace("\0", "")), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise SourceError(f"{name}: not a web page that can be parsed ({error}); save it again from the browser, or as text") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise SourceError(f"{name}: its markup is nested too deeply to be read whole; save the page again as text")
    page = _Page(root)
    return Content(page.text, MEDIA_TYPE, tuple(_asides(page)), tuple(page.cells))


def _asides(page: _Page) -> Iterator[Aside]:
    """What lies between the spans of the document, and the marks of notes within them."""
    at, length = 0, len(page.text)
    for start, end in (*page.document(), (length, length)):
        if at < start:
            yield Aside(at, start, "reading.frame")
        yield from (Aside(*mark, "reading.note_mark") for mark in page.note_marks if start <= mark[0] and mark[1] <= end)
        at = end


def _decode(data: bytes) -> str:
    """By the declared charset where it decodes, else as plain text is."""
    declared = DECLARED.search(data[:4096])
    encoding = CHARSETS.get(declared[1].decode("ascii").lower()) if declared else None
    if encoding:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass  # many pages declare what they are not
    return txt.decode(data)


class _Page:
    """The text of a page and the span of every element in it."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.skipped, self.blocks = frozenset(_words()["skipped"]), frozenset(_words()["blocks"])
        self.pieces: list[str] = []
        self.length = 0
        self.spans: dict[etree._Element, Span] = {}
        self.cells: list[Cell] = []
        self.data: list[etree._Element] = []  # the tables of data
        self.note_marks: list[Span] = []
        self.tables = 0
        self.empty = 0  # cells added by spans so far
        self.in_cell = 0  # data cells around the place: a block there ends no line
        self._walk(root, 0)
        self.text = "".join(self.pieces)
        self.marks = list(accumulate((character in MARKS for character in self.text), initial=0))

    # --- text

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
        if tag == "table" and not self.in_cell and _is_data(element):
            self._rows(element, depth)
        else:
            self._add(element.text)
            for child in element:
                self._walk(child, depth + 1)
                self._add(child.tail)
            if tag in CELLS:
                self._put("\t")
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
            start = self.length
            column = 0
            for cell in (child for child in row if child.tag in CELLS):
                while waiting.get(column, 0):
                    waiting[column] -= 1
                    column += 1
                    self.empty += 1
                    self._put("\t")
                self.in_cell += 1
                self._walk_cell(cell, depth + 2)
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

    def _walk_cell(self, cell: etree._Element, depth: int) -> None:
        start = self.length
        self._add(cell.text)
        for child in cell:
            self._walk(child, depth)
            self._add(child.tail)
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

    def _end_line(self) -> None:
        end = " " if self.in_cell else "\n"
        if self.pieces and self.pieces[-1][-1] not in ("\n", "\t" if self.in_cell else end, end):
            self._put(end)

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    # --- the document itself

    def document(self) -> tuple[Span, ...]:
        """The spans of the document itself, the facts and the title above it first, in the order of the text."""
        container = self._container()
        start, end = self.spans[container]
        above = [span for span in (*self._facts(start), *self._title(start, end), *self._heading(container)) if span[1] <= start]
        whole = self.marks[end] - self.marks[start] >= MOST * self.marks[-1]
        spans = sorted({*above, (start, end), *self._beside(container, whole=whole)}, key=lambda span: (span[0], -span[1]))
        apart: list[Span] = []
        for span in spans:
            if not apart or span[0] >= apart[-1][1]:
                apart.append(span)
        return tuple(apart)

    def _container(self) -> etree._Element:
        for selector in _words()["containers"]:
            found: list[etree._Element] = [e for e in self.root.xpath(selector) if e in self.spans and self._of(self.spans[e]).strip()]
            if found:
                return max(found, key=self._length)
        marks = self.marks
        in_cells = [0] * (len(self.text) + 1)
        for cell in self.cells:
            in_cells[cell.start + 1 : cell.end + 1] = (marks[i + 1] - marks[i] for i in range(cell.start, cell.end))
        prose = [all_ - inside for all_, inside in zip(marks, accumulate(in_cells), strict=True)]
        holding = [
            element
            for element, (start, end) in self.spans.items()
            if marks[end] - marks[start] >= MOST * marks[-1] and prose[end] - prose[start] >= MOST * prose[-1]
        ]
        return min(holding, key=self._length) if marks[-1] and holding else self.root

    def _beside(self, container: etree._Element, *, whole: bool) -> Iterator[Span]:
        """Blocks beside the container, or beside an element around it, that are the document too: its tables, with their captions; and
        prose where the container is not the whole of it."""
        around = {container, *container.iterancestors()}
        waiting = [child for element in around if element is not container for child in element if child not in around]
        tables = {table: self._is_plan(table) for table in self.data}
        held = {e for table, is_plan in tables.items() if is_plan for e in (table, *table.iterancestors())}
        while waiting:
            block = waiting.pop()
            start, end = self.spans.get(block, (0, 0))
            has_prose = not whole and self.marks[end] - self.marks[start] > 1
            if start == end or block.tag in FRAME or not (block in held or has_prose):
                continue
            if self._linked(block) <= MOST_LINKS * (end - start) and (tables.get(block) or has_prose or not self._linked(block)):
                yield start, end
                yield from self._captions(block, around)
            else:
                waiting += block

    def _captions(self, block: etree._Element, around: set[etree._Element]) -> Iterator[Span]:
        """The short lines right above a block (附件2, the name of the table)."""
        for line in islice(block.itersiblings(preceding=True), MOST_CAPTIONS):
            start, end = self.spans.get(line, (0, 0))
            if line in around or end - start > LONGEST_LINE or self._linked(line) or line.tag in FRAME:
                return
            if start < end:
                yield start, end

    def _heading(self, container: etree._Element) -> list[Span]:
        """From the page's <h1> to the container, where it stands above it in the same column and no link stands between."""
        around = {container, *container.iterancestors()}
        for heading in self.root.iter("h1"):
            top = heading
            while (parent := top.getparent()) is not None and parent not in around and self.spans.get(parent) == self.spans.get(heading):
                top = parent
            if top in around or parent not in around or heading not in self.spans:
                continue
            between = [top, *takewhile(lambda sibling: sibling not in around, top.itersiblings())]
            start, end = self.spans[top][0], self.spans[container][0]
            if start < end <= start + 2 * LONGEST_LINE and not any(self._linked(e) or e.tag in FRAME for e in between):
                return [(start, end)]
        return []

    def _is_plan(self, table: etree._Element) -> bool:
        """Whether the first rows of a table of data have two heads of a plan's columns (重点任务, 牵头单位), and no cell is a link."""
        heads = ["".join(cell.itertext()).strip() for row in islice(table.iter("tr"), 2) for cell in row]
        said = {head for head in heads if len(head) <= LONGEST_HEAD and any(word in head for word in _words()["heads"])}
        return len(said) > 1 and self._linked(table) <= MOST_LINKS * self._length(table)

    def _linked(self, block: etree._Element) -> int:
        """Characters of a block that stand in links."""
        return sum(self._length(link) for link in block.iter("a") if link in self.spans)

    def _length(self, element: etree._Element) -> int:
        start, end = self.spans[element]
        return end - start

    def _facts(self, start: int) -> list[Span]:
        """The smallest element above the document that holds at least three of the words of facts."""
        words = _words()["facts"]
        found = []
        for element, span in self.spans.items():
            if span[1] <= start and span[1] - span[0] < 1500 and element.tag in ("table", "div", "ul", "dl", "section"):
                bare = re.sub(r"\s", "", self._of(span))
                count = sum(word in bare for word in words)
                if count >= 3:
                    found.append((-count, span[1] - span[0], span))
        facts = [min(found)[2]] if found else []
        return facts if any(NUMBER.search(self._of(span)) for span in facts) else [*facts, *self._lines_of_facts(start)]

    def _lines_of_facts(self, start: int) -> list[Span]:
        """The last lines above the document that begin with a number or with the name of a fact and are no links."""
        named = re.compile(rf"\s*(?:(?:{'|'.join(_words()['line_facts'])})[】\]]?\s*[:：]\s*\S|[\u4e00-\u9fff]{{2,9}}{NUMBER.pattern})")
        return [
            span
            for element, span in self.spans.items()
            if span[1] <= start
            and 0 < span[1] - span[0] <= LONGEST_LINE
            and element.tag in self.blocks
            and named.match(self._of(span))
            and not any(named.match(self._of(self.spans[link])) for link in element.iter("a") if link in self.spans)
        ]

    def _title(self, start: int, end: int) -> list[Span]:
        """The heading above the document that the page's own <title> begins with, unless the document opens with it."""
        title = re.sub(r"\s", "", self.root.findtext(".//title") or "")
        opening = re.sub(r"\s", "", self._of((start, min(end, start + 200))))
        for element, span in self.spans.items():
            bare = re.sub(r"\s", "", self._of(span)) if span[1] <= start and span[1] - span[0] < 200 else ""
            if len(bare) >= 8 and title.startswith(bare) and bare not in opening and element.tag != "title":
                return [span]
        return []

    def _of(self, span: Span) -> str:
        return self.text[slice(*span)]


def _is_data(table: etree._Element) -> bool:
    """Whether a table holds data: most rows of several cells, none of them a page of its own or with a table inside."""
    if any(inner is not table for inner in table.iter("table")):
        return False
    rows = [[cell for cell in row if cell.tag in CELLS] for row in table.iter("tr")]
    if sum(len(row) > 1 for row in rows) <= len(rows) / 2:
        return False
    return all(sum(map(len, cell.itertext())) < LONGEST_CELL for row in rows for cell in row)


def _is_note_mark(raised: etree._Element, before: str) -> bool:
    """Whether a <sup> behind the text `before` points to a note: a figure behind a unit or a number is its power."""
    mark = "".join(raised.itertext())
    return bool(NOTE_MARK.fullmatch(mark)) and not (mark.strip().isdecimal() and POWER.search(before[-4:]))


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() and 0 < len(value) < 4 and int(value) else 1


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = tomllib.loads(files("loaders.formats").joinpath("containers.toml").read_text(encoding="utf-8"))
    return words
