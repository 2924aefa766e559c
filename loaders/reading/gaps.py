"""Places where the document leaves something out. A gap is logged, never filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.draft import Draft
from loaders.reading.pinyin import LETTERS
from loaders.reading.shifted import damaged
from qgraph.model import Gap

KINDS = {
    "omitted": re.compile(
        r"…*[（(][^（()）\n]{0,40}省略\s*\d*\s*字[^（()）\n]{0,40}[）)]…*"  # a paywall
        r"|[（(](?:(?:以下|此处|中间|内容|图|表|下|附件?)?略|[^（()）\n]{0,6}有删[减节])[）)]"
        r"|附(?:件|表|图)[^\n。，]{0,30}略$|…{2,}|\.{6,}",
        re.MULTILINE,
    ),
    "truncated": re.compile(r"[（(]未完[^\n]{0,120}|(?:点击|展开|登录后?|付费)(?:查看|阅读|显示)?(?:全文|剩余\S{0,12})"),
    # XX市, **区, ×××; 421* and the grade AA are content
    "masked": re.compile(r"(?<![A-Za-zＡ-Ｚ*＊])(?:[XxＸｘ×]{2,4}|[*＊]{2,4}|○{2,4}|[XxＸｘ×](?=[省市县区州镇乡]))(?![A-Za-z*＊])"),
    "missing_year": re.compile(
        r"(?<![0-9一二三四五六七八九十本当次今明每全])到年(?=[,，])|(?<![0-9])年至年|从年(?=起|开始)|[比较]年(?=增长|提高|提升|下降|减少)"
        r"|(?<![0-9〇○零一二三四五六七八九十\s])年月日"
    ),
    # lost characters; an annotation that hit across two characters, 新?lián)?dāng)
    "unreadable": re.compile(rf"[\ufffd\ue000-\uf8ff]+|(?:锟斤拷)+|(?<=[\u4e00-\u9fff])(?:\?{LETTERS}\))+"),
}


def find(draft: Draft) -> Iterator[Gap]:
    """The gaps of a draft, offsets in the text as found, in order."""
    found = [(m.start(), m.end(), kind) for kind, pattern in KINDS.items() for m in pattern.finditer(draft.text)]
    found += [(m.start(), m.end(), "unreadable") for m in damaged(draft.text)]  # runs read one byte late that could not be undone
    for start, end, kind in sorted(found):
        begin, stop = draft.starts[start], draft.ends[end - 1]
        yield Gap(begin, stop, kind, draft.found[begin:stop])
