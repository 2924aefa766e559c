"""Styles: what a paragraph or a run takes over from its style and the styles that one is based on.

Decisions
---------
* Only what text depends on is kept: the list and level, hidden and bold text, and whether the style is one of a table of contents.
* The nearest style that says something wins, each property by itself. A circle of styles ends where it closes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from loaders.formats.docx.names import attribute, child, integer, is_on, kind

CONTENTS = re.compile(r"toc ?(?:[1-9]|heading)", re.IGNORECASE)  # Word's own names, the same in every language
DEEPEST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Style:
    """`numbered_by`: the style that named the list, to which a level of the list may be tied."""

    list_id: str | None = None
    level: int | None = None
    numbered_by: str = ""
    hidden: bool | None = None
    bold: bool | None = None
    contents: bool = False


NONE = Style()


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = ""
        for element in root if root is not None else ():
            if kind(element) == "w:style":
                name = attribute(element, "styleId") or ""
                self._elements.setdefault(name, element)
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                    self.default = name

    def style(self, name: str) -> Style:
        """A style by its id; one that is not there has no properties."""
        chain: list[str] = []
        at = name
        while at in self._elements and at not in self._resolved:
            chain.append(at)
            self._resolved[at] = NONE  # where a circle closes
            at = attribute(child(self._elements[at], "w:basedOn")) or ""
        above = self._resolved.get(at, NONE)
        for below in reversed(chain):
            above = self._resolved[below] = _own(below, self._elements[below], above)
        return self._resolved.get(name, NONE)


def _own(name: str, element: etree._Element, above: Style) -> Style:
    own = above
    list_id, level = list_place(child(element, "w:pPr"))
    if list_id is not None:
        own = replace(own, list_id=list_id, numbered_by=name)
    if level is not None:
        own = replace(own, level=level)
    vanish = child(element, "w:rPr", "w:vanish")
    if vanish is not None:
        own = replace(own, hidden=is_on(vanish))
    bold = child(element, "w:rPr", "w:b")
    if bold is not None:
        own = replace(own, bold=is_on(bold))
    if CONTENTS.fullmatch((attribute(child(element, "w:name")) or "").strip()):
        own = replace(own, contents=True)
    return own


def list_place(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """The list and the level that a paragraph's properties name; None where they name none."""
    numbering = child(properties, "w:numPr")
    level = child(numbering, "w:ilvl")
    return attribute(child(numbering, "w:numId")), None if level is None else integer(level, most=DEEPEST_LEVEL)
