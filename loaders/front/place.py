"""Place: the jurisdiction a plan speaks for.

Decisions
---------
* The level comes from the issuer and the place it names, not from the word 市: a municipality is a province, its districts are counties.
* A place is looked for at the beginning of the issuer's name, then of the title, then anywhere in the title; one of several places of
  a name (鼓楼区) only where the text names just one of the cities they lie in.
* A zone with an administration of its own ranks as a county and has a code where the table knows it, so that it stands in its city.
* A place the table lacks (a township, a lesser zone, a county) keeps its name as written and its rank, without a code.
* A plan whose place is masked (XX市, **) or never named keeps no name; its level comes from how it speaks of itself (我市 before 全市), and
  全市 is a county's where the plan addresses townships and no counties.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from loaders.document import Document
from loaders.front.words import words
from qgraph.model import Jurisdiction, Level
from qgraph.registries import places

LONGEST_NAME = 20  # 新疆维吾尔自治区伊犁哈萨克自治州 has 17
MASK = "某"  # the one mask that looks like a name

_LEVELS = {
    **dict.fromkeys(("特别行政区", "自治区", "省"), Level.PROVINCE),
    **dict.fromkeys(("自治州", "地区", "盟", "市"), Level.PREFECTURE),
    **dict.fromkeys(("自治县", "新区", "县", "区", "旗"), Level.COUNTY),
    **dict.fromkeys(("街道", "镇", "乡"), Level.TOWNSHIP),
}
_SUFFIX = "|".join(_LEVELS)
_UNKNOWN = re.compile(rf"((?:[\u4e00-\u9fff]{{2,6}}?(?:省|市|自治区|自治州))?[\u4e00-\u9fff]{{2,6}}?({_SUFFIX}))")
_LOWER = re.compile(
    r"([\u4e00-\u9fff]{1,7}?(自治县|新区|街道|县|区|旗|市|镇|乡))(?=人民政府|政府|[区县市]?委(?!员)|党委|党工委|办事处|管委会|管理委员会)"
)
_ZONE_BEHIND = re.compile(r"[\u4e00-\u9fff]{1,12}?(?:开发区|高新区|经开区|实验区|工业园区)")
_LEAD = re.compile(r"^(?:中共|(?:19|20)\d{2}年度?|关于|印发|[“”\"《])*")
_OURS, _WHOLE = re.compile("我([省市区县])"), re.compile("全([省市区县])")
_OWN_WORD = {"省": Level.PROVINCE, "市": Level.PREFECTURE, "区": Level.COUNTY, "县": Level.COUNTY}
_COUNTIES = re.compile(r"各(?:县|区县|市县|区[、和（(])|县[（(]市、?区[)）]")
_TOWNSHIPS = re.compile(r"各(?:区?镇|乡|街镇|街道)")


def read(document: Document, issuer: str | None, title: str, year: int | None) -> Jurisdiction:
    """The place of a plan that was issued in `year`."""
    if issuer and issuer.startswith(words().national):
        branch = _known_inside(issuer, zones=True)  # 国家税务总局沁原市税务局
        if branch:
            return _known(branch, document.text, year)
        if not words().local.search(issuer):
            return Jurisdiction("全国", Level.NATIONAL, places.NATION)
    starts = [_LEAD.sub("", written) for written in (issuer, title) if written]
    for start in starts:
        ranked = next((name for name in words().ranked if start.startswith(name)), None)
        if ranked:
            return Jurisdiction(ranked, words().ranked[ranked])
        if zone := _zone().match(start):
            return _of_zone(zone[1], year)
    for start in starts:
        if name := _known_prefix(start):
            return _below(start, len(name)) or _known(name, document.text, year)
    if name := _known_inside(title):
        return _known(name, document.text, year)
    for start in starts:
        unknown = _UNKNOWN.match(start)
        if unknown and not words().topic.search(unknown[1]):
            return _below(start, unknown.end(1)) or Jurisdiction(unknown[1], _LEVELS[unknown[2]])
    if bare := next(filter(None, map(_bare_city, starts)), None):
        return bare
    return Jurisdiction(None, _own_level(document.text))


def _below(start: str, end: int) -> Jurisdiction | None:
    """The place of a lower government whose name goes on behind the place that ends at `end` (昆明市 | 青石镇人民政府)."""
    lower = _LOWER.match(start, end)
    if lower is None or words().topic.search(lower[1]):
        return None
    return Jurisdiction(start[: lower.end(1)], _LEVELS[lower[2]])


@cache
def _zone() -> re.Pattern[str]:
    """合肥高新技术产业开发区管理委员会; in a title a zone counts behind the name of its city only."""
    return re.compile(rf"([\u4e00-\u9fff]{{2,18}}?(?:{words().zones}))(?=管理委员会|管委会|党工委|工委)")


def _of_zone(name: str, year: int | None) -> Jurisdiction:
    """A zone: what the table knows under its name (苏州工业园区; 舟山群岛新区 is a whole prefecture), else a county without a code."""
    if MASK in name:
        return Jurisdiction(None, Level.COUNTY)
    place = places.resolve(name, on=year) or places.resolve(name)
    return Jurisdiction(name, place.level, place.adcode) if place else Jurisdiction(name, Level.COUNTY)


def _bare_city(start: str) -> Jurisdiction | None:
    """A city or province named without its suffix at the beginning (苏州质量强市方案), or an unknown zone of it (苏州云岭实验区)."""
    for end in (4, 3, 2):
        found = [place for place in places.candidates(start[:end]) if place.level in (Level.PROVINCE, Level.PREFECTURE)]
        if len({place.adcode for place in found}) == 1:
            if zone := _ZONE_BEHIND.match(start, end):
                return Jurisdiction(start[: zone.end()], Level.COUNTY)
            return Jurisdiction(start[:end], found[0].level, found[0].adcode)
    return None


def _known_prefix(written: str, zones: bool = True) -> str | None:
    """The longest beginning that is a place's name with its suffix, or a zone's whatever it ends with (保定白沟新城)."""
    for end in range(min(len(written), LONGEST_NAME), 2, -1):
        name = written[:end]
        suffixed = name.endswith((*_LEVELS, "州"))
        found = places.candidates(name) if suffixed or zones else []
        if found and (zones if found[0].zone else suffixed):
            return name
    return None


def _known_inside(title: str, zones: bool = False) -> str | None:
    """A place named further on; no zone in a title, where it may only be spoken of (支持苏州工业园区…)."""
    return next((name for start in range(1, len(title)) if (name := _known_prefix(title[start:], zones))), None)


def _known(name: str, text: str, year: int | None) -> Jurisdiction:
    """One place, or where several bear the name the one whose city the text names, else only their level."""
    place = places.resolve(name, on=year) or places.resolve(name)
    found = [place] if place else places.candidates(name)
    if len(found) > 1:
        named = [one for one in found if any(above.name in text for above in places.ladder(one.adcode)[1:-1])]
        found = named if len({one.adcode for one in named}) == 1 else found
    levels = {one.level for one in found}
    codes = {one.adcode for one in found}
    return Jurisdiction(name, levels.pop() if len(levels) == 1 else None, codes.pop() if len(codes) == 1 else None)


def _own_level(text: str) -> Level | None:
    """The level a plan without a name speaks from."""
    said = Counter(_OURS.findall(text)) or Counter(_WHOLE.findall(text))
    if not said:
        return None
    level = _OWN_WORD[said.most_common(1)[0][0]]
    if level is Level.PREFECTURE and _TOWNSHIPS.search(text) and not _COUNTIES.search(text):
        return Level.COUNTY
    return level
