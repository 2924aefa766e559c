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
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

from loaders.grammar.groups.posts import alternatives, words

REACH = 600
LONGEST = 45

_ENDS = alternatives(words()["groups"])
_END = re.compile(f"(?:{_ENDS})")
_NAME = re.compile(r"[^\s，。；：、,;:（）()《》<>]+$")
_FOUNDING = re.compile(rf".*(?:{alternatives(words()['founding'])})")
_LEVELS = "省市区县州"
_BARE = re.compile(rf"[{_LEVELS}]?(?:工作|专项)?(?:{_ENDS})")
_BARE_NAMES = [before + end for before in ("", "工作", "专项") for end in words()["groups"]]
_START, _END_AT = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Group:
    """A leading group as named at a place of the text. `full`: the fullest name a bare one (领导小组) goes by above it; else its name."""

    name: str
    start: int
    end: int
    full: str


def groups(text: str) -> tuple[Group, ...]:
    """All groups named in a text, in order."""
    found: list[Group] = []
    fullest: dict[str, str] = {}  # a bare name → the last full one that ends so
    for end in _END.finditer(text):
        name = _NAME.search(text[max(0, end.end() - LONGEST) : end.end()])
        if name is None:
            continue
        start = end.end() - len(name[0])
        if len(name[0]) == LONGEST and _NAME.fullmatch(text[start - 1 : start]):  # the name goes on before: too long for one
            continue
        if founded := _FOUNDING.match(text[start : end.start()]):
            start += founded.end()
        written = text[start : end.end()]
        if _BARE.fullmatch(written):
            found.append(Group(written, start, end.end(), fullest.get(written.lstrip(_LEVELS), written)))
        else:
            found.append(Group(written, start, end.end(), written))
            fullest.update((bare, written) for bare in _BARE_NAMES if written.endswith(bare))
    return tuple(found)


def group_of(named: tuple[Group, ...], start: int, end: int, seat: int) -> str | None:
    """The group of a seat that stands at `seat` in the sentence `start..end`, in its fullest name."""
    first, last = bisect_left(named, start, key=_START), bisect_left(named, end, key=_START)
    before = bisect_right(named, seat, first, last, key=_END_AT)
    if before > first:
        return named[before - 1].full
    if first < last:
        return named[first].full
    above = last_above(named, start, seat - REACH)
    return above.full if above else None


def last_above(named: tuple[Group, ...], position: int, floor: int) -> Group | None:
    """The last group named before a position, not before `floor`."""
    at = bisect_left(named, position, key=_START) - 1
    return named[at] if at >= 0 and named[at].start >= floor else None
