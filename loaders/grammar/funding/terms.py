"""The terms of a grant: what one sum is for, under what condition, and whether it is only hoped for.

* per: 每项, 每家, 每亩 is "item", 每年 "year", 一次性 "once"; the words nearest before the sum count, else those behind it.
* condition: a threshold in the sentence before the sum (设备投资额500万元以上). What is paid is no condition.
* sought: 积极争取省60万元: money hoped for from another, not promised.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PER = re.compile(
    r"(?P<once>一次性)|(?P<year>每年度?|每个年度|逐年|按年)|(?P<item>每(?:个项目|个|单?项|家|人|件|户|名|亩|台|套|吨|单|张|场|次)|单个(?:项目|企业|平台))"
)
_BEHIND = re.compile(r"[／/](?P<item>[项家人件户名亩台套吨个])|[／/](?P<year>年)")
_CONDITION = re.compile(
    r"(?:对|，|、|的|^)?(?P<condition>[^，。；、对的]{2,24}?(?:达到?|超过|不低于|大于|满)?\s?\d[\d.,]{0,9}\s?(?:万元|亿元|元|万美元|亿美元|%|％|家|件|项|人|户|个|年)"
    r"[（(]?(?:含)?[）)]?(?:及以上|以上|及以下|以下|以内))(?=的|（|，|且|、|企业|项目)"
)
_SOUGHT = re.compile(r"(?:积极|努力|大力)?(?:争取|申请|申报)[^，。；]{0,24}$")


class Per(NamedTuple):
    """What one sum is for, and the words that say so."""

    kind: str | None
    as_written: str | None


def per(text: str, clause: int, at: int, stop: int) -> Per:
    """What the sum at `at` of the clause `text[clause:stop]` is for."""
    before = [*_PER.finditer(text, clause, at)][-1:]
    behind = [m for m in (_BEHIND.search(text, at, min(stop, at + 24)), _PER.search(text, at, stop)) if m]
    for match in (*before, *behind):
        return Per(next(kind for kind, said in match.groupdict().items() if said), match[0])
    return Per(None, None)


def condition(text: str, sentence: int, at: int) -> str | None:
    """The last threshold that stands between the start of the sentence and the sum."""
    if not any(text.find(bound, sentence, at) >= 0 for bound in ("以上", "以下", "以内")):
        return None
    found = [match["condition"] for match in _CONDITION.finditer(text, sentence, at)]
    return found[-1] if found else None


def sought(text: str, clause: int, at: int) -> bool:
    """Whether a sum is only hoped for."""
    return _SOUGHT.search(text, max(clause, at - 40), at) is not None
