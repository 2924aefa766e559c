"""The table of contents at the head of a text: its headings stand in the text again, and a reader of headings would see each one twice.

Decisions
---------
* It opens with a line 目录, or with several lines one behind the other that end in dot leaders and a page number.
* An entry ends in leaders and a page number, or in a page number, or stands again later at the head of a line. A list under 目录 whose
  lines do none of this (products, projects) is a list, and stays.
* It ends before the first line that is no entry; an entry may be broken over two lines, and page marks may stand between entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.draft import Edit
from loaders.reading.lines import WORDS, Line, split
from loaders.reading.pages import BARE, BLANK, MARK

HEAD = 12_000  # characters in which a table of contents begins
MOST, TRIES = 400, 20  # lines of one, places where one may begin
FEWEST = 3  # entries
LONGEST = 80  # characters of a line of an entry, leaders apart
BROKEN = 2  # lines an entry is broken over
TITLE = re.compile(WORDS["contents"])
LED = re.compile(r"(?:…|[.．·・﹒_]{3}|(?:[.．·・] ){3}|-{4})[ \t\u3000.．·・…_-]{0,200}[(（]?(?P<page>\d{1,3}|[IVX]{1,5})?[)）]?$")
NUMBERED = re.compile(r"(?<=[\u4e00-\u9fff）)”》])[ \t\u3000]{0,200}[(（]?\d{1,3}[)）]?$")
MAYBE = re.compile(WORDS["contents"] + r"[ \t\u3000]{0,99}[\r\n]|[….．·・﹒_-](?:(?<=…)| ?[.．·・﹒_-])[ \t]?[0-9IVX(（]")
BLANKS = re.compile(r"\s+")


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.contents: from its first line to its last."""
    if not MAYBE.search(text, 0, HEAD):  # before the lines are split
        return
    lines = list(split(text))
    last = {BLANKS.sub("", line.body.partition("。")[0]): i for i, line in enumerate(lines)}  # where each is the head of a line last
    at = tries = 0
    while at < len(lines) and lines[at].start < HEAD and tries < TRIES:
        titled = bool(TITLE.fullmatch(lines[at].body))
        if titled or _leaders(lines, at):
            tries += 1
            end, entries, led, again = _entries(lines, at + titled, last)
            if entries >= FEWEST and (led >= FEWEST or (titled and again >= max(FEWEST, 0.6 * entries))):
                yield Edit(lines[at].start, _behind(text, lines[end - 1].end), "", "reading.contents")
                return
        at += 1


def _entries(lines: list[Line], start: int, last: dict[str, int]) -> tuple[int, int, int, int]:
    """Where the entries from a line on end, how many they are, how many of them have leaders and how many stand again in the text."""
    end, entries, led, again, broken = start, 0, 0, 0, 0
    seen: set[str] = set()
    for i in range(start, min(len(lines), start + MOST)):
        body = lines[i].body
        if MARK.fullmatch(body) or BARE.fullmatch(body):
            continue
        leaders = _leaders(lines, i)
        title = BLANKS.sub("", body[: len(body) - len(leaders[0])] if leaders else NUMBERED.sub("", body[-240:]))
        stands_again = bool(title) and title not in seen and last.get(title, i) > i
        if leaders or stands_again:
            seen.add(title)
            end, entries, led, again, broken = i + 1, entries + 1, led + bool(leaders), again + stands_again, 0
        elif broken < BROKEN and len(body) <= LONGEST and led:
            broken += 1  # the head of an entry that goes on in the next line, or the end of the table
        else:
            break
    if start < end < len(lines) and BARE.fullmatch(lines[end].body) and _leaders(lines, end - 1):
        end += 1
    return end, entries, led, again


def _leaders(lines: list[Line], i: int) -> re.Match[str] | None:
    """The leaders a line ends in, with a page number behind them or alone on the next line."""
    match = LED.search(lines[i].body[-240:])
    has_number = match and (match["page"] or (i + 1 < len(lines) and BARE.fullmatch(lines[i + 1].body)))
    return match if has_number else None


def _behind(text: str, end: int) -> int:
    """Behind the end of a line and the blank lines that follow."""
    end = text.find("\n", end) + 1 or len(text)
    while blank := BLANK.match(text, end):
        end = blank.end()
    return end
