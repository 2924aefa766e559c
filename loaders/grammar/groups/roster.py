"""Seats said in lists: 组长：姓名 职务, one line a person; 组长单位：A, 成员单位：B、C."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.document import Document
from loaders.grammar import names
from loaders.grammar.groups.naming import Group, last_above
from loaders.grammar.groups.posts import Seat, alternatives, person_and_post, seats, words
from qgraph.model import MemberRole, Membership

_SEATS: dict[str, list[str]] = words()["seats"]
_BLANKS = r"[ \t　]*"
_ROLE = {post: MemberRole(role) for role, posts in _SEATS.items() for post in posts}
_LABELS = alternatives(list(_ROLE), _BLANKS)
_LABEL = re.compile(
    rf"(?:^|[；;。]){_BLANKS}(?P<label>{_LABELS}){_BLANKS}(?:单位{_BLANKS})?[:：](?P<rest>[^\n；;。]*)",
    re.MULTILINE,
)
LONGEST_LINE = 80
TITLE_WITHIN = 1500  # characters between a roster's title and its last label


def find(document: Document, named: tuple[Group, ...]) -> Iterator[Membership]:
    """The seats of the rosters of a document."""
    text = document.text
    for label in _LABEL.finditer(text):
        group = last_above(named, label.start(), label.start() - TITLE_WITHIN)
        if group is None:
            continue
        of, role = group.full, _ROLE[re.sub(r"\s", "", label["label"])]
        first = label.start("label"), label.end()
        one = person_and_post(label["rest"]) if len(label["rest"]) <= LONGEST_LINE else None
        if one is None:
            yield from _units(document, label, role, of)
            continue
        yield _membership(document, first, one, role, of)
        for begin, end in _lines(text, label.end()):
            one = person_and_post(text[begin:end])
            if one is None:
                break
            yield _membership(document, (begin, end), one, role, of)


def _units(document: Document, label: re.Match[str], role: MemberRole, of: str) -> Iterator[Membership]:
    """Bodies or posts without persons: 成员单位：A、B, 组长：市长."""
    listed = label["rest"].strip(" \t　。；;")
    if not listed:
        return
    evidence = document.evidence(label.start("label"), label.end())
    is_open = listed.endswith("等")
    held = seats(listed.removesuffix("等"))
    bodies = [name.as_written for name in names.split_bodies(listed)]
    for one in held or [Seat(body) for body in bodies if names.is_body(body)]:
        if len(one.body) > LONGEST_LINE:
            continue
        yield Membership(evidence, "group.units", one.body, role, of, one.person, one.post, is_open)


def _lines(text: str, position: int) -> Iterator[tuple[int, int]]:
    """Spans of the non-blank lines from `position`, as long as they are short and carry no label."""
    while (begin := text.find("\n", position) + 1) > 0:
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        line = text[begin:end]
        if len(line) > LONGEST_LINE or "：" in line or ":" in line:
            return
        if line.strip():
            yield begin, end
        position = end


def _membership(document: Document, span: tuple[int, int], one: Seat, role: MemberRole, of: str) -> Membership:
    return Membership(document.evidence(*span), "group.roster", one.body, role, of, one.person, one.post)
