"""Word documents (docx): the text as Word shows it, with the numbers that Word computes.

    package ─► styles, numbering ─► body (paragraphs, tables) ─► notes

Decisions
---------
* We walk the XML ourselves: readers made for editing leave out what Word computes or keeps elsewhere (automatic numbers, text boxes,
  footnotes), and mix what was deleted with what is left.
* All tracked changes count as accepted: that is the text its author last saw. Comments, headers and footers are no text of the document.
* Notes stand at the end, a line each (注1：…), and their marks in the text are dropped, so that no figure touches another.
* A table of contents is aside: it would give every heading twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from loaders.formats import zips
from loaders.formats.content import Content, Writer
from loaders.formats.docx.body import Body, Line
from loaders.formats.docx.names import attribute, child, kind
from loaders.formats.docx.numbering import Numbering
from loaders.formats.docx.styles import Styles
from loaders.formats.package import Package, open_package
from qgraph.errors import SourceError

SUFFIXES = (".docx", ".docm", ".dotx")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENTS = "reading.contents"  # the repair that drops a table of contents
_PART = re.compile(rb"word[/\\]document", re.IGNORECASE)


def sniff(data: bytes) -> bool:
    """Whether the bytes are a Word document."""
    return zips.holds(data, _PART)


def read(name: str, data: bytes) -> Content:
    """The document's text; its table of contents is aside. Raises `SourceError`."""
    package = open_package(name, data)
    main = package.main_part()
    root = package.xml(main)
    body = child(root, "w:body") if kind(root) == "w:document" else None
    if body is None:
        raise SourceError(f"{name}: an office file but no Word document; load it by the name that fits it, or save it as .docx from Word")
    styles = Styles(_related(package, main, "styles"))
    reader = Body(root, styles, Numbering(_related(package, main, "numbering"), styles))
    writer = Writer(MEDIA_TYPE)
    for block in reader.blocks(body):
        if not isinstance(block, Line):
            writer.table(block)
        elif block.in_contents:
            writer.aside(block.text, CONTENTS)
        else:
            writer.line(block.text)
    for line in _notes(package, main, reader):
        writer.line(line)
    return writer.content()


def _related(package: Package, main: str, part: str) -> etree._Element | None:
    name = package.related(main, part)
    return package.xml(name) if name else None


def _notes(package: Package, main: str, reader: Body) -> Iterator[str]:
    """The footnotes and endnotes that the text refers to, in the order of the text."""
    parts: dict[str, dict[str, etree._Element]] = {}
    for number, (part, note_id) in enumerate(reader.notes, 1):
        if part not in parts:
            root = _related(package, main, part)
            parts[part] = {attribute(note, "id") or "": note for note in root} if root is not None else {}
        note = parts[part].get(note_id)
        if note is not None and (text := reader.text(note).strip()):
            yield f"注{number}：" + " ".join(text.split("\n"))
