"""Number: the 发文字号 of a plan.

Decisions
---------
* A number is the plan's own where it stands at the head of a line, in the page's table (发文字号) or right behind the title; a number in
  brackets behind a title in 《》 belongs to another document. A damaged number (〔201817号) is left out.
* Brackets of all forms are written 〔〕, full-width digits as plain ones, and 第 before the count is dropped. An order is cited by
  its body and count (沁原市人民政府令第12号).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from loaders.front.words import words
from loaders.outline.sections import DATE

_YEAR = r"(?:(?:19|20)\d{2}|(?:１９|２０)[０-９]{2})"
_CODE = rf"(?:(?!{words().not_in_number})[\u4e00-\u9fff]){{2,9}}"
NUMBER = rf"{_CODE}[〔\[（(【﹝〈《]{_YEAR}[〕\]）)】﹞〉》]第?[\d０-９]{{1,4}}(?:-\d{{1,2}})?号"
_ORDER = r"^([\u4e00-\u9fff]{3,20}令)\n?[（(]?(第?\d{1,4}号)"
_BEHIND = re.compile(rf"(?:[（(]{DATE}?[)）])?[（(]?({NUMBER})")
_FORM = re.compile(r"[〔\[(（【﹝〈《](\d{4})[〕\])）】﹞〉》]第?")


@cache
def _own() -> re.Pattern[str]:
    ends = rf"(?=$|《|签发人|文$|各|[（(]|{DATE})"
    return re.compile(rf"^[（(]?({NUMBER})[)）]?{ends}|{words().number_fields}({NUMBER})|{_ORDER}", re.MULTILINE)


def read(head: str, title_end: int) -> str | None:
    """The number in the lines above the first heading; `title_end` is where the title in them ends."""
    found = _own().search(head)
    if found and found[3]:
        return f"{found[3]}{found[4]}"
    written = (found[1] or found[2]) if found else None
    if not written and (behind := _BEHIND.match(head, title_end)):
        written = behind[1]
    return _FORM.sub(r"〔\1〕", unicodedata.normalize("NFKC", written)) if written else None
