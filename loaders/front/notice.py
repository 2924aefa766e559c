"""Notice: the title a plan gives itself and who issued it.

Decisions
---------
* 「X关于印发Y的通知」 wraps the plan Y: X issued it. 「X关于…的意见」 is the plan's own title, X included. A plan without either is
  called by the first line that ends like a title, or by the part of it that stands again alone (a page's path repeats the title).
* The signature names the issuer in full (人民政府); it wins over a shorter form of the same body in the title. Without either the red head
  (X文件) names it, then the page's table (发文机关).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import islice, takewhile

from loaders.front import number
from loaders.front.number import NUMBER
from loaders.front.page import Page
from loaders.front.words import words
from loaders.outline.sections import DATE

LONGEST_TITLE = 180  # characters
SAME_TITLE = 0.9  # of a ratio that is 1.0 for equal strings; one lost character of fifteen gives 0.97
LONGEST_LINE = 60  # characters of a title that has its line to itself
LONGEST_OPENING = 400  # characters in which a title in 《》 is the plan's own
LONGEST_ISSUER = 30  # characters of an issuer on a line above the title
LINES_ABOVE = 5
LINES_LOOKED_AT = 200
_DATED = re.compile(rf"[（(]{DATE}?[^）)]{{0,4}}[)）]?$")
_FILE = re.compile(r"《([^《》\n]{4,80}?)\.(?:docx?|pdf|wps)》")
_BOOK = re.compile(r"《([^《》\n]{4,80}?)(?:\.docx?|\.pdf)?》")
_CONSULTED = re.compile(r"(?:征求|征集)对?《([^《》]{4,80})》")
_RED_HEAD = re.compile(r"(?:文件|公文|便函)$")


@dataclass(frozen=True, slots=True)
class Notice:
    """What the head of the page says. `signed_on` is the date under the signature, as written."""

    title: str
    issuer: str | None
    doc_number: str | None
    signed_on: str | None


@cache
def _index() -> str:
    """What may stand before a title on its line: a number in a collection, the name of the field, the state of the document."""
    return rf"(?:\d{{1,3}}[.．、]|标题[:：]|[（(]\d{{1,3}}[)）]|[（(【\[](?:{words().status})[）)】\]])?"


@cache
def _wrapper() -> re.Pattern[str]:
    """X(关于)印发Y的通知; a title may be broken over three lines."""
    return re.compile(
        rf"^{_index()}(?P<issuer>[^\n《》，。；：:]{{0,45}}?)(?:关于)?\n?(?:印发|转发|批转)(?P<subject>(?:[^。；\n]|\n(?!各)){{4,170}}?)\n?的\n?(?:通知|通告|公告)",
        re.MULTILINE,
    )


@cache
def _opinion() -> re.Pattern[str]:
    """X关于…的意见, to the end of its line, or in a text without line ends to the number or addressees behind it. A line that ends with
    one of the words of a title goes on where the next one ends with 的 and such a word (…提升行动 | 计划的实施意见)."""
    kinds = words().kinds
    text = r"(?:[^。；_>\n]|\n(?!各))"
    broken = rf"[^。；_>\n]{{2,50}}\n(?!各)[^。；：\n\d]{{0,30}}的[\u4e00-\u9fff]{{0,6}}(?:{kinds})"
    return re.compile(
        rf"^{_index()}(?!为|根据|按照|依据)(?P<title>(?P<issuer>[^\n《》，。；：:]{{0,45}}?)关于(?:{broken}|{text}{{2,110}}?(?:{kinds})))"
        rf"(?:[（(](?!{NUMBER})[^）)\n]{{2,20}}[)）])?{_behind()}",
        re.MULTILINE,
    )


@cache
def _bare() -> re.Pattern[str]:
    """A line that ends like a title; its years may stand on the next line."""
    years = r"(?:\n?[（(][^）)\n]{2,20}[)）])?"
    return re.compile(
        rf"^{_index()}(?!为|根据|按照|依据)([^\n。，；：:《》?？/>]{{4,50}}?(?:{words().kinds}){years}){_behind()}", re.MULTILINE
    )


def _behind() -> str:
    """What stands behind a title: the end of its line, or in a text without line ends a number, a field, the addressees, the preamble."""
    return rf"(?=$|[（(]?{NUMBER}|(?:{words().fields})[:：]|各[^自]|为[了深贯全进加推切认])"


@cache
def _signature() -> re.Pattern[str]:
    """The body (or bodies, a line each) above a date, or right before it in a text without line ends."""
    body = rf"[^\n。，；：:（）()《》\d]{{2,40}}?(?:{words().issuers})"
    return re.compile(rf"(?:^[（(]?|(?<=[。）]))(?P<body>(?:{body}\n){{0,5}}{body}\n?)(?P<date>{DATE})(?!印发)", re.MULTILINE)


@cache
def _body() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\u4e00-\u9fff“”、（）()]{{2,40}}(?:{words().issuers})|中共中央|国务院)(?:等[\u4e00-\u9fff\d]{{0,4}}(?:部门|单位))?"
    )


@cache
def _issued() -> re.Pattern[str]:
    """X印发《Y》, or X印发 below the title."""
    return re.compile(
        rf"^(?P<issuer>[\u4e00-\u9fff“”、]{{0,40}}(?:{words().issuers}))印发(?:《(?P<title>[^《》\n]{{4,80}})》|$)", re.MULTILINE
    )


@cache
def _named_issuer() -> re.Pattern[str]:
    return re.compile(
        rf"{words().issuer_fields}([^\n。，；：:【]{{2,40}}?(?:{words().issuers}))(?=$|【|(?:{words().fields}))", re.MULTILINE
    )


def read(page: Page) -> Notice:
    """The notice of a page."""
    found = _wrapper().search(page.head)
    opinion = _opinion().search(page.head)
    issued = _issued().search(page.head)
    title, start, end = "", 0, 0
    issuers: list[str] = []
    if found and not (opinion and opinion.start() < found.start()):
        title, issuers, start, end = _subject(found["subject"]), _issuers(page.head, found), found.start(), found.end()
    elif opinion:
        title, issuers, start, end = opinion["title"], _issuers(page.head, opinion), opinion.start(), opinion.end()
        if issuers and title.startswith((issuers[-1], "关于")):
            title = " ".join(issuers) + title.removeprefix(issuers[-1])
    elif bare := list(islice(_bare().finditer(page.head), LINES_LOOKED_AT)):
        inside = [line for line in bare if line[1] in bare[0][1]]
        title, start, end = inside[-1][1], inside[-1].start(), inside[-1].end()
    elif issued and issued["title"]:
        title = issued["title"]
    elif book := _BOOK.search(page.head, 0, LONGEST_OPENING):
        title = book[1]
    if consulted := _CONSULTED.search(title):
        title = consulted[1]
    if issued and not issuers:
        issuers = _issuers(page.head, issued)
    signature = _signature().search(page.head) or _signature().search(page.tail)
    issuer = _joined(issuers)
    if signature:
        issuer = _fuller(issuer, _joined(signature["body"].strip().split("\n")) or "")
    if issuer is None:
        issuer = _red_head(page.head, start) or _from_table(page.head)
    title = _undamaged(title.replace("\n", "") or _first_line(page.head or page.found), page.found)
    return Notice(title, issuer, number.read(page.head, end), signature["date"] if signature else None)


def _subject(written: str) -> str:
    """《A》和《B》 → A和B; the date of a title in a collection is no part of it."""
    return re.sub(r"^关于(?=.*(?:和|、)关于)|[《》]", "", _DATED.sub("", written.replace("\n", "")))


def _issuers(head: str, found: re.Match[str]) -> list[str]:
    """The bodies before 关于 in a title; joint ones stand on the lines above, and so does the only one where the title names none."""
    name = found["issuer"].replace("\n", "")
    if name and not _body().fullmatch(name):
        return []
    bodies = [name] if name else []
    for line in islice(_lines_above(head, found.start()), LINES_ABOVE):
        if len(line) > LONGEST_ISSUER or not _body().fullmatch(line) or (bodies and not _beside(line, bodies[0])):
            break
        bodies.insert(0, line)
    return bodies


def _beside(above: str, below: str) -> bool:
    """Whether two bodies issue together: a government and its own bureau are the head of a page and the issuer."""
    return above not in below and below not in above and not (above.endswith("政府") and not below.endswith("政府"))


def _lines_above(head: str, start: int) -> Iterator[str]:
    yield from reversed(head[:start].rstrip("\n").split("\n"))


def _joined(bodies: list[str]) -> str | None:
    """Several bodies parted by a blank; 中共X委X市人民政府 is two."""
    written = " ".join(bodies)
    return (
        re.sub(
            r"(?<=[省市区县州旗]委)(?=(?!办公|员会)[\u4e00-\u9fff]{2,12}政府)|(?<=委办公[室厅])(?=[\u4e00-\u9fff]{2,12}政府)", " ", written
        )
        or None
    )


def _fuller(titled: str | None, signed: str) -> str:
    """The signature unless the title names more bodies or the signature is only a shorter form."""
    if titled is None:
        return signed
    same_body = titled[-2:] == signed[-2:]
    return signed if same_body and len(signed) > len(titled) else titled


def _red_head(head: str, start: int) -> str | None:
    """X文件, some lines above the title."""
    for line in islice(_lines_above(head, start), LINES_ABOVE):
        name = _RED_HEAD.sub("", line)
        if name != line and _body().fullmatch(name):
            joint = takewhile(_body().fullmatch, islice(_lines_above(head, head.index(line)), LINES_ABOVE))
            return _joined([*reversed(list(joint)), name])
    return None


def _from_table(head: str) -> str | None:
    named = _named_issuer().search(head)
    return named[1] if named else None


def _undamaged(title: str, found: str) -> str:
    """A page that offers a file names it after the plan: where the text has lost a character of the title, the file's name has it."""
    named = _FILE.search(found)
    return named[1] if named and SequenceMatcher(None, named[1], title).ratio() > SAME_TITLE else title


def _first_line(head: str) -> str:
    """The first line; of a text without line ends its beginning up to the first word of a title."""
    line = next((line for line in head.split("\n") if len(line) >= 4), head)
    if len(line) > LONGEST_LINE and (titled := _beginning().match(line)):
        return titled[0]
    return re.split("[。！？]", line)[0][:LONGEST_TITLE]


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(rf"[^。，；：:\n]{{4,50}}?(?:{words().kinds})")
