"""Slips of character recognition in numbers: IOO万 → 100万, 二O二五年 → 二〇二五年, 2 0 2 5年 → 2025年.

Decisions
---------
* A number without a letter in it is never touched: 985% may be 98.5%, and 20212023年 may be two years; nobody knows. `gaps` logs
  the second.
* A letter counts as a figure only in front of a unit, and S or B only beside figures; O2O, B2B and 5S are words.
* Figures set apart are one number where every one is alone and a unit or 年 stands behind (9 8.5% stays: it may be two numbers).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import merge

from loaders.reading.draft import Edit

UNIT = "万|亿|%|％|元|家|项(?!目)|个百分点|个(?!性)|户|人次|人(?!才)|年(?!级)|月|日|批次|件|亩|吨|公里|平方米"
NUMBER = re.compile(rf"(?<![A-Za-z0-9.])(?=[0-9]*[IlOo])(?![Oo])[0-9IlOo]{{2,8}}(?=\s?(?:{UNIT}))")
LIKELY = re.compile(r"(?<![A-Za-z0-9.])(?:[0-9]{1,5}[SB][0-9]{0,4}|[SB][0-9]{1,5})(?=\s?(?:[%％]|[万亿]元|个百分点))")
DIGITS = str.maketrans("IlOoSB", "110058")
YEAR = re.compile(r"(?<![A-Za-z0-9.])[12](?=[0-9]{0,2}[IlOo])[0-9IlOo]{3}(?=\s?年|[〕\]］])")
HAN_YEAR = re.compile(
    r"(?<![一二三四五六七八九十百〇零])[一二](?=[一二三四五六七八九〇零]{0,2}[○◯OoΟ0０])[一二三四五六七八九〇零○◯OoΟ0０]{3}(?=\s?年)"
)
NOUGHT = str.maketrans("○◯OoΟ0０", "〇" * 7)
SPACED = re.compile(
    r"(?<![0-9.,，] )(?<![0-9.])(?:1 [89]|2 [01]) [0-9] [0-9](?= ?[年—–－~～至-])"
    r"|(?<=[到达至为过于高低长在降约率升少加超占励助])[0-9](?: [0-9]){1,5}(?= ?(?:[%％]|[万亿]元))"
    rf"|(?<=[\u4e00-\u9fff])(?<![图表件栏第])[0-9](?: [0-9]){{2,5}}(?= ?(?:{UNIT.replace('年(?!级)|', '')}))"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """`sign` is what a text with such slips holds (a quick look), `number` finds one, `figures` says what becomes of its characters."""

    sign: re.Pattern[str]
    number: re.Pattern[str]
    figures: Mapping[int, int | str]
    rule: str


BESIDE = re.compile("[0-9IlO][IlOoSB]|[IlOoSB][0-9]")
SLIPS = (
    Slip(BESIDE, NUMBER, DIGITS, "reading.digit"),
    Slip(BESIDE, LIKELY, DIGITS, "reading.likely_digit"),
    Slip(BESIDE, YEAR, DIGITS, "reading.year"),
    Slip(re.compile("[一二三四五六七八九〇零○◯OoΟ0０][○◯OoΟ0０]"), HAN_YEAR, NOUGHT, "reading.year"),
    Slip(re.compile("[0-9] [0-9]"), SPACED, {ord(" "): ""}, "reading.spaced_number"),
)
# 150万元、100万元、50万7Go（二十三）: the unit behind the last sum of a list was misread together with the full stop.
LOST_UNIT = re.compile(r"(?<=万元、)(\d{1,6}万)[0-9?]?[A-Za-z]{1,3}(?=\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|\n|$))")


def edits(text: str) -> Iterator[Edit]:
    """Rules reading.digit, reading.likely_digit, reading.year, reading.spaced_number and reading.lost_unit."""
    signs = {slip.sign for slip in SLIPS if slip.sign.search(text)}
    at = 0
    for edit in merge(*(_slips(text, slip) for slip in SLIPS if slip.sign in signs), _units(text), key=lambda edit: edit.start):
        if edit.start >= at:
            yield edit
            at = edit.end


def _slips(text: str, slip: Slip) -> Iterator[Edit]:
    for match in slip.number.finditer(text):
        yield Edit(match.start(), match.end(), match[0].translate(slip.figures), slip.rule)


def _units(text: str) -> Iterator[Edit]:
    for match in LOST_UNIT.finditer(text):
        yield Edit(match.end(1), match.end(), "元。", "reading.lost_unit")
