"""Places where the document leaves something out. A gap is logged, never filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.draft import Draft
from qgraph.model import Gap

KINDS = {
    "omitted": re.compile(
        r"[（(]?…*[（(][^（()）\n]{0,40}省略\s*\d*\s*字[^（()）\n]{0,40}[）)]…*|[（(](?:略|此件有删减|有删减)[）)]|…{2,}|\.{6,}"
    ),
    "truncated": re.compile(r"[（(]未完[^\n]{0,120}"),
    "masked": re.compile(r"(?<![A-Za-z*＊])(?:[Xx×]{2,4}|[*＊]{2,4}|○{2,4})(?![A-Za-z*＊])"),
    "missing_year": re.compile(r"(?<![0-9一二三四五六七八九十本当次今明每全])到年(?=[,，])"),
    "unreadable": re.compile(r"\ufffd+|(?:锟斤拷)+"),
}


def find(draft: Draft) -> Iterator[Gap]:
    """The gaps of a draft, offsets in the text as found, in order."""
    found = [(m.start(), m.end(), kind) for kind, pattern in KINDS.items() for m in pattern.finditer(draft.text)]
    for start, end, kind in sorted(found):
        begin, stop = draft.starts[start], draft.ends[end - 1]
        yield Gap(begin, stop, kind, draft.found[begin:stop])
