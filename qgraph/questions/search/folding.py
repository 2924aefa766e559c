"""The form in which words are looked for: that in which names are compared (`bodies.folded`), and capital letters as small ones.

Decisions
---------
* The same as `folded`, for a million characters at a time: what becomes of a character is worked out once.
"""

from __future__ import annotations

import unicodedata

from qgraph.questions.bodies import MARKS


class _Folding(dict[int, int | str | None]):
    """What becomes of each character: nothing of a blank and of what cannot be seen."""

    def __missing__(self, point: int) -> int | None:
        character = chr(point)
        unseen = character.isspace() or unicodedata.category(character) == "Cf"
        return self.setdefault(point, None if unseen else point)  # type: ignore[return-value]


_FOLDING = _Folding(MARKS)


def plain(text: str) -> str:
    """A text as words are looked for in it."""
    return unicodedata.normalize("NFKC", text).translate(_FOLDING).casefold()
