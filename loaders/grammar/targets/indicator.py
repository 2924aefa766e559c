"""What is measured, in the document's own words: the text around a figure without its date, its verb and its bound."""

from __future__ import annotations

import re
from functools import cache

from loaders.grammar.targets.words import one_of

_DATE = r"(?:到|至|截至|在)?\s?20\d\d\s?年(?:\d{1,2}月)?(?:年底|底|末)?(?:之|以)?前?|“?十[二三四五六]五”?(?:时期|期)?末"
_OFTEN = r"每年(?:度)?|全年|年内|年均|年度|每季度|近三年|[一二三两五]年(?:内|累计)|每周|每月"
_ADVERBS = r"其中|力争|争取|努力|确保|将|使|并|要|须|进一步|不断|持续|基本|全面|同时|分别|均|再|率先|大力|积极|稳步"
_SCOPE = r"全市|全省|全区|全县|我市|我省|我区|我县"
_FROM = re.compile(r"(?:由|从)(?:目前的?|原来的?)?\d[^由从]{0,10}$")  # 由4天压缩至
RATE = re.compile(r"(?:率|度|比重|比例|占比|水平|指数)$")
_WHAT_OF_IT = re.compile(r"总量|总数|数量|总额|总规模|总值|占比|比例|比重|比率|增速|增幅|覆盖率|覆盖面")
_BARE = re.compile(rf"(?:办理|平均|合计|总体|预付款)*(?:时间|时长|用时|时限|周期|{_WHAT_OF_IT.pattern})")
_THING = re.compile(r"(?:推行|实行|推动)?(?P<what>[^\d]{3,40}(?:服务|事项|业务|环节|采购|项目|产品|企业|机构|工程))的?")
_MADE_NEW = re.compile(r"^新(?:登记|增|设|认定|建)")
GRADE = re.compile(r"(?:世界|国际|国家|全国|省部?|市|县|区|部)级|省部级以上|(?:国家|省|市)级以上|规模以上")
_GRADE_BEFORE = re.compile(rf"^(?:{GRADE.pattern})(?:及?以上)?")
ITEMS = re.compile(r"、|和|以及|及(?!时|格)|与")  # 及时率, 及格率 are names


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_DATE}|{_OFTEN}|{_ADVERBS}|{_SCOPE}|、|的|[\s，,]|对(?=.{{2,30}}(?:进行|实现|开展)))")


@cache
def _making() -> re.Pattern[str]:
    return re.compile(f"^{one_of('verbs', 'make')}")


@cache
def _gentle() -> re.Pattern[str]:
    """Verbs before a rate, which is itself no made thing."""
    return re.compile("^(?:确保|力争|争取|实现|保持|推动|推进|做到|完成|新增|保证|促进)")


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{one_of('verbs', 'reach')}|{one_of('bounds', 'at_least', 'at_most', 'above', 'below')}"
        rf"|{_ADVERBS}|{_DATE}|{_OFTEN}|在全[国省市区县]|[\s、的])$"
    )


@cache
def _tails() -> re.Pattern[str]:
    return re.compile(f"{one_of('elided', 'tails')}$")


def before(text: str, rate: bool) -> str:
    """The indicator of a figure that follows it (合格率达到 | 95%). `rate`: made things' verbs stay where they belong to the name."""
    text = _strip(re.sub(r"(?:由|从)[^由从]{0,12}$", "", text) if _FROM.search(text) else text, _trailing())
    text = _strip(text, _leading())
    making = _gentle() if rate else _making()
    while (found := making.match(text)) and len(text) - found.end() >= 2:
        text = _strip(text[found.end() :], _leading())
    return "" if rate and making.fullmatch(text) else text.strip(" 、，,的")


def named(name: str, carried: str, before: str = "") -> str:
    """The indicator of a figure that names none, or only what of it is counted: 登记市场主体10万户，总量突破80万户. Where no figure stands
    before, what it is of may: 居民用气报装服务，平均时长不超过4个工作日 (`before` is the text before the comma)."""
    if not name:
        return carried
    if carried and _WHAT_OF_IT.fullmatch(name):
        return _MADE_NEW.sub("", carried) + name
    of = _THING.fullmatch(opened(before)) if before and _BARE.fullmatch(name) else None
    return of["what"] + name if of else name


def part(name: str, carried: str) -> str:
    """The indicator of a part (其中国家级3家): what is counted is said before."""
    name = name.removeprefix("其中").strip()
    if not carried or not (GRADE.fullmatch(name) or name.endswith(("的", "元"))):
        return name
    return name + _GRADE_BEFORE.sub("", carried)


def opened(text: str) -> str:
    """A text without the date, the adverbs and the scope it opens with."""
    return _strip(text, _leading())


def behind(text: str) -> str:
    """The indicator of a figure that stands before it (新建 | 2个 | 无公害农产品基地)."""
    return re.sub(r"^(?:的|左右|以上|以内|[\s、])+", "", text).strip(" 、，,。；;")


def _strip(text: str, pattern: re.Pattern[str]) -> str:
    while text and (found := pattern.search(text)):
        text = text[: found.start()] if found.start() else text[found.end() :]
    return text


def items(text: str) -> list[str]:
    """The parts of a list of names, elided heads restored: 农产品质量监测、食品抽检、药品监督抽检合格率 → three names that end in 合格率;
    “双公示”信息合格率、及时率、修正率 → three that begin with “双公示”信息."""
    parts = [part.strip() for part in ITEMS.split(text) if part.strip()]
    if len(parts) < 2:
        return parts
    graded = _GRADE_BEFORE.match(parts[-1])
    if graded and all(_GRADE_BEFORE.fullmatch(part) for part in parts[:-1]):
        return [*(part + parts[-1][graded.end() :] for part in parts[:-1]), parts[-1]]
    tail = _tails().search(parts[-1])
    if tail and not any(part.endswith(tail[0]) for part in parts[:-1]) and not all(RATE.search(part) for part in parts):
        return [part if part.endswith(tail[0]) else part + tail[0] for part in parts]
    if all(RATE.search(part) for part in parts) and all(len(part) <= 4 for part in parts[1:]):
        head = re.match(r"(.*?)[\u4e00-\u9fff]{2}率$", parts[0])
        if head and head[1]:
            return [parts[0], *(head[1] + part for part in parts[1:])]
    return parts
