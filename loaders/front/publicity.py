"""Publicity: who may see a plan, as it says itself: （此件公开发布）, 公开方式：依申请公开, 秘密★1年, 内部资料 注意保存.

Of several marks the strictest counts: what one page says is public may quote a mark of another, and a mistake must not open a closed file.
"""

from __future__ import annotations

import re
from functools import cache

from loaders import tables
from loaders.document import Document

HEAD = 400  # characters; a mark of secrecy stands above the title
STRICTEST_FIRST = ("internal", "on_request", "public")


def read(document: Document) -> str | None:
    """public, on_request or internal; None where the plan does not say."""
    text = document.text
    said = {found[1] for found in _stated().finditer(text)} | {found[1] for found in _marked().finditer(text[:HEAD])}
    words = tables.table("loaders.front", "words.toml")["publicity"]
    return next((kind for kind in STRICTEST_FIRST if said & set(words[kind])), None)


@cache
def _stated() -> re.Pattern[str]:
    """（此件主动公开）, and the value of a field at the beginning of a line or a cell."""
    words = tables.table("loaders.front", "words.toml")["publicity"]
    fields, values = _any(words["fields"]), _any([word for kind in STRICTEST_FIRST for word in words[kind]])
    return re.compile(rf"(?:此件|(?:^|[\t\s【])(?:{fields})[】\]]?[ \u3000]*[:：\t]?[ \u3000]*)({values})", re.MULTILINE)


@cache
def _marked() -> re.Pattern[str]:
    """秘密★ and 内部资料 on a line of their own."""
    words = tables.table("loaders.front", "words.toml")["publicity"]
    return re.compile(rf"^[ \u3000]*({_any(words['internal'])})(?=[★☆ \u3000]|$)", re.MULTILINE)


def _any(alternatives: list[str]) -> str:
    return "|".join(map(re.escape, sorted(alternatives, key=len, reverse=True)))
