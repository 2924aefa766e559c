"""Which group a seat is in: the names of leading groups in a text.

Decisions
---------
* A group's name runs from the word that founds it (成立, 建立, …) or a break to its ending (领导小组, 联席会议 …). It is named as well
  where 办公室 or 成员单位 stands behind the ending.
* A bare 领导小组, 专项工作组 stands for the fullest name in the text that ends so, the nearest one above it; where there is none
  it stays as written.
* The group of a seat: the last one named before it in its sentence, else the next one in it (由市长任组长的X), else the last
  one within `REACH` characters above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.grammar.groups.posts import alternatives, words

REACH = 600
LONGEST = 45

_ENDS = alternatives(words()["groups"])
_END = re.compile(f"(?:{_ENDS})")
_NAME = re.compile(r"[^\s，。；：、,;:（）()《》]+$")
_FOUNDING = re.compile(rf".*(?:{alternatives(words()['founding'])})")
_BARE = re.compile(rf"[省市区县州]?(?:工作|专项)?(?:{_ENDS})")


@dataclass(frozen=True, slots=True)
class Group:
    """A leading group as named at a place of the text."""

    name: str
    start: int
    end: int


def groups(text: str) -> tuple[Group, ...]:
    """All groups named in a text, in order."""
    found: list[Group] = []
    for end in _END.finditer(text):
        name = _NAME.search(text[max(0, end.end() - LONGEST) : end.end()])
        if name is None:
            continue
        start = end.end() - len(name[0])
        if founded := _FOUNDING.match(text[start : end.start()]):
            start += founded.end()
        found.append(Group(text[start : end.end()], start, end.end()))
    return tuple(found)


def group_of(named: tuple[Group, ...], start: int, end: int, seat: int) -> str | None:
    """The group of a seat that stands at `seat` in the sentence `start..end`, in its fullest name."""
    inside = [g for g in named if start <= g.start < end]
    before = [g for g in inside if g.end <= seat]
    above = [g for g in named if seat - REACH <= g.start < start]
    choice = before[-1] if before else inside[0] if inside else above[-1] if above else None
    return full_name(named, choice) if choice else None


def full_name(named: tuple[Group, ...], group: Group) -> str:
    """The fullest name a bare group (领导小组) goes by above it in the text; any other name stays as it is."""
    if not _BARE.fullmatch(group.name):
        return group.name
    above = [
        g.name for g in named if g.start < group.start and g.name.endswith(group.name.lstrip("省市区县州")) and not _BARE.fullmatch(g.name)
    ]
    return above[-1] if above else group.name
