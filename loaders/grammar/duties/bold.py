"""Names in bold: where the head of a column says that they lead (责任单位（黑体为牵头单位）), the others keep the column's role.

A name is bold where more than half of its characters are (`Source.bold`). Nothing bold in a cell, or everything, changes nothing, but for
one name alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from loaders.grammar import grid
from loaders.grammar.duties.formula import Part
from loaders.grammar.duties.words import label_kinds, label_words, words
from loaders.grammar.names.words import alternatives
from qgraph.model import Role


@cache
def _bold_leads() -> re.Pattern[str]:
    """What a head says where bold names lead: 黑体为牵头单位, 牵头单位加粗."""
    bold = alternatives(words("table", "bold"))
    lead = alternatives([word for word, kind in label_kinds().items() if kind == Role.LEAD])
    return re.compile(f"(?:{bold}).*?(?:{lead})|(?:{lead}).*?(?:{bold})")


def led(row: grid.Row, column: int, said: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The list of a cell, taken apart where the head says that the names in bold lead."""
    head = row.heads[column]
    note = _bold_leads().search(head)
    if note is None or not parts:
        return parts
    (part,) = parts
    bold = _bold(row, column, said)
    leads = tuple(name for name in part.names if 2 * sum(bold[name.start : name.end]) > name.end - name.start)
    others = tuple(name for name in part.names if name not in leads)
    if not leads or (not others and len(leads) > 1):
        return parts
    lead = replace(part, role=Role.LEAD, words=head, names=leads, open_list=part.open_list and not others)
    return (lead, replace(part, role=_role_beside(head, note.end(), part.role), names=others)) if others else (lead,)


def _role_beside(head: str, behind: int, role: Role) -> Role:
    """The role of those who do not lead: that of the column, unless the head has another `behind` what it says of bold names."""
    kinds = [label_kinds()[label[0]] for label in label_words().finditer(head, 0 if role is Role.LEAD else behind)]
    return next((Role(kind) for kind in reversed(kinds) if kind in set(Role) - {Role.LEAD}), role)


def _bold(row: grid.Row, column: int, said: str) -> list[bool]:
    """Which of the words of a cell are bold; they are those of the text but for blanks and for marks that were put between."""
    text, source = row.document.text, row.document.source
    places = (i for i in range(*row.cells[column]) if not text[i].isspace())
    place = next(places, None)
    bold: list[bool] = []
    for character in said:
        if place is None or text[place] != character:
            bold.append(False)
            continue
        bold.append(source.is_bold(source.starts[place]))
        place = next(places, None)
    return bold
