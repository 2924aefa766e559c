"""Posts: which body somebody sits for.

Decisions
---------
* 省教育厅厅长 sits for 省教育厅: the body is the organ, the post is kept beside it. A post without an organ (市长, 分管副区长,
  主要领导) is the body itself, and then there is no post beside it. 南浦区区长 sits for 南浦区.
* One person with several posts sits for the working one: 市委常委、副市长 is 副市长; 市发展改革委党组书记、主任 is 市发展改革委.
* A name keeps its mask (张**, ×××): two masks are never joined into one name. 罗　平 is 罗平.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders import tables


@dataclass(frozen=True, slots=True)
class Seat:
    """A body in a group, and who sits for it with which post (as written)."""

    body: str
    post: str | None = None
    person: str | None = None


@cache
def words() -> dict[str, Any]:
    """The word lists of `words.toml`."""
    return tables.table("loaders.grammar.groups", "words.toml")


def alternatives(entries: list[str], blanks: str = "") -> str:
    """A regular expression of the entries, longest first, with `blanks` allowed between their characters."""
    return "|".join(blanks.join(map(re.escape, entry)) for entry in sorted(entries, key=len, reverse=True))


_POSTS = words()["posts"]
_HEAD = re.compile(rf"(?:分管|主管|常务|有关|各位)*副?(?:{alternatives(_POSTS['heads'])})")
_PLACED_HEAD = re.compile(r"(?P<place>[^、，。；：]{1,12}(?P<mark>[省市区县州盟旗镇乡]))(?P<head>副?(?P=mark)(?:长|委书记))")
_CHARGE = re.compile(r"(?:分管|主管|联系|负责)[^，。；]{1,30}?的(?=副?[^，。；、]{1,4}$)")
_TITLED = re.compile(rf"(?P<organ>[^、，。；：]*?)(?P<title>(?:第一|常务|一级|二级)?副?(?:{alternatives(_POSTS['titles'])}))")
_PARTY = re.compile(rf"(?:{alternatives(_POSTS['party'])})$")
_PARTY_ONLY = re.compile(r"(?:常委|委员|党组成员)$")  # no seat by itself, always beside another post
_SHARED = re.compile(rf"的?(?:{alternatives([t for t in _POSTS['titles'] if '负责' in t or '领导' in t])})$")
_NAMED_HEAD = re.compile(rf"(?P<post>[^、，。；：]{{0,8}}?{_HEAD.pattern})(?P<person>[一-鿿]{{2,3}})")
_MASK = re.compile(r"[*＊×XxＸ○某]")


def seat(post: str) -> Seat | None:
    """The seat of one post as written (市长, 省教育厅厅长, 市委常委、副市长), or None where this is no post."""
    post = post.strip()
    if not _TITLED.fullmatch(post):
        post = post.removesuffix("同志")
    if _CHARGE.match(post):
        return Seat(_CHARGE.sub("", post, count=1), post)
    read: list[tuple[str, str]] = []
    for part in re.split(r"[、，\s]+", post):
        if _HEAD.fullmatch(part):
            read.append(("", part))
        elif placed := _PLACED_HEAD.fullmatch(part):
            read.append((placed["place"], placed["head"]))
        elif titled := _TITLED.fullmatch(part):
            read.append((titled["organ"] or (read[-1][0] if read else ""), titled["title"]))
        elif _PARTY.search(part):
            read.append(("", part))
        else:
            return None
    if not read:
        return None
    organ, title = next((r for r in read if not _PARTY.search(r[1])), read[0])
    return Seat(organ, post) if organ else Seat(title, post if title != post else None)


def seats(who: str) -> tuple[Seat, ...]:
    """The seats of everybody named before 任组长: 市长和分管副市长, 市商务局、市农业农村局主要负责人. Empty where nobody is."""
    who = who.strip()
    if _CHARGE.match(who) and (one := seat(who)):
        return (one,)
    found: list[Seat] = []
    shared: str | None = None
    for part in reversed(re.split(r"、|(?<=长)[和及与]", who)):
        if (_PARTY_ONLY.search(part) and found) or (_PARTY.search(part) and found and found[-1].person):
            continue  # another post of the person behind it
        if named := _NAMED_HEAD.fullmatch(part.removesuffix("同志")):
            found.append(Seat(named["post"], None, named["person"]))
        elif one := seat(part):
            found.append(one)
            shared = one.post.removeprefix(one.body) if one.post else None
        elif shared:
            found.append(Seat(part, part + shared))
        else:
            return ()
    return tuple(reversed(found))


def without_post(listed: str) -> str:
    """A list of bodies without the post its members share: 市发改委、市财政局主要负责人 → 市发改委、市财政局."""
    return _SHARED.sub("", listed)


def person_and_post(line: str) -> Seat | None:
    """A line of a roster: 罗　平 省科技厅厅长, 张**（市财政局局长）, 市长 李明, or None where it is none."""
    tokens = [t for t in re.split(r"[\s（）()]+", line.strip(" \t　;；。,，、")) if t]
    if len(tokens) < 2:
        return None
    first, rest = tokens[0], tokens[1:]
    if len(first) == 1 and len(rest) > 1 and len(rest[0]) == 1 and not _MASK.search(first + rest[0]):
        first, rest = first + rest[0], rest[1:]
    for person, post in ((first, "、".join(rest)), (tokens[-1], "、".join(tokens[:-1]))):
        if _is_name(person) and (one := seat(post)):
            return Seat(one.body, one.post, person)
    return None


def _is_name(token: str) -> bool:
    return 2 <= len(token) <= (15 if "·" in token else 4) and seat(token) is None
