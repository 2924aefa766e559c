"""Words struck out by a line through their middle: a print of tracked changes shows so what was deleted.

Decisions
---------
* A stroke strikes out the characters that lie within it, where it goes through their middle and ends with them: a rule of a table, a line
  below words, or one between two words does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from loaders.formats.pdf.glyphs import Glyph
from loaders.formats.pdf.grids import Rule
from loaders.formats.pdf.printed import Loose

STRUCK = "reading.struck"
MIDDLE = (0.18, 0.5)  # of the size: height of the stroke above the base line
ENDS = 0.3  # of the size: how far from the ends of the words it ends
CLOSED = 0.6  # of the size: between two characters of struck words
MOST = 500  # strokes of a page


def part(glyphs: list[Glyph], level: list[Rule]) -> tuple[list[Glyph], list[Loose]]:
    """The characters that are left, and those that are struck out."""
    if not level or len(level) > MOST:
        return glyphs, []
    order = sorted(range(len(glyphs)), key=lambda i: glyphs[i].base)
    bases = [glyphs[i].base for i in order]
    largest = max((glyph.size for glyph in glyphs), default=0.0)
    gone: set[int] = set()
    found: list[Loose] = []
    wider: dict[int, Glyph] = {}
    for rule in level:
        near = order[bisect_left(bases, rule.at) : bisect_right(bases, rule.at + MIDDLE[1] * largest)]
        row = [i for i in near if MIDDLE[0] * glyphs[i].size < glyphs[i].base - rule.at < MIDDLE[1] * glyphs[i].size]
        run = sorted((i for i in row if _within(glyphs[i], rule) and i not in gone), key=lambda i: glyphs[i].left)
        if not run or not _ends(run, glyphs, rule):
            continue
        gone.update(run)
        first, last = glyphs[run[0]], glyphs[run[-1]]
        found.append(Loose("".join(glyphs[i].text for i in run), STRUCK, first.left, first.base))
        for i in row:  # the character before reaches over the gap
            glyph = wider.get(i, glyphs[i])
            if i not in gone and abs(glyph.right - first.left) < CLOSED * glyph.size:
                wider[i] = glyph._replace(right=max(glyph.right, last.right))
    return [wider.get(i, glyph) for i, glyph in enumerate(glyphs) if i not in gone], found


def _within(glyph: Glyph, rule: Rule) -> bool:
    slack = 0.15 * glyph.size
    return rule.start - slack < glyph.left and glyph.right < rule.end + slack


def _ends(run: list[int], glyphs: list[Glyph], rule: Rule) -> bool:
    """Whether a stroke begins and ends with the words, which have no gap in them."""
    first, last = glyphs[run[0]], glyphs[run[-1]]
    reach = ENDS * first.size
    return (
        abs(first.left - rule.start) < reach
        and abs(last.right - rule.end) < reach
        and all(glyphs[b].left - glyphs[a].right < CLOSED * glyphs[a].size for a, b in pairwise(run))
        and any(not glyphs[i].text.isspace() for i in run)
    )
