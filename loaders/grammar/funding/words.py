"""The word lists of money (`words.toml`), read once and made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from loaders import tables


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, so that 给予 never hides 给予补助."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class Words:
    grant: re.Pattern[str]  # a verb or noun of granting
    money: str  # what granted money is called
    tail: re.Pattern[str]  # behind a sum: 的一次性资金支持
    condition: re.Pattern[str]  # before a sum that is a condition, a target or a price
    granted: re.Pattern[str]  # before a sum: 资助总额不超过
    past: re.Pattern[str]
    founded: re.Pattern[str]
    budgeted: re.Pattern[str]
    hopes: re.Pattern[str]
    before: dict[str, re.Pattern[str]]  # qualifier by the words before a sum
    behind: dict[str, re.Pattern[str]]  # and behind it
    project: re.Pattern[str]  # 市级科技计划中
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    grade: str
    columns: tuple[tuple[str, re.Pattern[str]], ...]  # of a table of awards, by words in their heads


@cache
def words() -> Words:
    table = tables.table("loaders.grammar.funding", "words.toml")
    compared = either(table["comparisons"])
    money = either(table["moneys"])
    qualifier = table["qualifier"]
    return Words(
        grant=re.compile(either(table["grants"])),
        money=money,
        tail=re.compile(rf"(?:人民币)?(?:左右|以内|以上)?的?[^，。；、,;给予按万]{{0,8}}?{money}|的?标准"),
        condition=re.compile(rf"{either(table['conditions'])}(?:[^，。；、,;]{{0,2}}{compared}){{0,2}}$|{either(table['attained'])}$"),
        granted=re.compile(
            rf"(?:{either(table['granted'])}|标准[^，。；、]{{0,4}})(?:最高)?可?(?:{compared}){{0,2}}$|最高(?:可达|可|不超过)?$"
        ),
        past=re.compile(either(table["past"])),
        founded=re.compile("|".join(table["founded"])),
        budgeted=re.compile("|".join(table["budgeted"])),
        hopes=re.compile(either(table["hopes"])),
        before={key: re.compile(rf"{either(qualifier[key])}[^，。；、,;]{{0,4}}$") for key in ("max", "min", "about")},
        behind={key: re.compile(either(qualifier[f"{key}_behind"])) for key in ("max", "min", "about")},
        project=re.compile("|".join(table["project"])),
        kinds=tuple((row["id"], re.compile(either(row["words"]))) for row in table["kind"]),
        grade="(?:" + "|".join(table["grades"]["patterns"]) + ")",
        columns=tuple((kind, re.compile("|".join(patterns))) for kind, patterns in table["columns"].items()),
    )
