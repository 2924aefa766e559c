"""The form in which names are compared, and words looked for: one kind of letters, brackets and dashes, nothing that cannot be seen.

Decisions
---------
* What becomes of a character is worked out once, so that a million characters are folded in a moment.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


class _Folding(dict[int, int | str | None]):
    """What becomes of each character: nothing of a blank and of what cannot be seen."""

    def __missing__(self, point: int) -> int | None:
        character = chr(point)
        unseen = character.isspace() or unicodedata.category(character) == "Cf"
        return self.setdefault(point, None if unseen else point)  # type: ignore[return-value]


_FOLDING = _Folding(str.maketrans("()〈〉〔〕[]【】—–―", "（）（）（）（）（）---"))


def fold(text: str) -> str:
    """A text of any length in that form."""
    return unicodedata.normalize("NFKC", text).translate(_FOLDING)


@lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """A name in that form; names are folded again and again."""
    return fold(name)


def plain(text: str) -> str:
    """A text as words are looked for in it: capital letters are small ones besides."""
    return fold(text).casefold()
