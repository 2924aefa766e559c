"""What kind of body a name speaks of, by its ending."""

from __future__ import annotations

import re
from functools import cache

from loaders.grammar.names.words import alternatives, collective_pattern, compiled, table, words
from qgraph.model import BodyKind

LONGEST_NAME = 60  # characters, plates left out
PLATE = re.compile(r"[（(〔【<＜〈][^（()）〔〕【】<>＜＞〈〉]{1,30}[）)〕】>＞〉]")


def bare(name: str) -> str:
    """A name without its plates and alternatives in brackets: 市科技局（知识产权局） → 市科技局."""
    return PLATE.sub("", name)


@cache
def _endings() -> tuple[re.Pattern[str], dict[str, BodyKind]]:
    kinds = {ending: BodyKind(kind) for kind, endings in table()["endings"].items() for ending in endings}
    return re.compile(f"(?:{alternatives(list(kinds))})$"), kinds


@cache
def _ends_of_bodies() -> tuple[str, ...]:
    return tuple(_endings()[1])


@cache
def _false_ends() -> tuple[str, ...]:
    return tuple(words("not_bodies", "endings"))


def is_collective(name: str) -> bool:
    """Whether a name speaks to a class of bodies (各有关部门, 17个帮扶集团), not to one."""
    return collective_pattern().fullmatch(name) is not None or name.startswith("各")


def is_body(name: str) -> bool:
    """Whether a name ends as the names of bodies do, and is no longer than one can be; a class may also end in a place (各县（市、区）) or
    be one (各地)."""
    core = bare(name)
    if not 2 <= len(core) <= LONGEST_NAME or core.endswith(_false_ends()):
        return False
    if core.endswith(_ends_of_bodies()):
        return True
    return is_collective(name) and (
        core in words("collective", "alone") or compiled("carry_back", "places", "%s$").search(core) is not None
    )


_FOREIGN = re.compile(r"[<>={}|\\^~`$]|^[+\-@]|javascript:", re.IGNORECASE)
_PAIRS = (("（", "）"), ("(", ")"), ("〔", "〕"), ("【", "】"), ("“", "”"), ("《", "》"))


def doubted(name: str) -> str | None:
    """Why a name that was read may be none: it holds markup or a formula, or half a pair of brackets or quotation marks."""
    if _FOREIGN.search(name):
        return "the name holds marks that no body's name has"
    if any(name.count(opening) != name.count(closing) for opening, closing in _PAIRS):
        return "a bracket or quotation mark of the name has no other half"
    return None


def is_place(name: str) -> bool:
    """Whether a name ends as places do that answer for a task without naming their organ (官渡区, 高新区)."""
    return len(name) > 1 and compiled("carry_back", "places", "%s$").search(bare(name)) is not None and not name.endswith(_false_ends())


def kind_of(name: str) -> BodyKind:
    """The kind by the longest ending that fits; a class of which the ending says nothing is `COLLECTIVE`, else `DEPARTMENT`."""
    core = bare(name)
    if core.endswith("成员单位"):
        return BodyKind.COLLECTIVE
    if is_collective(name) and compiled("tails", "words", r"^(?:各|有关|相关|所有|各有关|各相关|国务院相关)?(?:部门|单位|地区)$").search(
        core
    ):
        return BodyKind.COLLECTIVE
    match = _endings()[0].search(core)
    if match:
        return _endings()[1][match.group()]
    if compiled("carry_back", "places", "%s$").search(core) or core.startswith("各地"):
        return BodyKind.GOVERNMENT
    return BodyKind.COLLECTIVE if is_collective(name) else BodyKind.DEPARTMENT
