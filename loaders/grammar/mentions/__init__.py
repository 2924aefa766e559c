"""Mentions: every body with a duty in the text, once, in its fullest form there.

The bodies come from the responsibilities, the seats in leading groups, the addressees and the charges in running text
(`subjects`); `fullest` says which names are one body. The evidence is the place that charges the body first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.document import Document
from loaders.front import Front
from loaders.grammar import names
from loaders.grammar.groups.posts import seat
from loaders.grammar.mentions.fullest import Place, classes, key
from loaders.grammar.mentions.subjects import charged
from qgraph.model import BodyKind, Evidence, Membership, Mention, Task


def find(document: Document, front: Front, tasks: tuple[Task, ...], memberships: tuple[Membership, ...]) -> tuple[Mention, ...]:
    """The distinct bodies of a document, in order of first mention."""
    place = Place(front.jurisdiction.name)
    found = sorted(_candidates(document, tasks, memberships), key=lambda c: c[1].reading_start)
    keys = {name: key(name, place) for name, _, _ in found}
    fullest = classes(list(dict.fromkeys(keys.values())))
    spelled: dict[str, list[str]] = {}
    for name in [*keys, *([front.issuer] if front.issuer else [])]:
        spelled.setdefault(fullest.get(key(name, place), ""), []).append(name)
    each = _with_each(document.text, spelled)
    mentions: dict[str, Mention] = {}
    for name, evidence, rule in found:
        one = fullest[keys[name]]
        if one not in mentions:
            full = _longest(spelled[one])
            full = f"各{full}" if full in each else full
            mentions[one] = Mention(evidence, rule, full, names.kind_of(full))
    return tuple(mentions.values())


def _longest(spelled: list[str]) -> str:
    return max(spelled, key=lambda n: (not n.startswith("每"), len(n)))


def _with_each(text: str, spelled: dict[str, list[str]]) -> set[str]:
    """The classes among the longest spellings that stand behind 各 somewhere in the text; one pass over it."""
    longest = {full for names_of_one in spelled.values() if not (full := _longest(names_of_one)).startswith("各")}
    classes_named = {full for full in longest if names.is_collective(full)}
    lengths = {len(full) for full in classes_named}
    return {
        behind for found in re.finditer("各", text) for n in lengths if (behind := text[found.end() : found.end() + n]) in classes_named
    }


def _head_of(held: Membership) -> bool:
    """市政府秘书长 sits for himself as much as for 市政府: no duty of the whole government."""
    return held.post is not None and names.kind_of(held.body) is BodyKind.GOVERNMENT and not names.is_collective(held.body)


def _candidates(document: Document, tasks: tuple[Task, ...], memberships: tuple[Membership, ...]) -> Iterator[tuple[str, Evidence, str]]:
    """Names with a duty, the evidence, and the rule that says so."""
    for task in tasks:
        for duty in task.responsible:
            yield duty.resolved, duty.evidence, "mention.duty"
    for held in memberships:
        if held.person != held.body and seat(held.body) is None and names.is_body(held.body) and not _head_of(held):
            yield held.body, held.evidence, "mention.seat"
        yield held.of, held.evidence, "mention.group"
    for one in charged(document):
        yield one.name, document.evidence(one.start, one.end), one.rule
