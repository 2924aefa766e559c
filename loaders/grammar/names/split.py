"""A list of bodies as written, split into names that are whole again.

Decisions
---------
* Separators are cut only outside brackets and quotation marks: 各市、县〔区〕市场监管局 and 市科技局（知识产权局） stay whole.
* 和, 及, 与 cut only where a body stands on both sides: 发展和改革委员会 stays whole without being listed.
* A level prefix is carried on (区市场监管局、农发局 → 区农发局), never onto a name that has a place of its own, none, or is a class;
  an organ is carried back (官渡区、嵩明县人民政府 → 官渡区人民政府). What is masked (XX, **) is never joined with anything.
* 等 is no part of a name; a class behind it (等有关部门) names nobody beyond the open list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from loaders.document import CLOSING, OPENING
from loaders.grammar.names.kinds import LONGEST_NAME, bare, is_body, is_collective, is_place
from loaders.grammar.names.words import alternatives, compiled, generic_pattern, not_levels, table, words
from qgraph.registries.places import candidates

SEPARATORS = "、，,；;\n\t"
CONJUNCTION = re.compile(r"以及|及|和|与|暨")
MASKED = re.compile(r"[XＸx×✕*＊○〇]{2,}|[某]")
BLANK = " \u3000\t\r\n"
LONGEST_PIECE = 300  # characters without a separator; a longer piece is no list of bodies and is left whole


class Name(NamedTuple):
    """One body in a list: its span, as written, with elided prefix or suffix restored, and whether it names a class."""

    start: int
    end: int
    as_written: str
    resolved: str
    collective: bool


def split_bodies(text: str, level: str = "") -> list[Name]:
    """The bodies of a list, in order; spans are offsets in `text`. `level` is a prefix carried on from a list before this one."""
    return list(_split(text, level))


@lru_cache(maxsize=4096)
def _split(text: str, level: str) -> tuple[Name, ...]:
    """A plan names the same few lists again and again."""
    names: list[Name] = []
    for start, end in _spans(text):
        start, end = _trim(text, start, end)
        if start >= end:
            continue
        written = text[start:end]
        level = level_of(written) or level
        names.append(Name(start, end, written, _with_level(written, level), is_collective(written)))
    return _with_organs(names)


@lru_cache(maxsize=4096)
def is_open(text: str) -> bool:
    """Whether a list ends in 等, or in 等 with a class behind it (A、B等有关部门)."""
    return "等" in text and any(_etcetera(text, *span) is not None for span in _spans(text))


def _spans(text: str) -> list[tuple[int, int]]:
    return [span for piece in _pieces(text) for span in _conjoined(text, *piece)]


def level_of(name: str) -> str:
    """The level prefix a name starts with (省, 市, 区, 市 of 市委宣传部 …); "" where it has none."""
    prefix = compiled("levels", "prefixes", r"^%s(?=[\u4e00-\u9fff]{2,})").match(name)
    return prefix.group() if prefix and not not_levels().match(name) else ""


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans between separators at the outermost level; a piece that cannot stand alone joins the one before."""
    whole = {i for m in compiled("compounds", "whole", "%s").finditer(text) for i in range(*m.span())}
    cuts, depth = [], 0
    for i, mark in enumerate(text):
        if mark in OPENING and _closes(text, i):
            depth += 1
        elif mark in CLOSING and depth:
            depth -= 1
        elif mark in SEPARATORS and not depth and i not in whole:
            cuts.append(i)
    begin = 0
    for i, after in pairwise([*cuts, len(text), len(text)]):
        if i < len(text) and _joins(text[max(begin, i - LONGEST_NAME) : i], text[i + 1 : after].strip(BLANK)):
            continue
        if text[begin:i].strip(BLANK):
            yield begin, i
        begin = i + 1


def _closes(text: str, opening: int) -> bool:
    """Whether the bracket that opens here is closed within a name's length."""
    depth = 0
    for mark in text[opening : opening + LONGEST_NAME]:
        depth += (mark in OPENING) - (mark in CLOSING)
        if not depth:
            return True
    return False


_ALTERNATIVES = "(?:[（(〔<＜〈][^（()）〔〕<>＜＞〈〉]{1,12}[）)〕>＞〉])?"


@cache
def _tail() -> re.Pattern[str]:
    """A noun that cannot stand alone, with its alternatives and organ: 区人民政府, 县（市、区）政府, 单位."""
    tails, organs = alternatives(words("tails", "words")), alternatives(words("tails", "with"))
    return re.compile(f"(?:{tails}){_ALTERNATIVES}(?:{organs})?{_ALTERNATIVES}")


@cache
def _open_head() -> re.Pattern[str]:
    """A class that waits for the noun behind the separator: 各县, 市直有关部门, 各市."""
    tails = alternatives(words("tails", "words"))
    return re.compile(
        f"(?:(?:(?!各|有关|相关).){{0,8}}(?:各|有关|相关))*(?:{tails}){_ALTERNATIVES}|(?:[省市区县州](?:级|直)(?:各|有关|相关)*(?:部门|单位))"
    )


def _joins(left: str, right: str) -> bool:
    """Whether a separator stands inside one addressee: 各县、区人民政府; 市直有关部门、单位; 各市、县〔区〕市场监管局."""
    left = left.strip(BLANK)
    left = left[max(left.rfind(c) for c in SEPARATORS) + 1 :]
    head = re.split(r"[等和及]", right, maxsplit=1)[0]
    if not head or _open_head().fullmatch(left) is None:
        return False
    return _tail().fullmatch(head) is not None or (len(left.lstrip("各")) == 1 and re.match(r"[县区市][（(〔]", head) is not None)


def _conjoined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A piece cut at the conjunctions that join two bodies, and before 各 where two classes stand without any (各县各部门)."""
    if end - start > LONGEST_PIECE:
        yield start, end
        return
    whole = [m.span() for m in compiled("compounds", "whole", "%s").finditer(text, start, end)]
    begin = start
    for match in CONJUNCTION.finditer(text, start, end):
        i, j = match.span()
        if i < begin or _inside(text, begin, i) or any(a <= i < b for a, b in whole):
            continue
        left, right = text[begin:i].strip(BLANK), text[j:end].strip(BLANK)
        if (not left or _ends_as_one(left)) and _starts_as_one(right) and not _is_tail(right):
            if left:
                yield from _classes(text, begin, i)
            begin = j
    yield from _classes(text, begin, end)


def _inside(text: str, start: int, position: int) -> bool:
    """Whether `position` stands inside a bracket opened behind `start`."""
    part = text[start:position]
    return sum(c in OPENING for c in part) > sum(c in CLOSING for c in part)


def _ends_as_one(left: str) -> bool:
    return is_body(left) or is_place(left) or left.endswith("等")


def _starts_as_one(right: str) -> bool:
    first = re.split(r"[等和及与]", right, maxsplit=1)[0]
    return is_body(right) or is_body(first)


def _is_tail(right: str) -> bool:
    return _tail().fullmatch(re.split(r"[等和及与]", right, maxsplit=1)[0]) is not None


def _classes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in re.finditer(r"(?<=[^、，和及各])各(?=[有相部单地区县乡镇街市])", text[start:end]):
        i = start + match.start()
        if i - begin >= 2 and text[begin] == "各" and not _inside(text, begin, i):
            yield begin, i
            begin = i
    yield begin, end


def _etcetera(text: str, start: int, end: int) -> int | None:
    """Where 等 closes an open list in a piece: at its end, or before a class that names nobody."""
    if end - start > LONGEST_PIECE:
        return None
    for match in re.finditer("等", text[start:end]):
        i = start + match.start()
        rest = text[i + 1 : end].strip(BLANK)
        if i > start and not _inside(text, start, i) and (not rest or generic_pattern().fullmatch(rest)):
            return i
    return None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    cut = _etcetera(text, start, end)
    end = end if cut is None else cut
    while start < end and text[start] in BLANK:
        start += 1
    while end > start and text[end - 1] in BLANK + "。.：:":
        end -= 1
    return start, end


def _with_level(name: str, level: str) -> str:
    """A name with the list's level prefix, where it takes one."""
    if not level or level_of(name) or MASKED.search(name) or not is_body(name) or is_collective(name):
        return name
    if name in words("levels", "party"):
        return level + str(table()["levels"]["party_mark"]) + name
    core = bare(name)
    if compiled("no_carry", "starts", "^%s").match(core) or compiled("no_carry", "ends", "%s$").search(core) or has_place(core):
        return name
    return level + name


def own_place(name: str) -> str:
    """The place a name starts with (黔江区 of 黔江区税务局), not a word that only looks so (城市管理局); "" where there is none."""
    match = compiled("carry_back", "places", r"^[\u4e00-\u9fff]{1,6}?%s(?=[\u4e00-\u9fff]{2,})").match(name)
    return match.group() if match and not compiled("no_carry", "not_places", "%s$").search(match.group()) else ""


def has_place(name: str) -> bool:
    """Whether a name starts with a place of its own."""
    return bool(own_place(name))


def _with_organs(names: list[Name]) -> tuple[Name, ...]:
    """Organs carried back onto the bare places, or the bare fields, that stand before them."""
    done = list(reversed(names))
    for i in range(1, len(done)):
        name, after = done[i], done[i - 1]
        organ = _organ_for(name, after)
        if organ:
            done[i] = name._replace(resolved=name.resolved + organ, collective=name.collective or is_collective(name.resolved + organ))
    return tuple(reversed(done))


def _organ_for(name: Name, after: Name) -> str:
    if MASKED.search(name.as_written) or name.as_written.startswith("各") or after.as_written.startswith("各"):
        return ""
    zone = compiled("carry_back", "zones", "%s$").search(name.as_written)
    place = compiled("carry_back", "places", "%s$").search(name.as_written)
    if zone:
        organ = compiled("carry_back", "zone_organs", "%s$").search(after.resolved)
    elif place and len(name.as_written) > 1:
        organ = compiled("carry_back", "place_organs", "%s$").search(after.resolved)
        if organ is None and not candidates(name.as_written):  # 空港区、自贸区管委会: no district of the register
            organ = compiled("carry_back", "zone_organs", "%s$").search(after.resolved)
    elif not is_body(name.as_written) and 2 <= len(name.as_written) <= 8:
        organ = compiled("carry_back", "common_organs", "%s$").search(after.resolved)
    else:
        organ = None
    return organ.group() if organ else ""
