"""Who pays: the purse named nearest before a sum, else the government that speaks.

Decisions
---------
* A level word pays only where money follows it (省级分别给予, 在省20万元资金支持的基础上, 市级科技计划中); 省级智能工厂 names no purse.
* 在…的基础上 closes the upper level's part: what follows is paid by the government that speaks, unless a purse is named.
* The level is the issuer's, not the word's: 市财政 in a municipality's plan is a province's, 我市 in a county-level city's plan a county's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.front import Front
from qgraph.model import Level

OWN = {Level.NATIONAL: "central", Level.PROVINCE: "province", Level.PREFECTURE: "city", Level.COUNTY: "county", Level.TOWNSHIP: "county"}
WORDS = {"省": "province", "自治区": "province", "市": "city", "州": "city", "盟": "city", "区": "county", "县": "county", "旗": "county"}
MUNICIPALITIES = ("11", "12", "31", "50")

FOLLOWED = (
    r"(?=财政|继续|再|分别|按照?|给予|予以|一次性|每[个家项年人]|统筹|安排|资金|采取|从|对|将|另|最高|专项资金|专项经费|拨付|设立|配套|预算|\d"
    r"|(?:奖励|资助|补助|补贴|奖补|奖)\s?\d|[^，。；、,;对获的]{0,10}(?:计划|专项资金|引导资金|资金|基金)(?:中|内|给予|安排|再))"
)
PURSE = re.compile(
    r"(?P<central>中央(?:财政|预算|专项|资金|[^，。；、,;]{0,6}资金)|国家(?:财政|资金|专项资金))"
    rf"|(?:[我本全](?P<own>[省市区县州盟旗])){FOLLOWED}"
    rf"|(?<![\u4e00-\u9fff《“])(?P<lead>省|市|区|县){FOLLOWED}"
    rf"|(?<=[在由从取经及与和])(?P<after>省|市|区|县){FOLLOWED}"
    rf"|(?P<level>省|自治区|市|州|区|县)(?:级财政|财政厅|财政局|财政|级){FOLLOWED}"
    r"|(?P<purse>省|市|区|县)财政(?!厅|局)"
    r"|(?P<all>各级财政)"
    r"|(?P<company>企业自筹|社会资本投入)"
    r"|(?P<reset>基础上)"
)


class Purse(NamedTuple):
    """Who pays: a level (or a body as written), the words for it, and the level on whose grant this one is put on top."""

    payer: str | None
    as_written: str | None = None
    on_top_of: str | None = None


def payer(text: str, start: int, sum_start: int, front: Front) -> Purse:
    """Who pays the sum at `sum_start`, for a sentence that starts at `start`."""
    paying = Purse(own(front))
    for found in PURSE.finditer(text, start, sum_start + 2):
        if found.start() >= sum_start:
            break
        if found["reset"]:
            paying = Purse(own(front), None, paying.payer if paying.as_written else None)
            continue
        if found["central"]:
            level = "central"
        elif found["all"]:
            level = found["all"]
        elif found["company"]:
            level = "enterprise"
        elif found["own"] and front.jurisdiction.level in (Level.COUNTY, Level.PROVINCE):
            level = own(front) or found["own"]
        else:
            level = by_word(found["own"] or found["lead"] or found["after"] or found["level"] or found["purse"], front)
        treasury = "财政" if text.startswith("财政", found.end()) else ""
        paying = Purse(level, found[0] + treasury, paying.on_top_of)
    return paying


SHARED = re.compile(r"(?P<purses>[省市区县]级?(?:[、和及与][省市区县]级?){1,3})(?:财政|政府)?[^，。；、,;]{0,8}$")


def payers(text: str, start: int, sum_start: int, count: int, front: Front) -> tuple[Purse, ...]:
    """Who pays each of `count` sums dealt out together: 市、县财政分别给予50万元、30万元 names a purse for each."""
    shared = SHARED.search(text, max(start, sum_start - 24), sum_start) if count > 1 else None
    words = re.findall(r"[省市区县]", shared["purses"]) if shared else []
    if len(words) == count:
        return tuple(Purse(by_word(word, front), word) for word in words)
    return (payer(text, start, sum_start, front),) * count


def own(front: Front) -> str | None:
    """The level of the government that speaks."""
    level = front.jurisdiction.level
    return OWN[level] if level else None


def by_word(word: str, front: Front) -> str:
    """The level a word names in this plan."""
    municipality = (front.jurisdiction.adcode or "").startswith(MUNICIPALITIES)
    return "province" if municipality and word == "市" else WORDS[word]
