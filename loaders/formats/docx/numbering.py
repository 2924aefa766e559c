"""Numbering: the numbers that Word computes and does not write into the file.

A paragraph names a list (`w:num`) and a level; the list is an instance of an abstract one, which has up to nine levels, each with a start,
a number format and a text (`第%1章`, `%1.%2`).

Decisions
---------
* Lists that are instances of one abstract list count on together; one that gives a start of its own begins there when it is first used.
* A number stands before its text as Word shows it, but the tab behind it is a blank, and none where the number ends in a Chinese mark:
  一、总体要求, 1. 总体要求. A figure never touches the figures of the text.
* Bullets are no numbers and are not written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from loaders.formats.docx import numerals
from loaders.formats.docx.names import attribute, child, integer, is_on, kind
from loaders.formats.docx.styles import DEEPEST_LEVEL, Style, Styles, list_place

LEVELS = range(DEEPEST_LEVEL + 1)
LONGEST = 60  # characters of a level's text; Word allows 31
NO_LIST = "0"
CLOSED = re.compile(r"[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65—…]$")  # ends in a Chinese mark
TOUCHING = re.compile(r"[0-9０-９.．]$")
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """`restart`: the level it starts anew behind, counted from 1, and all above that; 0 never, None behind every level above."""

    start: int
    form: str
    text: str
    parted: bool
    restart: int | None
    legal: bool
    style: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list: its levels, and the starts it gives itself."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def start(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start if level in self.levels else 1)

    def restarts(self, level: int, behind: int) -> bool:
        """Whether a level starts anew behind an item of a level above it."""
        restart = self.levels[level].restart if level in self.levels else None
        return restart is None or restart > level or behind < restart


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, and whether a blank parts it from its text."""

    text: str
    parted: bool

    def before(self, text: str) -> str:
        """The number and the text of its paragraph."""
        text = text.lstrip()
        parted = self.parted or (TOUCHING.search(self.text) and text[:1].isdecimal())
        return f"{self.text}{' ' if parted and not CLOSED.search(self.text) else ''}{text}".rstrip()


class Numbering:
    """The lists of a document, counting."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._root = root
        self._lists: dict[str, Numbered | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, properties: etree._Element | None, style: Style) -> Number | None:
        """The number of the next paragraph, counted. None where it has none."""
        list_id, level = list_place(properties)
        by_style = list_id is None
        list_id = style.list_id if by_style else list_id
        numbered = self._list(list_id) if list_id and list_id != NO_LIST else None
        if numbered is None:
            return None
        if level is None:
            tied = (at for at, row in numbered.levels.items() if row.style and row.style == style.numbered_by)
            level = next(tied, style.level or 0) if by_style else style.level or 0
        if level not in numbered.levels:
            return None
        counts = self._count(str(list_id), numbered, level)
        row = numbered.levels[level]

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            form = "decimal" if row.legal or at not in numbered.levels else numbered.levels[at].form
            value = counts[at] if at <= level else None
            return numerals.write(form, numbered.start(at) if value is None else value)

        text = "" if row.form == "bullet" else _PLACE.sub(written, row.text).strip()
        return Number(text, row.parted) if text else None

    def _count(self, list_id: str, numbered: Numbered, level: int) -> list[int | None]:
        counts = self._counts.setdefault(numbered.abstract, [None] * len(LEVELS))
        before = counts[level]
        if before is None or (level in numbered.starts and (list_id, level) not in self._begun):
            counts[level] = numbered.start(level)
        else:
            counts[level] = before + 1
        self._begun.add((list_id, level))
        for deeper in LEVELS[level + 1 :]:
            if numbered.restarts(deeper, level):
                counts[deeper] = None
        return counts

    # --- definitions

    @cached_property
    def _definitions(self) -> tuple[dict[str, etree._Element], dict[str, etree._Element]]:
        """The elements of the lists and of the abstract lists, by id."""
        lists: dict[str, etree._Element] = {}
        abstracts: dict[str, etree._Element] = {}
        for element in self._root if self._root is not None else ():
            if kind(element) == "w:num":
                lists.setdefault(attribute(element, "numId") or "", element)
            elif kind(element) == "w:abstractNum":
                abstracts.setdefault(attribute(element, "abstractNumId") or "", element)
        return lists, abstracts

    def _list(self, list_id: str) -> Numbered | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> Numbered | None:
        element = self._definitions[0].get(list_id)
        abstract_id, abstract = self._abstract(element)
        if element is None or abstract is None:
            return None
        levels = {_place(row): _level(row) for row in abstract if kind(row) == "w:lvl"}
        starts: dict[int, int] = {}
        for override in (row for row in element if kind(row) == "w:lvlOverride"):
            if (row := child(override, "w:lvl")) is not None:
                levels[_place(override)] = _level(row)
            if (start := child(override, "w:startOverride")) is not None:
                starts[_place(override)] = integer(start, default=1)
        return Numbered(abstract_id, levels, starts)

    def _abstract(self, element: etree._Element | None) -> tuple[str, etree._Element | None]:
        """The abstract list of a list; one that only links to a style of lists stands for the list of that style."""
        seen: set[str] = set()
        while True:
            abstract_id = attribute(child(element, "w:abstractNumId")) or ""
            abstract = self._definitions[1].get(abstract_id)
            link = attribute(child(abstract, "w:numStyleLink"))
            if link is None or abstract_id in seen:
                return abstract_id, abstract
            seen.add(abstract_id)
            element = self._definitions[0].get(self._styles.style(link).list_id or "")


def _place(element: etree._Element) -> int:
    return integer(element, "ilvl", most=DEEPEST_LEVEL)


def _level(element: etree._Element) -> Level:
    forms = [attribute(form) or "" for form in element.iter("{*}numFmt")]  # a newer format comes with an older one behind it
    start, restart, legal = (child(element, name) for name in ("w:start", "w:lvlRestart", "w:isLgl"))
    return Level(
        start=0 if start is None else integer(start, default=1),
        form=next((form for form in reversed(forms) if form != "custom"), "decimal"),
        text=(attribute(child(element, "w:lvlText")) or "")[:LONGEST],
        parted=attribute(child(element, "w:suff")) != "nothing",
        restart=None if restart is None else integer(restart),
        legal=legal is not None and is_on(legal),
        style=attribute(child(element, "w:pStyle")) or "",
    )
