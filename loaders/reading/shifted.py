"""Runs that are read one byte late: `?。ㄒ唬┩七M` → `（一）推進`. A copying site's damage, undone.

How it arises (proved on the bytes of real texts): a script puts something before `。！？；` and behind certain characters by replacing *bytes* of
a GBK text. GBK is not self-synchronising, so a replace also hits across two characters: `　（` is A1A1 A3A8 and holds A1A3, which is `。`. The
byte before the hit is orphaned and shown as `?`; every pair behind it is read one byte late, until an ASCII byte ends the run: it is the second
byte of the run's last character. Pairs that are no character of GBK vanish on the way.

Undoing it
----------
* The bytes of a run are known but for the orphan, and a vanished pair where there was one. Nothing else is guessed.
* At the head of a line the orphan is A1: the indent is U+3000. What a numbered bracket becomes is computed forwards and compared; where two
  numbers become the same, the one that follows its sibling is taken.
* Elsewhere, and for vanished pairs, all bytes GBK allows are tried, and the reading is taken that words explain best: everyday words of plans
  (`words.txt`) and what the document itself says elsewhere, more than once.
* A tie, or a reading that words do not explain, is not repaired; `gaps` logs it as unreadable.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from loaders.formats.txt import common
from loaders.reading.draft import Edit
from loaders.reading.pinyin import ANNOTATION, is_reading

RUN = re.compile(r"\?([。！？；!;?][^\x00-\x7f]{0,40}[@-~])")
SIBLING = re.compile(r"^[ \t\u3000]*(?:[（(]([一二三四五六七八九十]{1,3})[）)]|[一二三四五六七八九十]{1,3}、)", re.MULTILINE)
NUMERALS = [tens + ones for tens in ("", "十", "二十", "三十", "四十", "五十") for ones in ("", *"一二三四五六七八九") if tens + ones]
INDENT = 0xA1  # both bytes of U+3000
UNKNOWN = "?"  # a number that could not be read
BRACKET, BRACKET_END = b"\xa8", b"\xa9"  # second bytes of （ and ）, first bytes of the pairs they are read in
FULL_WIDTH = str.maketrans("!;?", "！；？")
MARKS = "，。、；：（）《》“”"
STOPS, CLOSING = "。；！", "，。、；：）》”"  # no mark of the second kind follows one of the first
CONTEXT = 8  # characters before a run that are weighed with it
BEAM = 24  # readings of the beginning of a run that are followed
WORD, MARK, COMMON, KNOWN, RARE = 0.1, 0.35, 0.7, 1.0, 1.5  # cost of a word, a mark, a character by itself: everyday, known, neither
VANISHED = 0.4  # cost of a pair put in
NEAR = 0.05  # two readings whose costs differ by less are a tie
WORST = 0.5  # mean cost a character of a reading that is still believed


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.shifted: the orphan, the run and the annotation behind it are replaced by what stood there."""
    runs = list(damaged(text))
    if not runs:
        return
    language = _Language(text)
    at, number = 0, ""
    for match in runs:
        number, at = _last_number(text[at : match.start()], number), match.end()
        run = match[1].translate(FULL_WIDTH)
        before = text[max(0, match.start() - CONTEXT) : match.start()].rpartition("\n")[2]
        annotation = ANNOTATION.match(text, at)
        end = annotation.end() if annotation else at
        after = text[end : end + CONTEXT].partition("\n")[0].partition("?")[0]
        if before.strip():
            reading = language.best(before, None, run, after)
        elif run[1].encode("gbk", "ignore")[:1] in (BRACKET, BRACKET_END):
            number, title = _heading(run, number, after, language)
            reading = f"（{number}）{title}" if title else None
        else:
            reading = language.best("", INDENT, run, after)
        if reading:
            is_its = annotation is not None and is_reading(reading[-1], annotation[0])
            yield Edit(match.start(), end if is_its else at, reading, "reading.shifted")


def damaged(text: str) -> Iterator[re.Match[str]]:
    """Runs of characters that nobody writes one after another, behind a question mark and a stop, up to an ASCII character."""
    if "?" in text:
        for match in RUN.finditer(text):
            inside = match[1][1:-1]
            if not inside or sum(c in common() for c in inside) <= 0.5 * len(inside):
                yield match


def _heading(run: str, last: str, after: str, language: _Language) -> tuple[str, str | None]:
    """Number and title of a heading in brackets at the head of a line; `last` is the number of the heading above. UNKNOWN, None: not read."""
    fitting = [n for n in NUMERALS if run.startswith(_shown(n)) and run[len(_shown(n)) :].encode("gbk", "ignore")[:1] == BRACKET_END]
    longest = max((len(_shown(n)) for n in fitting), default=0)
    fitting = [n for n in fitting if len(_shown(n)) == longest]
    if len(fitting) > 1:
        at = 0 if not last else NUMERALS.index(last) + 1 if last in NUMERALS else len(NUMERALS)
        fitting = [n for n in NUMERALS[at : at + 1] if n in fitting]
    if not fitting:
        return UNKNOWN, None
    return fitting[0], language.best("", run[longest].encode("gbk")[1], run[longest + 1 :], after)


def _last_number(text: str, last: str) -> str:
    """The number of the last heading in brackets of a text, "" behind a heading of a higher level, `last` where there is no heading."""
    for match in SIBLING.finditer(text):
        last = match[1] or ""
    return last


@cache
def _shown(number: str) -> str:
    """What the bytes of `　（number）` are shown as behind the orphan, up to the pair that the last byte of `）` begins."""
    data = f"\u3000（{number}）".encode("gbk")[1:-1]
    return "".join(data[i : i + 2].decode("gbk", "ignore") for i in range(0, len(data), 2))


class _Language:
    """What is said in plans, and in this one: words in the script of the damage, which is traditional."""

    def __init__(self, text: str) -> None:
        counts = Counter(text[i : i + n] for n in (2, 3, 4) for i in range(len(text) - n + 1))
        own = {gram for gram, count in counts.items() if count > 1 and all("\u4e00" <= c <= "\u9fff" for c in gram)}
        self.words = frozenset(own | words())
        self.longest = max(map(len, self.words))
        self.pairs = frozenset(one + other for word in self.words for one, other in pairwise(word))
        self.starts = frozenset(word[0] for word in self.words)
        self.characters = frozenset("".join(self.words))
        self.by_first: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)  # characters and their other byte, by the one
        self.by_second: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        self.behind: defaultdict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)  # what follows a character in words, with its bytes
        for one, other in sorted(self.pairs):
            data = other.encode("gbk", "ignore")
            if len(data) == 2:
                self.behind[one].append((other, (data[0], data[1])))
        for c in sorted(self.characters):
            data = c.encode("gbk", "ignore")
            if len(data) == 2:
                self.by_first[data[0]].append((c, data[1]))
                self.by_second[data[1]].append((c, data[0]))

    def best(self, before: str, orphan: int | None, run: str, after: str) -> str | None:
        """The reading of a run that words explain best, None for a tie or where they do not. `orphan`: the byte in front, if known."""
        try:
            pairs = [c.encode("gbk") for c in run[:-1]]
        except UnicodeEncodeError:
            return None
        seconds = [orphan, *(pair[1] for pair in pairs)]
        firsts = [*(pair[0] for pair in pairs), ord(run[-1])]
        beam = [self.extended(_Partial("", [0.0], 0.0), before)]
        for second, first in zip(seconds, firsts, strict=True):
            grown = [self.extended(state, piece, True) for state in beam for piece in self.pieces(state.text[-1:], second, first)]
            beam = sorted(grown, key=_Partial.total)[:BEAM]
        ranked = sorted((self.extended(state, after) for state in beam), key=_Partial.total)
        if not ranked:
            return None
        reading = ranked[0].text[len(before) : len(ranked[0].text) - len(after)]
        alone = self.extended(_Partial("", [0.0], 0.0), before).total() + self.extended(_Partial("", [0.0], 0.0), after).total()
        is_tie = len(ranked) > 1 and ranked[1].total() - ranked[0].total() < NEAR
        return None if is_tie or ranked[0].total() - alone > WORST * len(reading) else reading

    def pieces(self, last: str, second: int | None, first: int) -> Iterator[str]:
        """What two bytes may be behind a character: one character, whose first byte may be unknown, or two between which a pair vanished."""
        if second is None:
            yield from (c for c, _ in self.by_second[first])
            yield from (c for c in MARKS if c.encode("gbk")[1] == first)
            return
        whole = bytes((second, first)).decode("gbk", "ignore")
        if len(whole) == 1:
            yield whole
        for one, end in self.by_first[second]:
            follows = last + one in self.pairs
            for other, begin in self.by_second[first]:
                if (one + other in self.pairs or (follows and other in self.starts)) and _vanishes(end, begin):
                    yield one + other
            for middle, (head, tail) in self.behind[one]:
                if _vanishes(end, head):
                    yield from (one + middle + other for other, begin in self.by_second[first] if _vanishes(tail, begin) and other in self.starts)

    def extended(self, state: _Partial, piece: str, is_read: bool = False) -> _Partial:
        """A state with a piece behind it."""
        text, best = state.text + piece, [*state.best]
        for end in range(len(state.text) + 1, len(text) + 1):
            c = text[end - 1]
            cheapest = best[end - 1] + (RARE if c in CLOSING and end > 1 and text[end - 2] in STOPS else MARK if c in MARKS else COMMON if c in common() else KNOWN if c in self.characters else RARE)
            for begin in range(max(0, end - self.longest), end - 1):
                if text[begin:end] in self.words:
                    cheapest = min(cheapest, best[begin] + WORD)
            best.append(cheapest)
        return _Partial(text, best, state.put_in + VANISHED * (len(piece) - 1 if is_read else 0))


@dataclass(frozen=True, slots=True)
class _Partial:
    """The beginning of a reading: what it costs to explain its first n characters by words, for every n; what the pairs put in cost."""

    text: str
    best: list[float]
    put_in: float

    def total(self) -> float:
        return self.best[-1] + self.put_in


@cache
def _vanishes(first: int, second: int) -> bool:
    """Whether two bytes are no character of GBK."""
    return second != 0x7F and not bytes((first, second)).decode("gbk", "ignore")


@cache
def words() -> frozenset[str]:
    """Everyday words of plans, in traditional characters."""
    from opencc import OpenCC  # few texts need it

    lines = files("loaders.reading").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    convert = OpenCC("s2t").convert
    return frozenset(convert(word) for line in lines if not line.startswith("#") for word in line.split())
