"""Bodies charged in running text: addressees, subjects of 要 and 应当, bearers of a 职责, organs told to do something.

Decisions
---------
* A clause charges its subject only where the whole of it, behind a break or a lead word, is a list of bodies: 各区县、市级有关
  部门要… does, 企业家要… does not.
* Enterprises, associations and schools are mostly called upon (鼓励, 引导); they count only where a class of them is bound as a
  whole (全市规上工业企业全部设立…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders import tables
from loaders.document import Document, SectionKind
from loaders.grammar import names
from loaders.grammar.names.split import MASKED
from qgraph.model import BodyKind

UNCHARGED = frozenset({SectionKind.BACKGROUND, SectionKind.PRINCIPLE})
ADDRESSED_WITHIN = 3000  # the addressees stand above this offset


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body charged at a place of the text, before its other names are known."""

    name: str
    start: int
    end: int
    rule: str


@cache
def words() -> dict[str, Any]:
    """The word lists of `words.toml`."""
    return tables.table("loaders.grammar.mentions", "words.toml")


def _any(entries: list[str]) -> str:
    return "|".join(sorted(map(re.escape, entries), key=len, reverse=True))


_SUBJECT, _BURDEN = words()["subject"], words()["burden"]
_NAME_MARK = r"(?:[^，。；：,;:\n（）()〔〕]|[（(〔][^（）()〔〕\n]{1,12}[）)〕])"
_LIST = rf"(?P<list>{_NAME_MARK}{{2,40}}?)"
_NOT_NAMES = re.compile(_SUBJECT["not_names"])
_CHARGED = re.compile(
    rf"[，。；：,;:\n）)、][ \t　]{{0,12}}(?:{_any(_SUBJECT['leads'])}){{0,3}}{_LIST}(?<![{_SUBJECT['not_behind']}])"
    rf"(?!{_any(_SUBJECT['not_verbs'])})(?P<verb>{_any(_SUBJECT['verbs'])})(?![）)〕])"
)  # begins with what stands before a subject: found many times faster than by a look behind
_BEARER = re.compile(rf"(?:{_any(_BURDEN['verbs'])})(?:各自)?{_LIST}的[^，。；、\n的]{{0,12}}(?:{_any(_BURDEN['nouns'])})")
_JOINT = re.compile(_any(_BURDEN["joints"]))
_DRIVEN = re.compile(
    rf"(?:{_any(words()['driven']['verbs'])}){_LIST}(?<=[局委厅办所会部])(?=\d+个|[一二两三四五六七八九十]+个|开展|建设|做好|加强|等)"
)
_INNER = re.compile(
    rf"(?:{_any(words()['inner']['verbs'])})(?P<list>[^，。；：,;:\n]{{3,120}}?(?:组|专班))等?(?:\d+|[一二两三四五六七八九十]+)个(?:{_any(words()['inner']['groups'])})"
)
_BOUND = re.compile(words()["charged"]["enterprises"])
_ADDRESSED = re.compile(r"(?:^|号|号[）)])[ \t　]*(?P<list>各[^。：:；\n《》]{2,120})[：:]", re.MULTILINE)
_KINDS = frozenset(BodyKind(kind) for kind in words()["charged"]["kinds"])


def charged(document: Document) -> Iterator[Candidate]:
    """The bodies charged in running text, form by form."""
    text = document.text
    if addressed := _ADDRESSED.search(text, 0, ADDRESSED_WITHIN):
        yield from _listed(text, *addressed.span("list"), "mention.addressee")
    for match in _CHARGED.finditer(f"\n{text}"):  # its places are one further
        if not _is_background(document, match.start()):
            yield from _listed(
                text,
                match.start("list") - 1,
                match.end("list") - 1,
                "mention.first" if match["verb"] in _SUBJECT["first"] else "mention.subject",
            )
    for match in _BEARER.finditer(text):
        begin = match.start("list")
        for joint in [*_JOINT.finditer(match["list"]), None]:
            end = match.start("list") + joint.start() if joint else match.end("list")
            yield from _listed(text, begin, end, "mention.bearer")
            begin = match.start("list") + joint.end() if joint else end
    for match in _DRIVEN.finditer(text):
        for one in _listed(text, *match.span("list"), "mention.driven"):
            if MASKED.search(one.name) or names.level_of(one.name) or names.own_place(one.name):
                yield one
    for match in _INNER.finditer(text):
        yield from _listed(text, *match.span("list"), "mention.inner")
    for match in _BOUND.finditer(text):
        yield Candidate(match.group(), match.start(), match.end(), "mention.bound")


def _listed(text: str, start: int, end: int, rule: str) -> Iterator[Candidate]:
    """The bodies of a list, where all of it is bodies and, but for addressees and first bearers, their kinds can be charged."""
    if rule != "mention.addressee" and _NOT_NAMES.search(text, start, end):
        return
    listed = names.split_bodies(text[start:end])
    anybody = rule in ("mention.addressee", "mention.first")
    if all(names.is_body(one.as_written) and (anybody or _chargeable(one.resolved)) for one in listed):
        for one in listed:
            yield Candidate(one.resolved, start + one.start, start + one.end, rule)


def _chargeable(name: str) -> bool:
    return names.kind_of(name) in _KINDS


def _is_background(document: Document, position: int) -> bool:
    clause = document.clause_at(position)
    return clause is not None and clause.kind in UNCHARGED
