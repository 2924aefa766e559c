"""Leading groups: who chairs, who stands in, who is a member, which body hosts the office.

`prose` reads sentences, `roster` reads lists of names, `naming` says which group is meant, `posts` which body a post sits for.
A seat that two rules read is given once, by the rule that stands first in the text.
"""

from __future__ import annotations

from loaders.document import Document
from loaders.front import Front
from loaders.grammar.groups import prose, roster
from loaders.grammar.groups.naming import groups
from qgraph.model import Membership


def find(document: Document, front: Front) -> tuple[Membership, ...]:
    """All seats in leading groups, in reading order."""
    named = groups(document.text)
    found = sorted([*prose.find(document, named), *roster.find(document, named)], key=lambda m: m.evidence.reading_start)
    first: dict[tuple[str, str, str, str | None], Membership] = {}
    for seat in found:
        first.setdefault((seat.body, seat.role, seat.of, seat.person), seat)
    return tuple(first.values())
