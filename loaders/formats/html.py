"""Web pages: the document's text in order, entities decoded; which part of it is the document itself.

* Script, style and head are no text. A block element ends a line, a table cell ends with a tab, a row with a line end.
* Blanks of the markup are folded as a browser folds them.
* The document itself is the first container that a selector of `containers.toml` finds, else the smallest element that holds
  most of the text; on government pages the table with 发文机关 and 成文日期 above it is kept as well.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from lxml import etree
from lxml import html as lxml_html

from loaders.formats import txt
from qgraph.errors import SourceError

SUFFIXES = (".html", ".htm", ".xhtml")
MEDIA_TYPE = "text/html"
SKIPPED = frozenset({"script", "style", "head", "noscript", "template", "iframe", "svg"})
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
        "br",
        "tr",
    }
)
CELLS = frozenset({"td", "th"})
DEEPEST = 400  # levels of elements; deeper markup is not a document
DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
MOST = 0.6  # share of the text that the document itself holds at least
Span = tuple[int, int]


def read(name: str, data: bytes) -> tuple[str, tuple[Span, ...]]:
    """The page's text and the spans of the document in it. Raises `SourceError`, UnicodeDecodeError."""
    try:
        root = lxml_html.document_fromstring(_decode(data).replace("\0", ""))
    except (etree.ParserError, ValueError) as error:
        raise SourceError(f"{name}: not a web page that can be parsed ({error}); save it again from the browser, or as text") from error
    page = _Page()
    page.walk(root, 0)
    text = "".join(page.pieces)
    return text, page.document(root, text)


def _decode(data: bytes) -> str:
    """By the declared charset where it decodes, else as plain text is."""
    declared = DECLARED.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii").lower()
        try:
            return data.decode("gb18030" if encoding in ("gb2312", "gbk") else encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return txt.decode(data)


class _Page:
    """Collects text and the span of every element."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.spans: dict[etree._Element, Span] = {}

    def walk(self, element: etree._Element, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED or depth > DEEPEST:
            return
        if tag in BLOCKS:
            self.break_line()
        start = self.length
        self.add(element.text)
        for child in element:
            self.walk(child, depth + 1)
            self.add(child.tail)
        if tag in CELLS:
            self.put("\t")
        elif tag in BLOCKS:
            self.break_line()
        self.spans[element] = (start, self.length)

    def add(self, text: str | None) -> None:
        if text:
            folded = re.sub(r"[ \t\r\n\f]+", " ", text)
            if folded.startswith(" ") and (not self.pieces or self.pieces[-1][-1] in " \n\t"):
                folded = folded[1:]
            if folded:
                self.put(folded)

    def break_line(self) -> None:
        if self.pieces and self.pieces[-1][-1] != "\n":
            self.put("\n")

    def put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def document(self, root: etree._Element, text: str) -> tuple[Span, ...]:
        """The spans of the document itself, the facts table of a government page first."""
        start, end = self._container(root, text)
        facts = [
            self.spans[table] for table in root.iter("table") if table in self.spans and self._is_facts(text[slice(*self.spans[table])])
        ]
        before = [(a, b) for a, b in facts if b <= start]
        return ((before[0][0], before[-1][1]), (start, end)) if before else ((start, end),)

    def _container(self, root: etree._Element, text: str) -> Span:
        for selector in _words()["containers"]:
            found = [self.spans[e] for e in root.xpath(selector) if e in self.spans and text[slice(*self.spans[e])].strip()]
            if found:
                return max(found, key=lambda span: span[1] - span[0])
        enough = MOST * len(text)
        return min((span for span in self.spans.values() if span[1] - span[0] >= enough), key=lambda s: s[1] - s[0], default=(0, len(text)))

    @staticmethod
    def _is_facts(text: str) -> bool:
        return len(text) < 1500 and sum(word in re.sub(r"\s", "", text) for word in _words()["facts"]) >= 3


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = tomllib.loads(files("loaders.formats").joinpath("containers.toml").read_text(encoding="utf-8"))
    return words
