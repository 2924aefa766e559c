"""Runs that are read one byte late: `?。ㄒ唬┩七M` → `（一）推進`. A copying site's damage, undone.

How it arises (proved on the bytes of real texts): a script puts something before `。！？；` by replacing *bytes* of a GBK text.
GBK is not self-synchronising, so a replace also hits across two characters: `　（` is A1A1 A3A8 and holds A1A3, which is `。`.
The byte before the hit is orphaned and shown as `?`; every pair behind it is read one byte late, until an ASCII byte ends the
run: a letter is the second byte of the run's last character; before all else that byte is an orphan again and shown as `?`.
Pairs that are no character of GBK vanish on the way.

Undoing it
----------
* The bytes of a run are known but for the orphans, and a vanished pair where there was one. Nothing else is guessed.
* At the head of a line the orphan is A1: the indent is U+3000. What a numbered bracket becomes is computed forwards and
  compared; where two numbers become the same, the one that follows its sibling is taken.
* Elsewhere, and for vanished pairs, all bytes GBK allows are tried, and the reading is taken that words explain best
  (`language.py`).
* A tie, or a reading that words do not explain, is not repaired but for the number; `gaps` logs it as unreadable.

Of 483 runs damaged the same way on purpose in real plans, 284 are read right, 91 but for the title, 99 left, 9 read wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice

from loaders.formats.txt import common
from loaders.reading.draft import Edit
from loaders.reading.language import MARKS, Language, Sentence, characters
from loaders.reading.pinyin import ANNOTATION, is_reading

# A run behind its orphan, or the rest of one behind a number that could be read.
RUN = re.compile(r"(?:\?([。！？；!;?])|（[一二三四五六七八九十]{1,3}）[\u2500-\u257f])([^\x00-\x7f]{0,24}(?:[@-~]|\?(?![^\x00-\x3e])))")
SIBLING = re.compile(r"^[ \t\u3000]*(?:[（(]([一二三四五六七八九十]{1,3})[）)]|[一二三四五六七八九十]{1,3}、)", re.MULTILINE)
NUMERALS = [tens + ones for tens in ("", "十", "二十", "三十", "四十", "五十") for ones in ("", *"一二三四五六七八九") if tens + ones]
ORPHAN = "?"
INDENT = 0xA1  # both bytes of U+3000
FIRST = "first"  # instead of a number: none was read since the chapter began
BRACKET, BRACKET_END = b"\xa8", b"\xa9"  # second bytes of （ and ）, first bytes of the pairs they are read in
FULL_WIDTH = str.maketrans("!;?", "！；？")
NO_MARKS = dict.fromkeys(map(ord, MARKS))
CONTEXT = 8  # characters before a run that are weighed with it
MOST_RUNS = 100  # of one document; more are no accident
BEAM = 24  # readings of the beginning of a run that are followed
VANISHED = (0.0, 0.4, 1.7)  # cost of no pair, one, two put in
NEAR = 0.35  # two readings whose costs differ by less are a tie
WORST = 0.35  # mean cost a character of a reading that is still believed


def edits(text: str) -> Iterator[Edit]:
    """Rule reading.shifted: the orphan, the run and the annotation behind it are replaced by what stood there."""
    runs = list(islice((match for match in damaged(text) if match[1]), MOST_RUNS))
    if not runs:
        return
    decoder = Decoder(Language(text))
    at, number = 0, FIRST
    for match in runs:
        number, at = _last_number(text[at : match.start()], number), match.end()
        run = match[1].translate(FULL_WIDTH) + match[2]
        before = text[max(0, match.start() - CONTEXT) : match.start()].rpartition("\n")[2].lstrip()
        annotation = ANNOTATION.match(text, at)
        end = annotation.end() if annotation else at
        after = text[end : end + CONTEXT].partition("\n")[0].partition("?")[0]
        bracket, shown, orphan = "", "", None if before else INDENT
        if not before and run[1].encode("gbk", "ignore")[:1] in (BRACKET, BRACKET_END):
            number = _number(run, number)
            if not number:
                continue
            bracket, shown = f"（{number}）", _shown(number)
            orphan = run[len(shown)].encode("gbk")[1]
        reading = decoder.best(before, orphan, run[len(shown) + bool(shown) :], after)
        if reading:
            is_its = annotation is not None and is_reading(reading[-1], annotation[0])
            yield Edit(match.start(), end if is_its else at, bracket + reading, "reading.shifted")
        elif bracket:
            yield Edit(match.start(), match.start() + 1 + len(shown), bracket, "reading.shifted")


def damaged(text: str) -> Iterator[re.Match[str]]:
    """Runs of characters that nobody writes one after another, behind a question mark and a stop, up to an ASCII character."""
    for match in RUN.finditer(text):
        inside = match[2][:-1]
        if inside and sum(c in common() or c in characters() for c in inside) <= 0.5 * len(inside):
            yield match


def _number(run: str, last: str) -> str:
    """The number of a heading in brackets at the head of a line, "" where it cannot be read; `last` is that of the heading above."""
    fitting = [n for n in NUMERALS if run.startswith(_shown(n)) and run[len(_shown(n)) :].encode("gbk", "ignore")[:1] == BRACKET_END]
    longest = max((len(_shown(n)) for n in fitting), default=0)
    fitting = [n for n in fitting if len(_shown(n)) == longest]
    if len(fitting) > 1:
        at = NUMERALS.index(last) + 1 if last in NUMERALS else 0 if last == FIRST else len(NUMERALS)
        fitting = [n for n in NUMERALS[at : at + 1] if n in fitting]
    return "".join(fitting)


def _last_number(text: str, last: str) -> str:
    """The number of the last heading in brackets of a text, FIRST behind a heading of a higher level, `last` where there is no heading."""
    for match in SIBLING.finditer(text):
        last = match[1] or FIRST
    return last


@cache
def _shown(number: str) -> str:
    """What the bytes of `　（number）` are shown as behind the orphan, up to the pair that the last byte of `）` begins."""
    data = f"\u3000（{number}）".encode("gbk")[1:-1]
    return "".join(data[i : i + 2].decode("gbk", "ignore") for i in range(0, len(data), 2))


class Decoder:
    """Finds what bytes of GBK may say between known characters."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.by_first: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)  # characters and their other byte, by the one
        self.by_second: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        self.by_end: defaultdict[int, list[tuple[str, bytes]]] = defaultdict(list)  # two characters of a word, by the last of their bytes
        for c in sorted({*language.characters, *MARKS}):
            data = c.encode("gbk", "ignore")
            if len(data) == 2:
                self.by_first[data[0]].append((c, data[1]))
                self.by_second[data[1]].append((c, data[0]))
        self.followers: defaultdict[str, list[str]] = defaultdict(list)  # what may stand behind a character in a word
        for pair in sorted(language.pairs):
            data = pair.encode("gbk", "ignore")
            if len(data) == 4:
                self.followers[pair[0]].append(pair[1])
                self.by_end[data[3]].append((pair, data))

    def best(self, before: str, orphan: int | None, run: str, after: str, annotation: str = "") -> str | None:
        """The reading of a run that words explain best, None for a tie or where they do not. `orphan`: the byte in front, if known;
        `annotation`: how its last character is read, if known."""
        try:
            pairs = [c.encode("gbk") for c in run[:-1]]
        except UnicodeEncodeError:
            return None
        extended = self.language.extended
        beam = [extended(Sentence(), before)]
        seconds = [orphan, *(pair[1] for pair in pairs)]
        firsts = [*(pair[0] for pair in pairs), None if run[-1] == ORPHAN else ord(run[-1])]
        for i, (second, first) in enumerate(zip(seconds, firsts, strict=True), 1):
            read = annotation if i == len(seconds) else ""
            grown = [
                extended(sentence, piece, VANISHED[len(piece) - 1])
                for sentence in beam
                for piece in (self.pieces(sentence.text[-1:], second, first) if not read else self.read(second, read))
            ]
            beam = sorted(grown, key=Sentence.order)[:BEAM]
        ranked = sorted((extended(sentence, after) for sentence in beam), key=Sentence.order)
        if not ranked or (len(ranked) > 1 and ranked[1].cost - ranked[0].cost < NEAR):
            return None
        reading = ranked[0].text[len(before) : len(ranked[0].text) - len(after)]
        price = ranked[0].cost - extended(Sentence(), before).cost - extended(Sentence(), after).cost
        is_odd = any(c not in self.language.characters and c not in MARKS for c in reading)
        return None if is_odd or price > WORST * len(reading) else reading

    def read(self, second: int | None, annotation: str) -> Iterator[str]:
        """What a byte may begin that ends in a character that is read so: it alone, or two between which a pair vanished."""
        if second is None:
            return
        for one, end in self.by_first[second]:
            if is_reading(one, annotation):
                yield one
            for other in self.followers[one]:
                if is_reading(other, annotation) and _vanishes(end, other.encode("gbk")[0]):
                    yield one + other

    def pieces(self, last: str, second: int | None, first: int | None) -> Iterator[str]:
        """What two bytes may be behind a character: one character, one of whose bytes may be unknown, or some between which pairs
        vanished."""
        if first is None or second is None:
            yield from (c for c, _ in (self.by_first[second] if second else self.by_second[first] if first else ()))
            return
        whole = bytes((second, first)).decode("gbk", "ignore")
        if len(whole) == 1:
            yield whole
        language = self.language
        for one, end in self.by_first[second]:
            follows = not last or one in MARKS or one in language.words or last + one in language.pairs
            for other, begin in self.by_second[first]:
                if (one + other in language.pairs or (follows and other in language.starts)) and _vanishes(end, begin):
                    yield one + other
            if follows:
                yield from (one + pair for pair, data in self.by_end[first] if _vanishes(end, data[0]) and _vanishes(data[1], data[2]))


@cache
def _vanishes(first: int, second: int) -> bool:
    """Whether two bytes are no character of GBK."""
    return second != 0x7F and not bytes((first, second)).decode("gbk", "ignore")
