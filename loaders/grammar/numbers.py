"""Numerals of plans, Arabic and Chinese, as exact decimals.

`number("6万")` is 60000, `number("1.2亿")` 120000000, `number("三分之二")` 2/3 to six places, `number("百分之九十")` 90,
`number("百")` 100 (百家企业), `number("两")` 2, `number("一半")` 0.5. What is no numeral gives None. Widths are folded, thousands
separators dropped.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

ARABIC = r"[0-9０-９]+(?:[,，][0-9]{3}(?![0-9]))*(?:[.．][0-9０-９]+)?"
CHINESE = r"[零〇一二两三四五六七八九十百千]{1,12}"
SCALE = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "万亿": Decimal(10) ** 12}
# As a fragment: no groups. Arabic digits, then Chinese fractions and percents, then plain Chinese numerals; 万 and 亿 behind either.
NUMBER = (
    rf"(?:{ARABIC}(?:万亿|亿|万)?|百分之(?:{CHINESE})(?:点[零一二三四五六七八九]+)?|{CHINESE}分之{CHINESE}|{CHINESE}(?:万亿|亿|万)?|半)"
)

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?|[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,9})?")
PLACES = Decimal("0.000001")


def number(text: str) -> Decimal | None:
    """The value of a numeral, None where the text is none."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text in ("半", "一半"):
        return Decimal("0.5")
    if text.startswith("百分之"):
        whole, _, rest = text.removeprefix("百分之").partition("点")
        value = _chinese(whole)
        tail = "".join(str(DIGITS[c]) for c in rest if c in DIGITS)
        return None if value is None else Decimal(f"{value}.{tail}") if tail else Decimal(value)
    if "分之" in text:
        below, _, above = text.partition("分之")
        top, bottom = _chinese(above), _chinese(below)
        return (Decimal(top) / Decimal(bottom)).quantize(PLACES).normalize() if top is not None and bottom else None
    scale = Decimal(1)
    for word in ("万亿", "亿", "万"):
        if text.endswith(word) and len(text) > len(word):
            scale, text = SCALE[word], text.removesuffix(word)
            break
    if PLAIN.fullmatch(text):
        return plain(Decimal(text.replace(",", "")) * scale)
    value = _chinese(text)
    return None if value is None else plain(Decimal(value) * scale)


def plain(value: Decimal) -> Decimal:
    """Without needless zeros or an exponent: 0.0020 is 0.002, 6E+4 is 60000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _chinese(text: str) -> int | None:
    """A Chinese numeral below ten thousand: 二十五, 百, 一千零三; a row of digits (二〇二五) is read digit by digit."""
    if not text or not re.fullmatch(CHINESE, text):
        return None
    if not any(c in UNITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit = 0, None
    for c in text:
        if c in UNITS:
            total += (1 if digit is None else digit) * UNITS[c]
            digit = None
        elif c not in "零〇":
            digit = DIGITS[c]
    return total + (digit or 0)
