"""Basis: the documents that a plan says it carries out.

Decisions
---------
* A title in 《》 counts where a word of carrying out stands before it (贯彻落实《…》, 根据《…》), and so do the titles listed behind it.
* Without 《》 only a document named in full counts: its issuer, 关于 and the word for its kind (省政府关于…的若干措施), or a law.
"""

from __future__ import annotations

import re
from functools import cache

from loaders.document import Document, SectionKind
from loaders.front.page import compact
from loaders.front.words import words

LONGEST = 40  # documents; a plan names a handful


@cache
def _named() -> re.Pattern[str]:
    book = r"《(?:[^《》]|《[^《》]{1,60}》){2,120}》"
    listed = rf"{book}(?:[（(][^）)]{{2,30}}[)）])?(?:[、和及与，,]{{0,2}}{book}(?:[（(][^）)]{{2,30}}[)）])?){{0,8}}"
    return re.compile(rf"(?:{words().basis})[^《》。；，,（(]{{0,24}}?({listed})")


@cache
def _unquoted() -> re.Pattern[str]:
    return re.compile(
        rf"(?:贯彻落实|根据|按照|落实)(?:好)?((?:党中央|国务院|国家|省委|省政府|市委|市政府|自治区|[\u4e00-\u9fff]{{2,8}}?人民政府)"
        rf"[\u4e00-\u9fff、]{{0,10}}?关于[^，。《》；]{{4,50}}?(?:{words().kinds}))(?=有关|相关|要求|精神|部署|，|,|。|（)"
    )


_STATUTE = re.compile(
    r"(?:严格执行|贯彻落实|深入落实|全面贯彻)([\u4e00-\u9fff]{2,10}?(?:条例|(?<![办方做司执立依合违用普看说])法))(?=及|、|，|,|。|和)"
)
_BOOK = re.compile(r"《((?:[^《》]|《[^《》]{1,60}》){2,120})》")


def read(document: Document, title: str) -> tuple[str, ...]:
    """Titles in the order of the text, each once; the plan's own title is not among them."""
    end = next((c.start for c in document.clauses if c.kind is SectionKind.ANNEX and c.heading is None), len(document.text))
    text = compact(document.text[:end]).replace("\n", "")
    own = title.replace(" ", "")
    found: dict[str, None] = {}
    spans = [(m.start(), _BOOK.findall(m[1])) for m in _named().finditer(text)]
    spans += [(m.start(), [m[1]]) for m in _unquoted().finditer(text)]
    spans += [(m.start(), [m[1]]) for m in _STATUTE.finditer(text)]
    for _, names in sorted(spans):
        for name in names:
            if name not in own and own not in name and len(found) < LONGEST:
                found.setdefault(name)
    return tuple(found)
