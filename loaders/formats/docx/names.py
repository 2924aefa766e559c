"""Names of WordprocessingML: elements as `w:p`, whichever of the two sets of namespaces a file uses, and the wrappers around content.

Decisions
---------
* Strict (purl.oclc.org) and Transitional files differ in their namespaces only, as far as text goes: both are `w:`.
* A wrapper (content control, insertion, smart tag) is looked through; what was deleted or moved away is not there. A choice for newer and
  older programs is read once, as the newer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
PREFIXES = {
    W: "w",
    W_STRICT: "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
WRAPPERS = frozenset({"w:sdt", "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:dir", "w:bdo", "mc:AlternateContent"})
GONE = frozenset({"w:del", "w:moveFrom"})
OFF = frozenset({"0", "false", "off", "none"})
_INTEGER = re.compile(r"\d{1,9}")


@lru_cache(maxsize=4096)
def _named(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{PREFIXES.get(namespace[1:], '')}:{local}"


def kind(element: etree._Element) -> str:
    """`w:p` for a paragraph, `:x` for what is of no namespace of ours, "" for what is no element."""
    return _named(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute `w:name`."""
    if element is None:
        return None
    value = element.get(f"{{{W}}}{name}")
    return value if value is not None else element.get(f"{{{W_STRICT}}}{name}")


def integer(element: etree._Element | None, name: str = "val", default: int = 0, most: int = 32767) -> int:
    """An attribute that counts, between 0 and `most`; the default where it is absent or no such number."""
    value = (attribute(element, name) or "").strip()
    return int(value) if value.isascii() and _INTEGER.fullmatch(value) and int(value) <= most else default


def is_on(element: etree._Element) -> bool:
    """Whether a property that is on or off is on: it is where it has no value."""
    return attribute(element) not in OFF


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of a kind, or by a path of kinds its descendant."""
    for step in path:
        if element is None:
            return None
        element = next((inner for inner in element if kind(inner) == step), None)
    return element


def content(wrapper: etree._Element) -> Iterable[etree._Element]:
    """What is read in a wrapper's place. A content control that only shows its prompt is empty."""
    match kind(wrapper):
        case "w:sdt":
            prompt = child(wrapper, "w:sdtPr", "w:showingPlcHdr")
            inner = child(wrapper, "w:sdtContent") if prompt is None or not is_on(prompt) else None
        case "mc:AlternateContent":
            choice = child(wrapper, "mc:Choice")
            inner = choice if choice is not None else child(wrapper, "mc:Fallback")
        case _:
            inner = wrapper
    return () if inner is None else inner


def flow(container: etree._Element, wanted: frozenset[str], in_contents: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    """The elements of some kinds in a container, through all wrappers, and whether each lies in a generated table of contents."""
    stack = [(element, in_contents) for element in reversed(container)]
    while stack:
        element, inside = stack.pop()
        name = kind(element)
        if name in wanted:
            yield element, inside
        elif name in WRAPPERS:
            gallery = attribute(child(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery")) if name == "w:sdt" else None
            inside = inside or gallery == "Table of Contents"
            stack.extend((inner, inside) for inner in reversed(list(content(element))))
