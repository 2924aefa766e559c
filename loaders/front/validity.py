"""Validity: from when to when a plan holds, whether it was repealed, and whether it is a trial or a draft, in its own words.

Decisions
---------
* Only what is said of this document counts: 自…起施行 and 有效期 stand in a clause of their own, or in one that speaks of itself (本办法).
  A certificate's 有效期 and another document's 同时废止 are none.
* 自印发之日起 is the date of issue; where that is unknown the words stay and the date is empty. 有效期5年 ends on the day before the
  fifth anniversary; a month or a year without a day ends with its last day.
* Repealed is what the page says above the text (【全文废止】, 有效性：失效, 此件已废止). 部分失效 and 现行有效 are kept as words only.
* Every value has its phrase: the words as written and their span in the reading text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from loaders.document import Document
from loaders.front import dates
from loaders.front.words import words
from loaders.outline.sections import DATE

if TYPE_CHECKING:
    from loaders.front import Front

LONGEST_HEAD = 600  # characters; a document's state stands above its text
LONGEST_SENTENCE = 160  # characters before a phrase that can say what it speaks of
MOST = 200  # phrases that are looked at
_STOPS = "。；;\n"
_ARTICLE = re.compile(r"^(?:第[一二三四五六七八九十百\d]{1,5}条|[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.])\s?")
_SINCE = re.compile(rf"自(?:{DATE}|[\u4e00-\u9fff]{{2,4}}之日)起?$")
_FRAME = " \t\u3000\u00a0（(【["
_BLANK = r"[ \u3000\u00a0]?"
_YEARS = rf"(?P<years>\d{{1,2}}|[一二两三四五六七八九十]){_BLANK}年"
_END = rf"(?P<until>{DATE}|\d{{4}}{_BLANK}年{_BLANK}(?:\d{{1,2}}{_BLANK}月)?)(?:底|末|止)?"
_HAN_YEARS = {han: i for i, han in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said for a field, as written; `start`, `end` span it in the reading text."""

    field: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Validity:
    """Dates are ISO. `phrases` hold the words for each field (valid_from, valid_until, repealed, trial, draft) and for other states
    (state); a phrase may stand without its value (自印发之日起施行, date unknown)."""

    valid_from: str | None = None
    valid_until: str | None = None
    repealed: str | None = None
    trial: bool = False
    draft: bool = False
    phrases: tuple[Phrase, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(phrase.words for phrase in self.phrases)


def read(document: Document, head: Front) -> Validity:
    """What a plan says of its own validity."""
    text = document.text
    begins, valid_from = _begin(text, head.issued_on)
    ends, valid_until, since = _until(text, begins, valid_from or (head.issued_on if begins is None else None))
    state = _state(text)
    repealed = state.words if state and state.field == "repealed" else None
    trial = _titled(text, "trial", head.title, words().trial) or _trial_run(begins)
    draft = _titled(text, "draft", head.title, words().draft) or _opening(text, words().draft)
    phrases = tuple(phrase for phrase in (begins, ends, state, trial, draft) if phrase)
    return Validity(valid_from or since, valid_until, repealed, trial is not None, draft is not None, phrases)


@cache
def _comes_into_force() -> re.Pattern[str]:
    vocabulary = words()
    return re.compile(
        rf"自{_BLANK}(?:(?P<issue>(?:{vocabulary.issue})之日)|(?P<day>{DATE})|发布后\d{{1,3}}日)(?:{_BLANK}(?:起|开始))(?:正式)?(?:{vocabulary.in_force})"
        rf"(?=[，。；,;（(、\s]|$|至|有效)"
    )


@cache
def _limits() -> tuple[re.Pattern[str], ...]:
    """有效期至…, 有效期5年; 施行至…; 自…至…施行; 有效期自…至…."""
    to, force, term = "(?:截至|截止到|截止至|截止|至|到)[：:]?", words().in_force, f"(?:{words().terms})限?"
    since = r"(?:自[^，。；\n]{2,24}?(?:起|开始))?"
    return (
        re.compile(rf"自(?P<since>{DATE})起?{to}{_END}(?:{force}|有效)"),
        re.compile(rf"{term}[为是：:]{{0,2}}自?(?P<since>{DATE})起?(?:{to}|[-—－~～]){_END}"),
        re.compile(rf"{term}{since}[为是暂定：:，,]{{0,3}}(?:{to}{_END}|{_YEARS})"),
        re.compile(rf"(?:{force})[，,]?{to}{_END}"),
    )


@cache
def _itself() -> re.Pattern[str]:
    """本办法, 上述政策: this document as the subject of a sentence."""
    return re.compile(rf"(?:本|以上|上述|该|各项)[\u4e00-\u9fff]{{0,8}}?(?:{words().kinds})|(?:{words().itself})")


def _begin(text: str, issued: str | None) -> tuple[Phrase | None, str | None]:
    """The phrase that says from when the plan holds, one with a date before one without."""
    if (field := _field(text, words().from_fields, "valid_from")) and (day := dates.iso(field.words)):
        return field, day
    undated: Phrase | None = None
    for found in islice(_comes_into_force().finditer(text), MOST):
        sentence = _before(text, found.start())
        if not _stands_free(sentence) or ("》" in sentence and not words().enclosed.search(sentence) and not _itself().search(sentence)):
            continue
        phrase = Phrase("valid_from", found[0], *found.span())
        if found["day"]:
            return phrase, dates.iso(found["day"])
        undated = undated or phrase
    return undated, issued if undated and "之日" in undated.words else None


def _until(text: str, begins: Phrase | None, start: str | None) -> tuple[Phrase | None, str | None, str | None]:
    """The phrase that says until when the plan holds, in a sentence about itself; its last day, and its first one where it says both."""
    if (field := _field(text, words().until_fields, "valid_until")) and (day := _last_day(field.words)):
        return field, day, None
    for pattern in _limits():
        for found in islice(pattern.finditer(text), MOST):
            sentence = _before(text, found.start())
            beside = begins is not None and found.start() - len(sentence) <= begins.start < found.start()
            if _stands_free(sentence) and (beside or not sentence.strip(_FRAME) or _itself().search(sentence)):
                given = {"years": None, "since": None, "until": None} | found.groupdict()
                since = dates.iso(given["since"]) if given["since"] else None
                day = _last_day(given["until"]) if given["until"] else _after(start, given["years"] or "0")
                return Phrase("valid_until", found[0], *found.span()), day, since
    return None, None, None


def _field(text: str, names: str, field: str) -> Phrase | None:
    """The value of a field above the text (失效日期：2025-12-31)."""
    found = re.compile(rf"(?<![^\s【]){names}\s?({DATE}|{dates.NUMERIC})").search(text, 0, LONGEST_HEAD)
    return Phrase(field, found[1], *found.span(1)) if found else None


def _before(text: str, start: int) -> str:
    """The sentence in front of a phrase."""
    from_ = max(0, start - LONGEST_SENTENCE)
    cut = max(text.rfind(stop, from_, start) for stop in _STOPS)
    return text[max(cut + 1, from_) : start]


def _stands_free(sentence: str) -> bool:
    """Whether a phrase begins a clause or has this document for its subject (not 证书有效期)."""
    clause = _ARTICLE.sub("", re.split(r"[，,（(：:【]", sentence)[-1].strip(_FRAME))
    return not clause or _itself().fullmatch(_SINCE.sub("", clause)) is not None


def _last_day(written: str) -> str | None:
    """2025年12月31日, 2025年12月 (its last day), 2025年 (31 December)."""
    if "年" not in written or "日" in written:
        return dates.iso(written)
    year, month, *_ = *(int(digits) for digits in re.findall(r"\d+", written)), 12
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat() if 1 <= month <= 12 and year > 1900 else None


def _after(start: str | None, years: str) -> str | None:
    """The day before an anniversary."""
    if start is None:
        return None
    first = date.fromisoformat(start)
    later = first.year + (int(years) if years.isdecimal() else _HAN_YEARS[years])
    same_day = min(first.day, calendar.monthrange(later, first.month)[1])
    try:
        return (date(later, first.month, same_day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):  # in the year 10000, or before the year 1
        return None


@cache
def _states() -> tuple[re.Pattern[str], ...]:
    """【全文废止】; 有效性：失效; 失效 on a line of its own; 此件已于2020年废止."""
    vocabulary = words()
    state = f"(?:(?P<repealed>{vocabulary.repealed})|(?P<state>{vocabulary.otherwise}))"
    itself = rf"(?:此|本|该)(?:文件|件|文|{vocabulary.kinds})[^。；\n]{{0,30}}?(?:已|被)[^。；\n]{{0,16}}?"
    return (
        re.compile(rf"[【\[（(]\s?{state}[^】\]）)\n]{{0,20}}[】\]）)]"),
        re.compile(rf"(?:{vocabulary.state_fields})[】\]]?\s?[:：\t\n】]?\s{{0,4}}{state}(?=[\s【]|$)"),
        re.compile(rf"^\s?{state}\s?$", re.MULTILINE),
        re.compile(rf"{itself}(?P<repealed>废止|失效|作废)(?P<state>(?!))?"),
    )


def _state(text: str) -> Phrase | None:
    """The document's state as the page gives it above the text, the one named first."""
    found = min((m for pattern in _states() if (m := pattern.search(text, 0, LONGEST_HEAD))), key=lambda m: m.start(), default=None)
    if found is None:
        return None
    field = "repealed" if found["repealed"] else "state"
    return Phrase(field, found[field], *found.span(field))


def _titled(text: str, field: str, title: str, said: tuple[str, ...]) -> Phrase | None:
    """A word of the title, where it stands in the text."""
    for word in said:
        if word in title and (at := text.find(word, 0, 6_000)) >= 0:
            return Phrase(field, word, at, at + len(word))
    return None


def _opening(text: str, said: tuple[str, ...]) -> Phrase | None:
    places: Iterator[tuple[int, str]] = ((at, word) for word in said if (at := text.find(word, 0, 400)) >= 0)
    first = min(places, default=None)
    return Phrase("draft", first[1], first[0], first[0] + len(first[1])) if first else None


def _trial_run(begins: Phrase | None) -> Phrase | None:
    """自印发之日起试行."""
    if begins is None or not begins.words.endswith("试行"):
        return None
    return Phrase("trial", "试行", begins.end - 2, begins.end)
