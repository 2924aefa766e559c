"""Web pages: the document's text in order, entities decoded; what of the page is not the document is aside.

page (text, spans, cells) ─► article (which part is the document) ─► Content
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from loaders.formats import txt
from loaders.formats.content import Aside, Content
from loaders.formats.html.article import Article
from loaders.formats.html.page import Page
from qgraph.errors import SourceError

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
MEDIA_TYPE = "text/html"
CHARSETS = {"utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
DECLARED = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
SNIFFED = re.compile(rb"<(?:!doctype|\?xml|html|head|body|div|table|meta|!--|article|p[ >])", re.IGNORECASE)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


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
    page = Page(root)
    return Content(page.text, MEDIA_TYPE, tuple(_asides(page)), tuple(page.cells), tuple(page.bold))


def _asides(page: Page) -> Iterator[Aside]:
    """What lies between the spans of the document, and the marks of notes within them."""
    at, length = 0, len(page.text)
    marks = deque(page.note_marks)
    for start, end in (*Article(page).spans(), (length, length)):
        if at < start:
            yield Aside(at, start, "reading.frame")
        while marks and marks[0][0] < end:
            mark = marks.popleft()
            if start <= mark[0] and mark[1] <= end:
                yield Aside(*mark, "reading.note_mark")
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
