"""Places where the document leaves something out, or says what cannot be right. A gap is logged, never filled.

Decisions
---------
* Kinds: omitted (略, a paywall's hole), truncated (未完), masked (XX市), missing_year, unreadable (lost characters), doubtful (20212023年).
* `421*` and the grade AA are content; two circles in a year are noughts (`slips` has read them before).
* Every pattern begins with a character of its own, so that a text without gaps is passed over quickly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.draft import Draft
from loaders.reading.mojibake import unread
from loaders.reading.pinyin import LETTERS
from loaders.reading.shifted import damaged
from qgraph.model import Gap

OPEN, CLOSE = "（(〔【[", "）)〕】\\]"
REST = rf"[^{OPEN}{CLOSE}\n]"
PLACE = "省市县区州镇乡村局厅委"
KINDS = {
    "omitted": re.compile(
        rf"(?:…{{1,40}})?[{OPEN}]{REST}{{0,40}}省略\s?\d{{0,9}}\s?字{REST}{{0,40}}[{CLOSE}](?:…{{1,40}})?"  # a paywall
        rf"|[{OPEN}](?:(?:以下|以上|此处|中间|内容|正文|图|表|下|附件?|从|全文)?略|{REST}{{0,6}}有删[减节])[{CLOSE}]"
        rf"|[{OPEN}]{REST}{{0,12}}(?:此处|以下|中间|内容|部分){REST}{{0,6}}省略{REST}{{0,12}}[{CLOSE}]"
        r"|(?:此处|以下|中间|部分内容)(?:省略|从略)(?:\d{1,9}字)?"
        r"|附(?:件|表|图)[^\n。，]{0,30}略$|…{2,}|\.{6,}",
        re.MULTILINE,
    ),
    "truncated": re.compile(
        r"[（(]未完[^\n]{0,120}|未完，全文共[^\n]{0,60}|(?:点击|展开|登录后?|付费后?)(?:查看|阅读|显示|浏览)?(?:全文|完整内容|剩余\S{0,12})"
        r"|剩余(?:内容|\d{1,3}[%％]|\d{1,9}字)(?:未读|需|请|，)\S{0,16}|还[剩有]\d{1,5}页(?:未读|，)\S{0,12}"
        r"|[（(【]?(?:以下|剩余|其余)内容(?:需要?|请|须)(?:付费|登录|登陆|购买|开通会员|会员)[^\n。，]{0,12}|(?:试读|预览)(?:已)?结束"
    ),
    # XX市, **区, ×××; 421* and the grade AA are content
    "masked": re.compile(
        r"[XxＸｘ×](?<![A-Za-zＡ-Ｚ*＊×].)(?:[XxＸｘ×]{1,3})(?![A-Za-z*＊])|[*＊](?<![A-Za-zＡ-Ｚ*＊].)[*＊]{1,3}(?![A-Za-z*＊])"
        rf"|○○{{1,3}}(?![A-Za-z*＊])|[XxＸｘ×](?<![A-Za-zＡ-Ｚ*＊0-9].)(?=[{PLACE}])"
    ),
    "missing_year": re.compile(
        r"到(?<![0-9一二三四五六七八九十本当次今明每全].)年(?=[,，])|年(?<![0-9].)至年|从年(?=起|开始)|[比较]年(?=增长|提高|提升|下降|减少)"
        r"|年(?<![0-9〇○零一二三四五六七八九十\s].)月日",
        re.DOTALL,
    ),
    # lost characters and missing glyphs; an annotation that hit across two characters, 新?lián)?dāng)
    "unreadable": re.compile(
        rf"[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]+|(?:锟斤拷?)+|□{{2,}}|\?(?<=[\u4e00-\u9fff].){LETTERS}\)(?:\?{LETTERS}\))*"
    ),
    "doubtful": re.compile(r"(?:19|20)(?<![0-9.].{2})[0-9]{2}(?:19|20)[0-9]{2}(?=年)"),
}


def find(draft: Draft) -> Iterator[Gap]:
    """The gaps of a draft, offsets in the text as found, in order; of two that overlap the longer one."""
    found = [(m.start(), -m.end(), kind) for kind, pattern in KINDS.items() for m in pattern.finditer(draft.text)]
    found += [(m.start(), -m.end(), "unreadable") for m in damaged(draft.text)]  # runs read one byte late that could not be undone
    found += [(m.start(), -m.end(), "unreadable") for m in unread(draft.text)]
    at = 0
    for start, behind, kind in sorted(found):
        if start < at:
            continue
        at = -behind
        begin, stop = draft.starts[start], draft.ends[at - 1]
        yield Gap(begin, stop, kind, draft.found[begin:stop])
