"""Titles: where the title of a heading ends.

Decisions
---------
* A title ends at the first 。！？, at the end of its line or where the next heading begins, whichever comes first; a heading that
  runs into its paragraph counts (LABELS.md).
* The bracket that names a heading's units is no part of its title.
* In a text without line ends a title and its paragraph are not parted at all (一、指导思想以…为指导): there a stock title
  (`words.toml`) ends where the stock word ends, and any other at the first blank.
"""

from __future__ import annotations

import re

from loaders.outline.words import words

SENTENCE = 8  # characters behind a stock title, up to the full stop, that are a sentence and no part of it
LONG = 30  # a title of more characters is looked at again: it may have swallowed its paragraph

_END = re.compile(r"[。！？!?\r\n]")
_UNITS = re.compile(r"[（(〔【][^（(〔【）)〕】。]{0,12}(?:牵头|负责|责任|配合|单位|部门)")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff”])[ \u3000]+(?=[\u4e00-\u9fff“])")
_BLANK = " \t\u3000\u00a0"
_LEAD = re.compile(r"[\s\u00a0、：:．.]*")  # （一）、标准; a title may stand on the next line


def title_span(text: str, start: int, limit: int) -> tuple[int, int]:
    """The span of the title behind a mark that ends at `start`; `limit` is where the next heading begins."""
    lead = _LEAD.match(text, start, limit)
    start = lead.end() if lead else start
    stop = _END.search(text, start, limit)
    end = stop.start() if stop else limit
    if units := _UNITS.search(text, start + 2, end):
        end = units.start()
    if end - start > LONG:
        end = _stock_end(text, start, end)
    elif text[end : end + 1] == "。" and (stock := words().stock_title.match(text, start, end)) and end - stock.end() >= SENTENCE:
        end = stock.end()
    while end > start and text[end - 1] in _BLANK + "：:；;，,、":
        end -= 1
    return start, end


def _stock_end(text: str, start: int, end: int) -> int:
    gap = _GAP.search(text, start, min(end, start + LONG))
    if gap:
        return gap.start()
    stock = words().stock_title.match(text, start, end)
    return stock.end() if stock else end
