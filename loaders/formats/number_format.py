"""What a cell shows: a number of a workbook as a person sees it on the sheet (0.95 as 95%, 46327 as 2026年11月).

Decisions
---------
* A format is read as Excel reads it: sections for more, less and nought, literals, percent, thousands, decimals, dates.
* A format that is not understood (fractions, powers, conditions, hours beyond a day) shows the bare number: what was written is never
  made up.
* Digits of a date stay digits where the format asks for Chinese numerals ([DBNum1]): the grammar reads both, the plan means the date.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import cache, lru_cache

from loaders import tables

LONGEST = 255  # characters of a format: Excel takes no more
DIGITS = 13  # significant digits from which on a fraction is no figure that someone typed but one that was computed
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<pad>[_*].)|(?P<hint>\[[^\]]*\])|(?P<digits>[0#?.,]*[0#?][0#?.,]*)'
    r"|(?P<power>E[+-])|(?P<date>y+|m+|d+|h+|s+|e+|a{3,4}|AM/PM|A/P|上午/下午)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_UNDERSTOOD = re.compile(r"\[(?:[<>=]|[hms]+\])", re.IGNORECASE)  # conditions, and time that runs on ([h]:mm)
_EXACT = Context(prec=LONGEST + 20)  # digits of the longest number that a format can ask for
_WEEKDAYS = "一二三四五六日"
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = datetime(9999, 12, 31)
Token = tuple[str, str]  # kind, text


def builtin(number: int) -> str:
    """The format that has a number of its own."""
    return _builtins().get(str(number), "General")


def shown(value: str, code: str, since_1904: bool = False) -> str:
    """What a cell with a number and a format shows."""
    try:
        number = Decimal(f"{float(value):.15g}")
    except (ValueError, InvalidOperation):
        return value
    if not number.is_finite():
        return value
    sections = _sections(code)
    if sections is None:
        return plain(number)
    if any(kind == "date" for kind, _ in sections[0]):
        return _date(number, sections[0], since_1904)
    if len(sections) > 1 and number < 0:
        written = _number(-number, sections[1])
    elif len(sections) > 2 and number == 0:
        written = _number(number, sections[2])
    else:
        written = _number(number, sections[0])
    return plain(number) if written is None else written


def plain(number: Decimal) -> str:
    """A number without a format: no power, no zeros behind; 0.333333333333333 is what a formula left, and is cut."""
    if number != number.to_integral_value() and len(number.normalize().as_tuple().digits) >= DIGITS:
        number = Decimal(f"{number:.10g}")
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[Token, ...], ...] | None:
    """The sections of a format as tokens; None where the bare number is shown."""
    if len(code) > LONGEST or code.lower() in ("", "general", "g/通用格式") or _NOT_UNDERSTOOD.search(code):
        return None
    sections: list[list[Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or ""
        if kind == "other" and found[0] == ";":
            sections.append([])
        elif kind != "pad":
            sections[-1].append((kind, found[kind]))
    return tuple(map(tuple, sections[:3]))


def _number(number: Decimal, tokens: tuple[Token, ...]) -> str | None:
    """A number in one section; None where the section is not understood."""
    patterns = [text for kind, text in tokens if kind == "digits"]
    if len(patterns) > 1 or any(kind in ("power", "text", "date") for kind, _ in tokens) or ("other", "/") in tokens:
        return None
    percent = sum(token == ("other", "%") for token in tokens)
    sign = "-" if number < 0 else ""
    pieces = []
    for kind, text in tokens:
        if kind == "digits":
            pieces.append(_digits(abs(number) * 100**percent, text))
        elif kind != "hint":
            pieces.append(text)
        elif text.startswith("[$"):  # a currency: [$¥-804]
            pieces.append(text[2:-1].partition("-")[0])
    written = "".join(pieces).strip()
    return sign + written if any("1" <= c <= "9" for c in written) else written


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) if not fraction else len(fraction) - len(fraction.rstrip(","))
    fraction = fraction.replace(",", "")
    number = (number / 1000**scaled).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP, _EXACT) if number < 10**20 else number
    before, _, behind = f"{number:f}".partition(".")
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        before = f"{int(before):,}" if before else ""
    while len(behind) > 0 and behind[-1] == "0" and fraction[len(behind) - 1 : len(behind)] in ("#", "?"):
        behind = behind[:-1]
    return f"{before}.{behind}" if behind else before


def _date(number: Decimal, tokens: tuple[Token, ...], since_1904: bool) -> str:
    """A day or a time of day; the bare number where there is no such day."""
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    if not 0 <= number <= (_LAST_DAY - epoch).days:
        return plain(number)
    days = number + (not since_1904 and number < 60)  # Excel takes 1900 for a leap year: its day 60 never was
    moment = epoch + timedelta(seconds=round(float(days) * 86400))
    half = any(kind == "date" and "/" in text for kind, text in tokens)
    parts = [text[0].lower() for kind, text in tokens if kind == "date"]
    pieces, at = [], 0
    for kind, text in tokens:
        if kind == "date":
            minute = text[0] in "mM" and (parts[at - 1 : at] == ["h"] or parts[at + 1 : at + 2] == ["s"])
            pieces.append(_part(moment, text.lower(), minute, half))
            at += 1
        elif kind not in ("hint", "text"):
            pieces.append(text)
    return "".join(pieces).strip()


def _part(moment: datetime, part: str, minute: bool, half: bool) -> str:
    """One part of a date: yyyy, mm, d, aaaa (星期三)."""
    if "/" in part:
        return ("上午", "下午")[moment.hour >= 12] if part[0] == "上" else ("AM", "PM")[moment.hour >= 12]
    if part[0] in "ye":
        return f"{moment.year % 100:02}" if part == "yy" else f"{moment.year}"
    if part[0] == "a" or part in ("ddd", "dddd"):
        return ("星期" if len(part) == 4 else "周") + _WEEKDAYS[moment.weekday()]
    if part[0] == "m" and not minute:
        value = moment.month
        if len(part) > 2:
            return f"{value}月"
    else:
        hour = (moment.hour - 1) % 12 + 1 if half else moment.hour
        value = {"d": moment.day, "h": hour, "m": moment.minute, "s": moment.second}[part[0]]
    return f"{value:02}" if len(part) > 1 else str(value)


@cache
def _builtins() -> dict[str, str]:
    table = tables.table("loaders.formats", "number_formats.toml")
    builtins: dict[str, str] = table["builtin"]
    return builtins
