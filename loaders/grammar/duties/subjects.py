"""Duties told without a bracket: clauses whose subject, or whose object, is a body.

    市场监管局要…          X and a modal
    成立X领导小组，负责…    a group and what it is founded for; its office and what that does
    积极组织各县做好…      a causative, X and a deed
    地方政府负总责         a class and its share

Decisions
---------
* Precision first: the subject must open its clause, be all bodies, and start as bodies do that are spoken to (a level, 各, 有关 …);
  what only ends like one (加强监管部门) is none.
* Read only where no bracket and no heading names the units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.document import CLOSING, OPENING, Document
from loaders.grammar import grid
from loaders.grammar.duties.words import table
from loaders.grammar.names import doubted, is_body, level_of, own_place, split_bodies
from loaders.grammar.names.words import alternatives
from qgraph.model import Responsibility, Role
from qgraph.registries import body_types, places

LONGEST_SUBJECT = 200  # a list of bodies that is told together; each of its names is checked
TOGETHER = "会同"
_MASKED = re.compile(r"^[XＸx×*＊]{2}")


def told(document: Document, start: int, end: int, rows: grid.Lines) -> tuple[Responsibility, ...]:
    """The bodies told to do something in `text[start:end]` outside `rows`, in order; each body once."""
    found: dict[str, Responsibility] = {}
    for name_start, name_end, words in _founded(document.text, start, end):
        if rows.hold(name_start):
            continue
        evidence, group = document.evidence(name_start, name_end), document.text[name_start:name_end]
        found[group] = Responsibility(evidence, "duty.group", group, group, Role.RESPONSIBLE, words, doubt=doubted(group))
    for a, b in _clauses(document.text, start, end):
        if rows.hold(a):
            continue
        for role, words, names_start, names_end, rule in _readings(document.text, a, b):
            for name in split_bodies(document.text[names_start:names_end]):
                if name.as_written not in found:
                    evidence, doubt = document.evidence(a, b), doubted(name.as_written)
                    found[name.as_written] = Responsibility(
                        evidence, rule, name.as_written, name.resolved, role, words, name.collective, doubt=doubt
                    )
    return tuple(found.values())


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans between commas and stops outside brackets; blanks and stops at both ends left out."""
    depth, begin = 0, start
    for i in range(start, end):
        mark = text[i]
        if mark in OPENING:
            depth += 1
        elif mark in CLOSING:
            depth -= depth > 0
        if i == end - 1 or (mark in "，,；;。！？!?\n" and (not depth or mark in "。\n")):
            stop = i + 1 if i == end - 1 and mark not in "，,；;。！？!?\n" else i
            while begin < stop and text[begin] in " \u3000\n。":
                begin += 1
            if stop - begin > 3:
                yield begin, stop
            begin, depth = i + 1, 0 if mark in "。\n" else depth


def _founded(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The groups that a text founds for a task, and the offices with a task of their own: the span of the name and the word."""
    for pattern in _groups():
        for match in pattern.finditer(text, start, end):
            yield *match.span("who"), match["word"]


_Reading = tuple[Role, str, int, int, str]


def _readings(text: str, start: int, end: int) -> Iterator[_Reading]:
    """Role, its words, the span of the names, and the rule."""
    opening = _opening().match(text, start, end)
    begin = opening.end() if opening else start
    limit = min(end, begin + LONGEST_SUBJECT)
    for modal in _modals().finditer(text, begin, end):
        if modal.start() > limit:
            break
        if modal.start() > begin and _is_subject(text[begin : modal.start()]):
            yield _modal_roles()[modal.group()], modal.group(), begin, modal.start(), "duty.subject"
            if modal.group() == TOGETHER and (stop := _object_end(text, modal.end(), end)):
                yield Role.PARTICIPATE, TOGETHER, modal.end(), stop, "duty.subject"
            return
    if (causative := _causatives().match(text, begin, end)) and (stop := _object_end(text, causative.end(), end)):
        yield Role.RESPONSIBLE, causative.group(), causative.end(), stop, "duty.causative"
        return
    for share in _shares().finditer(text, start, end):
        yield _share_roles()[share["share"]], share["share"], *share.span("who"), "duty.share"


def _object_end(text: str, start: int, end: int) -> int | None:
    """Where a list of bodies that opens at `start` ends, before the deed they are to do."""
    deeds = (deed.start() for deed in _deeds().finditer(text, start, min(end, start + LONGEST_SUBJECT)))
    return next((stop for stop in deeds if stop > start and _is_subject(text[start:stop])), None)


def _is_subject(text: str) -> bool:
    names = split_bodies(text)
    return bool(names) and all(is_body(n.resolved) and _is_spoken_to(n.resolved) for n in names)


def _is_spoken_to(name: str) -> bool:
    """Whether a name starts as bodies do that are spoken to, or is one that the registry knows (财政部, 市场监管部门)."""
    if level_of(name) or _starts().match(name) or _MASKED.match(name):
        return True
    if (place := own_place(name)) and places.candidates(place):
        return True
    return body_types.national_type(name) is not None or bool(body_types.candidates(name.removesuffix("部门")))


def _roles(section: str) -> dict[str, Role]:
    return {word: Role(role) for role in Role for word in table()["subjects"][section].get(role, [])}


@cache
def _modal_roles() -> dict[str, Role]:
    return _roles("modals")


@cache
def _share_roles() -> dict[str, Role]:
    return _roles("shares")


@cache
def _modals() -> re.Pattern[str]:
    return re.compile(alternatives(list(_modal_roles())))


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(f"(?P<who>{alternatives(table()['subjects']['shares']['who'])})(?P<share>{alternatives(list(_share_roles()))})")


@cache
def _groups() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table()["subjects"]["groups"]["patterns"])


@cache
def _causatives() -> re.Pattern[str]:
    return re.compile(alternatives(table()["subjects"]["causatives"]["verbs"]))


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(alternatives(table()["subjects"]["causatives"]["deeds"]))


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(alternatives(table()["subjects"]["starts"]))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(alternatives(table()["subjects"]["skipped"]))
