"""Programmes: named 工程, 计划, 行动, 专项, and schemes in quotation marks, that a plan runs or takes part in.

Decisions
---------
* A name counts where a verb of running leads up to it (实施, 开展, 深化 …), where it is a heading or a line of its own, or where it
  stands in a list behind one that counts. Its words behind the verb are the name, quotation marks included.
* 活动 and 改革 are programmes only with a name in quotation marks. “甲”“乙”等活动 are as many programmes as names.
* Building works (输变电工程), papers (年度计划, 制定…计划) and the plan's own title are none: see `programmes.toml`.
* One row a name, where it first stands; “一件事一次办” and “一件事一次办”改革 are the same programme.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from loaders import tables
from loaders.document import Document
from loaders.front import Front
from qgraph.model import Programme

QUOTED = r"“[^“”\n]{1,28}”"
PIECE = re.compile(rf"(?:{QUOTED}|（[^（）\n]{{0,30}}）|\([^()\n]{{0,30}}\)|[^，。；：、,;:！？!?\n\s“”（）()《》])+")
NUMBERED = re.compile(
    r"^(?:[（(][^（）()]{1,30}[)）]|\d{1,3}[.．﹒、]|第[一二三四五六七八九十]{1,3}[章条节]|专栏\s?\d{0,2}|[一二三四五六七八九十]是)\s*"
)
MARKS = str.maketrans("", "", "“”\"'‘’《》 　")
TITLED = re.compile(r"(?:贯彻落实|落实|实施)《(?P<place>[^《》“”]{1,6}?[省市区县])?(?P<name>[^《》\n]{4,40}?行动)(?:实施)?方案》")
ALONE_BEHIND, ALONE_BEFORE = "\n\r \u3000）)、.．", "\n\r \u3000。（("  # what stands around a heading that is a name
KIND_EXTRAS = re.compile(r"一批|系列|各类|各项|品牌(?=活动)|主题(?=活动)|宣传(?=活动)")
NO_NAME = re.compile(r"的|等|作为|将|把|\d\s?千伏|^[和及与]")  # no part of a name
NOT_BEHIND_QUOTE = re.compile(r"(?:领导小组|有关|机制|系统|平台|相关).{0,2}$")
ALONE_IN_LIST = re.compile(rf"{QUOTED}等[^“]*活动$")  # “便企惠企”等现场办公活动
FIELDS = re.compile(r"^.*等(?:重点)?(?:领域|行业)")  # 医药、互联网等重点领域 | 专项执法行动
NOT_BEFORE_QUOTE = re.compile(r"的|等|为|将|把|对|融合")  # what stands before the quotation is no part of the name then
LONGEST_LEAD = 200  # characters of its clause that are read before a scheme
LONGEST_KIND = 5  # characters of 专项行动, 品牌活动
LIST = re.compile(
    rf"(?P<names>{QUOTED}(?:[、和及]?{QUOTED}){{0,9}}等|{QUOTED}(?:[、和及]?{QUOTED}){{1,9}})"
    r"(?P<kind>[^，。；、,;“”\n]{0,8}?(?:活动|行动|工程|计划|改革))(?![\u4e00-\u9fff]{0,2}方案)"
)


@dataclass(frozen=True, slots=True)
class Words:
    sign: re.Pattern[str]  # what every piece of text has that names any
    name: re.Pattern[str]  # a piece of text that ends in a head
    quoted: re.Pattern[str]  # a quoted name with its head
    runs: re.Pattern[str]
    papers: re.Pattern[str]
    generic: re.Pattern[str]
    short: re.Pattern[str]
    schemes: re.Pattern[str]
    joined: re.Pattern[str]


@cache
def words() -> Words:
    table = tables.table("loaders.grammar", "programmes.toml")
    heads, quoted = "|".join(table["heads"]), "|".join([*table["heads"], *table["quoted_heads"]])
    longest = sorted(table["runs"], key=len, reverse=True)
    return Words(
        sign=re.compile(f"“|{heads}"),
        name=re.compile(rf"(?:{heads})”?$"),
        quoted=re.compile(
            rf"{QUOTED}[^“”，。；、,;\n的等和与（）()]{{0,12}}?(?:{quoted})(?!方案|法|者|组|库)|“[^“”\n]{{2,24}}(?:{heads})”"
        ),
        runs=re.compile(f"(?:{'|'.join(longest)})(?:{'|'.join(table['fillers'])})?"),
        papers=re.compile("|".join(table["papers"])),
        generic=re.compile("|".join(table["generic"])),
        short=re.compile("|".join(table["short"])),
        schemes=re.compile("|".join(table["schemes"])),
        joined=re.compile(r"(?<=工程|计划|行动|活动|改革|治理|整治)(?:(?:以及|和|及|与)(?=\S{4})|等(?=“))"),
    )


def find(document: Document, front: Front) -> tuple[Programme, ...]:
    """All programmes of a document, in reading order."""
    own = front.title.translate(MARKS)
    known = _Known()
    found: list[Programme] = []
    for start, end, name, rule in sorted(_candidates(document), key=lambda row: row[:2]):
        key = name.translate(MARKS)
        if key not in own and key not in known:
            known.add(key)
            found.append(Programme(document.evidence(start, end), rule, name))
    return tuple(found)


@dataclass(slots=True)
class _Known:
    """The names taken so far, without quotation marks and blanks: a name is among them where it is part of one of them, where it ends in
    one that is a 改革 (全省“放管服”改革), or where it adds no more than its kind (“一件事一次办”改革)."""

    names: set[str] = field(default_factory=set)
    tails: dict[str, list[str]] = field(default_factory=dict)  # every ending of every name, sorted, by its first two characters

    def add(self, name: str) -> None:
        self.names.add(name)
        for i in range(len(name) - 1):
            tail = name[i:]
            sharing = self.tails.setdefault(tail[:2], [])
            at = bisect_left(sharing, tail)
            if sharing[at : at + 1] != [tail]:
                sharing.insert(at, tail)

    def __contains__(self, name: str) -> bool:
        sharing = self.tails.get(name[:2], [])
        at = bisect_left(sharing, name)
        if at < len(sharing) and sharing[at].startswith(name):
            return True
        if name.endswith("改革") and any(tail[i:] in self.names for tail in (name, name.removesuffix("改革")) for i in range(len(tail))):
            return True
        return any(name.endswith(head) and name.removesuffix(head) in self.names for head in ("改革", "活动", "行动"))


def _candidates(document: Document) -> Iterator[tuple[int, int, str, str]]:
    """Spans with the name and the rule that read it."""
    text = document.text
    lists = list(LIST.finditer(text))
    inside = bytearray(len(text))
    for listed in lists:
        inside[slice(*listed.span())] = b"\1" * len(listed[0])
        kind = KIND_EXTRAS.sub("", listed["kind"])
        if len(kind) > LONGEST_KIND and not ALONE_IN_LIST.match(listed[0]):  # “优质交通、优质教育”等行业质量提升行动: only explained
            if not kind.endswith(("活动", "改革")):
                yield listed.start(), listed.end(), kind, "programme.listed"
            continue
        for name in re.finditer(QUOTED, listed["names"]):
            head = "" if words().name.search(name[0]) else kind
            yield listed.start() + name.start(), listed.end(), name[0] + head, "programme.listed"
    for titled in TITLED.finditer(text):
        yield titled.start(), titled.end(), titled["name"], "programme.titled"
    for scheme in words().schemes.finditer(text):
        floor = max(0, scheme.start() - LONGEST_LEAD)
        begin = max(floor, *(text.rfind(mark, floor, scheme.start()) + 1 for mark in "，。；：\n"))
        if words().runs.search(text, begin, scheme.start()):
            yield begin, scheme.end(), scheme[0], "programme.scheme"
    in_list = False
    position = 0
    for piece in PIECE.finditer(text):
        in_list = in_list and text[position : piece.start()] == "、"
        position = piece.end()
        if not words().sign.search(text, *piece.span()):
            in_list = False
            continue
        for start, end in _split(piece):
            row = None if inside[end - 1] else _named(text, start, end, in_list)
            in_list = row is not None
            if row:
                yield row


def _split(piece: re.Match[str]) -> Iterator[tuple[int, int]]:
    """民生领域“铁拳”行动和…行动 is two pieces."""
    start = piece.start()
    for joint in words().joined.finditer(piece.string, piece.start(), piece.end()):
        yield start, joint.start()
        start = joint.end()
    yield start, piece.end()


def _named(text: str, start: int, end: int, in_list: bool) -> tuple[int, int, str, str] | None:
    """The programme that a piece of text between commas names, if any."""
    table = words()
    number = NUMBERED.match(text[start:end])
    first = start + (number.end() if number else 0)
    piece = text[first:end]
    quoted = table.quoted.search(piece)
    if quoted:
        stop = first + quoted.end()
    elif table.name.search(piece):
        stop = end
    else:
        return None
    limit = first + quoted.start() if quoted else stop - 5
    verb = _last(table.runs, text, first, limit)
    opens = first == 0 or text[first - 1] in ALONE_BEHIND or number is not None
    alone = opens and (stop == len(text) or text[stop] in ALONE_BEFORE)
    if verb is None and not alone and not in_list:
        return None
    begin = verb if verb is not None else first
    if quoted and NOT_BEFORE_QUOTE.search(text, begin, first + quoted.start()):
        begin = first + quoted.start()
    if table.papers.search(text, first, begin) or table.papers.match(text, begin, stop):
        return None
    if fields := FIELDS.match(text[begin : first + quoted.start() if quoted else stop]):
        begin += fields.end()
    name = text[begin:stop]
    return (first, stop, name, "programme.quoted" if quoted else "programme.named") if _is_name(name, quoted is not None, in_list) else None


def _last(pattern: re.Pattern[str], text: str, start: int, limit: int) -> int | None:
    """Where the last verb of running before `limit` ends."""
    return max((found.end() for found in pattern.finditer(text, start, limit)), default=None)


def _is_name(name: str, quoted: bool, in_list: bool) -> bool:
    plain = name.translate(MARKS)
    if len(plain) > 40 or len(plain) < 4 or (not quoted and NO_NAME.search(plain)):
        return False
    if quoted:
        return NOT_BEHIND_QUOTE.search(plain) is None
    return not words().generic.fullmatch(plain) and (in_list or not words().short.fullmatch(plain))
