"""Seats said in sentences: 成立由市长任组长的X领导小组, A、B等部门作为成员单位, 办公室设在C."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.document import Document
from loaders.grammar import names
from loaders.grammar.groups.naming import Group, group_of
from loaders.grammar.groups.posts import Seat, alternatives, seat, seats, without_post, words
from qgraph.model import Evidence, MemberRole, Membership

LONGEST_LIST = 1500  # characters of a list of members
LONGEST_OFFICE = 45  # characters before 办公室, as long as the name of a group
LONGEST_FOUNDER = 60  # characters from a break to the seat, founder and verb of founding between

_SEATS: dict[str, list[str]] = words()["seats"]
_POST = rf"(?P<post>{alternatives(_SEATS['chair'] + _SEATS['deputy_chair'])})"
_WHO = r"(?P<who>[^，。；：,;:\n]{1,60}?)"
_ROLE = {post: MemberRole(role) for role, posts in _SEATS.items() for post in posts}

_TRIGGER = re.compile(
    rf"{alternatives(_SEATS['chair'])}|成员(?!名单|\s*[：:])|办公室(?:[（(]?设|挂|主任)|下设办公室|等[^。；\n]{{0,12}}组成"
)
_STOP = re.compile(r"[。\n]")
_HEADED = re.compile(rf"(?:由|^|[，、；,;。])\s*{_WHO}(?:共同)?(?:兼任|担任|出任|任){_POST}")
_AS_HEAD = re.compile(rf"(?:以|由|成立|建立|、|，|,)\s*{_WHO}[为作]{_POST}")
_HEAD_BY = re.compile(rf"{_POST}(?:分别)?由{_WHO}(?:共同)?(?:兼任|担任|出任|任)")
_BEFORE_WHO = re.compile(r".*(?:成立了?|建立了?|设立了?|组建了?|[以由将])")
_FOUNDER = re.compile(r"(?:^|[，。；,;\n）)])\s*(?P<founder>[^，。；,;\n]{2,20}?)(?:要|应|也要|均|都|分别)?(?:成立|建立|设立|组建)了?由?$")

_MEMBERS = re.compile(
    r"(?:共同)?(?:作为|组成|担任|为|任|是)(?:市|省|区|县|其)?(?P<of>[^，。；：、,;:（）()\s]{0,20}?)的?成员(?:单位)?(?!单位)"
)
_MEMBERS_NAMED = re.compile(rf"成员(?:单位)?(?:主要)?(?:由|包括|有|为)[:：]?(?P<list>[^。；;\n]{{2,{LONGEST_LIST}}}?)(?=组成|[。；;\n]|$)")
_COMPOSED = re.compile(rf"(?:{alternatives(words()['groups'])})由(?P<list>[^。；;\n]{{2,{LONGEST_LIST}}}?)等[^、，。；\n]{{0,12}}组成")
_TAIL = re.compile(r"等(?:有关|相关)?(?:[\d一二两三四五六七八九十]+[家个])?[^、，]{0,8}$")
_NEXT_CLAUSE = re.compile(r"[，,][^、，。]{0,30}?(?:设在|设于|设|负责|承担|担任|统筹|定期|要|由)")
_COUNTED = re.compile(r"等(?:有关|相关)?[\d一二两三四五六七八九十]+[家个]")

_HOST = re.compile(
    r"办公室(?:[，,](?:办公室)?|[（(])?(?:均|分别|暂)?(?:设在|设于|挂靠在|挂靠|(?<=[，,])在|设)"
    r"(?P<host>(?:(?!办公室(?:均|分别|暂)?(?:设|挂靠))(?:[^，。；：,;:（）()\n]|[（(][^（）()\n]{1,15}[）)])){2,40}?)"
    r"(?=[，。；,;）)\n]|内[，。；]|$)"
)
_IN_NAME = r"[^，。；：、,;:\s（）()]"
_OFFICE = rf"(?<!{_IN_NAME}){_IN_NAME}{{0,{LONGEST_OFFICE}}}"  # from a break on: a longer name is none
_BEFORE_OFFICE = re.compile(_OFFICE + "$")
_DIRECTOR = re.compile(rf"(?P<office>{_OFFICE}办公室)主任由{_WHO}(?:兼任|担任)")
_DIRECTS = re.compile(rf"(?:由|[，。；,;]|^)\s*{_WHO}(?:兼任|担任)(?P<office>{_IN_NAME}{{0,{LONGEST_OFFICE}}}办公室)主任")


def find(document: Document, named: tuple[Group, ...]) -> Iterator[Membership]:
    """The seats said in the sentences of a document."""
    text, done = document.text, 0
    for trigger in _TRIGGER.finditer(text):
        if trigger.start() < done:
            continue
        start = max(text.rfind(mark, done, trigger.start()) for mark in "\n。") + 1  # sentences do not overlap: none begins before `done`
        stop = _STOP.search(text, trigger.end())
        done = stop.start() if stop else len(text)
        yield from _Sentence(document, named, start, done).seats()


class _Sentence:
    """One sentence, its place in the document, and the groups named in the document."""

    def __init__(self, document: Document, named: tuple[Group, ...], start: int, end: int) -> None:
        self.document, self.named, self.start, self.end = document, named, start, end
        self.text = document.text[start:end]

    def seats(self) -> Iterator[Membership]:
        for rule, pattern in (("group.headed", _HEADED), ("group.as_head", _AS_HEAD), ("group.head_by", _HEAD_BY)):
            yield from self._heads(rule, pattern)
        yield from self._members()
        yield from self._office()

    def _heads(self, rule: str, pattern: re.Pattern[str]) -> Iterator[Membership]:
        for match in pattern.finditer(self.text):
            who = match["who"]
            if lead := _BEFORE_WHO.match(who):
                who = who[lead.end() :]
            begin = match.end("who") - len(who)
            of = group_of(self.named, self.start, self.end, self.start + begin)
            if of is None:
                continue
            founder = _FOUNDER.search(self.text, max(0, begin - LONGEST_FOUNDER), begin)
            evidence = self._evidence(begin, match.end())
            for one in seats(who):
                if one.body == who and founder and not one.post and who.startswith(("主要", "分管", "有关", "党政")):
                    one = Seat(founder["founder"].strip(), who)
                yield _membership(evidence, rule, one, _ROLE[match["post"]], of)

    def _members(self) -> Iterator[Membership]:
        behind = 0  # the list before it
        for match in _MEMBERS.finditer(self.text):
            floor, behind = max(behind, match.start() - LONGEST_LIST), match.end()
            begin = max(floor, *(self.text.rfind(mark, floor, match.start()) + 1 for mark in "，。；：,;:"))
            listed = self.text[begin : match.start()]
            for post in _SEATS["chair"] + _SEATS["deputy_chair"]:
                if (cut := listed.rfind(post)) >= 0:
                    begin, listed = begin + cut + len(post), listed[cut + len(post) :]
            yield from self._list("group.members", listed.lstrip("、以由将把"), begin, match.end())
        for pattern in (_MEMBERS_NAMED, _COMPOSED):
            for match in pattern.finditer(self.text):
                next_clause = _NEXT_CLAUSE.search(match["list"])
                end = match.start("list") + next_clause.start() if next_clause else match.end("list")
                yield from self._list("group.members_named", self.text[match.start("list") : end], match.start(), end)

    def _list(self, rule: str, listed: str, begin: int, end: int) -> Iterator[Membership]:
        of = group_of(self.named, self.start, self.end, self.start + begin)
        if of is None:
            return
        listed = without_post(listed)
        tail = _TAIL.search(listed)
        is_open = tail is not None and not _COUNTED.match(tail[0])
        evidence = self._evidence(begin, end)
        for name in names.split_bodies(listed[: tail.start()] if tail else listed):
            if names.is_body(name.as_written):
                yield Membership(evidence, rule, name.as_written, MemberRole.MEMBER, of, open_list=is_open)

    def _office(self) -> Iterator[Membership]:
        for match in _HOST.finditer(self.text):
            host = match["host"]
            if names.is_body(host) and (before := _BEFORE_OFFICE.search(self.text, max(0, match.start() - LONGEST_OFFICE), match.start())):
                begin, end = before.start(), match.start() + len("办公室")
                evidence = self._evidence(begin, match.end())
                yield Membership(evidence, "group.host", host, MemberRole.HOST, self._office_name(begin, end))
        for pattern in (_DIRECTOR, _DIRECTS):
            for match in pattern.finditer(self.text):
                who = match["who"]
                person = who.removesuffix("同志")
                one = seat(who) or (Seat(person, None, person) if 2 <= len(person) <= 4 and person != who else None)
                if one:
                    yield _membership(
                        self._evidence(*match.span()), "group.director", one, MemberRole.CHAIR, self._office_name(*match.span("office"))
                    )

    def _office_name(self, begin: int, end: int) -> str:
        """The office as written; a bare 办公室, or 领导小组下设办公室, is that of the group named before it."""
        office = self.text[begin:end].split("下设")
        if office[0] and len(office) == 1 and office[0] != "办公室":
            return office[0]
        if len(office) > 1 and office[0]:
            return f"{office[0]}办公室"
        of = group_of(self.named, self.start, self.end, self.start + begin)
        return f"{of or ''}办公室"

    def _evidence(self, begin: int, end: int) -> Evidence:
        return self.document.evidence(self.start + begin, self.start + end)


def _membership(evidence: Evidence, rule: str, one: Seat, role: MemberRole, of: str) -> Membership:
    return Membership(evidence, rule, one.body, role, of, one.person, one.post)
