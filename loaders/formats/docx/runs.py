"""Runs: the text inside a paragraph, as it shows once all tracked changes are accepted.

Decisions
---------
* Of a field its result is read, never its instruction. A field that never ends is no field.
* Hidden text, deleted and moved-away text, comments and the small reading aids over characters (ruby) are not read.
* A tab is a blank: in a text as found it parts the cells of tables. A break ends the line.
* Bold is what w:b says. w:bCs speaks of Arabic and Hebrew only, and stands beside Chinese that is not bold.
* Text boxes and notes do not interrupt a sentence: they are gathered, and read behind the paragraph and at the end of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from loaders import tables
from loaders.formats.content import Span
from loaders.formats.docx.names import GONE, attribute, child, content, is_on, kind
from loaders.formats.docx.styles import Style, Styles

SKIPPED = GONE | {"w:pPr", "w:rPr", "w:sdtPr", "w:rt", "w:delText", "w:delInstrText"}
SIGNS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
LONGEST_INSTRUCTION = 200  # characters of a field's instruction that are looked at


@dataclass(slots=True)
class Field:
    instruction: str = ""
    has_result: bool = False

    @property
    def is_contents(self) -> bool:
        return self.has_result and bool(CONTENTS.match(self.instruction))


@dataclass(slots=True)
class Paragraph:
    """What was gathered of a paragraph, and the stretches of it that are `bold`; `in_contents` where it lies in a table of contents,
    `is_blank` until it has a character that is no blank."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    bold: list[Span] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    properties: etree._Element | None = None
    style: Style | None = None
    in_contents: bool = False
    is_blank: bool = True

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def add(self, piece: str, bold: bool) -> None:
        self.pieces.append(piece)
        self.length += len(piece)
        if bold:
            self.bold.append((self.length - len(piece), self.length))


class Runs:
    """Reads paragraphs, one behind the other: a field may begin in one and end in another."""

    def __init__(self, root: etree._Element, styles: Styles) -> None:
        self._styles = styles
        self._ending = _ending_fields(root)
        self._fields: list[Field] = []
        self._instructing = 0  # fields that have no result yet
        self._contents = 0  # fields that are tables of contents
        self.notes: dict[tuple[str, str], None] = {}  # part and id, in the order of the text

    def read(self, element: etree._Element, style: Style, into: Paragraph) -> None:
        """Gather what a paragraph shows."""
        stack = [(inner, style.hidden or False, style.bold or False) for inner in reversed(element)]
        while stack:
            inner, hidden, bold = stack.pop()
            name = kind(inner)
            if name in SKIPPED:
                continue
            match name:
                case "w:t" | "m:t":
                    if not hidden and not self._instructing:
                        into.add(_text(inner), bold)
                        into.in_contents |= self._contents > 0
                case "w:r":
                    properties = child(inner, "w:rPr")
                    hidden, bold = self.hides(properties, style), self._is_bold(properties, style)
                    stack.extend((deeper, hidden, bold) for deeper in reversed(inner))
                case "w:sdt" | "mc:AlternateContent":
                    stack.extend((deeper, hidden, bold) for deeper in reversed(list(content(inner))))
                case "w:fldChar":
                    self._field(inner)
                case "w:instrText":
                    if self._fields and not self._fields[-1].has_result and len(self._fields[-1].instruction) < LONGEST_INSTRUCTION:
                        self._fields[-1].instruction += inner.text or ""
                case "w:txbxContent":
                    if not hidden and not self._instructing:
                        into.boxes.append(inner)
                case "w:footnoteReference" | "w:endnoteReference":
                    if not hidden and not self._instructing:
                        self.notes.setdefault((NOTES[name], attribute(inner, "id") or ""))
                case "w:sym" | "w:tab" | "w:ptab" | "w:br" | "w:cr" | "w:noBreakHyphen":
                    if not hidden and not self._instructing:
                        into.add(_symbol(inner) if name == "w:sym" else SIGNS[name], bold)
                case _:
                    if name == "w:fldSimple" and CONTENTS.match((attribute(inner, "instr") or "")[:LONGEST_INSTRUCTION]):
                        into.in_contents = True
                    stack.extend((deeper, hidden, bold) for deeper in reversed(inner))

    def hides(self, properties: etree._Element | None, style: Style) -> bool:
        """Whether a run's own properties, its style or its paragraph's style hide it."""
        if (vanish := child(properties, "w:vanish")) is not None:
            return is_on(vanish)
        by_style = self._styles.style(attribute(child(properties, "w:rStyle")) or "").hidden if properties is not None else None
        return bool(style.hidden if by_style is None else by_style)

    def _is_bold(self, properties: etree._Element | None, style: Style) -> bool:
        """Whether a run is bold: by its own properties, else where one of its two styles is; a bold style in a bold style is plain."""
        if (own := child(properties, "w:b")) is not None:
            return is_on(own)
        by_style = properties is not None and self._styles.style(attribute(child(properties, "w:rStyle")) or "").bold
        return bool(by_style) != bool(style.bold)

    def joins_next(self, properties: etree._Element | None, style: Style) -> bool:
        """Whether the mark that ends a paragraph was deleted or is hidden."""
        mark = child(properties, "w:rPr")
        return mark is not None and (any(kind(change) in GONE for change in mark) or self.hides(mark, style))

    def _field(self, mark: etree._Element) -> None:
        match attribute(mark, "fldCharType"):
            case "begin" if mark in self._ending:
                self._fields.append(Field())
                self._instructing += 1
            case "separate" if self._fields and not self._fields[-1].has_result:
                self._fields[-1].has_result = True
                self._instructing -= 1
                self._contents += self._fields[-1].is_contents
            case "end" if self._fields:
                ended = self._fields.pop()
                self._instructing -= not ended.has_result
                self._contents -= ended.is_contents


def _ending_fields(root: etree._Element) -> set[etree._Element]:
    """The marks that begin a field which also ends."""
    open_marks: list[etree._Element] = []
    ending: set[etree._Element] = set()
    for mark in root.iter("{*}fldChar"):
        above = mark.getparent()
        if above is not None and (above := above.getparent()) is not None and kind(above) in GONE:
            continue
        match attribute(mark, "fldCharType"):
            case "begin":
                open_marks.append(mark)
            case "end" if open_marks:
                ending.add(open_marks.pop())
    return ending


def _text(element: etree._Element) -> str:
    """The characters of a text; blanks at its ends count where the file says so, as in Word."""
    text = element.text or ""
    if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
        text = text.strip(" \t\r\n")
    return re.sub(r"[\t\r\n]+", " ", text).replace("\u00ad", "")


def _symbol(element: etree._Element) -> str:
    """A sign of a font: of the private codes only those that are known."""
    code = (attribute(element, "char") or "").strip()
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return ""
    point = int(code, 16)
    if 0xF000 <= point <= 0xF0FF or point < 0x100:
        font = (attribute(element, "font") or "").lower()
        return _signs()["wingdings" if font.startswith("wingdings") else "symbol"].get(f"{point & 0xFF:02X}", "")
    return "" if 0xD800 <= point <= 0xF8FF else chr(point)


@cache
def _signs() -> dict[str, dict[str, str]]:
    """The signs of each font, by their last byte."""
    return tables.table("loaders.formats.docx", "signs.toml")
