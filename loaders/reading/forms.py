"""Characters in another form: full-width figures and letters, radicals in place of characters, what nobody sees, bullets of a symbol font.

Decisions
---------
* Character by character and only these: ① and ㈠ number a clause, ％ and （ are the marks of Chinese text, so the text is
  never normalised whole.
* A radical becomes the character it looks like; the few that are no character of their own stay (`forms.toml`).
* What has no shape goes: zero-width blanks, soft hyphens, marks of direction, variation selectors, controls. Rare line ends become
  common ones.
* A private-use character at the head of a line is a bullet, whatever the font drew; anywhere else nobody knows it, and `gaps` logs it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import unescape

from loaders import tables
from loaders.reading.draft import Edit

WIDE = r"０-９Ａ-Ｚａ-ｚ\U0001d400-\U0001d7ff"
RADICALS = r"\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
LINE_ENDS = r"\x0b\x85\u2028\u2029"
SHAPELESS = r"\x00-\x08\x0e-\x1f\x7f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
SYMBOLS = r"\uf000-\uf0ff"
ENTITY = r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});(?:nbsp;)?"  # &amp;nbsp; was escaped twice
ANY = re.compile(f"[{WIDE}{RADICALS}{LINE_ENDS}{SHAPELESS}{SYMBOLS}]|&[#A-Za-z]")
FORM = re.compile(
    rf"(?P<width>[{WIDE}]+)|(?P<radical>[{RADICALS}]+)|(?P<line>[{LINE_ENDS}])|(?P<invisible>[{SHAPELESS}]+)|(?P<entity>{ENTITY})"
)
BULLET = re.compile(rf"^[\t \u3000]{{0,40}}([{SYMBOLS}])(?=[\t \u3000]{{0,8}}[\u4e00-\u9fffA-Za-z0-9“《（(])", re.MULTILINE)


def edits(text: str) -> Iterator[Edit]:
    """Rules reading.width, reading.entity, reading.radical, reading.invisible and reading.bullet."""
    if not ANY.search(text):
        return
    for match in FORM.finditer(text):
        kind, found = match.lastgroup, match[0]
        if kind == "width":
            yield from _changed(match.start(), found, _plain(found), "reading.width")
        elif kind == "radical":
            yield from _changed(match.start(), found, "".join(_character(c) for c in found), "reading.radical")
        elif kind == "entity":
            yield from _changed(match.start(), found, unescape(unescape(found)), "reading.entity")
        else:
            yield Edit(match.start(), match.end(), "\n" if kind == "line" else "", "reading.invisible")
    for match in BULLET.finditer(text):
        yield Edit(*match.span(1), "•", "reading.bullet")


def _changed(start: int, found: str, becomes: str, rule: str) -> Iterator[Edit]:
    """An edit, where there is something to change."""
    if becomes != found:
        yield Edit(start, start + len(found), becomes, rule)


def _plain(found: str) -> str:
    """Figures and letters in ASCII; a mathematical Greek letter stays."""
    normal = unicodedata.normalize("NFKC", found)
    return normal if normal.isascii() and len(normal) == len(found) else found


def _character(radical: str) -> str:
    """The character that a radical or a compatibility ideograph stands for, itself where there is none."""
    normal = _radicals().get(radical) or unicodedata.normalize("NFKC", radical)
    return normal if len(normal) == 1 else radical


@cache
def _radicals() -> dict[str, str]:
    return {pair[0]: pair[1] for pair in words("radicals")}


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of one list of forms.toml."""
    table = tables.table("loaders.reading", "forms.toml")
    return tuple(table[kind].split())
