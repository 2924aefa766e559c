"""The responsibility formula: what a bracket, or a line, says of who leads, answers, takes part and supervises.

    牵头单位：A；责任单位：B、C          labels stand before the bodies
    A牵头，B、C按职责分工负责           verbs stand behind them
    A牵头，B、C                        a bare list behind a lead answers

Decisions
---------
* The content is cut at its role marks (labels, verbs) outside brackets; what stands between two marks is a list of bodies.
* A formula of labels is taken at its word. A formula of verbs counts only where every name it governs ends as a body does:
  （牵头单位要对数据质量负责） is prose.
* Prefixes are carried on from one list to the next: （区市场监管局牵头，农发局配合）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.document import CLOSING, OPENING
from loaders.grammar import deadlines
from loaders.grammar.duties import words
from loaders.grammar.names import Name, is_body, is_collective, is_open, is_place, level_of, split_bodies
from qgraph.model import Role

LONGEST_NAME = 45  # the longest names are those of offices of leading groups
NOBODY = re.compile(r"^[—\-－/\\无略\s]*$")
_SENTENCE, _CLAUSE = re.compile("[^。]+"), re.compile("[^，,；;]+")
MASKED = re.compile(r"[XＸx×*＊○]{2}")


@dataclass(frozen=True, slots=True)
class Part:
    """The bodies of one role; spans of the names are offsets in the document. `words` is the role as written."""

    role: Role
    words: str
    names: tuple[Name, ...]
    rule: str
    open_list: bool = False
    sole: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """What one bracket or line says: parts in order, the date behind a label (a span in the document), and who answers for all
    that follows. One of the three is there."""

    parts: tuple[Part, ...]
    deadline: tuple[int, int] | None = None
    blanket: Part | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str  # a role, "deadline" or "other"
    label: bool
    words: str


def parse(text: str, start: int, end: int) -> Formula | None:
    """The formula in `text[start:end]` (the content of a bracket, without its brackets), or None where it is none."""
    if words.cues().search(text, start, end) is None or words.indicator_cues().search(text, start, end):
        return None
    blanket = words.blankets().search(text, start, end)
    stop = blanket.start() if blanket else end
    parts: list[Part] = []
    deadline: tuple[int, int] | None = None
    for a, b in _sentences(text, start, stop):
        found, due = _parts(text, a, b, parts)
        parts, deadline = [*parts, *found], deadline or due
    covering = _blanket(text, blanket) if blanket else None
    if not parts and covering is None and deadline is None:
        return None
    return Formula(tuple(_with_sole(parts)), deadline, covering)


def bare_list(text: str, start: int, end: int) -> Formula | None:
    """A bracket behind a full stop that holds nothing but bodies: they answer."""
    names = _names(text, start, end, "", strict=True)
    if not names or (len(names) == 1 and not level_of(names[0].as_written)):
        return None
    return Formula((Part(Role.RESPONSIBLE, "", names, "duty.list", is_open(text[start:end])),))


def as_list(text: str, start: int, end: int, role: Role, rule: str) -> tuple[Part, ...]:
    """A list of bodies whose role is known from elsewhere (the head of a column)."""
    names = _names(text, start, end, "", strict=False)
    return (Part(role, "", names, rule, is_open(text[start:end])),) if names else ()


def _blanket(text: str, match: re.Match[str]) -> Part | None:
    group = next((i for i in range(1, match.re.groups + 1) if match[i]), None)
    if group is None:
        return None
    names = _names(text, *match.span(group), "", strict=True)
    return Part(Role.RESPONSIBLE, "落实", names, "duty.blanket") if names else None


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A formula may hold several sentences; one that is prose does not spoil the others."""
    for match in _SENTENCE.finditer(text, start, end):
        yield match.span()


def _parts(text: str, start: int, end: int, before: list[Part]) -> tuple[list[Part], tuple[int, int] | None]:
    """The parts of one sentence, and the date behind a label. `before` lends its level prefix."""
    marks = _marks(text, start, end)
    deadline: tuple[int, int] | None = None
    parts: list[Part] = []
    level = _level(before)
    position, pending = start, None
    for mark in [*marks, _Mark(end, end, "", True, "")]:
        spans: list[tuple[int, int, _Mark | None]] = []
        if mark.label:
            spans.append((position, mark.start, pending))
        elif pending is not None:
            cut = max(text.rfind(c, position, mark.start) for c in "，,；;。")
            spans += [(position, cut, pending), (cut + 1, mark.start, mark)] if cut > position else [(position, mark.start, mark)]
        else:
            spans.append((position, mark.start, mark))
        for a, b, owner in spans:
            if owner is not None and owner.kind == "deadline":
                deadline = (a, b) if b > a else deadline
            elif owner is None or owner.kind != "other":
                found = _governed(text, a, b, owner, level, bool(parts))
                parts += found
                level = _level(found) or level
        position, pending = mark.end, mark if mark.label else None
    return parts, deadline or _time(text, start, end)


def _time(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The clause that says when without a label: 5月底取得明显成效并持续推进."""
    spans = (clause.span() for clause in _CLAUSE.finditer(text, start, end))
    return next((span for span in spans if deadlines.is_time(text[slice(*span)])), None)


def _level(parts: list[Part]) -> str:
    """The last level prefix that a list named."""
    return next((level for part in reversed(parts) for name in reversed(part.names) if (level := level_of(name.resolved))), "")


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Labels and verbs outside brackets, in order, none inside another."""
    depths = _inside(text, start, end)
    found = [
        _Mark(m.start(), m.end(), words.label_kinds()[m["label"]], True, m["label"])
        for m in words.labels().finditer(text, start, end)
        if not depths[m.start() - start]
    ]
    taken = [(m.start, m.end) for m in found]
    found += [
        _Mark(m.start(), m.end(), words.verb_roles()[m["verb"] or m["noun"]].value, False, m.group().strip())
        for m in words.verbs().finditer(text, start, end)
        if not depths[m.start() - start] and not any(a < m.end() and m.start() < b for a, b in taken)
    ]
    return sorted(found, key=lambda m: m.start)


def _inside(text: str, start: int, end: int) -> list[int]:
    depth, depths = 0, []
    for mark in text[start:end]:
        depth += mark in OPENING
        depths.append(depth)
        depth -= mark in CLOSING and depth > 0
    return depths


def _governed(text: str, start: int, end: int, mark: _Mark | None, level: str, after: bool) -> list[Part]:
    """The parts of one list; none where a verb's list holds something that is no body. A list without a mark answers when it
    stands behind another part, and is passed over elsewhere."""
    while start < end and text[start] in "，,；;。、：: \u3000\n":
        start += 1
    if lead := words.leading().match(text[start:end]):
        start += lead.end()
    if start >= end:
        return []
    if mark is None:
        names = _names(text, start, end, level, strict=True) if after else ()
        rest = [Part(Role.RESPONSIBLE, "", names, "duty.rest", is_open(text[start:end]))] if names else []
        return rest or list(_with_objects(text, start, end, level))
    role = Role(mark.kind)
    rule = "duty.label" if mark.label else "duty.verb"
    joined = next((m for m in words.joiners().finditer(text, start, end) if _joins(text, start, m, end)), None)
    if joined:
        heads = _names(text, start, joined.start(), level, strict=True)
        others = _names(text, joined.end(), end, level, strict=True)
        if others:
            first = [Part(Role.LEAD, "会同", heads, "duty.together", False)] if heads else []
            return [*first, Part(Role.PARTICIPATE, joined.group(), others, "duty.together", is_open(text[joined.end() : end]))]
    names = _names(text, start, end, level, strict=not mark.label)
    if not names:
        return []
    return _by_inner_role(Part(role, mark.words, names, rule, is_open(text[start:end])))


def _with_objects(text: str, start: int, end: int, level: str) -> Iterator[Part]:
    """Clauses whose verb has an object: 市发改委负责综合协调，市财政局负责资金保障. A clause with 的 only describes something."""
    for clause in _CLAUSE.finditer(text, start, end):
        verb = words.bare_verbs().search(text, clause.start() + 2, clause.end())
        if (
            verb
            and "的" not in clause.group()
            and not _inside(text, start, verb.start() + 1)[-1]
            and (names := _names(text, clause.start(), verb.start(), level, strict=True))
        ):
            yield Part(words.verb_roles()[verb["verb"]], verb.group(), names, "duty.object", is_open(text[clause.start() : verb.start()]))


def _by_inner_role(part: Part) -> list[Part]:
    """A part whose names carry a role of their own, taken apart: 市商务局（牵头）、市财政局."""
    if not any(words.inner_role().search(name.as_written) for name in part.names):
        return [part]
    parts: list[Part] = []
    for name in part.names:
        inner = words.inner_role().search(name.as_written)
        if inner is None:
            parts.append(replace(part, names=(name,)))
            continue
        length = len(inner.group())
        plain = name._replace(end=name.end - length, as_written=name.as_written[:-length], resolved=name.resolved[:-length])
        parts.append(replace(part, role=words.verb_roles()[inner["verb"]], words=inner["verb"], names=(plain,)))
    merged: list[Part] = []
    for one in parts:
        if merged and (merged[-1].role, merged[-1].words) == (one.role, one.words):
            merged[-1] = replace(merged[-1], names=(*merged[-1].names, *one.names))
        else:
            merged.append(one)
    return merged


def _joins(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether 会同 stands between two bodies, or opens the list; 协同 in 协同推进办公室 does not."""
    left = text[start : match.start()].strip("，,、 ")
    right = re.split("[、，,]", text[match.end() : end], maxsplit=1)[0]
    return (not left or is_body(left.rsplit("、", 1)[-1])) and is_body(re.split("等", right)[0] or right)


def _names(text: str, start: int, end: int, level: str, strict: bool) -> tuple[Name, ...]:
    """The names of a list with spans in the document; empty where the list is not one of bodies."""
    names = [n for n in split_bodies(text[start:end], level) if not NOBODY.match(n.as_written)]
    if any(len(n.as_written) > LONGEST_NAME or "：" in n.as_written for n in names):
        return ()
    if strict and not all(is_body(n.resolved) or is_place(n.as_written) or MASKED.search(n.as_written) for n in names):
        return ()
    names = [n for n in names if len(n.as_written) > 1]
    return tuple(n._replace(start=n.start + start, end=n.end + start) for n in names)


def _with_sole(parts: list[Part]) -> list[Part]:
    """（A负责）: one body answers, and nobody else is named."""
    if len(parts) == 1 and parts[0].role is Role.RESPONSIBLE and len(parts[0].names) == 1 and "负责" in parts[0].words:
        name = parts[0].names[0]
        if not parts[0].open_list and not name.collective and not is_collective(name.as_written):
            return [replace(parts[0], sole=True)]
    return parts
