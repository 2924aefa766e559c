"""Names on lines of their own: the line ends of a cell part bodies, or run through the middle of a name.

Formats fold the line ends of a cell into blanks (`loaders.formats.content`). Between two bodies a blank parts them, within a name it is the
printer's; a role behind or before parts clauses.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.grammar.duties.words import bare_verbs, labels, verbs, words
from loaders.grammar.names import is_body, is_collective, is_place, level_of, own_place
from loaders.grammar.names.kinds import LONGEST_NAME
from loaders.grammar.names.words import compiled

SHORTEST_NAME = 4  # characters of a name behind which another begins without a mark: 市委市政府 stays as it is
_CUT = re.compile("[、，,；;。：:]")


@lru_cache(maxsize=4096)
def parted(cell: str) -> str:
    """The words of a cell with a mark between bodies that only blanks part, or nothing at all; all other blanks between Chinese go."""
    said = ""
    for piece in cell.split():
        said += (_mark(said[-LONGEST_NAME:], piece) if said else "") + piece
    return re.sub(r"[^、，,；;。：:（）()]+", lambda name: _run_on(name[0]), said)


def _mark(left: str, right: str) -> str:
    """What parts two pieces of a cell that stood on two lines."""
    before, behind = _CUT.split(left)[-1], _CUT.split(right)[0]
    if not before:
        return ""
    if labels().match(right) or verbs().search(before) or bare_verbs().search(before):
        return "；"
    if left[-1].isascii() and right[0].isascii():
        return " "
    if any(m.start() < len(before) < m.end() for m in compiled("compounds", "whole", "%s").finditer(before + behind)):
        return ""
    if level_of(behind) or own_place(behind) or is_place(behind) or is_collective(behind):
        return "、" if is_body(before) or is_place(before) else ""
    return "、" if is_body(before) and is_body(behind) and behind not in words("table", "organs") else ""


def _run_on(name: str) -> str:
    """Two bodies of one level with nothing between, as a full line of a narrow column leaves them: 市商务局市教育局."""
    level = level_of(name)
    if not level or len(name) > LONGEST_NAME:
        return name
    for at in range(SHORTEST_NAME, len(name) - SHORTEST_NAME + 1):
        if level_of(name[at:]) == level and is_body(name[:at]) and is_body(name[at:]):
            return f"{name[:at]}、{_run_on(name[at:])}"
    return name
