"""Notice: the title a plan gives itself, who issued it, and its number (发文字号).

Decisions
---------
* 「X关于印发Y的通知」 wraps the plan Y: X issued it. 「X关于…的意见」 is the plan's own title, X included. A plan without either is
  called by the first line that ends like a title, or by the part of it that stands again alone (a page's path repeats the title).
* The signature names the issuer in full (人民政府); it wins over a shorter form of the same body in the title.
* A number is the plan's own where it stands alone on its line, in the page's table (发文字号) or right behind the title; a number in
  brackets behind a title in 《》 belongs to another document. A damaged number (〔201817号) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from loaders.front.page import Page
from loaders.front.words import words
from loaders.outline.sections import DATE

NUMBER = r"(?:(?!意见|通知|方案|措施|办法|的)[\u4e00-\u9fff]){2,9}[〔\[（(【﹝](?:19|20)\d{2}[〕\]）)】﹞]第?\d{1,4}号"
LONGEST_TITLE = 180  # characters
SAME_TITLE = 0.9  # of a ratio that is 1.0 for equal strings; one lost character of fifteen gives 0.97
LONGEST_JOINT = 20  # characters of a second issuer on the line above the title
_INDEX = r"(?:\d{1,3}[.．、]|标题[:：]|[（(]\d{1,3}[)）])?"
_DATED = re.compile(rf"[（(]{DATE}?[^）)]{{0,4}}[)）]?$")
_OWN_NUMBER = re.compile(rf"^[（(]?({NUMBER})[)）]?(?=$|《)|发文字号[:：]\n?({NUMBER})", re.MULTILINE)
_NUMBER_BEHIND = re.compile(rf"(?:[（(]{DATE}?[)）])?[（(]?({NUMBER})")
_FILE = re.compile(r"《([^《》\n]{4,80}?)\.(?:docx?|pdf|wps)》")
_BOOK = re.compile(r"《([^《》\n]{4,80}?)(?:\.docx?|\.pdf)?》")


@dataclass(frozen=True, slots=True)
class Notice:
    """What the head of the page says. `signed_on` is the date under the signature, as written."""

    title: str
    issuer: str | None
    doc_number: str | None
    signed_on: str | None


@cache
def _wrapper() -> re.Pattern[str]:
    """X(关于)印发Y的通知; a title may be broken over three lines."""
    return re.compile(
        rf"^{_INDEX}(?P<issuer>[^\n《》，。；：:]{{0,45}}?)(?:关于)?\n?(?:印发|转发|批转)(?P<subject>(?:[^。；\n]|\n(?!各)){{4,170}}?)\n?的\n?通知",
        re.MULTILINE,
    )


@cache
def _opinion() -> re.Pattern[str]:
    """X关于…的意见, to the end of its line, or in a text without line ends to the number or addressees behind it."""
    return re.compile(
        rf"^{_INDEX}(?!为|根据|按照|依据)(?P<title>(?P<issuer>[^\n《》，。；：:]{{0,45}}?)关于(?:[^。；：\n]|\n(?!各)){{4,110}}?(?:{words().kinds}))"
        rf"(?:[（(][^）)\n]{{2,20}}[)）])?(?=$|{NUMBER}|各[^自]|为[了深贯全进加推切认])",
        re.MULTILINE,
    )


@cache
def _bare() -> re.Pattern[str]:
    """A line that ends like a title; its years may stand on the next line."""
    return re.compile(rf"^{_INDEX}([^\n。，；：:《》?？/>]{{4,50}}(?:{words().kinds})(?:\n?[（(][^）)\n]{{2,20}}[)）])?)$", re.MULTILINE)


@cache
def _signature() -> re.Pattern[str]:
    """The body (or bodies, a line each) above a date, or right before it in a text without line ends."""
    body = rf"[^\n。，；：:（）()《》\d]{{2,40}}?(?:{words().issuers})"
    return re.compile(rf"(?:^|(?<=[。）]))(?P<body>(?:{body}\n?){{1,3}})(?P<date>{DATE})", re.MULTILINE)


def read(page: Page) -> Notice:
    """The notice of a page."""
    found = _wrapper().search(page.head)
    opinion = _opinion().search(page.head)
    title, issuer, end = "", None, 0
    if found and not (opinion and opinion.start() < found.start()):
        title, issuer, end = _subject(found["subject"]), _issuer(page.head, found), found.end()
    elif opinion:
        title, issuer, end = opinion["title"], _issuer(page.head, opinion), opinion.end()
    elif bare := list(_bare().finditer(page.head)):
        inside = [line for line in bare if line[1] in bare[0][1]]
        title, end = inside[-1][1], inside[-1].end()
    elif book := _BOOK.search(page.head):
        title = book[1]
    signature = _signature().search(page.head) or _signature().search(page.tail)
    if signature:
        issuer = _fuller(issuer, _joined(signature["body"].strip()))
    title = _undamaged(title.replace("\n", "") or _first_line(page.head), page.found)
    return Notice(title, issuer, _number(page.head, end), signature["date"] if signature else None)


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff“”、（）()]{{2,}}(?:{words().issuers})|国务院")


def _subject(written: str) -> str:
    """《A》和《B》 → A和B; the date of a title in a collection is no part of it."""
    return re.sub(r"^关于(?=.*(?:和|、)关于)|[《》]", "", _DATED.sub("", written.replace("\n", "")))


def _issuer(head: str, found: re.Match[str]) -> str | None:
    """The body before 关于 in a title; a joint one stands on the line above."""
    name = found["issuer"].replace("\n", "")
    if not _body().fullmatch(name):
        return None
    above = head[: found.start()].rstrip("\n").rsplit("\n", 1)[-1]
    if len(above) <= LONGEST_JOINT and _body().fullmatch(above):
        name = f"{above}\n{name}"
    return _joined(name)


def _joined(written: str) -> str:
    """Several bodies on lines of their own, or 中共X市委X市人民政府, parted by a blank."""
    return re.sub(r"(?<=[省市区县州]委)(?=[\u4e00-\u9fff]{2,12}人民政府)", " ", " ".join(written.split("\n")))


def _fuller(titled: str | None, signed: str) -> str:
    """The signature unless the title names more bodies or the signature is only a shorter form."""
    if titled is None:
        return signed
    same_body = titled[-2:] == signed[-2:]
    return signed if same_body and len(signed) > len(titled) else titled


def _number(head: str, title_end: int) -> str | None:
    found = _OWN_NUMBER.search(head)
    written = (found[1] or found[2]) if found else None
    if not written and (behind := _NUMBER_BEHIND.match(head, title_end)):
        written = behind[1]
    return re.sub(r"[\[（(【﹝](\d{4})[\]）)】﹞]第?", r"〔\1〕", written) if written else None


def _undamaged(title: str, found: str) -> str:
    """A page that offers a file names it after the plan: where the text has lost a character of the title, the file's name has it."""
    named = _FILE.search(found)
    return named[1] if named and SequenceMatcher(None, named[1], title).ratio() > SAME_TITLE else title


def _first_line(head: str) -> str:
    line = next((line for line in head.split("\n") if len(line) >= 4), head)
    return re.split("[。！？]", line)[0][:LONGEST_TITLE]
