"""Who is paid and what for, and how 分别 deals sums out over a list of grades.

Decisions
---------
* The subject of a grant is the nearest 对…, 支持… or plain clause before it. Where it ends in 的企业 and the like, it is also the payee.
* n sums are dealt out over the nearest list of n items before them, in order: 国际、国家、行业标准; 3A、4A、5A级. What stands before the
  first and behind the last grade belongs to each. Where no list has n items, every sum keeps the whole subject.
* 每项, 每家, 每个项目 and 一次性 stay in the purpose: they say what one sum is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.grammar.funding.sentence import Line, clause_start
from loaders.grammar.funding.words import words

LONGEST = 3  # times the clause of the sum itself: a quote that starts further before says too much
GIVES = (
    r"(?:在?(?:[我本][省市区县]|[省市区县]级财政|[省市区县]财政|[省市区县]级))?"
    r"(?:继续|再|分别|按照?|给予|予以|一次性|分阶段|积极争取|每[个家项件年人亩]|最高|最多|不超过|统筹|安排|资助|奖励|补助|奖补|补贴|在[省市区县](?=\d|$))"
)
TOWARDS = re.compile(rf"(?<![针相面应])对(?![口接标外照比])(?P<what>[^；。]{{2,120}}?)(?=[，,](?!且|并|或|同时)|{GIVES})")
SUPPORTS = re.compile(r"(?:支持|鼓励)(?:一批)?(?P<what>[^，,；。]{3,80})(?=[，,])")
GIVEN_TO = re.compile(
    r"给予(?P<who>[^，。；、,;\d]{2,16}?(?:企业|单位|机构|高校|个人|工商户|权利人|团队|平台))(?=资助|一次性|最高|\d|奖励|补助|[^，。；]{0,6}补贴)"
)
ACTOR = re.compile(
    r"(?:企业|单位|机构|组织|个人|团队|平台|中心|基地|园区|工商户|合作社|高校|院校|院所|人才|毕业生|人员|农户|城市|市县|者|项目|车间|工厂|示范区"
    r"|产业园|实验室|商|部门|协会|人|[县市区])[)）]?(?:等)?$|的$"
)
LEADING = re.compile(r"^(?:针对|对|、|或?参照)")
TRAILING = re.compile(r"的(?:企业|单位|机构|组织|个人)?$")
NO_SUBJECT = re.compile(
    r"^(?:(?:到|在)?20\d\d年[底前]?|[一二三四五]是|第[一二三四五六七八九十]{1,3}条|在?[省市区县])$|^(?:单个|单项|每|同一|其中|年度|充分利用)"
    r"|基础上|财政[^，。]{0,4}$|^[在从][^，。]{0,14}中$"
)
SPENT = re.compile(r"\d\s?[万亿]?元(?!(?:及|或|含|（含）)?以[上下内])(?:[^，,；。、\d]{0,10}(?:资金|奖励|补助|资助|奖补|补贴|支持))?")
USED_FOR = re.compile(r"(?<!资金)(?<!政策)(?:支持|用于|充实)(?P<use>[^，,。；、]{2,40})")
EACH = re.compile(r"每(?:个项目|单?项|家|人|件|个|户|名|年|亩)|单个(?:项目|企业|平台)|一次性")
# What is said once before a list of items and holds for each: 获得中国质量奖、提名奖的组织.
DEED = re.compile(
    r"^(?:首次|新)?(?:获得|荣获|获评|获批|参与制(?:定|修订)|主导制(?:定|修订)|牵头制(?:定|修订)|通过|入选|认定为?|被评为|评为)(?!的)"
)
JOINTS = re.compile(r"、|和|及|与|以及|或者?")
GRADED = re.compile(r"相应(?:级别|等级)的?")


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sum is for and who gets it, as short phrases of the text."""

    payee: str | None
    purpose: str | None


def grants(text: str, start: int, sum_start: int, count: int) -> tuple[Grant, ...]:
    """One `Grant` a sum, for `count` sums dealt out together at `sum_start` of the sentence that starts at `start`."""
    subject, payee = _subject(text[start:sum_start])
    if subject is None:
        used = USED_FOR.search(text, sum_start, sum_start + 80)
        subject = used["use"] if used else None
    each = "，".join(dict.fromkeys(found[0] for found in EACH.finditer(text, clause_start(text, start, sum_start), sum_start)))
    rows: list[Grant] = []
    for who, what in zip(_dealt(payee, text[start:sum_start], count), _dealt(subject, text[start:sum_start], count), strict=True):
        purpose = TRAILING.sub("", LEADING.sub("", what or "")) or None
        if purpose and each and each not in purpose:
            purpose = f"{purpose}，{each}"
        rows.append(Grant(who if who and ACTOR.search(who) else None, purpose or (each or None)))
    return tuple(rows)


def opening(text: str, start: int, line: Line) -> int:
    """Where the quote of a line begins: at the 对… that says who is paid, where it stands near before it and no other sum between."""
    begin = max((found.start() for found in TOWARDS.finditer(text, start, line.at)), default=line.start)
    near = line.end - begin <= LONGEST * (line.end - line.start)
    return begin if begin < line.start and near and not SPENT.search(text, begin, line.start) else line.start


def _subject(before: str) -> tuple[str | None, str | None]:
    """What is paid for and who is paid, from the words of the sentence before the sum.

    What stands behind the last sum already given (对甲给予50万元，乙给予20万元) comes before the rest of the sentence.
    """
    given = list(GIVEN_TO.finditer(before))
    spent = [found.end() for found in SPENT.finditer(before)]
    rest = before[spent[-1] :] if spent else before
    towards = TOWARDS.search(rest) is not None
    plain = None if towards else _plain(rest)
    if spent and plain:
        return plain, plain
    phrases = [found["what"] for found in TOWARDS.finditer(before)]
    if phrases:
        of_unit = len(phrases) > 1 and phrases[-1].startswith("每")
        payee = phrases[-2] if of_unit else phrases[-1]
        subject = f"{TRAILING.sub('', payee)}，{phrases[-1]}" if of_unit else payee
    else:
        supported = list(SUPPORTS.finditer(before))
        subject = payee = supported[-1]["what"] if supported else _plain(before)
    return subject, given[-1]["who"] if given else payee


def _plain(text: str) -> str | None:
    """The nearest clause that says something before its verb of giving."""
    for clause in reversed(re.split(r"[，,；。：]", text)):
        told = re.split(GIVES, re.sub(r"^[^）)（(]{0,3}[)）]", "", clause), maxsplit=1)[0].strip(" 、的\n")
        if len(told) > 2 and not NO_SUBJECT.search(told):
            return told
    return None


def _dealt(phrase: str | None, before: str, count: int) -> list[str | None]:
    """The phrase for each of `count` sums."""
    if count == 1 or phrase is None:
        return [phrase] * count
    dealt = _over_grades(phrase, count) or _over_items(phrase, count)
    if dealt:
        return list(dealt)
    grades = _grades_of(before, count)
    if grades and GRADED.search(phrase):
        return [GRADED.sub(grade, phrase) for grade in grades]
    return [f"{phrase}（{grade}）" for grade in grades] if grades else [phrase] * count


def _scale(count: int) -> re.Pattern[str]:
    grade = words().grade
    return re.compile(rf"{grade}(?:(?:、|和|及|与|或|以及){grade}){{{count - 1}}}(?!、)")


def _grades_of(text: str, count: int) -> list[str]:
    """The last list of exactly `count` grades in `text`."""
    found = list(_scale(count).finditer(text))
    return JOINTS.split(found[-1][0]) if found else []


def _over_grades(phrase: str, count: int) -> list[str]:
    found = _scale(count).search(phrase)
    return [phrase[: found.start()] + grade + phrase[found.end() :] for grade in JOINTS.split(found[0])] if found else []


def _over_items(phrase: str, count: int) -> list[str]:
    """A、B、C or A、B和C as `count` items; the tail of the last (的企业) and the deed before the first (获得) belong to each."""
    items = [item for item in re.split(r"、(?![^（(]*[）)])", phrase) if item]
    if len(items) == count - 1:
        items = [*items[:-1], *re.split(r"和|及|与", items[-1], maxsplit=1)]
    if len(items) != count:
        return []
    tail = re.search(r"(?:称号)?的[^的]{1,12}$", items[-1])
    ending = tail[0] if tail else ""
    deed = DEED.match(items[0])
    opening = deed[0] if deed and not any(DEED.match(item) for item in items[1:]) else ""
    return [("" if i == 0 else opening) + (item if item.endswith(ending) else item + ending) for i, item in enumerate(items)]
